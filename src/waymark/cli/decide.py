"""`waymark decide PLAN.json ITEM agree ...`: note what one of the two authors decided about a line of a plan."""

import argparse
import re
import sys
from pathlib import Path
from typing import Any

import msgspec

from waymark.cli.clock import to_come, today
from waymark.cli.decisions_file import append_row
from waymark.cli.errors import DONE, Refused, complain
from waymark.cli.explain import read_plan
from waymark.cli.grounded import EDITED
from waymark.cli.inputs import refuse_empty
from waymark.cli.parser import Parser
from waymark.cli.rebuild import CannotRebuild, rebuild
from waymark.planning.deciding.contents import content_of, items_in
from waymark.planning.plan import Item, Plan
from waymark.record.documents.decisions import OVERRIDE_REASONS

__all__ = ["run"]

VERBS = {
    "agree": "agreed",
    "disagree": "disagreed",
    "decline": "declined",
    "change": "changed",
    "settle": "settled",
    "override": "override",
    "pause": "paused",
    "replace": "replaced",
    "withdraw": "withdrawn",
}
# What a verb cannot do without.
_NEEDS = {
    "change": ("set", "what is changed; write --set target=12, or another field of the line"),
    "settle": ("text", "how you came to know it; write it after --text"),
    "override": ("text", "why; write it after --text"),
    "replace": ("instead", "what comes in its place; write --instead and the id of a goal"),
}


# Up to here a number is what was meant; what it may be in its place is checked there.
_NUMBER = re.compile(r"[+-]?[0-9]{1,15}(\.[0-9]{1,15})?")


def run(words: list[str]) -> int:
    """Append one decision; exit 1 with one sentence when it could not be followed."""
    options = _parser().parse_args(words)
    refuse_empty("plan", options.plan)
    refuse_empty("--decisions", options.decisions)
    plan = read_plan(Path(options.plan))
    if plan.carries is None:
        raise Refused(f"{options.plan}: this plan does not carry its record; make it again with the record at hand")
    row = _row(plan, options)
    _refuse_edited(plan, row, options)
    noted = append_row(Path(options.decisions), plan, row, options.plan)
    if options.format == "json":
        sys.stdout.buffer.write(msgspec.json.format(msgspec.json.encode(row), indent=2) + b"\n")
    elif noted:
        when = "" if options.at is not None else f" as of {plan.header.at}, like the plan (another day: --at)"
        print(f"{options.decisions}: noted{when}. Plan again with --decisions {options.decisions} to see what follows.")
    else:
        print(f"{options.decisions}: this decision already stands there; nothing was added.")
    return DONE


def _refuse_edited(plan: Plan, row: dict[str, Any], options: argparse.Namespace) -> None:
    """Whoever decides, decides on what their record gives, not on what somebody wrote into the document."""
    path = Path(options.plan)
    try:
        made = rebuild(plan, path).plan
    except CannotRebuild as refusal:
        why = str(refusal).removeprefix(f"{path}: ")
        complain(f"{path}: taken at its word, for it cannot be made again: {why}")
        return
    stands, given = row["seen"], _seen(made, row["item"])
    if made.header.person != plan.header.person or {**stands, "plan": ""} != {**given, "plan": ""}:
        raise Refused(f"{path}: {row['item']}: {EDITED}, so make the plan again and decide on that")


def _row(plan: Plan, options: argparse.Namespace) -> dict[str, Any]:
    """The decision as a row of the document."""
    verb, item = options.verb, _item(plan, options)
    if verb in _NEEDS and not getattr(options, _NEEDS[verb][0]):
        raise Refused(f"{verb}: say {_NEEDS[verb][1]}")
    if options.author == "clinician" and options.role is None:
        raise Refused("--role: a clinician decides in a role; write one, such as --role counsellor")
    if verb == "override" and options.reason is None:
        raise Refused(f"override: name a reason with --reason; one of {', '.join(OVERRIDE_REASONS)}")
    row: dict[str, Any] = {"at": _moment(plan, options), "item": item, "author": options.author}
    row["decision"] = VERBS[verb]
    if options.author == "clinician":
        row["source"] = "clinician"
    given = {
        "role": options.role,
        "by": options.by,
        "reason_code": options.reason,
        "text": options.text,
        "re_offer": _day(plan, options.re_offer, "--re-offer"),
        "until": _day(plan, options.until, "--until"),
        "instead": options.instead,
    }
    row.update({name: value for name, value in given.items() if value is not None})
    if options.set:
        row["change"] = _fields(options.set)
    if verb == "settle" or (verb == "withdraw" and item.startswith("fact:")):
        row["fact"] = options.fact or item.partition(":")[2]
        if verb == "settle":
            row["value"] = _value(options.value)
    row["seen"] = _seen(plan, item)
    return row


def _item(plan: Plan, options: argparse.Namespace) -> str:
    """The id of a line of this plan, of a rule it names, or of a fact; anything else is refused with near names."""
    name = str(options.item).removeprefix("earlier:")
    known = set(items_in(plan)) | {i.id for i in plan.crisis} | {e.item for e in plan.earlier}
    # What was decided may be taken back, also where it left the plan.
    known |= {line.item for line in plan.log} | {f"rule:{rule}" for rule in plan.rules}
    known |= {line.option for line in plan.left_out}
    facts = {f"fact:{fact}" for fact in (*plan.facts, *plan.labels)}
    candidates = (
        (name, f"rule:{name}", f"fact:{name}") if options.verb in ("override", "settle", "withdraw") else (name,)
    )
    for candidate in candidates:
        if candidate in known or candidate in facts:
            return candidate
    from difflib import get_close_matches

    near = get_close_matches(name, sorted(known), n=3, cutoff=0.4) or sorted(i for i in known if name in i)[:3]
    hint = f"; nearest: {', '.join(near)}" if near else ""
    raise Refused(f"{options.plan}: this plan has no line “{name[:80]}”{hint}; `waymark explain PLAN` lists all")


