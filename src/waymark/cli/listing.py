"""Going through a list at a terminal: what is used, what is taken, what the person has; and whether that is all."""

from waymark.planning.asking.interview import Interview
from waymark.planning.asking.listing import conditions_answer, medicine_row, offered_conditions, substance_row
from waymark.planning.asking.steps import ListAnswer, Question
from waymark.record.documents.person import MedicineUse, SubstanceUse
from waymark.record.index import index_of
from waymark.record.names import plain_name
from waymark.rendering.asking import Screens
from waymark.rendering.asking_entry import Entered, Expected, Unreadable, read_entry, read_numbers

__all__ = ["ask_list"]

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


def _conditions(text: str, interview: Interview, screens: Screens) -> Entered:
    """Numbers of those that are so; the rest are not, as the list was gone through to its end."""
    offered = [name for name, _ in offered_conditions(interview)]
    entered = read_numbers(text, offered, screens.language)
    if entered.steer is not None:
        return entered
    chosen = [str(name) for name in entered.value or ()]  # type: ignore[union-attr]
    return Entered(value=conditions_answer(interview, chosen))  # type: ignore[arg-type]


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
    known = index.substances if name == "substances" else index.medicines
    if plain_name(said) not in known:
        screens.lines(screens.say("not in library", name=said))
    if name == "medicines":
        return medicine_row(interview, said)
    days = _one(screens.say("list days", name=said), _DAYS, screens, read)
    since = _one(screens.say("list since", name=said), _SINCE, screens, read)
    injected = _one(screens.say("list injected", name=said), Expected(type="boolean"), screens, read)
    return substance_row(
        interview,
        said,
        days=days if isinstance(days, int | float) else None,
        since=since if isinstance(since, int | float) else None,
        injected=None if injected is None else bool(injected),
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
