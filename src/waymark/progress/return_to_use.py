"""After use: a calm review of five minutes whose words go into the plan for hard moments. Nothing starts over.

The questions are a tool of the library. Answers become rows of the record: words that the next plan shows under
situations, signs and what helps, and two facts that rules read (use came back; naloxone at hand). No count is touched.
"""

from collections.abc import Mapping
from typing import Literal

import msgspec

from waymark.knowledge.model.tool import ToolField
from waymark.planning.prepare import Prepared
from waymark.progress.moving import may_meet_opioids
from waymark.progress.phrases import tell
from waymark.progress.walk import Walk
from waymark.record.documents.common import Moment
from waymark.record.documents.person import FactRow, Person, Words

__all__ = ["REVIEW", "after_use", "questions", "reviewed"]

REVIEW = "what-happened-review"
About = Literal["trigger", "warning sign", "helps", "other"]
# Where each answer stands in the plan for hard moments.
_ABOUT: dict[str, About] = {
    "situation": "trigger",
    "feelings": "trigger",
    "signs": "warning sign",
    "helped": "helps",
    "next": "helps",
}
_NALOXONE, _SURE = "naloxone", "sure"


def questions(prepared: Prepared) -> tuple[ToolField, ...]:
    """The lines of the review, in order; each may be left out."""
    return prepared.tools[REVIEW].fields


def reviewed(person: Person, answers: Mapping[str, str | bool | int], at: Moment) -> Person:
    """The record with what the person wrote. Blank answers are left out; a name that is no question raises KeyError.

    How sure they are goes with the situation they wrote; without one it is left out.
    """
    unknown = set(answers) - {*_ABOUT, _NALOXONE, _SURE}
    if unknown:
        raise KeyError(", ".join(sorted(unknown)))
    words = [
        Words(at=at, about=about, text=said.strip(), confidence=_sure(answers) if name == "situation" else None)
        for name, about in _ABOUT.items()
        if isinstance(said := answers.get(name), str) and said.strip()
    ]
    facts = [FactRow(at=at, fact="course.use_after_abstinence", value=True)]
    if isinstance(at_hand := answers.get(_NALOXONE), bool):
        facts.append(FactRow(at=at, fact="naloxone_at_hand", value=at_hand))
    return msgspec.structs.replace(person, words=(*person.words, *words), facts=(*person.facts, *facts))


def _sure(answers: Mapping[str, str | bool | int]) -> int | None:
    sure = answers.get(_SURE)
    return sure if isinstance(sure, int) and not isinstance(sure, bool) and 0 <= sure <= 10 else None


def after_use(walk: Walk) -> tuple[str, ...]:
    """What is said afterwards, plainly: nothing starts over; what keeps safe now; what goes on; that somebody calls."""
    values, language = walk.situation.values, walk.prepared.language
    said = ["nothing starts over"]
    if may_meet_opioids(walk):
        said.append("tolerance")
        said.append("naloxone near" if values.get("naloxone_at_hand") is True else "naloxone get")
    if walk.situation.stand.current_medicines:
        said.append("medicine goes on")
    said += ["talk within three days", "learned"]
    return tuple(tell(key, language) for key in said)
