"""Scores around answers that were lost: whatever they may have been lies within the bounds."""

from collections.abc import Mapping, Sequence
from itertools import islice, product

import msgspec

from waymark.knowledge.model.instrument import Band, Instrument
from waymark.record.scored import ScoredForm, ScoreValue, bands_of
from waymark.record.scoring import Scorer

__all__ = ["score_around"]

# How many ways of filling lost answers with their lowest and highest are looked at.
MOST_WAYS = 64


def score_around(
    instrument: Instrument, items: Mapping[str, float | str], lost: Sequence[str], closed: bool
) -> ScoredForm:
    """The form scored; where an answer was lost, no prorating, and no jump of the form makes it a sure zero."""
    scorer = Scorer(instrument)
    scored = scorer.score(items, closed=closed and not lost)
    ends = {i.id: (min(i.options), max(i.options)) for i in instrument.items if i.id in lost and i.options}
    jumped = [name for name in lost if name not in scored.missing and name in ends]
    if not jumped:
        return scored
    ways = islice(product(*(ends[name] for name in jumped)), MOST_WAYS)
    others = [scorer.score({**items, **dict(zip(jumped, way, strict=True))}, closed=False) for way in ways]
    others.append(scorer.score({**items, **{name: ends[name][1] for name in jumped}}, closed=False))
    scores = {
        score.id: _span(scored.scores[score.id], [other.scores[score.id] for other in others], score.bands)
        for score in instrument.scores
        if score.id in scored.scores
    }
    return msgspec.structs.replace(scored, scores=scores, missing=(*scored.missing, *jumped))


def _span(one: ScoreValue, others: Sequence[ScoreValue], bands: Sequence[Band]) -> ScoreValue:
    """What any of them may be."""
    everything = [one, *others]
    if one.kind == "number":
        low, high = min(value.low for value in everything), max(value.high for value in everything)
        shown = bands_of(bands, low, high)
        return msgspec.structs.replace(one, low=low, high=high, bounds=(low, high), prorated=False, bands=shown)
    if one.kind == "truth":
        truths = {value.truth for value in everything}
        return one if len(truths) == 1 else msgspec.structs.replace(one, truth=None)
    options = dict.fromkeys(option for value in everything for option in value.options)
    return msgspec.structs.replace(one, options=tuple(options))
