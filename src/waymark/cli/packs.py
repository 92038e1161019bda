"""Installed content packs as an interview shows them."""

from waymark.cli.errors import Refused
from waymark.cli.instruments import packs_folder
from waymark.knowledge.release import Release
from waymark.planning.asking.room import PackWords

__all__ = ["installed_words"]


def installed_words(release: Release, language: str) -> dict[str, PackWords]:
    """The words of every form that a pack has whole in this language. A pack that cannot be read is refused by name."""
    folder = packs_folder()
    if not folder.is_dir():
        return {}
    from waymark.exchange.questionnaires.at_hand import words_at_hand
    from waymark.exchange.questionnaires.notes import QuestionnaireError

    try:
        return words_at_hand(folder, release, language)
    except QuestionnaireError as error:
        raise Refused(str(error)) from None
