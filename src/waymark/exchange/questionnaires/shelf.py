"""Where packs are kept: one file each in a folder, written whole or not at all."""

import os
from pathlib import Path

import msgspec

from waymark.exchange.questionnaires.notes import QuestionnaireError
from waymark.exchange.questionnaires.packs import Pack

__all__ = ["kept_packs", "pack_for", "put", "take_away"]


def kept_packs(folder: Path) -> list[Pack]:
    """All packs of a folder by name; one that cannot be read is refused with its name."""
    found = []
    for path in sorted(folder.glob("*.json")) if folder.is_dir() else ():
        try:
            found.append(msgspec.json.decode(path.read_bytes(), type=Pack))
        except (msgspec.DecodeError, UnicodeDecodeError, OSError) as error:
            raise QuestionnaireError(f"{path}: cannot be read as a content pack ({error}); remove the file") from None
    return found


def put(folder: Path, pack: Pack, replace: bool = False) -> bool:
    """Keep a pack; False when the very same is there already. Another one of its name is replaced only when asked."""
    path = folder / f"{pack.name}.json"
    if path.exists():
        there = next((one for one in kept_packs(folder) if one.name == pack.name), None)
        if there is not None and there.hash == pack.hash:
            return False
        if not replace:
            old = there.origin.file if there is not None else "a file of that name"
            raise QuestionnaireError(
                f"{pack.name} is installed from another file ({old}); add --replace to use this one, or remove it first"
            )
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    part = path.with_name(f".{path.name}.{os.getpid()}")
    part.write_bytes(msgspec.json.format(msgspec.json.encode(pack), indent=2) + b"\n")
    part.replace(path)
    return True


def take_away(folder: Path, name: str) -> bool:
    """Remove a pack by its name; False when there is none."""
    path = folder / f"{name}.json"
    if path.parent != folder or not path.is_file():
        return False
    path.unlink()
    return True


def pack_for(packs: list[Pack], instrument: str, language: str) -> Pack | None:
    """The pack that words a whole instrument in this language."""
    whole = (pack for pack in packs if pack.instrument == instrument and not pack.part and language in pack.languages)
    return min(whole, key=lambda pack: pack.languages.index(language), default=None)
