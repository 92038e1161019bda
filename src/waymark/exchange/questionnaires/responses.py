"""A QuestionnaireResponse as a list of entries: which question, its words, what was answered."""

from collections.abc import Iterator
from itertools import islice
from typing import Any

import msgspec

from waymark.exchange.questionnaires.codes import coding_of
from waymark.exchange.questionnaires.form import Coding
from waymark.exchange.questionnaires.notes import Notes, QuestionnaireError
from waymark.exchange.questionnaires.options import weight_of
from waymark.exchange.questionnaires.reading import found_resources, mapping, sequence, text_of

__all__ = ["Entry", "Given", "Response", "Stated", "read_responses", "stated_in"]

MOST_ENTRIES = 1000


class Given(msgspec.Struct, frozen=True, omit_defaults=True):
    """One answer: a coding, a number, a yes or no; `weight` is what the file says it counts."""

    coding: Coding = Coding("")
    number: float | None = None
    truth: bool | None = None
    weight: float | None = None

    @property
    def words(self) -> str:
        """The answer as somebody would read it."""
        if self.truth is not None:
            return "yes" if self.truth else "no"
        return f"{self.number:g}" if self.number is not None else self.coding.display or self.coding.code


class Entry(msgspec.Struct, frozen=True):
    """One item of a response. `text` is empty where the response does not repeat the question."""

    link: str
    text: str
    answers: tuple[Given, ...]
    unreadable: bool = False


class Stated(msgspec.Struct, frozen=True):
    """A result that the file states. `codes`: LOINC codes it carries."""

    where: str
    codes: tuple[str, ...]
    number: float | None
    coding: Coding


class Response(msgspec.Struct, frozen=True):
    """One filled form. `form`: the address or the id of its Questionnaire."""

    id: str
    form: str
    names: tuple[str, ...]
    completed: bool
    entries: tuple[Entry, ...]


def read_responses(document: dict[str, Any], where: str, notes: Notes) -> list[Response]:
    """Every response of a document. Raises QuestionnaireError when there is none."""
    found = found_resources(document, "QuestionnaireResponse")
    if not found:
        kind = text_of(document.get("resourceType")) or "file without a resourceType"
        raise QuestionnaireError(
            f"{where}: this is a {kind}; name a QuestionnaireResponse, a Bundle or a wrapper of some"
        )
    return [_response(raw, where, notes) for raw in found]


def _response(raw: dict[str, Any], where: str, notes: Notes) -> Response:
    named = raw.get("questionnaire")
    form = text_of(named) or text_of(mapping(named).get("reference"))
    if isinstance(named, dict):
        notes.add("converted", "STU3: the Questionnaire is named by a reference and not by its address")
    status = text_of(raw.get("status"))
    entries = tuple(islice(_entries(sequence(raw.get("item")), notes), MOST_ENTRIES + 1))
    if len(entries) > MOST_ENTRIES:
        raise QuestionnaireError(f"{where}: more than {MOST_ENTRIES} answers, which none of our instruments has")
    if not entries:
        raise QuestionnaireError(f"{where}: the QuestionnaireResponse holds no answers")
    if status == "entered-in-error":
        raise QuestionnaireError(f"{where}: the QuestionnaireResponse is marked as entered in error; it is not scored")
    names = (form.rpartition("/")[2], text_of(mapping(named).get("display")), text_of(raw.get("id")))
    return Response(text_of(raw.get("id")), form, names, status in ("completed", "amended", ""), entries)


def _entries(items: list[dict[str, Any]], notes: Notes) -> Iterator[Entry]:
    for item in items:
        link = text_of(item.get("linkId"))
        answers = sequence(item.get("answer"))
        where = f"the answer to {link.strip() or 'a question without linkId'}"
        given = [_given(answer, notes, where) for answer in answers]
        read = tuple(answer for answer in given if answer is not None)
        inner = sequence(item.get("item"))
        if answers or not inner:
            yield Entry(link, text_of(item.get("text")).strip(), read, unreadable=len(read) < len(answers))
        yield from _entries(inner, notes)
        for answer in answers:
            yield from _entries(sequence(answer.get("item")), notes)


def _given(answer: dict[str, Any], notes: Notes, where: str) -> Given | None:
    """One answer; None for what cannot be read as one."""
    coding = answer.get("valueCoding", answer.get("valueCodeableConcept"))
    if isinstance(coding, dict):
        inner = sequence(coding.get("coding"))
        return Given(coding_of(inner[0] if inner else coding, notes, where), weight=weight_of(answer, coding))
    if isinstance(answer.get("valueBoolean"), bool):
        return Given(truth=answer["valueBoolean"])
    number = _number(answer)
    if number is not None:
        return Given(number=number, weight=weight_of(answer))
    words = text_of(answer.get("valueString")).strip()
    return Given(Coding("", "", words), weight=weight_of(answer)) if words else None


def _number(part: dict[str, Any]) -> float | None:
    for name in ("valueInteger", "valueDecimal", "valueQuantity"):
        value = part.get(name)
        value = mapping(value).get("value") if name == "valueQuantity" else value
        if isinstance(value, int | float) and not isinstance(value, bool):
            return float(value)
    return None


def stated_in(document: dict[str, Any], notes: Notes) -> list[Stated]:
    """What the Observations of a document state."""
    found = []
    for raw in found_resources(document, "Observation"):
        codings = [coding_of(c, notes, "an Observation") for c in sequence(mapping(raw.get("code")).get("coding"))]
        number, words = _number(raw), text_of(raw.get("valueString")).strip()
        concept = mapping(raw.get("valueCodeableConcept"))
        inner = sequence(concept.get("coding"))
        coding = coding_of(inner[0], notes, "an Observation") if inner else Coding("", "", words)
        if number is None:
            number = number_in(words)
        if number is None and not coding.code and not coding.display:
            continue
        if words and number is not None:
            notes.add("repaired", f"an Observation states its number as the words “{words}”")
        name = text_of(raw.get("id")) or "an Observation"
        found.append(Stated(f"Observation {name}", tuple(c.code for c in codings), number, coding))
    return found


def number_in(words: str) -> float | None:
    """A number written as a string."""
    try:
        value = float(words.strip())
    except ValueError:
        return None
    return value if abs(value) < 1e6 else None
