"""Decisions against a release and a record: about this person, on lines a plan can have, saying what can be done."""

from collections.abc import Iterator

from waymark.knowledge.release import Release
from waymark.record.documents.decisions import OVERRIDE_REASONS, Decision, Decisions
from waymark.record.documents.person import Person
from waymark.record.errors import RecordError, nearest
from waymark.record.index import index_of
from waymark.record.roles import plain_role
from waymark.record.validate import Check
from waymark.record.validate_names import Names, names_of

__all__ = ["refuse_other_times", "validate_decisions"]

# Two years: a goal farther away is made of nearer ones.
MOST_DAYS = 730
# What may be changed in a line of a plan, by the kind of line; of any other line only its words.
_OF_STEPS = ("who", "within_hours", "says")
_CHANGES = {
    "goal": ("target", "days", "says"),
    "level": ("level", "says"),
    "medicine": ("order", "says"),
    **dict.fromkeys(("step", "task", "get", "review", "tonight", "watch"), _OF_STEPS),
}
_WORDS_ONLY = ("says",)
# What is no plain number in a change; `days` and `target` of a goal have their own bounds.
_NUMBERS = {"order": (1, 20), "within_hours": (1, 24 * MOST_DAYS)}
# Who does a step beside the roles of the library.
_ALSO_DO = ("person", "family", "person-and-clinician", "person-and-prescriber")
# Which keys a row may carry only when it says this.
_BELONGS = {
    "re_offer": ("declined", "only what was declined is offered again, and this was {said}; leave the key out."),
    "until": ("paused", "only what was paused waits until a day, and this was {said}; leave the key out."),
    "instead": ("replaced", "only what was replaced has something in its place, and this was {said}; leave it out."),
}


def refuse_other_times(decisions: Decisions, person: str, anchor: str | None, where: str) -> None:
    """Raise RecordError where decisions are dated and the record counts days from its anchor, or the other way."""
    if any(isinstance(row.at, int) is (anchor is None) for row in decisions.rows):
        times = "dates" if anchor is None else f"days from “{anchor}”"
        raise RecordError(f"{where}: the record of “{person}” counts in {times}; write the decisions so too")


def validate_decisions(decisions: Decisions, release: Release, person: Person, where: str) -> None:
    """Raise RecordError with up to five sentences when a decision could not be followed as it is written."""
    if decisions.person != person.id:
        raise RecordError(
            f"{where}: these decisions are about “{decisions.person}”, the record is of “{person.id}”; give the "
            "decisions of this person"
        )
    refuse_other_times(decisions, person.id, person.anchor, where)
    check, names = Check(index_of(release), where), names_of(release)
    for place, row in enumerate(decisions.rows):
        path = f"rows[{place}]"
        said = (*_item(names, row), *_author(names, row), *_reason(row), *_belonging(names, row), *_change(names, row))
        for key, sentence in said:
            check.say(f"{path}.{key}", sentence)
        if row.decision == "settled":
            _settled(check, path, row)
    check.finish()


Wrong = Iterator[tuple[str, str]]


def _item(names: Names, row: Decision) -> Wrong:
    wrong = names.wrong_line(row.item)
    if wrong and (row.seen is None or row.seen.release == names.release.id):
        # A line seen in a plan of another release was there, whatever this one knows.
        yield "item", wrong
    elif row.decision == "override" and not row.item.startswith("rule:"):
        yield "item", f"only rules are overridden, and `{row.item[:60]}` is none; write rule: and the rule's id."
    elif row.decision not in ("override", "settled", "withdrawn") and row.item.startswith("rule:"):
        yield "item", "a rule can only be overridden; decide on the line of the plan that it speaks for."
    elif row.decision in ("paused", "replaced") and not row.item.startswith("goal:"):
        yield "item", f"only a goal can be {row.decision}, and `{row.item[:60]}` is none; decline the line instead."


def _author(names: Names, row: Decision) -> Wrong:
    if row.author == "person":
        if row.role is not None:
            yield "role", "the person has no role; leave the key out, or write who decided as `author`."
        if row.decision == "settled":
            yield "author", "only a clinician settles a fact; note what the person says in their record."
    elif row.role is not None and plain_role(row.role) not in names.roles:
        help_ = nearest(row.role, names.roles) or f"; write one of {', '.join(names.roles)}."
        yield "role", f"there is no role `{row.role[:60]}`{help_}"


