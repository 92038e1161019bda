"""The crisis card: wallet size, two sides, from the person's own data, with lines to write on for what is unknown."""

from typing import Any

from waymark.planning.phrases import say
from waymark.planning.plan import Plan
from waymark.rendering.pdf.discreet import NUMBERS, Sieve, first_name
from waymark.rendering.pdf.letters import clip
from waymark.rendering.pdf.person import last_checked
from waymark.rendering.pdf.telling import Telling
from waymark.rendering.pdf.wording import word
from waymark.rendering.view import Help, View

__all__ = ["card_sheet"]

# Letters of a line on the card, and how many lines of each part it may hold.
LONG, NAME = 92, 32
MOST = {"signs": 4, "first": 5, "people": 4, "numbers": NUMBERS}
# Lines that are always there, some of them to be written by hand.
ALWAYS = {"signs": 2, "first": 3, "people": 2, "numbers": 2}


def card_sheet(plan: Plan, telling: Telling | None, *, card_size: bool) -> dict[str, Any]:
    """The data of `card.typ`; with `telling`, nothing that tells of treatment."""
    view, language = View(plan), plan.header.language
    sieve = None if telling is None else Sieve(telling)
    numbers = [_number(h, sieve) for h in view.help if sieve is None or not sieve.telling.tells(h.action)]
    unchecked = any(h.unchecked for h in view.help)
    checked = next((last_checked(h) for h in view.help if not h.unchecked), "")
    neutral = "" if sieve is None else "neutral "
    front = [_part("signs", word(f"{neutral}card signs", language), _lines(plan, "signs", sieve))]
    front.append(_part("first", word(f"{neutral}card first", language), _first(plan, sieve)))
    people = [_person(line, telling) for line in _lines(plan, "people", None)]
    back = [_part("people", word("card people", language), people, phone=True)]
    back.append(_part("numbers", word(f"{neutral}card numbers", language), numbers))
    return {
        "title": word("notes" if sieve else "card", language),
        "sides": [
            {"head": word("neutral hard" if sieve else "card front", language), "parts": front},
            {"head": word("people" if sieve else "card back", language), "parts": back},
        ],
        "foot": word("card unchecked", language) if unchecked else checked,
        "cut": word("cut", language),
        "card_size": card_size,
    }


def _part(name: str, head: str, lines: list[Any], *, phone: bool = False) -> dict[str, Any]:
    """Lines known, the fewest there are, and whether each has room for a telephone number."""
    return {"head": head, "lines": lines[: MOST[name]], "least": ALWAYS[name], "phone": phone}


def _lines(plan: Plan, part: str, sieve: Sieve | None) -> list[str]:
    blank = say("to write together", plan.header.language)
    found = [t.lines for t in plan.hard_moments if t.id == f"hard-moments:{part}"]
    lines = [line for line in (found[0] if found else ()) if line != blank]
    return [clip(line.rstrip("."), LONG) for line in (sieve.keep(lines) if sieve else lines)]


def _first(plan: Plan, sieve: Sieve | None) -> list[str]:
    """What helps, with the first hour after use, or its neutral twin."""
    helps, language = _lines(plan, "coping", sieve), plan.header.language
    if sieve is not None:
        then = [word("go somewhere safe", language)]
    else:
        then = [f"{word('if I use', language)}: {line}" for line in _lines(plan, "slip", None)[:1]]
    # Second, so that no long line before it takes its place on the card.
    return [*helps[:1], *then, *helps[1:]]


def _person(line: str, telling: Telling | None) -> str:
    return clip(line if telling is None else first_name(line, telling), NAME)


def _number(help_: Help, sieve: Sieve | None) -> dict[str, str]:
    mark = "°" if help_.unchecked else ""
    return {"call": clip(help_.action, 60), "name": mark if sieve else f"{clip(help_.name, NAME)}{mark}"}
