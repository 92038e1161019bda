"""Installed content packs as an interview shows them."""

from waymark.cli.errors import Refused
from waymark.cli.instruments import packs_folder
from waymark.knowledge.release import Release
from waymark.planning.asking.room import PackWords, WordedItem

__all__ = ["installed_words"]


def installed_words(release: Release, language: str) -> dict[str, PackWords]:
    """The words of every form that a pack has whole in this language. A pack that cannot be read is refused by name.

    A pack made for another version of the scoring is left out: its items may not be the same.
    """
    folder = packs_folder()
    if not folder.is_dir():
        return {}
    from waymark.exchange.questionnaires.notes import QuestionnaireError
    from waymark.exchange.questionnaires.shelf import kept_packs, pack_for

    try:
        packs = kept_packs(folder)
    except QuestionnaireError as error:
        raise Refused(str(error)) from None
    found = {}
    for name, instrument in release.instruments.items():
        pack = pack_for(packs, name, language)
        if pack is None or pack.instrument_version != instrument.version:
            continue
        if {item.id for item in instrument.items} == set(pack.items):
            items = {
                item: WordedItem(
                    entry.text[language],
                    entry.stem.get(language, ""),
                    {option.value: option.text[language] for option in entry.options},
                )
                for item, entry in pack.items.items()
            }
            found[name] = PackWords(f"{pack.name}@{pack.hash}", items)
    return found