def _reason(row: Decision) -> Wrong:
    """An override says why: a code that can be counted, or words; `other` says nothing without words."""
    if row.decision != "override":
        return
    code, text = (row.reason_code or "").strip(), (row.text or "").strip()
    if not (code or text):
        yield "text", "an override gives a reason; write it in `text` or `reason_code`."
    elif code and code not in OVERRIDE_REASONS:
        help_ = nearest(code, OVERRIDE_REASONS) or f"; write one of {', '.join(OVERRIDE_REASONS)}."
        yield "reason_code", f"there is no reason `{code[:60]}`{help_}"
    elif code == "other" and not text:
        yield "text", "`other` is no reason by itself; write it in `text`."


def _belonging(names: Names, row: Decision) -> Wrong:
    for key, (decision, sentence) in _BELONGS.items():
        if getattr(row, key) is not None and row.decision != decision:
            yield key, sentence.format(said=row.decision)
    if row.decision == "replaced":
        other = row.instead or ""
        if not other.startswith("goal:"):
            yield "instead", "a goal is replaced by another goal; write its id, such as goal:GO-11."
        elif other == row.item:
            yield "instead", "a goal cannot take its own place; change it, or name another."
        elif wrong := names.wrong_line(other):
            yield "instead", wrong


def _change(names: Names, row: Decision) -> Wrong:
    if row.change and row.decision != "changed":
        yield "change", f"nothing is changed by a row that says {row.decision}; write `changed`, or leave the key out."
        return
    allowed = _CHANGES.get(row.item.partition(":")[0], _WORDS_ONLY)
    for key, value in row.change.items():
        path = f"change.{key[:60]}"
        if key not in allowed:
            help_ = nearest(key, allowed) or f"; what can be: {', '.join(allowed)}."
            yield path, f"`{key[:60]}` of this line cannot be changed{help_}"
        elif key == "level" and (wrong := names.wrong_line(f"level:{value}")):
            yield path, wrong
        elif key == "says" and not (isinstance(value, str) and value.strip()):
            yield path, "what a line says is words; write them, or leave the key out."
        elif key == "who" and not _does(names, value):
            roles = [*names.roles, *_ALSO_DO]
            help_ = nearest(str(value), roles) or f"; write one of {', '.join(roles)}."
            yield path, f"nobody is called `{str(value)[:60]}`{help_}"
        elif key in _NUMBERS and not _between(value, *_NUMBERS[key]):
            low, high = _NUMBERS[key]
            yield path, f"`{str(value)[:40]}` cannot be; write a whole number from {low} to {high:,}."
        elif key == "days" and isinstance(value, int | float) and not (value == int(value) and 1 <= value <= MOST_DAYS):
            yield path, f"{value:g} is no time for a goal; write whole days from 1 to {MOST_DAYS}."
        elif key == "target" and isinstance(value, int | float) and (beyond := _beyond(names, row.item, value)):
            yield path, beyond


def _does(names: Names, who: str | float) -> bool:
    return isinstance(who, str) and (plain_role(who) in names.roles or plain_role(who) in _ALSO_DO)


def _between(value: str | float, low: int, high: int) -> bool:
    return not isinstance(value, str) and low <= value <= high and value == int(value)


def _beyond(names: Names, item: str, value: float) -> str | None:
    """What is wrong with a target outside the range of the fact the goal is measured by."""
    _, _, rest = item.partition(":")
    name, _, substance = rest.partition(":")
    pattern = names.release.goals.get(name)
    fact = None if pattern is None else names.release.facts.get(pattern.measure.replace("{substance}", substance))
    if fact is None or fact.range is None or fact.range[0] <= value <= fact.range[1]:
        return None
    low, high = fact.range
    return f"{value:g} is outside what this goal measures; write {low:g} to {high:g}."


def _settled(check: Check, path: str, row: Decision) -> None:
    """The fact is known and the value one that narrows it."""
    if row.fact is None or row.value is None:
        return
    said = len(check.sentences)
    check.fact(path, row.fact, row.value)
    if len(check.sentences) > said:
        return
    if check.index.known(check.index.facts[row.fact], row.value) is None:
        check.say(f"{path}.value", f"this leaves {row.fact} open; write what it was settled to, or leave the row out.")
