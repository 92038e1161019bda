"""`waymark instruments install|list|show|remove`: the official wording of questionnaires, as content packs."""

import argparse
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from waymark.cli.errors import DONE, Refused
from waymark.cli.inputs import open_release, read_bytes, refuse_empty
from waymark.cli.parser import Parser
from waymark.record.home import home

if TYPE_CHECKING:
    from waymark.exchange.questionnaires.packs import Pack

__all__ = ["packs_folder", "run"]

LICENCES = {
    "PD": "public domain",
    "FREE": "its owner asks for no permission",
    "NC": "free for non-commercial use only",
    "REG": "free after registration or permission; the wording is fixed",
    "LIC": "needs a licence",
    "OWN": "no instrument text involved",
}


def packs_folder() -> Path:
    """Where installed packs are kept."""
    return home() / "packs"


def run(words: list[str]) -> int:
    """One of the jobs on packs; what cannot be used is refused with its reason."""
    from waymark.exchange.questionnaires.notes import QuestionnaireError

    options = _parser().parse_args(words)
    jobs: dict[str, Callable[[argparse.Namespace], int]] = {
        "install": _install,
        "list": _list,
        "show": _show,
        "remove": _remove,
    }
    try:
        return jobs[options.job](options)
    except QuestionnaireError as error:
        raise Refused(str(error)) from None


def _parser() -> argparse.ArgumentParser:
    parser = Parser(prog="waymark instruments", description="Official wording as content packs.")
    jobs = parser.add_subparsers(dest="job", required=True)
    install = jobs.add_parser("install", help="read a FHIR Questionnaire and keep its wording")
    install.add_argument("questionnaire", nargs="?", metavar="QUESTIONNAIRE.json")
    install.add_argument("--known", metavar="NAME", help="a public one, fetched by address and checked by hash")
    install.add_argument("--index", metavar="FILE", help="an index of your own for --known")
    install.add_argument(
        "--valueset", metavar="FILE", action="append", default=[], help="answers kept outside the form"
    )
    install.add_argument("--dry-run", action="store_true", help="say what would be installed, keep nothing")
    install.add_argument("--replace", action="store_true", help="in place of a pack of the same name")
    listing = jobs.add_parser("list", help="what is installed; with --known, what can be fetched")
    listing.add_argument("--known", action="store_true")
    listing.add_argument("--index", metavar="FILE")
    for name, says in (("show", "one pack with its wording"), ("remove", "take a pack away")):
        jobs.add_parser(name, help=says).add_argument("name")
    for job in (install, listing, jobs.choices["show"]):
        job.add_argument("--format", choices=("text", "json"), default="text")
    return parser


def _install(options: argparse.Namespace) -> int:
    from waymark.exchange.questionnaires.converting import read_form
    from waymark.exchange.questionnaires.notes import Notes
    from waymark.exchange.questionnaires.packs import build_pack
    from waymark.exchange.questionnaires.reading import read_json
    from waymark.exchange.questionnaires.shelf import put

    if (options.questionnaire is None) == (options.known is None):
        raise Refused("name one Questionnaire: a file, or --known NAME (see “waymark instruments list --known”)")
    refuse_empty("questionnaire", options.questionnaire, options.index, *options.valueset)
    where, raw, beside, address = _source(options)
    sets = [(path, read_bytes(Path(path))) for path in options.valueset] + beside
    notes = Notes()
    extra = [_valueset(read_json(content, name), name) for name, content in sets]
    form = read_form(read_json(raw, where), where, notes, extra)
    instruments = open_release((), "en").instruments
    pack = build_pack(form, raw, where, instruments, notes, address)
    state = "not kept (dry run)" if options.dry_run else ""
    if not options.dry_run:
        state = "installed" if put(packs_folder(), pack, options.replace) else "is installed already; nothing changed"
    if options.format == "json":
        _json({"name": pack.name, "hash": pack.hash, "state": state, "pack": msgspec.to_builtins(pack)})
    else:
        _report(pack, state)
    return DONE


