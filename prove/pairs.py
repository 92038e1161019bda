"""Pairs that differ in one thing that matters: the plans differ in what follows from it and in nothing else.

And whole texts of different persons laid side by side: no two are clones.
"""

import time
from collections import Counter
from collections.abc import Iterator
from random import Random
from statistics import quantiles

import msgspec

from waymark.demo.people import make_people
from waymark.knowledge.model.effect import Get, Task
from waymark.knowledge.release import load_release
from waymark.planning.compose import Documents, compose
from waymark.planning.explaining.bearing import Bearing, bearing_of
from waymark.planning.explaining.candidates import candidates_of
from waymark.planning.explaining.changes import CannotBe, change_of
from waymark.planning.outline import Outline, changed_lines, outlined
from waymark.planning.prepare import Prepared, prepare
from waymark.planning.situation import Situation, read_situation
from waymark.record.reading import read_person
from waymark.rendering.terminal import render_text

_PAIRS = {"small": 40, "full": 1_000}
_TEXTS = {"small": 30, "full": 400}
_COMPARED = 10_000
# Changes tried for a person until one matters.
_TRIES = 60
# What a line may follow from besides facts that bear on it: lines of these kinds that changed of themselves. Goals
# compete for few places, hours for what the level gives and the week holds, steps for the first days.
_FOLLOWS = {
    "goal": ("goal", "need", "emergency"),
    "need": ("need",),
    "intervention": ("intervention", "goal", "need", "level", "medicine", "emergency"),
    "medicine": ("medicine", "emergency", "level"),
    "level": ("level", "emergency"),
    "watch": ("goal", "intervention", "medicine", "level", "need", "emergency"),
    "left-out": ("goal", "intervention", "medicine", "level"),
    # An option is held while it would be offered: whatever changes what is offered changes the holds.
    "hold": ("medicine", "intervention", "hold", "goal", "need", "level", "emergency"),
    "inform": ("medicine", "intervention", "goal", "level"),
    "alert": ("level", "emergency", "hold"),
}
_STEPS = ("task", "get", "review", "step", "tonight")
_ANYTHING = (*_FOLLOWS, *_STEPS, "emergency")
# Two texts of which more of their five-word pieces are shared would be one plan under two names.
CLONE = 0.95


def main(seed: int, scale: str) -> list[str]:
    """Figures, or an AssertionError with the person, the change and the line that does not follow from it."""
    start = time.perf_counter()
    release = load_release()
    prepared, chance = prepare(release), Random(seed)
    lines = [*_pairs(prepared, chance, _PAIRS[scale], seed), *_texts(prepared, chance, _TEXTS[scale], seed)]
    return [*lines, f"{time.perf_counter() - start:.0f} s"]


def _pairs(prepared: Prepared, chance: Random, number: int, seed: int) -> list[str]:
    bearing = bearing_of(prepared)
    kinds: Counter[str] = Counter()
    made, told, own, following = 0, 0, 0, 0
    for situation in _people(prepared, seed):
        pair = _changed(situation, chance)
        if pair is None:
            continue
        other, moved, what = pair
        of_itself, after = judge(bearing, situation, other, moved, f"{situation.person.id}, {what}")
        made, own, following = made + 1, own + len(of_itself), following + len(after)
        told += len(of_itself) + len(after)
        kinds.update(line.partition(":")[0] for line in (*of_itself, *after))
        if made == number:
            break
    return [
        f"{made:,} pairs that differ in one fact and what it implies: {told:,} lines differ, {own:,} of themselves, "
        f"{following:,} by what follows from those, none otherwise",
        "lines that differ: " + ", ".join(f"{kind} {count}" for kind, count in kinds.most_common()),
    ]


def _people(prepared: Prepared, seed: int) -> Iterator[Situation]:
    for made in make_people(20_000, seed + 1):
        raw = msgspec.json.encode(made)
        yield read_situation(prepared, Documents(person=read_person(raw, "person"), record=raw))


