"""What a person can do tonight: a tool with its worksheet, and which tools answer what the project promised."""

from typing import Annotated, Literal

import msgspec

from waymark.knowledge.model.common import Clinical, Entry, Text

__all__ = ["FieldKind", "Promise", "PromisePart", "Tool", "ToolField"]

# What is written into a field: words; how strong, 0 to 10; a whole number; yes or no; one of `options`; a day and time
# in words; lines of a table.
FieldKind = Literal["words", "scale", "number", "yes or no", "choice", "when", "table"]
Lines = Annotated[int, msgspec.Meta(ge=1, le=8)]


class ToolField(Entry, frozen=True, kw_only=True):
    """One place of a worksheet that the person fills, with what the invented person of the example wrote there."""

    # Its name in data; a worksheet is kept as answers under these names.
    id: str
    label: Text
    kind: FieldKind = "words"
    # Lines to write on; lines of the table.
    lines: Lines = 1
    columns: tuple[Text, ...] = ()
    options: tuple[Text, ...] = ()
    filled: Text | None = None
    # Of a table: its lines, each with a text per column.
    rows: tuple[tuple[Text, ...], ...] = ()


class Tool(Clinical, frozen=True, kw_only=True):
    """A thing the person can do tonight, with steps, a worksheet, an example and a re-check.

    Keys with a default are ones that libraries of older plans lack; `knowledge check` demands them.
    """

    id: str
    label: Text
    serves: tuple[str, ...] = ()
    minutes: float
    # What it is for, in a sentence to the person; and when not to use it, with what to do in its place.
    says: Text | None = None
    not_when: Text | None = None
    steps: tuple[Text, ...]
    fields: tuple[ToolField, ...] = ()
    # Who the invented person is and how it went.
    example: Text
    # How to see that it helps; and after how many days to look again.
    recheck: Text
    recheck_days: Annotated[float, msgspec.Meta(gt=0, le=92)] | None = None
    # What is handed out in its place to somebody for whom a rule excludes it (`tool:ID`); None: nothing.
    instead: str | None = None
    # Tasks that hand the same thing out the same day: then it is not named twice.
    covered_by: tuple[str, ...] = ()


class PromisePart(Entry, frozen=True, kw_only=True):
    """One thing that a line of the requirements names, and what answers it."""

    says: Text
    tools: Annotated[tuple[str, ...], msgspec.Meta(min_length=1)]


class Promise(Entry, frozen=True, kw_only=True):
    """A line of the requirements that a person can act on alone or with family: its id, such as O3, and its parts."""

    id: str
    says: Text
    parts: Annotated[tuple[PromisePart, ...], msgspec.Meta(min_length=1)]