def _source(options: argparse.Namespace) -> tuple[str, bytes, list[tuple[str, bytes]], str]:
    """Name, bytes, value sets that go along, and the address of a fetched one."""
    from waymark.exchange.questionnaires.known import fetch, read_index

    if options.known is None:
        return options.questionnaire, read_bytes(Path(options.questionnaire)), [], ""
    index = Path(options.index) if options.index else None
    entries = read_index(index)
    entry = entries.get(options.known)
    if entry is None:
        raise Refused(f"there is no known questionnaire “{options.known}”; known are {', '.join(entries)}")
    beside = index.parent if index else None
    sets = [(one.address, fetch(one, beside)) for one in entry.valuesets]
    return entry.file.address, fetch(entry.file, beside), sets, entry.file.address


def _valueset(document: dict[str, Any], where: str) -> dict[str, Any]:
    if document.get("resourceType") != "ValueSet":
        raise Refused(f"{where}: this is no ValueSet; --valueset takes the answers that a Questionnaire refers to")
    return document


def _report(pack: "Pack", state: str) -> None:
    from waymark.exchange.questionnaires.notes import gathered

    print(f"{pack.name} ({pack.title}), {len(pack.items)} items, {', '.join(pack.languages)}: {state}")
    print(f"  licence class {pack.licence_class}: {LICENCES.get(pack.licence_class, '')}")
    print(f"  {pack.attribution}")
    if pack.copyright:
        print(f"  in the file: {' '.join(pack.copyright.split())}")
    for kind, says in gathered(pack.report):
        print(f"  {kind}: {says}")
    print(f"  {pack.name}@{pack.hash}, from {pack.origin.file} (sha256 {pack.origin.sha256[:12]}…)")


def _list(options: argparse.Namespace) -> int:
    from waymark.exchange.questionnaires.known import read_index
    from waymark.exchange.questionnaires.shelf import kept_packs

    refuse_empty("index", options.index)
    if options.known or options.index:
        entries = read_index(Path(options.index) if options.index else None)
        if options.format == "json":
            _json(msgspec.to_builtins(entries))
        for name, entry in entries.items() if options.format == "text" else ():
            print(f"{name:<16} {entry.instrument} ({entry.language}), {entry.source}, {entry.licence}")
        return DONE
    packs = kept_packs(packs_folder())
    if options.format == "json":
        _json([{"name": p.name, "hash": p.hash, "languages": p.languages, "title": p.title} for p in packs])
        return DONE
    for pack in packs:
        print(f"{pack.name:<16} {', '.join(pack.languages)}, {pack.title}, from {pack.origin.file}, {pack.hash}")
    if not packs:
        print("no content packs are installed; “waymark instruments install QUESTIONNAIRE.json” installs one")
    return DONE


def _pack(name: str) -> "Pack":
    from waymark.exchange.questionnaires.shelf import kept_packs

    packs = {pack.name: pack for pack in kept_packs(packs_folder())}
    if name not in packs:
        known = ", ".join(packs) or "none"
        raise Refused(f"there is no content pack “{name}”; installed are {known}")
    return packs[name]


def _show(options: argparse.Namespace) -> int:
    pack = _pack(options.name)
    if options.format == "json":
        _json(msgspec.to_builtins(pack))
        return DONE
    _report(pack, "installed")
    for language in pack.languages:
        print(f"\n{language}")
        above = ""
        for number, (item, entry) in enumerate(pack.items.items(), 1):
            if entry.stem.get(language, "") != above:
                above = entry.stem.get(language, "")
                print("\n".join(f"  {line}" for line in above.splitlines()))
            print(f"  {number}. {entry.text[language]}  [{item}]")
            for answer in entry.options:
                print(f"     {answer.value:g}  {answer.text[language]}")
    return DONE


def _remove(options: argparse.Namespace) -> int:
    from waymark.exchange.questionnaires.shelf import take_away

    name = options.name
    if not take_away(packs_folder(), name):
        _pack(name)
    print(f"{name}: removed; answers that were given with its wording stay as they are")
    return DONE


def _json(found: Any) -> None:
    sys.stdout.write(msgspec.json.format(msgspec.json.encode(found), indent=2).decode() + "\n")
