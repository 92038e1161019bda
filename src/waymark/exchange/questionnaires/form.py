"""A questionnaire as we look at it, whatever version of FHIR it came in."""

from typing import Literal

import msgspec

__all__ = ["Coding", "Form", "Option", "Question", "Role"]

# What a leaf of the form is: asked and answered, a result, or only shown.
Role = Literal["question", "result", "display"]


class Coding(msgspec.Struct, frozen=True, omit_defaults=True):
    """A code, cleaned of blanks. `system` is empty where the file names none."""

    code: str
    system: str = ""
    display: str = ""


class Option(msgspec.Struct, frozen=True, omit_defaults=True):
    """One answer that may be chosen. `number`: the option is a plain number. `weight`: what the file says it counts."""

    coding: Coding
    weight: float | None = None
    number: float | None = None
    # Words of the same option in other languages.
    translations: dict[str, str] = {}


class Question(msgspec.Struct, frozen=True, omit_defaults=True):
    """One leaf, in the order of the file."""

    link: str
    text: str
    kind: str
    role: Role = "question"
    codes: tuple[str, ...] = ()
    options: tuple[Option, ...] = ()
    # Why there are no options although it should have some; names the value set.
    options_absent: str = ""
    value_set: str = ""
    translations: dict[str, str] = {}
    # What is shown above it: instructions and headings, by language.
    stem: dict[str, str] = {}
    expression: str = ""
    weighted: bool = False

    @property
    def above(self) -> str:
        """What is shown over it in the form's own language, line by line."""
        return self.stem.get("", "")


class Form(msgspec.Struct, frozen=True, omit_defaults=True):
    """A whole questionnaire. `panels`: LOINC codes of the form and of its groups."""

    title: str
    names: tuple[str, ...]
    url: str
    version: str
    release: str
    language: str
    copyright: str
    panels: tuple[str, ...]
    leaves: tuple[Question, ...]

    @property
    def questions(self) -> tuple[Question, ...]:
        """The leaves that are asked."""
        return tuple(leaf for leaf in self.leaves if leaf.role == "question")

    @property
    def results(self) -> tuple[Question, ...]:
        """The leaves that hold a result."""
        return tuple(leaf for leaf in self.leaves if leaf.role == "result")
