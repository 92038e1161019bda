"""What the one-page plan for the person says, and in which order it goes onto the page while there is room."""

from collections.abc import Iterable, Iterator
from itertools import cycle, zip_longest
from typing import Any, TypeVar

from waymark.planning.phrases import say
from waymark.planning.plan import Item, LevelChoice, Plan, Step
from waymark.rendering.pdf.letters import clip, printable
from waymark.rendering.pdf.week import week_table
from waymark.rendering.pdf.wording import counted, word
from waymark.rendering.view import Help, View

__all__ = [
    "LINE_LONG",
    "NAME_LONG",
    "WORDS_LONG",
    "Section",
    "called_name",
    "last_checked",
    "order_of",
    "person_sheet",
    "section",
    "standing",
]

Section = dict[str, Any]
ItemT = TypeVar("ItemT", bound=Item)
# Longest text of a line. With what always stands on the page, the page is full at most, never over.
WORDS_LONG, LINE_LONG, CARE_LONG, EMERGENCY_LONG, NAME_LONG = 200, 190, 300, 460, 60
NOTICES = 3
# What always stands on the page: how many lines of each section.
ALWAYS = {"steps": 1, "care": 1, "goals": 1, "people": 1, "hard": 2, "numbers": 2}
# Beyond that lines go in by turns, in this order, round after round; what comes next counts most.
TURNS = ("steps", "hard", "steps", "numbers", "goals", "going", "people", "steps", "hard", "medicines", "goals", "care")


def person_sheet(plan: Plan, going: Iterable[str] = ()) -> Section:
    """The data of `person.typ`. `going`: how it goes, in lines for the person."""
    view, language = View(plan), plan.header.language
    called = called_name(plan)
    left = (
        section("going", word("going", language), [{"text": _line(view.dated(line))} for line in going]),
        section("steps", word("steps", language), _steps(view, standing(plan.next_72_hours))),
        section("goals", word("goals", language), [{"text": _line(view.dated(g.says))} for g in standing(plan.goals)]),
        section("care", word("care", language), list(_care(plan.level, plan, language))),
        section("medicines", word("medicines", language), list(_medicines(view, language))),
    )
    right = (
        section("hard", word("hard", language), _hard(plan)),
        section("people", word("people", language), _people(plan)),
        section("numbers", word("numbers", language), [_number(h) for h in view.help]),
    )
    shown = [s for s in (*left, *right) if s["items"]]
    return {
        "title": word("plan of", language, name=called) if called else word("my plan", language),
        "head": {"name": called or word("my plan", language), "at": view.at},
        "emergency": _emergency(plan, view),
        "words": _words(plan),
        "left": [s for s in left if s in shown],
        "right": [s for s in right if s in shown],
        "order": order_of(shown),
        "week": week_table(view.week, plan, language),
        "foot": _notices(plan),
        "unchecked": word("unchecked", language) if any(h.unchecked for h in view.help) else "",
        "more": more_words(language),
    }


def more_words(language: str) -> dict[str, Any]:
    """Words for what found no place: the template knows how many."""
    keys = (*dict.fromkeys(TURNS), "words")
    return {
        "lead": word("more", language, list="{list}"),
        "and": word("and", language),
        "shortened": word("shortened", language),
        "withheld": 0,
        "counted": {key: counted(key, language) for key in keys},
    }


def standing(items: Iterable[ItemT]) -> list[ItemT]:
    """What nobody said no to: a page to live by does not hold out to a person what they declined."""
    return [i for i in items if "declined" not in (i.state.person, i.state.clinician)]


def called_name(plan: Plan) -> str:
    """What the person is called, as far as a heading holds it; empty where nothing of it can be seen."""
    return clip(printable(plan.header.called or ""), NAME_LONG)


def _line(text: str) -> str:
    return clip(text, LINE_LONG)


def section(key: str, head: str, items: list[dict[str, Any]]) -> Section:
    return {"key": key, "head": head, "items": items}


def order_of(sections: Iterable[Section]) -> list[dict[str, Any]]:
    """Section by section what always stands there, then in turns, one line of each."""
    lengths = {s["key"]: len(s["items"]) for s in sections}
    must = [key for key, n in ALWAYS.items() for _ in range(min(n, lengths.get(key, 0)))]
    left = {key: n - ALWAYS.get(key, 0) for key, n in lengths.items() if n > ALWAYS.get(key, 0)}
    rest = []
    for key in cycle(TURNS):
        if not left:
            break
        if key in left:
            rest.append(key)
            left[key] -= 1
            left = {k: n for k, n in left.items() if n}
    return [*({"key": k, "must": True} for k in must), *({"key": k, "must": False} for k in rest)]


