"""Every worked example of the written reference, through the real scoring of the real library."""

from typing import Any

import pytest

from waymark.knowledge.model.instrument import Example, Instrument
from waymark.knowledge.release import load_release
from waymark.record.scored import ScoredForm
from waymark.record.scoring import Scorer

RELEASE = load_release()
EXAMPLES = [
    pytest.param(instrument, example, id=f"{instrument.id}-{number}")
    for instrument in RELEASE.instruments.values()
    for number, example in enumerate(instrument.examples, 1)
]
# Worked examples in the written reference, per instrument that is shipped.
WRITTEN = {
    "audit": 7,
    "audit_c": 7,
    "dast10": 7,
    "phq9": 8,
    "gad7": 5,
    "pc_ptsd5": 5,
    "pcl5": 5,
    "cssrs": 8,
    "mdq": 5,
    "cows": 6,
    "ciwa_ar": 6,
    "bam": 6,
    "bam_r": 1,
    "barc10": 4,
    "ftnd": 4,
    "ruler": 3,
    "ruler_overall": 3,
    "dsm5": 6,
    "peg": 4,
    "hrsn": 5,
    "pss10": 3,
    "assist": 8,
    "taps": 5,
    "dudit": 5,
    "crafft": 5,
    "ace": 3,
    "sows": 3,
}


def answered(instrument: Instrument, example: Example) -> dict[str, float | str]:
    names = {item.id for item in instrument.items}
    return {
        name: value if value in ("missing", "declined", "skipped") else float(value)
        for name, value in example.items.items()
        if name in names
    }


def entered(example: Example) -> dict[str, bool | float | str]:
    """Results that an example takes over from the official form."""
    words: dict[str, bool | float | str] = {"true": True, "false": False}
    return {name: words[said] if said in words else number(said) for name, said in example.scores.items()}


def number(said: str) -> float | str:
    try:
        return float(said)
    except ValueError:
        return said


def beside(instrument: Instrument, example: Example) -> dict[str, Any]:
    """Facts that an example names beside the items, such as sex, as the program of rules takes them."""
    known: dict[str, Any] = {}
    for name, value in example.items.items():
        fact = RELEASE.facts.get(name)
        if fact is not None and name not in {item.id for item in instrument.items}:
            if fact.type == "boolean":
                known[name] = value == "true"
            elif fact.type == "category":
                known[name] = 1 << [option.id for option in fact.options].index(value)
            else:
                known[name] = (float(value), float(value))
    return known


def shown(form: ScoredForm, name: str) -> str | None:
    """What a key of `expect` came out as: a score, an item's points, a band, or whether it was prorated."""
    head, _, part = name.partition(".")
    if name == "ignored":
        return " ".join(form.ignored)
    if name == "inconsistent":
        return " ".join(map(str, form.inconsistent))
    if name in form.scores:
        return form.scores[name].shown
    if name in form.items:
        low, high = form.items[name]
        return f"{low:g}" if low == high else f"{low:g}..{high:g}"
    if part == "band" and head in form.scores:
        return "|".join(form.scores[head].bands)
    if part == "prorated" and head in form.scores:
        return str(form.scores[head].prorated).lower()
    return None


@pytest.mark.parametrize(("instrument", "example"), EXAMPLES)
def test_a_worked_example_comes_out(instrument: Instrument, example: Example) -> None:
    form = Scorer(instrument).score(answered(instrument, example), example.closed, entered(example))
    facts = beside(instrument, example)
    for fact in RELEASE.facts.values():
        for scored in fact.scored:
            if scored.instrument == instrument.id and scored.score in form.scores:
                score = form.scores[scored.score]
                if score.kind == "number":
                    facts[fact.id] = (score.low, score.high)
                elif score.kind == "truth" and score.truth is not None:
                    facts[fact.id] = score.truth
    derived = RELEASE.program.values(facts)
    for name, expected in example.expect.items():
        found = shown(form, name)
        if found is None:
            assert name in RELEASE.facts, f"nothing is called {name}"
            found = str(derived.get(name, "unknown")).lower()
        assert found == expected, name


@pytest.mark.parametrize(("instrument", "count"), list(WRITTEN.items()))
def test_no_worked_example_was_left_out(instrument: str, count: int) -> None:
    assert len(RELEASE.instruments[instrument].examples) >= count


def test_a_fall_of_pain_that_means_something() -> None:
    peg = Scorer(RELEASE.instruments["peg"])
    before, after = (
        peg.score(dict(zip(("item_1", "item_2", "item_3"), items, strict=True))).scores["score"].low
        for items in ((6.0, 5.0, 5.0), (4.0, 3.0, 3.0))
    )
    change = 100 * (before - after) / before
    assert change == pytest.approx(37.5)
    meaningful = peg.instrument.scores[0].meaningful_percent
    assert meaningful is not None
    assert change >= meaningful
