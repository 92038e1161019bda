"""Is each tool a thing to do tonight, with a worksheet that was filled in once, and is every promised part answered?"""

import re
from collections.abc import Iterator

from waymark.knowledge.assemble import Library
from waymark.knowledge.check.findings import Finding, found
from waymark.knowledge.convert import nearest
from waymark.knowledge.folder import Written
from waymark.knowledge.model.tool import ToolField
from waymark.knowledge.worksheet import wrong_answer

__all__ = ["promises", "tools"]

# Fewer steps are no instruction, more are not done on a hard evening; more minutes are not tonight.
STEPS = range(3, 7)
FIELDS = range(1, 7)
MOST_MINUTES = 60
_DEMANDED = {
    "says": "does not say what it is for",
    "not_when": "does not say when not to use it, and what to do in its place",
    "recheck_days": "does not say when to look again",
}
_LINE_OF_REQUIREMENTS = re.compile(r"[A-R]\d{1,2}")


def tools(library: Library) -> Iterator[Finding]:
    """What a tool lacks to be one: purpose, limits, steps, worksheet, a filled example, a re-check with its time."""
    for written in library.entries["tools"].values():
        tool = written.entry
        for key, lacks in _DEMANDED.items():
            if getattr(tool, key) is None:
                yield found("tools", written, f"{lacks}; add `{key}`")
        if len(tool.steps) not in STEPS:
            what = f"has {len(tool.steps)} steps; write {STEPS.start} to {STEPS.stop - 1}, one thing each"
            yield found("tools", written, what, "steps")
        if len(tool.fields) not in FIELDS:
            few, many = FIELDS.start, FIELDS.stop - 1
            what = f"a worksheet has {few} to {many} fields, this one {len(tool.fields)}; write `fields`"
            yield found("tools", written, what)
        if not 0 < tool.minutes <= MOST_MINUTES:
            yield found("tools", written, f"takes more than {MOST_MINUTES} minutes, or none; cut it", "minutes")
        if not tool.serves:
            yield found("tools", written, "serves nothing that was asked for; name a line such as O3 in `serves`")
        seen: set[str] = set()
        for place, field in enumerate(tool.fields):
            if field.id in seen:
                yield found("tools", written, f"two fields are called {field.id}; rename one", "fields", place, "id")
            seen.add(field.id)
            for what in _wrong(field):
                yield found("tools", written, what, "fields", place)


def _wrong(field: ToolField) -> Iterator[str]:
    """What does not hang together in a field, and whether the example filled it as it asks."""
    table, choice = field.kind == "table", field.kind == "choice"
    if table != bool(field.columns):
        yield "`columns` belong to a table, and a table has them"
    if choice != bool(field.options):
        yield "`options` belong to a choice, and a choice has them"
    if field.kind not in ("words", "table") and field.lines != 1:
        yield "only words and tables have `lines`"
    if table == bool(field.filled) or (field.rows and not table):
        yield "the example is not filled in: `rows` for a table, `filled` for anything else"
        return
    if len(field.rows) > field.lines:
        yield f"the example fills {len(field.rows)} lines of a table that has {field.lines}"
    for locale in ("en", "es"):
        answer: object = [[cell.get(locale, "") for cell in row] for row in field.rows]
        if field.filled is not None:
            answer = field.filled.get(locale, "")
        trouble = wrong_answer(field, answer, locale)
        if trouble is not None:
            yield f"the example does not fit ({locale}): {trouble}"


def promises(library: Library) -> Iterator[Finding]:
    """Each part of a promise is answered by tools that exist and say so; each tool of a promised line is in its map."""
    known = library.entries["tools"]
    listed: dict[str, set[str]] = {}
    for written in library.entries["promises"].values():
        line = written.id
        if not _LINE_OF_REQUIREMENTS.fullmatch(line):
            yield found("promises", written, "is no line of the requirements; write an id such as O3", "id")
        for place, part in enumerate(written.entry.parts):
            for number, name in enumerate(part.tools):
                listed.setdefault(line, set()).add(name)
                yield from _answers(library, written, name, ("parts", place, "tools", number))
    for id_, written in known.items():
        for number, line in enumerate(written.entry.serves):
            if line in listed and id_ not in listed[line]:
                what = f"says it serves {line}, and no part of promise {line} names it; name it there, or remove it"
                yield found("promises", written, what, "serves", number)


def _answers(library: Library, written: Written, name: str, path: tuple[str | int, ...]) -> Iterator[Finding]:
    known = library.entries["tools"]
    if name not in known:
        yield found("promises", written, f"`{name}` is no tool{nearest(name, known) or '; write it'}", *path)
    elif written.id not in known[name].entry.serves:
        yield found("promises", written, f"{name} does not serve {written.id}; add it to its `serves`", *path)