def _moment(plan: Plan, options: argparse.Namespace) -> str | int:
    """When it was decided: as said, else as of the plan it answers, and never before that.

    The next plan is made as of the latest row: one of today ages whatever an old plan knew.
    """
    made = plan.header.at
    if plan.header.anchor is not None:
        day = int(made.removeprefix("day "))
        at = day if options.at is None else _day(plan, options.at, "--at")
        if isinstance(at, int) and at < day:
            raise Refused(f"--at {options.at}: the plan is of {made}; a decision on it cannot be earlier")
        return at if at is not None else day
    if options.at is None:
        return made
    at = str(_day(plan, options.at, "--at"))
    try:
        late = to_come(at)
    except ValueError as error:
        raise Refused(f"--at {at[:40]}: {error}") from None
    if at[:10] < made[:10]:
        raise Refused(f"--at {at}: the plan is of {made}; a decision on it cannot be earlier")
    if late:
        raise Refused(f"--at {at}: this is still to come (today is {today()}); say when it was decided")
    return at


def _day(plan: Plan, said: str | None, where: str) -> str | int | None:
    """A moment as the record counts time: a date, or whole days from its anchor."""
    if said is None:
        return None
    if plan.header.anchor is None:
        if said.startswith("day"):
            raise Refused(f"{where} {said}: this record counts in dates; write one such as 2026-11-03")
        return said
    try:
        return int(said.removeprefix("day:").removeprefix("day "))
    except ValueError:
        raise Refused(f"{where} {said}: this record counts days from “{plan.header.anchor}”; write day:28") from None


def _fields(pairs: list[str]) -> dict[str, str | float]:
    found: dict[str, str | float] = {}
    for name, value in map(_field, pairs):
        if name in found:
            raise Refused(f"--set {name}: given twice; say once what it becomes")
        found[name] = value
    return found


def _field(pair: str) -> tuple[str, str | float]:
    name, sign, value = pair.partition("=")
    if not sign or not name or not value:
        raise Refused(f"--set {pair[:60]}: write a field and its value, such as target=12")
    return name, value if name in ("says", "who", "level") else _number(value)


def _number(value: str) -> str | float:
    """A number as people write one; anything else, such as nan, stays a text and is refused with its place."""
    if not _NUMBER.fullmatch(value):
        return value
    number = float(value)
    return int(number) if number.is_integer() else number


def _value(said: str | None) -> Any:
    """What a fact was settled to: yes or no, a number, bounds such as 5..10, or the name of an option."""
    if not said:
        raise Refused(
            "settle: say what it was settled to; write --value yes, a number, bounds such as 5..10, or an option"
        )
    if said.lower() in ("yes", "true", "no", "false"):
        return said.lower() in ("yes", "true")
    low, dots, high = said.partition("..")
    if not dots:
        return _number(said)
    bounds = {"at_least": _number(low) if low else None, "at_most": _number(high) if high else None}
    return {name: value for name, value in bounds.items() if value is not None}


def _seen(plan: Plan, item: str) -> dict[str, Any]:
    """The line as it stands in this plan: whoever agrees, agrees to this."""
    from waymark.record.digest import content_hash

    seen: dict[str, Any] = {"release": plan.inputs.release, "plan": content_hash(msgspec.json.encode(plan))}
    line: Item | None = items_in(plan).get(item) or next((c for c in plan.crisis if c.id == item), None)
    if line is None:
        earlier = next((e for e in plan.earlier if e.item == item), None)
        return {**seen, "title": earlier.title} if earlier is not None else seen
    return {**seen, "title": line.title, "line": content_of(line, plan), "rules": list(line.rules)}


def _parser() -> argparse.ArgumentParser:
    parser = Parser(
        prog="waymark decide",
        description="Note what one of the two authors decided about a line of a plan.",
    )
    add = parser.add_argument
    add("plan", help="a plan written with --format json")
    add("item", help="the id of a line; rule:ID to override a rule, fact:ID to settle a fact")
    add("verb", choices=tuple(VERBS))
    add("--author", choices=("person", "clinician"), required=True)
    add("--decisions", metavar="FILE", required=True, help="the decisions document; made when it is not there")
    add("--role", help="in which role a clinician decides, such as counsellor or prescriber")
    add("--by", metavar="NAME", help="who decides")
    add("--at", metavar="MOMENT", help="when it was decided; default: as of the plan")
    add("--text", help="why, in words")
    add("--reason", metavar="CODE", help=f"of an override: {', '.join(OVERRIDE_REASONS)}")
    add("--re-offer", metavar="MOMENT", help="of a decline: when it may be offered again")
    add("--until", metavar="MOMENT", help="of a pause: until when")
    add("--instead", metavar="GOAL", help="of a goal that is replaced: the goal in its place")
    add("--set", metavar="FIELD=VALUE", action="append", default=[], help="what changes; repeatable")
    add("--fact", metavar="FACT", help="the fact that is settled, where ITEM is a line that waits for it")
    add("--value", help="what the fact is settled to: yes, no, a number, bounds such as 5..10, or an option")
    add("--format", choices=("text", "json"), default="text")
    return parser
