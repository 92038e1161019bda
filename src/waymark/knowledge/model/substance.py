"""Substance classes and what is known of each."""

from waymark.knowledge.model.common import Clinical, Entry, Text

__all__ = ["NamedSubstance", "Substance"]


class NamedSubstance(Entry, frozen=True, kw_only=True):
    """A single substance inside a class (heroin, fentanyl, crack...)."""

    id: str
    label: Text
    aliases: tuple[str, ...] = ()
    # Properties that rules read through the substances list, e.g. "short_acting", "long_acting", "unregulated".
    properties: tuple[str, ...] = ()


class Substance(Clinical, frozen=True, kw_only=True):
    """A class such as opioids. Facts and rules written `for_each` exist once per class."""

    id: str
    label: Text
    # The words inside a sentence, lower case: "opioids", "opioides".
    name: Text
    # What people call members of the class, for a question about the class: "beer, wine, liquor".
    examples: Text | None = None
    groups: tuple[str, ...] = ()
    icd10: str | None = None
    # ICD-10-CM code of a disorder by the severity of its criteria count (`mild`, `moderate`, `severe`), and in
    # remission (`mild_remission`, `remission`).
    disorder_codes: dict[str, str] = {}
    # Days a use shows in a urine test, shortest and longest.
    test_window_days: tuple[float, float] | None = None
    members: tuple[NamedSubstance, ...] = ()
