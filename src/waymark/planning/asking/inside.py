"""Inside a form: its own order, its branches, and only the items that can still settle something.

A form stops when its bounds decide everything that is read from it. Safety items are never skipped, and a form that
will be measured again is asked whole.
"""

from collections.abc import Iterable, Mapping

import msgspec

from waymark.knowledge.model.instrument import Item
from waymark.record.scoring import Scorer

__all__ = ["Sheet", "sheet_of"]

Answers = Mapping[str, float | str]


class Sheet(msgspec.Struct, frozen=True):
    """A form as far as it is filled. `left`: items still to ask, in the form's order; `minutes`: what they take."""

    answers: Answers
    left: tuple[Item, ...]
    minutes: float
    # No item is left at all: the form can be closed and what is published for missing items applies.
    full: bool

    @property
    def begun(self) -> bool:
        return bool(self.answers)


def sheet_of(scorer: Scorer, answers: Answers, scores: Iterable[str], *, whole: bool) -> Sheet:
    """What is left to ask of a form for these scores; `whole`: for its baseline, every item.

    `answers`: items so far, with why where there is no number. Items that the form's own branching jumps over are not
    asked; one that might still be jumped over waits for the items that decide it, which come first.
    """
    followed = scorer.branching.follow(answers)
    open_ = [name for name in followed.missing if name not in answers]
    wanted = set(open_) if whole else _read_for(scorer, scores)
    items = scorer.branching.items
    left = [items[name] for name in open_ if name in wanted or items[name].safety]
    each = scorer.instrument.minutes / max(1, len(items))
    return Sheet(answers=answers, left=tuple(left), minutes=each * len(left), full=not open_)


def _read_for(scorer: Scorer, scores: Iterable[str]) -> set[str]:
    """Items that these scores rest on, and items that decide whether those are asked."""
    found: set[str] = set()
    for name in scores:
        entry = next((s for s in scorer.instrument.scores if s.id == name), None)
        if entry is None:
            continue
        found.update(entry.add or entry.mean or scorer.under.get(name, ()))
        if name in scorer.branching.items:
            found.add(name)
    if scorer.branching.program is not None and found:
        for number, branch in enumerate(scorer.branching.branches):
            if not found.isdisjoint(branch.skip):
                found.update(scorer.branching.program.facts_of(f"branch:{number}"))
    return found