def _changed(situation: Situation, chance: Random) -> tuple[Situation, frozenset[str], str] | None:
    """The person with one thing otherwise that matters; None where none of those tried does."""
    candidates = candidates_of(situation)
    outline = outlined(situation)
    for candidate in chance.sample(candidates, min(_TRIES, len(candidates))):
        try:
            other, moves, companions = change_of(situation, {candidate.fact: candidate.value})
        except CannotBe:
            continue
        if changed_lines(outline, outlined(other)):
            moved = frozenset(move.fact for move in (*moves, *companions))
            return other, moved, f"{candidate.fact} otherwise"
    return None


def judge(
    bearing: Bearing, one: Situation, other: Situation, moved: frozenset[str], where: str
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Lines that differ because the facts bear on them, and those that follow from such lines; else AssertionError."""
    before, behind = outlined(one), outlined(other)
    changed = changed_lines(before, behind)
    of_itself = tuple(line for line in changed if _facts(bearing, line) & moved)
    # A way of help that serves other goals than before takes its place at another turn.
    turned = (line for line in _turned(before, behind) if _facts(bearing, line) & moved)
    started = {line.partition(":")[0] for line in (*of_itself, *turned)}
    after = tuple(line for line in changed if line not in of_itself)
    for line in after:
        sources = _FOLLOWS.get(line.partition(":")[0], _ANYTHING)
        assert started & set(sources), f"{where}: {line} differs, and nothing that it follows from does"
    return of_itself, after


def _turned(one: Outline, other: Outline) -> list[str]:
    """Ways of help that stand in both plans and serve other goals, or the same in another order."""
    serving = [name for name in one.keys() & other.keys() if name.endswith("#for")]
    return [name.removesuffix("#for") for name in serving if one[name] != other[name]]


def _facts(bearing: Bearing, line: str) -> frozenset[str]:
    """Facts that bear on a line; what is to be found out or done also rests on whether it is done already."""
    prepared = bearing.prepared
    kind, _, what = line.partition(":")
    # A derived fact may also be noted itself.
    read = {fact for name in bearing.conditions(line) for fact in prepared.release.reads.get(name, ())}
    if kind not in _STEPS:
        return bearing.facts(line) | read
    done = {
        fact
        for _, (_, effect) in (*prepared.voices.get(Get, ()), *prepared.voices.get(Task, ()))
        if what in (getattr(effect, "what", None), getattr(effect, "task", None)) and effect.done_when is not None
        for fact in (effect.done_when, *prepared.facts_of(effect.done_when))
    }
    scored = {fact.id for fact in prepared.facts.values() for form in fact.scored if form.instrument == what}
    return bearing.facts(line) | read | done | scored


def _texts(prepared: Prepared, chance: Random, number: int, seed: int) -> list[str]:
    """How much of their text two plans share, by pieces of five words."""
    texts = []
    for made in make_people(number, seed + 2):
        raw = msgspec.json.encode(made)
        plan = compose(prepared, Documents(person=read_person(raw, "person"), record=raw))
        texts.append((str(made["id"]), pieces(render_text(plan))))
    shares = []
    for _ in range(_COMPARED):
        (one, first), (other, second) = chance.sample(texts, 2)
        share = len(first & second) / len(first | second)
        assert share < CLONE, f"the plans of {one} and {other} share {share:.0%} of their text"
        shares.append(share)
    cuts = quantiles(shares, n=20)
    shown = ", ".join(
        f"{name} {value:.0%}" for name, value in (("5 %", cuts[0]), ("median", cuts[9]), ("95 %", cuts[18]))
    )
    return [
        f"{len(texts)} plans, {_COMPARED:,} pairs of texts: shared pieces of five words {shown}, most {max(shares):.0%}"
    ]


def pieces(text: str) -> frozenset[tuple[str, ...]]:
    """Every five words in a row."""
    words = text.split()
    return frozenset(zip(*(words[start:] for start in range(5)), strict=False))
