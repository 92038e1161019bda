"""Counterfactual twins: who differs only in race, faith, orientation, gender, immigration or insurance gets no less.

Each person is planned with nothing noted of these, and again with each of them noted. Ratings, level, medicines and
holds must be the same, nothing may be gone, and what is added must be help, never a bar.
"""

import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from random import Random

import msgspec

from prove._at_hand import NotAtHand
from prove.participants import trial_folder
from tests.engines.planted import plant_bias
from waymark.demo.people import make_people
from waymark.exchange.ctn0094 import import_trial
from waymark.knowledge.model.effect import Rate
from waymark.knowledge.model.fact import Fact
from waymark.knowledge.release import Release, load_release
from waymark.logic import Known
from waymark.planning.compose import Documents
from waymark.planning.outline import Outline, outlined
from waymark.planning.prepare import Prepared, prepare
from waymark.planning.situation import Situation, read_situation, supposing
from waymark.record.documents.person import About
from waymark.record.reading import read_person

_PERSONS = {"small": 30, "full": 2_000}
_EVERY = {"small": 250, "full": 5}
# What may be added for somebody: to be told something, a step, help, a goal. Never these.
_NEVER_ADDED = ("medicine:", "hold:", "level", "emergency", "alert:", "left-out:")
# How a person wants to be spoken to and of; it changes words and nothing else.
_SPOKEN_OF = (About(gender="woman", pronouns="she"), About(gender="nonbinary", pronouns="they"), About(gender="man"))


def main(seed: int, scale: str) -> list[str]:
    """Figures, or an AssertionError with the person, what was noted, and the line that differs."""
    start = time.perf_counter()
    prepared = prepare(load_release())
    lines = [_proved(prepared, f"{_PERSONS[scale]} generated persons", _generated(_PERSONS[scale], seed), seed)]
    with tempfile.TemporaryDirectory() as folder:
        try:
            import_trial(trial_folder(), Path(folder))
            chosen = sorted(Path(folder).iterdir())[:: _EVERY[scale]]
            raw = (path.read_bytes() for path in chosen)
            lines.append(_proved(prepared, f"{len(chosen)} participants of open trials", raw, seed))
        except NotAtHand as reason:
            lines.append(f"participants left out: {reason}")
    return [*lines, _planted(seed), f"{time.perf_counter() - start:.0f} s"]


def _generated(number: int, seed: int) -> Iterator[bytes]:
    return (msgspec.json.encode(person) for person in make_people(number, seed))


def _proved(prepared: Prepared, name: str, people: Iterator[bytes], seed: int) -> str:
    added: Counter[str] = Counter()
    twins = 0
    for raw in people:
        documents = Documents(person=read_person(raw, "person"), record=raw)
        for attribute, lines in differences(prepared, documents, seed):
            twins += 1
            added.update({f"{attribute.partition('=')[0]} {line.partition(':')[0]}": 1 for line in lines})
    found = ", ".join(f"{what} {count}" for what, count in sorted(added.items())) or "none"
    return f"{name}, {twins:,} twins: ratings, level, medicines and holds the same, nothing gone; added: {found}"


def differences(prepared: Prepared, documents: Documents, seed: int) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Per twin what was noted and what was added for it. AssertionError where the twin is worse off or held back."""
    chance = Random(f"{seed} {documents.person.id}")
    attributes = [fact for fact in prepared.facts.values() if fact.protected]
    unsaid: dict[str, Known | None] = {fact.id: None for fact in attributes}
    person = supposing(read_situation(prepared, documents), unsaid)
    outline, ratings = outlined(person), _ratings(person)
    twins = [(f"{f.id}={value}", supposing(person, {f.id: value})) for f in attributes for value in [_drawn(f, chance)]]
    about = chance.choice(_SPOKEN_OF)
    spoken_of = msgspec.structs.replace(documents, person=msgspec.structs.replace(documents.person, about=about))
    twins.append((f"spoken of as {about.gender}", supposing(read_situation(prepared, spoken_of), unsaid)))
    for name, twin in twins:
        where = f"{documents.person.id}, {name}"
        assert _ratings(twin) == ratings, f"{where}: rated otherwise"
        yield name, _added(where, outline, outlined(twin))


def _added(where: str, outline: Outline, twin: Outline) -> tuple[str, ...]:
    for line, stands in outline.items():
        assert twin.get(line) == stands, f"{where}: {line} was {stands}, is {twin.get(line, 'gone')}"
    added = tuple(line for line in twin if line not in outline and "#" not in line)
    barred = [line for line in added if line.startswith(_NEVER_ADDED)]
    assert not barred, f"{where}: {', '.join(barred)} stands in the plan only for the twin"
    return added


def _ratings(person: Situation) -> frozenset[tuple[str, str | None, int]]:
    return frozenset((e.dimension, e.substance, e.at_least) for _, e in person.findings(mute=True).yes(Rate))


def _drawn(fact: Fact, chance: Random) -> Known:
    return True if fact.type == "boolean" else 1 << chance.randrange(len(fact.options))


def _planted(seed: int) -> str:
    """A rule that reads race and gives a bad reason for it: it must be found."""
    caught = []
    for kind in ("exclude", "minimum", "rate"):
        with tempfile.TemporaryDirectory() as folder:
            prepared = prepare(_biased(kind, Path(folder)))
        try:
            for raw in _generated(60, seed):
                documents = Documents(person=read_person(raw, "person"), record=raw)
                list(differences(prepared, documents, seed))
        except AssertionError as found:
            caught.append(f"{kind} ({found})")
        else:
            raise AssertionError(f"a planted biased rule ({kind}) was not found")
    return "planted biased rules found: " + "; ".join(caught)


def _biased(kind: str, folder: Path) -> Release:
    return load_release([plant_bias(kind, folder)])
