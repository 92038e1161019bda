"""Do wishes and replies name what exists, and can their cues be read?"""

from collections.abc import Iterator, Mapping

from waymark.knowledge.assemble import Library
from waymark.knowledge.check.findings import Finding, found, warned
from waymark.knowledge.convert import nearest
from waymark.knowledge.cues.patterns import CueError, parse_cue, word_lists
from waymark.knowledge.folder import Written

__all__ = ["cues", "names"]

# Lists that the matcher itself looks up.
_BY_CODE = ("mark-", "unit-", "plain-", "as-", "names-", "two-sided")


def names(library: Library) -> Iterator[Finding]:
    """Problems, goals, wishes, instruments and facts that the wording names exist, and fit."""
    for written in library.entries["wishes"].values():
        yield from _wish(library, written)
    for written in library.entries["replies"].values():
        reply = written.entry
        for key, kind in (("instead", "wishes"), ("on", "wishes"), ("ask", "instruments")):
            for number, name in enumerate(getattr(reply, key)):
                yield from _named(library, written, kind, name, key, number)
        for key in ("sure_when", "never_when_not"):
            for number, name in enumerate(getattr(reply, key)):
                yield from _named(library, written, "facts", name, key, number)
                fact = library.entries["facts"].get(name)
                if fact is not None and fact.entry.type != "boolean":
                    yield found("names", written, f"`{name}` is not true or false; name such a fact", key, number)
        for fact_id, other in reply.turns.items():
            yield from _named(library, written, "facts", fact_id, "turns", fact_id)
            yield from _named(library, written, "replies", other, "turns", fact_id)
        if reply.sure_when_said is not None:
            yield from _named(library, written, "word_lists", f"mark-{reply.sure_when_said}", "sure_when_said")
        if reply.kind in ("danger", "unsafe") and not (reply.today and reply.tonight and reply.review):
            what = "says whom to speak with today and what is safe tonight; add `today`, `tonight` and `review`"
            yield found("names", written, what, "kind")
        if reply.kind == "danger" and reply.instead:
            yield found("names", written, "words of danger are never turned into goals; remove `instead`", "instead")


def _wish(library: Library, written: Written) -> Iterator[Finding]:
    wish = written.entry
    problem = None
    if wish.problem is not None:
        yield from _named(library, written, "problems", wish.problem, "problem")
        problem = library.entries["problems"].get(wish.problem)
    if (wish.problem is None) is (wish.area is None):
        yield found("names", written, "belongs to a problem or, without one, to an area; name one of them", "problem")
    if wish.problem is None and wish.goals:
        yield found("names", written, "goals belong to a problem; name it", "goals")
    for number, goal in enumerate(wish.goals):
        yield from _named(library, written, "goals", goal, "goals", number)
        if problem is not None and goal not in problem.entry.goals:
            yield found(
                "names", written, f"`{goal}` is no goal of {wish.problem}; correct one of them", "goals", number
            )
    if problem is not None and wish.goals and problem.entry.per_substance and wish.substance is None:
        yield found("names", written, f"{wish.problem} is opened once per substance; name the substance", "substance")
    if wish.substance is not None:
        yield from _named(library, written, "substances", wish.substance, "substance")
    if wish.negated is not None:
        yield from _named(library, written, "wishes", wish.negated, "negated")
    if not wish.goals and wish.question is None:
        yield found("names", written, "has no goal and asks nothing; add `goals` or `question`", "goals")


def _named(library: Library, written: Written, kind: str, name: str, *path: str | int) -> Iterator[Finding]:
    if name not in library.entries[kind]:
        help_ = nearest(name, library.entries[kind]) or "; add it or correct the id"
        yield found("names", written, f"`{name}` is not among the {kind}{help_}", *path)


def cues(library: Library) -> Iterator[Finding]:
    """Every cue can be read, and every wish and reply can be met."""
    lists = word_lists({id_: written.entry.words for id_, written in library.entries["word_lists"].items()})
    used: set[str] = set()
    for id_, written in library.entries["word_lists"].items():
        if id_.startswith(("mark-", "idea-")):
            yield from _cues(written, "words", written.entry.words, lists, used)
    reached = {w for written in library.entries["replies"].values() for w in written.entry.instead}
    reached |= {written.entry.negated for written in library.entries["wishes"].values()}
    for kind in ("wishes", "replies"):
        for id_, written in library.entries[kind].items():
            entry = written.entry
            yield from _cues(written, "cues", entry.cues, lists, used)
            yield from _cues(written, "unless", entry.unless, lists, used)
            for key in ("faint", "calm"):
                yield from _cues(written, key, getattr(entry, key, {}), lists, used)
            heard = entry.cues or getattr(entry, "faint", {})
            if not heard and id_ not in reached and getattr(entry, "kind", "") != "unread":
                yield found("cues", written, "has no cue and nothing leads to it; add `cues` or remove it", "cues")
    used |= {
        entry[1:-1]
        for written in library.entries["word_lists"].values()
        for entries in written.entry.words.values()
        for entry in entries
        if entry.startswith("<") and entry.endswith(">")
    }
    for id_, written in library.entries["word_lists"].items():
        if id_ not in used and not id_.startswith(_BY_CODE):
            yield warned("cues", written, "no cue uses this list; use it or remove it")


def _cues(
    written: Written, key: str, cues_: Mapping[str, tuple[str, ...]], lists: Mapping[str, object], used: set[str]
) -> Iterator[Finding]:
    for language, texts in cues_.items():
        for number, text in enumerate(texts):
            used |= {part.strip("<>?!") for item in text.split() for part in item.split("|") if "<" in part}
            try:
                ideas = [part.idea for part in parse_cue(text, lists).parts if part.idea]  # type: ignore[arg-type]
            except CueError as error:
                yield found("cues", written, str(error), key, language, number)
                continue
            used |= {f"idea-{name}" for name in ideas}
            for name in ideas:
                if f"idea-{name}" not in lists:
                    yield found("cues", written, f"“{text}” names no idea @{name}; correct it", key, language, number)
