"""The words of installed content packs, as an interview shows them."""

from pathlib import Path

from waymark.exchange.questionnaires.shelf import kept_packs, pack_for
from waymark.knowledge.release import Release
from waymark.planning.asking.room import PackWords, WordedItem

__all__ = ["words_at_hand"]


def words_at_hand(folder: Path, release: Release, language: str) -> dict[str, PackWords]:
    """The words of every form that a pack of this folder has whole in this language, by instrument.

    A pack made for another version of the scoring is left out: its items may not be the same. Raises QuestionnaireError
    for a pack that cannot be read.
    """
    if not folder.is_dir():
        return {}
    packs = kept_packs(folder)
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
