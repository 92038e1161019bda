"""The page for the person without a word that tells of treatment: neutral words, and a count of what was left out."""

import re
from collections.abc import Iterable
from typing import Any

from waymark.planning.phrases import say
from waymark.planning.plan import Plan, Step
from waymark.rendering.pdf.letters import clip
from waymark.rendering.pdf.person import LINE_LONG, NAME_LONG, WORDS_LONG, Section, order_of, section, standing
from waymark.rendering.pdf.telling import Telling
from waymark.rendering.pdf.week import week_table
from waymark.rendering.pdf.wording import word
from waymark.rendering.timetable import Entry, Week
from waymark.rendering.view import View

__all__ = ["NUMBERS", "Sieve", "discreet_sheet", "first_name", "neutral_week"]

# The visit a level begins with is an appointment like any other.
FIRST_VISIT = "step:start-level"
# A bare number says nothing about whom it reaches; more than this few would say nothing to the person either.
NUMBERS = 5
# Before a first name: what people say of their own, and titles.
OWN = frozenset({"my", "mi", "the", "el", "la", "mis", "our"})
TITLES = frozenset({"dr", "dra", "doctor", "doctora", "mr", "mrs", "ms", "sr", "sra", "rev", "fr", "sister", "brother"})


class Sieve:
    """Keeps what tells nothing, counts the rest."""

    def __init__(self, telling: Telling) -> None:
        self.telling, self.withheld = telling, 0

    def keep(self, texts: Iterable[str]) -> list[str]:
        given = list(texts)
        kept = self.telling.neutral(given)
        self.withheld += len(given) - len(kept)
        return kept


def discreet_sheet(plan: Plan, telling: Telling) -> Section:
    """The data of `person.typ`, neutral."""
    view, language = View(plan), plan.header.language
    sieve = Sieve(telling)
    goals = sieve.keep(view.dated(g.says) for g in standing(plan.goals))
    left = (
        section("steps", word("neutral steps", language), _steps(standing(plan.next_72_hours), view, sieve)),
        section("goals", word("neutral goals", language), [{"text": clip(g, LINE_LONG)} for g in goals]),
    )
    right = (
        section("hard", word("neutral hard", language), _hard(plan, sieve)),
        section("people", word("people", language), _people(plan, telling)),
        section("numbers", word("neutral numbers", language), _numbers(view, sieve)),
    )
    shown = [s for s in (*left, *right) if s["items"]]
    words = [clip(line, WORDS_LONG) for text in plan.words for line in sieve.keep(text.lines)]
    # Level and medicines are not for this page: one line each that the full plan has.
    sieve.withheld += 1 + len(plan.medicines)
    return {
        "title": word("notes", language),
        "head": {"name": word("notes", language), "at": view.at},
        "emergency": _emergency(plan, view, telling),
        "words": [{"head": "", "text": line} for line in words],
        "left": [s for s in left if s in shown],
        "right": [s for s in right if s in shown],
        "order": order_of(shown),
        "week": week_table(neutral_week(view.week, telling, language), plan, language, neutral=True),
        "foot": [],
        "unchecked": word("unchecked", language) if any("°" in n["text"] for n in right[2]["items"]) else "",
        "more": {
            "all": [word("kept elsewhere one", language), word("kept elsewhere", language, count="{count}")],
            "withheld": sieve.withheld,
            "counted": dict.fromkeys(("words", *(s["key"] for s in shown)), ()),
        },
    }


def _steps(steps: list[Step], view: View, sieve: Sieve) -> list[dict[str, Any]]:
    """Neutral steps with their time; who does it would tell, unless it is the person."""
    found = []
    for step in steps:
        title = word("first appointment", view.language) if step.id == FIRST_VISIT else view.dated(step.title)
        if sieve.keep([title]):
            who = f"{view.who('person')} · " if step.who == "person" else ""
            found.append({"text": clip(title, LINE_LONG), "who": who + view.due_words(step)})
    return found


