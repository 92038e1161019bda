"""A rule: a question in words, a condition, effects, and the reason in two voices."""

import datetime

from waymark.knowledge.model.common import Clinical, Strength, Text, Voices
from waymark.knowledge.model.effect import Effect
from waymark.knowledge.model.fact import ForEach

__all__ = ["Rule"]


class Rule(Clinical, frozen=True, kw_only=True):
    """`id` is the question in words, joined by hyphens; with `for_each` it contains `{substance}`.

    `because` may show fact values as `{phq9.total}` and named values as `{value.name}`.
    """

    id: str
    asks: Text
    when: str
    effects: tuple[Effect, ...]
    strength: Strength
    because: Voices
    valid_from: datetime.date
    review_by: datetime.date
    for_each: ForEach | None = None
    # A hard safety rule: switching it off needs the medical director and marks every plan.
    safety: bool = False
    # Stated clinical reason for reading a protected attribute; required when it does.
    protected_reason: str | None = None
    # The substance class this rule was expanded for; filled in on load, never written in a file.
    subject: str | None = None
