"""Going through a list at a terminal: what is used, what is taken, what the person has; and whether that is all."""

from datetime import date, timedelta

from waymark.planning.asking.interview import Interview
from waymark.planning.asking.steps import ListAnswer, Question
from waymark.record.documents.common import Moment
from waymark.record.documents.person import Condition, MedicineUse, SubstanceUse
from waymark.record.index import index_of
from waymark.record.names import plain_name
from waymark.rendering.asking import Screens
from waymark.rendering.asking_entry import Entered, Expected, Unreadable, read_entry, read_numbers

__all__ = ["ask_list", "offered_conditions"]

_ENDS = ("none", "no", "done", "that is all", "all", "ninguno", "ninguna", "nada", "es todo", "listo")
_NO_NAMES = ("y", "yes", "s", "si", "sí")
_DAYS = Expected(type="integer", low=0, high=30, unit="days")
_SINCE = Expected(type="days since", low=0, high=36500, unit="days")


def ask_list(text: str, question: Question, interview: Interview, screens: Screens, read) -> Entered:  # type: ignore[no-untyped-def]
    """Read a list, `text` being its first line. Raises Unreadable with one sentence."""
    name = question.topic.removeprefix("list:")
    steered = _steered(text, screens.language)
    if steered is not None:
        return steered
    if name == "conditions":
        return _conditions(text, interview, screens)
    if not text.strip():
        # A key hit by mistake must not say that there is nothing.
        raise Unreadable(screens.say("entry empty"))
    return _named(name, text, interview, screens, read)


def _steered(text: str, language: str) -> Entered | None:
    if text.strip().lower() in _ENDS:
        return None
    try:
        entered = read_entry(text, Expected(type="category", choices={"none": "none"}), language)
    except Unreadable:
        return None
    return entered if entered.steer is not None else None


def offered_conditions(interview: Interview) -> list[tuple[str, str]]:
    """Health conditions of which nothing is known yet: fact and label, in the order shown."""
    prepared, catalogue, chooser = interview.prepared, interview.catalogue, interview.chooser
    found = []
    for name in _conditions_known_of(interview):
        topic = catalogue.topics.get(catalogue.question.get(name, ""))
        if name not in interview.values and (topic is None or chooser.indicated(topic) is not False):
            found.append((name, prepared.text(prepared.facts[name].label)))
    return found


def _conditions_known_of(interview: Interview) -> list[str]:
    facts = interview.prepared.facts.items()
    return [name for name, fact in facts if fact.drawn is not None and fact.drawn.list == "conditions"]


def _conditions(text: str, interview: Interview, screens: Screens) -> Entered:
    """Numbers of those that are so; the rest are not, as the list was gone through to its end.

    What was said before is on the list too, so that a list called complete does not deny it.
    """
    offered = [name for name, _ in offered_conditions(interview)]
    entered = read_numbers(text, offered, screens.language)
    facts = interview.prepared.facts
    if entered.steer is not None:
        return entered
    rows = []
    said = [name for name in _conditions_known_of(interview) if interview.values.get(name) is True]
    for name in (*said, *(entered.value or ())):  # type: ignore[misc]
        where = facts[str(name)].drawn.where  # type: ignore[union-attr]
        set_by = "professional" if where.get("set_by") == "professional" else "self-report"
        state = "history" if facts[str(name)].changes in ("up", "never") else "active"
        rows.append(
            Condition(at=interview.calendar.at, condition=where["condition"], state=state, set_by=set_by)  # type: ignore[arg-type]
        )
    return Entered(value=ListAnswer(rows=tuple(rows), complete=True))  # type: ignore[arg-type]


def _named(name: str, text: str, interview: Interview, screens: Screens, read) -> Entered:  # type: ignore[no-untyped-def]
    """One thing after another by name, until somebody says that is all."""
    rows: list[SubstanceUse | MedicineUse] = []
    entry: str | None = text
    complete: bool | None = True
    while entry is not None and entry.strip().lower() not in _ENDS:
        steered = _steered(entry, screens.language)
        if steered is not None and steered.steer == "back":
            del rows[-1:]
        elif steered is not None and steered.steer not in ("why", "help"):
            # Nobody said that this was all.
            complete = False
            break
        elif steered is None:
            rows += _rows(name, entry, interview, screens, read)
        screens.lines(screens.say("another"))
        entry = read()
    if entry is None:
        complete = None
    return Entered(value=ListAnswer(rows=tuple(rows), complete=complete))  # type: ignore[arg-type]


def _rows(name: str, entry: str, interview: Interview, screens: Screens, read):  # type: ignore[no-untyped-def]
    """What is named in one line; a word that is no name is told to be none."""
    names = [part for part in (part.strip() for part in entry.split(",")) if part]
    if not names or any(said.isdigit() or said.lower() in _NO_NAMES for said in names):
        screens.lines(screens.say("entry names"))
        return []
    return [_row(name, said, interview, screens, read) for said in names]


def _row(name: str, said: str, interview: Interview, screens: Screens, read):  # type: ignore[no-untyped-def]
    index = index_of(interview.prepared.release)
    at, by = interview.calendar.at, interview.room.by
    known = index.substances if name == "substances" else index.medicines
    if plain_name(said) not in known:
        screens.lines(screens.say("not in library", name=said))
    if name == "medicines":
        return MedicineUse(at=at, by=by, medicine=said, state="current")
    days = _one(screens.say("list days", name=said), _DAYS, screens, read)
    since = _one(screens.say("list since", name=said), _SINCE, screens, read)
    injected = _one(screens.say("list injected", name=said), Expected(type="boolean"), screens, read)
    return SubstanceUse(
        at=at,
        by=by,
        substance=said,
        days_of_30=days if isinstance(days, int | float) else None,
        last_use=_moment(interview, since) if isinstance(since, int | float) else None,
        route=None if injected is None else "injected" if injected else "other",
    )


def _one(says: str, expected: Expected, screens: Screens, read) -> object:  # type: ignore[no-untyped-def]
    """A small question inside a list; what steers, or the end of the input, leaves it open."""
    screens.lines(says)
    while True:
        text = read()
        if text is None:
            return None
        try:
            return read_entry(text, expected, screens.language).value
        except Unreadable as error:
            screens.lines(str(error))


def _moment(interview: Interview, days: float) -> Moment:
    calendar = interview.calendar
    if calendar.anchor is not None:
        return int(calendar.at) - int(days)
    return (date.fromordinal(calendar.day) - timedelta(days=int(days))).isoformat()
