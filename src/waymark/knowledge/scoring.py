"""The conditions an instrument scores by, as programs: compiled into a release, or made from the instrument alone."""

from typing import Literal

from waymark.knowledge.model.instrument import Instrument, Item, Score
from waymark.logic import FactType, Program, Vocabulary

__all__ = ["FormPrograms", "form_programs", "item_kind"]


class FormPrograms:
    """The programs of one instrument; None where it has nothing to decide.

    `scores`: expressions and conditions by score id, steps of categories by `score:step:number` and
    `score:least:number`, what answers owe each other by `consistent:number`. `branches`: one condition per branch, in
    their order.
    """

    __slots__ = ("branches", "scores")

    def __init__(self, scores: Program | None, branches: Program | None) -> None:
        self.scores = scores
        self.branches = branches


def form_programs(instrument: Instrument) -> FormPrograms:
    """Made from text. Raises ConditionError naming the score or branch."""
    return FormPrograms(_scores(instrument), _branches(instrument))


def item_kind(item: Item) -> Literal["integer", "number"]:
    """Answers are whole numbers unless an option, a step or a logarithm says otherwise."""
    if item.natural_log:
        return "number"
    values = item.options or tuple(step for _, step in item.bins)
    return "integer" if all(value == int(value) for value in values) else "number"


def _scores(instrument: Instrument) -> Program | None:
    """Everything that is not a plain sum."""
    facts = {item.id: FactType(item_kind(item)) for item in instrument.items}
    facts |= {f"{item.id}.answer": FactType("integer") for item in instrument.items}
    # A sum named like its only item is that item.
    given = [entry for entry in instrument.scores if not (entry.expression or entry.condition or entry.cascade)]
    facts |= {entry.id: FactType(_score_kind(entry, instrument)) for entry in given}
    derived: dict[str, str] = {}
    conditions: dict[str, str] = {}
    for entry in instrument.scores:
        if text := entry.expression or entry.condition:
            derived[entry.id] = text
        for name, steps in (("step", entry.cascade), ("least", entry.incomplete_at_least)):
            conditions |= {f"{entry.id}:{name}:{number}": step.when for number, step in enumerate(steps)}
    conditions |= {f"consistent:{number}": one.holds for number, one in enumerate(instrument.consistency)}
    return Program(Vocabulary(facts, {}), derived, conditions) if derived or conditions else None


def _score_kind(entry: Score, instrument: Instrument) -> Literal["integer", "number"]:
    """Whole numbers added up are whole, unless a missing one leaves a fraction."""
    whole = bool(entry.add) and not entry.prorate_exact
    members = [item for item in instrument.items if item.id in entry.add]
    return "integer" if whole and not any(item.natural_log for item in members) else "number"


def _branches(instrument: Instrument) -> Program | None:
    if not instrument.branches:
        return None
    words = Vocabulary({item.id: FactType(item_kind(item)) for item in instrument.items}, {})
    return Program(words, {}, {f"branch:{n}": branch.when for n, branch in enumerate(instrument.branches)})
