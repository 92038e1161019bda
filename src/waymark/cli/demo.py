"""`waymark demo`: invented people, and plans for a small cast of them."""

import argparse
import sys
from collections.abc import Iterable
from pathlib import Path

import msgspec

from waymark.cli.errors import DONE, Refused
from waymark.cli.explain import run as explain
from waymark.cli.inputs import refuse_empty
from waymark.cli.make import Maker
from waymark.cli.parser import Parser
from waymark.demo.cast import make_cast
from waymark.demo.people import make_people
from waymark.demo.programmes import make_programmes
from waymark.planning.phrases import LANGUAGES
from waymark.planning.plan import Plan
from waymark.record.reading import read_person

__all__ = ["run"]


def run(words: list[str]) -> int:
    """Without a job: plans for the cast, in the terminal and as pages. `people`: write invented person documents."""
    parser = Parser(prog="waymark demo", description="Invented, lifelike people; nobody real.")
    parser.add_argument("--out", metavar="DIR", default="demo", help="where persons, plans and pages go")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--lang", choices=("en", "es"), help="default: each person's own language")
    jobs = parser.add_subparsers(dest="job")
    people = jobs.add_parser("people", help="write N invented person documents")
    people.add_argument("--number", metavar="N", type=int, default=20)
    people.add_argument("--seed", type=int, default=1)
    people.add_argument("--out", metavar="DIR", default="people")
    options = parser.parse_args(words)
    refuse_empty("--out", options.out)
    if options.job == "people":
        return _people(options)
    return _cast(options)


def _people(options: argparse.Namespace) -> int:
    if options.number < 1:
        raise Refused(f"--number {options.number}: write 1 or more")
    folder = _folder(Path(options.out))
    _write(folder, make_people(options.number, options.seed))
    print(f"{options.number} invented people written to {folder}", file=sys.stderr)
    return DONE


def _cast(options: argparse.Namespace) -> int:
    """Plan for each of the cast; the first plan is shown whole, the others in a few lines, all as pages."""
    folder = _folder(Path(options.out))
    persons = _write(_folder(folder / "people"), make_cast(options.seed))
    _write(_folder(folder / "programmes"), (msgspec.to_builtins(p) for p in make_programmes()))
    makers: dict[str, Maker] = {}
    pages = _folder(folder / "plans")
    plans = []
    for person in persons:
        language = options.lang or _language(person)
        maker = makers.setdefault(language, makers.get(language) or Maker(None, (), language, None))
        plan = maker.make(person)
        plans.append(plan)
        _put(pages / f"{person.stem}.plan.html", maker.html(plan).encode())
        _put(pages / f"{person.stem}.plan.json", maker.encode(plan) + b"\n")
    makers[plans[0].header.language].print(plans[0])
    first = pages / f"{persons[0].stem}.plan.json"
    print(f"\n{'─' * 100}\nWhy this level, told to {plans[0].header.called}:\n", flush=True)
    explain([str(first), "level", "--voice", "person"])
    print(f"\n{'─' * 100}\nThe others, in short; every plan is a page in {pages}/\n")
    for plan in plans[1:]:
        _short(plan)
    print(f"Read one:  {pages / persons[0].stem}.plan.html")
    print(f"Ask why:   waymark explain {first} level")
    print(f"Why not:   waymark explain {first} --why-not naltrexone-xr")
    print("Interview: waymark ask sam.json --new sam")
    print('A wish:    waymark goal "I want to see my kids on Sundays"')
    return DONE


def _language(person: Path) -> str:
    """The language the person speaks, where plans speak it too."""
    spoken = read_person(person.read_bytes(), str(person)).about.language
    return spoken if spoken in LANGUAGES else LANGUAGES[0]


def _short(plan: Plan) -> None:
    said = next((line for text in plan.words for line in text.lines), "")
    print(f"{plan.header.called or plan.header.person}" + (f": “{said}”" if said else ""))
    print(f"  level   {plan.level.recommended.title}")
    for goal in [g for g in plan.goals if g.bundle][:1] + [g for g in plan.goals if not g.bundle][:3]:
        print(f"  goal    {goal.says}")
    free = [m.title for m in plan.medicines if m.status in ("option", "current")]
    held = [m.title for m in plan.medicines if m.status == "held"]
    if free:
        print(f"  options {'; '.join(dict.fromkeys(free[:4]))}" + (f" (held: {'; '.join(held[:2])})" if held else ""))
    if plan.next_72_hours:
        print(f"  first   {plan.next_72_hours[0].title}")
    print()


def _write(folder: Path, people: Iterable[dict[str, object]]) -> list[Path]:
    paths = []
    for person in people:
        path = folder / f"{person['id']}.json"
        _put(path, msgspec.json.format(msgspec.json.encode(person), indent=1) + b"\n")
        paths.append(path)
    return paths


def _put(path: Path, content: bytes) -> None:
    try:
        path.write_bytes(content)
    except OSError as error:
        raise Refused(f"{path}: cannot be written ({error.strerror}); choose another folder with --out") from None


def _folder(path: Path) -> Path:
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise Refused(f"{path}: cannot be written ({error.strerror}); choose another folder with --out") from None
    return path
