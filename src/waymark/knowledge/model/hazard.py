"""Hazards: what could go wrong with the software and its content, what stands against it, what remains."""

from typing import Final, Literal

from waymark.knowledge.model.common import Entry, Text

__all__ = ["HURT", "LIKELIHOOD", "OWNERS", "SEVERITY", "STATES", "Hazard"]

# The scales are our own choice (project default), judged before any use in the field: words, never figures.
SEVERITY: Final = {
    "grave": "death, or harm that lasts",
    "serious": "harm that needs a hospital or urgent treatment",
    "moderate": "harm that passes, or care that helps is lost or late",
    "minor": "trouble, lost time or lost trust, without harm to health",
}
LIKELIHOOD: Final = {
    "likely": "expected in ordinary use at a site",
    "possible": "a site should reckon with it within a year",
    "unlikely": "several things have to go wrong together",
    "rare": "not expected, though nothing rules it out",
}
HURT: Final = {
    "person": "the person the plan is for",
    "child": "a child of theirs, born or unborn",
    "family": "family, partner or others in the home",
    "others": "other people",
    "team": "those who give care",
}
OWNERS: Final = {
    "maintainers": "those who change the software and its content",
    "clinical lead": "the clinician who answers for the content",
    "medical director": "the physician who answers for care at a site",
    "site": "those who run the software at a site and teach its use",
}
STATES: Final = {
    "controlled": "controls are built and shown by a test or a proof; what remains is stated",
    "partly controlled": "controls are built, and part of them cannot be shown by a test",
    "open": "no sufficient control inside the software",
}


class Hazard(Entry, frozen=True, kw_only=True):
    """Cause, hazardous situation (`says`) and harm; the controls; what remains.

    `severity`: of the harm, were nothing to stand against it. `likelihood`: with everything that does. `rules` and
    `features` are the controls: rules of the library, and files or folders below `src/waymark`; `controls` says in
    words what the features do. `tests`: files or `file::test` that show it. `owner` is a role, never a name.
    """

    id: str
    cause: Text
    says: Text
    harm: Text
    hurt: tuple[Literal["person", "child", "family", "others", "team"], ...]
    severity: Literal["grave", "serious", "moderate", "minor"]
    likelihood: Literal["likely", "possible", "unlikely", "rare"]
    rules: tuple[str, ...] = ()
    features: tuple[str, ...] = ()
    controls: Text | None = None
    tests: tuple[str, ...] = ()
    remains: Text
    owner: Literal["maintainers", "clinical lead", "medical director", "site"]
    state: Literal["controlled", "partly controlled", "open"]
