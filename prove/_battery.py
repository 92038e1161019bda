"""The battery of the moment for a person whose truth is known: each form that is indicated, each question that applies.

Two ways of going through it that never look at the plan: whole (every item of every form), and in fixed order with the
jumps that the forms themselves have published.
"""

from collections.abc import Container, Mapping

import msgspec

from waymark.demo.life import CLASSES
from waymark.demo.whole import Truth, with_answers
from waymark.demo.whole_forms import FormKey, Forms
from waymark.knowledge.release import Release
from waymark.planning.prepare import Prepared
from waymark.planning.situation import Documents, Situation, read_situation
from waymark.record.branching import Answers
from waymark.record.documents.person import Person
from waymark.record.index import index_of

__all__ = ["AREAS", "Battery", "battery_of", "form_minutes", "items_of", "situation_of", "walked"]

# The fixed order; who the person is comes along with safety.
AREAS = ("person", "safety", "body", "use", "mind", "home", "people", "readiness", "wishes")


class Battery(msgspec.Struct, frozen=True, kw_only=True):
    """What is of the moment. `forms`: each indicated form whole; `questions`: facts asked, in the fixed order.

    `spared`: forms that are of the moment too, and that a published screen or a plain gate leaves out (the PCL-5 after
    a negative PC-PTSD-5, the AUDIT of somebody who never drank).

    `full`: where somebody stands of whom all of it, and everything else that is true, was noted.
    """

    forms: Forms
    spared: tuple[FormKey, ...]
    questions: tuple[str, ...]
    full: Situation


def battery_of(truth: Truth, prepared: Prepared) -> Battery:
    """What is of the moment for this person. Whether a form is, may depend on another form: until nothing is added.

    A form of which nobody can say whether it is of the moment, is asked.
    """
    release = prepared.release
    forms: Forms = {}
    while True:
        answers = _answers(situation_of(truth, prepared, forms))
        told = [key for key in _keys(release) if key in truth.forms and key not in forms]
        fresh = [key for key in told if answers.get(_indication(key)) is True]
        fresh = fresh or [key for key in told if answers.get(_indication(key), False) is None][:1]
        if not fresh:
            break
        forms |= {key: truth.forms[key] for key in fresh}
    asked = frozenset(name for name in truth.facts if answers.get(f"question:{name}") is not False)
    questions = tuple(
        name for area in AREAS for name in _asked(release, area) if _applies(release, name, truth, answers)
    )
    spared = tuple(key for key in _keys(release) if key not in forms and answers.get(f"moment:{key[0]}") is True)
    return Battery(forms=forms, spared=spared, questions=questions, full=situation_of(truth, prepared, forms, asked))


def situation_of(truth: Truth, prepared: Prepared, forms: Forms, asked: Container[str] | None = None) -> Situation:
    """Where this person stands once these forms were filled and every question was asked, or only those in `asked`."""
    filled = {key: items for key, items in forms.items() if items}
    facts = {name: value for name, value in truth.facts.items() if asked is None or name in asked}
    told = with_answers(truth.begin, truth.day, facts, filled, truth.lists)
    documents = Documents(person=msgspec.convert(told, Person), record=b"")
    return read_situation(prepared, documents, truth.day)


def _answers(situation: Situation) -> dict[str, bool | None]:
    release = situation.prepared.release
    return dict(zip(release.conditions, release.program.answers(situation.values), strict=True))


def form_minutes(release: Release, instrument: str) -> float:
    """Minutes of one item of a form: the form's minutes shared evenly."""
    return release.instruments[instrument].minutes / len(items_of(release, instrument))


def items_of(release: Release, instrument: str) -> tuple[str, ...]:
    """Items somebody is asked; one that counts by default is not."""
    return tuple(item.id for item in release.instruments[instrument].items if item.default is None)


def walked(release: Release, instrument: str, truth: Answers) -> tuple[str, ...]:
    """Items asked when the form is gone through in its order, following its own published jumps."""
    branching = index_of(release).scorer(instrument).branching
    given: dict[str, float | str] = {}
    for name in items_of(release, instrument):
        if name not in branching.follow(given).jumped:
            given[name] = truth.get(name, "missing")
    return tuple(given)


def _keys(release: Release) -> list[FormKey]:
    return [
        (form.id, substance)
        for form in release.instruments.values()
        for substance in (CLASSES if form.subject is not None else (None,))
    ]


def _indication(key: FormKey) -> str:
    return ":".join(("instrument", key[0], *((key[1],) if key[1] else ())))


def _asked(release: Release, area: str) -> list[str]:
    return [name for name, fact in release.facts.items() if fact.area == area and fact.asked is not None]


def _applies(release: Release, name: str, truth: Truth, answers: Mapping[str, bool | None]) -> bool:
    """Whether the library's gates leave the question standing: it makes sense, and nothing its "yes" implies is untrue.

    What follows from other facts is no question of its own, unless its "no" saves those behind it.
    """
    fact = release.facts[name]
    if answers.get(f"question:{name}") is False or name.startswith("interview."):
        return False
    if fact.derived is not None and not _is_gate(name):
        return False
    targets = [target for implied in fact.implies for target, value in implied.then.items() if value == "true"]
    return not any(truth.of_fact(target) is False for target in targets)


def _is_gate(name: str) -> bool:
    """Derived facts that are asked all the same, because one "no" saves the questions behind it."""
    return name.endswith(".used_ever") or name in ("overdose_ever", "pregnant", "childbearing_potential")