def _hard(plan: Plan, sieve: Sieve) -> list[dict[str, Any]]:
    """What to do on a bad day, whom to call, what the person notices."""
    language = plan.header.language
    parts = {t.id.partition(":")[2]: t.lines for t in plan.hard_moments}
    blank = say("to write together", language)
    found: list[dict[str, Any]] = [
        {"label": word("neutral first", language), "text": word("go somewhere safe", language)}
    ]
    for name, key in (("coping", "helps"), ("people", "neutral people"), ("signs", "neutral signs")):
        lines = [line for line in parts.get(name, ()) if line != blank]
        kept = [first_name(line, sieve.telling) for line in lines] if name == "people" else sieve.keep(lines)
        joined = clip(" · ".join(line.rstrip(".") for line in kept), LINE_LONG)
        found.append({"label": word(key, language), "text": joined, "blank": not kept})
    return found


def first_name(line: str, telling: Telling) -> str:
    """“Nia” of “Nia Brown (sponsor): rides”; a first letter where the name itself would tell or is only a title."""
    tokens = re.split(r"[\s(:,]+", line.partition(" (")[0].strip())
    titled = bool(tokens) and tokens[0].rstrip(".").casefold() in TITLES
    names = [t for t in tokens if t and t.rstrip(".").casefold() not in OWN | TITLES]
    if not names:
        return tokens[-1] if tokens and not telling.tells(tokens[-1]) else "–"
    name = clip(names[0].strip(".:;"), NAME_LONG)
    return f"{name[:1]}." if titled or telling.tells(name) else name


def _people(plan: Plan, telling: Telling) -> list[dict[str, Any]]:
    """First names, and what they help with where that tells nothing."""
    unknown = say("to ask", plan.header.language)
    lines = next((t.lines for t in plan.support if t.id == "support:people"), ())
    found = []
    for line in lines:
        if line == unknown:
            continue
        helps = line.rpartition(": ")[2] if ": " in line else unknown
        name = first_name(line, telling)
        told = "" if helps == unknown or telling.tells(helps) else f": {helps}"
        found.append({"text": clip(name + told, LINE_LONG)})
    return found or [{"text": "", "blank": True}]


def _numbers(view: View, sieve: Sieve) -> list[dict[str, str]]:
    """What to ring, without whom it reaches."""
    shown = [h for h in view.help if not sieve.telling.tells(h.action)][:NUMBERS]
    sieve.withheld += len(view.help) - len(shown)
    return [{"lead": clip(h.action, 90), "text": "°" if h.unchecked else "", "checked": ""} for h in shown]


def _emergency(plan: Plan, view: View, telling: Telling) -> dict[str, str] | None:
    """Only whom to ring: what happened is nobody's business."""
    if plan.emergency is None:
        return None
    call = next((h.action for h in view.help if not telling.tells(h.action)), "")
    return {"head": word("neutral emergency", plan.header.language), "action": call, "afterwards": "", "call": ""}


def neutral_week(week: Week, telling: Telling, language: str) -> Week:
    """Duties that tell something (court, a clinic) are only busy hours; what the plan brings are appointments."""

    def neutral(entry: Entry) -> Entry:
        if not entry.fixed:
            return entry._replace(title=word("appointment", language))
        return entry._replace(title=say("duty other", language)) if telling.tells(entry.title) else entry

    days = tuple(d._replace(parts=tuple(_joined(neutral(e) for e in p) for p in d.parts)) for d in week.days)
    return week._replace(days=days)


def _joined(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    """Appointments that follow each other without a gap are one: six in a morning would tell."""
    found: list[Entry] = []
    for entry in entries:
        last = found[-1] if found else None
        if last is not None and last._replace(start=entry.start, end=entry.end) == entry and last.end == entry.start:
            found[-1] = last._replace(end=entry.end)
        else:
            found.append(entry)
    return tuple(found)