def _words(plan: Plan) -> list[dict[str, str]]:
    """What the person said, one line of each kind first."""
    kinds = [[{"head": t.title, "text": clip(line, WORDS_LONG)} for line in t.lines] for t in plan.words]
    return [line for row in zip_longest(*kinds) for line in row if line is not None]


def _emergency(plan: Plan, view: View) -> dict[str, str] | None:
    if plan.emergency is None:
        return None
    return {
        "head": view.h("emergency"),
        "action": clip(plan.emergency.action, EMERGENCY_LONG),
        "afterwards": clip(plan.emergency.afterwards, EMERGENCY_LONG),
        "call": next((clip(h.action, NAME_LONG) for h in view.help), ""),
    }


def _notices(plan: Plan) -> list[str]:
    """What stands on every plan, in a few words where we have them."""
    language = plan.header.language
    short = {say(key, language): word(key, language) for key in ("unsigned", "provisional", "routine waits")}
    told = [n for n in plan.header.notices if n != say("medication not asked", language)]
    return [short.get(n) or _line(n) for n in told[:NOTICES]]


def _steps(view: View, steps: Iterable[Step]) -> list[dict[str, str]]:
    """Steps in words to the person: a review is worded for who does it, and its reason for whom it is done."""
    found: dict[str, dict[str, str]] = {}
    for step in steps:
        own = step.why.person if step.id.startswith("review:") and step.why is not None else ""
        found.setdefault(own or step.id, _step(view, step, own or step.title))
    return list(found.values())


def _step(view: View, step: Step, text: str) -> dict[str, str]:
    return {"text": _line(view.dated(text)), "who": f"{view.who(step.who)} · {view.due_words(step)}"}


def _care(level: LevelChoice, plan: Plan, language: str) -> Iterator[dict[str, str]]:
    """The level in plain words; then what bridges the time where it cannot be had, and what it asks."""
    chosen = level.recommended
    yield {"lead": _line(chosen.title), "text": clip(chosen.says, CARE_LONG)}
    if level.meanwhile is not None:
        yield {"text": _line(word("until then", language, name=level.meanwhile.title))}
    if level.unmet is not None:
        yield {"text": _line(word("wanted", language, name=level.unmet.title))}
        yield from ({"text": _line(line)} for line in level.interim)
    if hours := round(plan.load.person_hours):
        yield {"text": word("hours" if hours > 1 else "hour", language, hours=hours)}


def _medicines(view: View, language: str) -> Iterator[dict[str, str]]:
    """Options by what they are for; what is held or not possible stands in the full plan."""
    for group in view.medicines:
        taking = [m.title for m in group.options if m.status == "current"]
        options = [m.title for m in group.options if m.status == "option"]
        if taking:
            yield {"text": _line(word("taking", language, names=", ".join(taking)))}
        if options:
            yield {"text": _line(word("options for", language, name=group.substance, names=", ".join(options)))}


def _hard(plan: Plan) -> list[dict[str, Any]]:
    """What to do in a hard moment: what helps, signs, whom to call, the first hour; an empty line to write on."""
    language = plan.header.language
    parts = {t.id.partition(":")[2]: t.lines for t in plan.hard_moments}
    blank = say("to write together", language)
    keys = (("slip", "if I use"), ("coping", "helps"), ("people", "call"), ("signs", "signs"))
    found: list[dict[str, Any]] = []
    for name, key in keys:
        lines = parts.get(name, ())
        if not lines:
            continue
        written = [clip(line, LINE_LONG) for line in lines if line != blank]
        # What helps and whom to call reads as one line; what to do after use is one line of its own each.
        if name == "slip":
            found.append({"label": word(key, language), "text": written[0]})
        else:
            found.append(
                {
                    "label": word(key, language),
                    "text": _line(" · ".join(w.rstrip(".") for w in written)),
                    "blank": not written,
                }
            )
    return found


def _people(plan: Plan) -> list[dict[str, Any]]:
    """Who stands by the person, and for what."""
    unknown = say("to ask", plan.header.language)
    lines = next((t.lines for t in plan.support if t.id == "support:people"), ())
    known = [{"text": _line(line.removesuffix(f": {unknown}"))} for line in lines if line != unknown]
    return known or [{"text": "", "blank": True}]


def _number(help_: Help) -> dict[str, str]:
    return {
        "lead": clip(help_.action, 90),
        "text": clip(help_.name, NAME_LONG) + ("°" if help_.unchecked else ""),
        "checked": "" if help_.unchecked else last_checked(help_),
    }


def last_checked(help_: Help) -> str:
    """When the number was last checked: what stands in the last brackets of its detail, without when it expires."""
    said = help_.detail.rpartition("(")[2].rstrip(")")
    return said.partition(";")[0] if "(" in help_.detail else ""
