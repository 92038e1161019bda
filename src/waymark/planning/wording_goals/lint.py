"""The lint of goals (clinical guidance, section 7): number, unit, date, owner, words, nothing to be punished for."""

import re

from waymark.knowledge.avoided import AvoidedWords
from waymark.planning.wording_goals.goal import Draft, LintFinding
from waymark.planning.wording_goals.phrases import say

__all__ = ["LONGEST_DAYS", "lint"]

LONGEST_DAYS = 180
# A promise that something will not happen can only be broken. What the person does can be done, and done again.
_PUNISHABLE = re.compile(
    r"\b(?:will not|won['’]?t|never|not ever|no longer) (?:ever )?(?:relapse|use|drink|smoke|slip|fail|miss|crave)\w*"
    r"|\brelapse|\breca(?:er|[íi]da|eré)\w*"
    r"|\bno (?:voy a|volver[ée]? a) (?:consumir|beber|tomar|fumar|fallar|usar)"
    r"|\bnunca (?:m[áa]s )?(?:voy a |vuelvo a |volver[ée] a )?(?:consum|beb|tom|fum|fall|us)\w+",
    re.IGNORECASE,
)


def lint(
    draft: Draft, *, words: str, language: str, medication: bool, avoided: AvoidedWords
) -> tuple[LintFinding, ...]:
    """What the draft lacks; empty when it can stand. `words`: the person's own. `medication`: it is about medicine."""
    found: list[LintFinding] = []

    def finding(rule: str, **parts: object) -> None:
        found.append(LintFinding(rule=rule, says=say(f"lint {rule}", language, **parts)))  # type: ignore[arg-type]

    if not re.search(r"\d", draft.says):
        finding("number")
    if not draft.unit.strip():
        finding("unit")
    if not draft.by.strip() or draft.by not in draft.says:
        finding("date")
    if not draft.owner.strip():
        finding("owner")
    if draft.words != words or not words.strip():
        finding("words")
    if draft.baseline is not None and draft.baseline == draft.target:
        finding("differs from baseline")
    if not 0 < draft.days <= LONGEST_DAYS:
        finding("window", most=LONGEST_DAYS)
    if (promise := _PUNISHABLE.search(draft.says)) is not None:
        finding("not punishable", words=promise.group())
    for word, instead in avoided.found(draft.says, language, person=True):
        finding("person first", words=word, instead=instead)
    if medication and "prescriber" not in draft.owner:
        finding("prescriber")
    return tuple(found)
