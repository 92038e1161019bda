"""Filled forms: items that add up to what the person's life suggests, with a gap here and there."""

from collections.abc import Mapping, Sequence
from random import Random

from waymark.knowledge.model.instrument import Instrument, Item

__all__ = ["Items", "filled", "gaps", "suicide_risk"]

Items = dict[str, float | str]


def filled(rng: Random, instrument: Instrument, total: float, only: Sequence[str] = ()) -> Items:
    """Items whose points come as near to `total` as their options allow. `only`: the items that count.

    Items that are scored the other way round are filled the other way round.
    """
    counted = [item for item in instrument.items if not only or item.id in only]
    turned = {name for score in instrument.scores for name in score.reverse}
    steps = {item.id: _options(item) for item in counted}
    place = dict.fromkeys(steps, 0)
    points = sum(options[0] for options in steps.values())
    while True:
        rises = [
            (name, options[place[name] + 1] - options[place[name]])
            for name, options in steps.items()
            if place[name] + 1 < len(options)
        ]
        fitting = [(name, rise) for name, rise in rises if points + rise <= total]
        if not fitting:
            break
        name, rise = rng.choice(fitting)
        place[name] += 1
        points += rise
    return {
        name: options[len(options) - 1 - place[name]] if name in turned else options[place[name]]
        for name, options in steps.items()
    }


def _options(item: Item) -> list[float]:
    if item.options:
        return sorted(item.options)
    low, high = item.minimum or 0.0, item.maximum if item.maximum is not None else 10.0
    return [low + step for step in range(int(high - low) + 1)]


def gaps(rng: Random, items: Mapping[str, float | str], share: float, keep: Sequence[str] = ()) -> Items:
    """The form with some items not answered; `declined` now and then."""
    return {
        name: value if name in keep or rng.random() >= share else ("declined" if rng.random() < 0.3 else "missing")
        for name, value in items.items()
    }


def suicide_risk(rng: Random, risk: str) -> Items:
    """C-SSRS screener items that give this risk: none, low, moderate or high."""
    yes, no = 1.0, 0.0
    items: Items = {"item_1": no, "item_2": no, "item_6": no}
    if risk == "none":
        return items
    items["item_1"] = yes
    if risk == "low":
        if rng.random() < 0.5:
            items |= {"item_2": yes, "item_3": no, "item_4": no, "item_5": no}
        return items
    items |= {"item_2": yes, "item_3": yes, "item_4": no, "item_5": no}
    if risk == "moderate":
        if rng.random() < 0.4:
            items |= {"item_6": yes, "item_6a": no}
        return items
    if rng.random() < 0.5:
        items |= {"item_4": yes, "item_5": yes if rng.random() < 0.4 else no}
    else:
        items |= {"item_6": yes, "item_6a": yes}
    return items
