"""What stands against an option, and which rules could speak for it: shared by every kind of option."""

from collections.abc import Iterable, Sequence

from waymark.knowledge.model.rule import Rule
from waymark.planning.explaining.explanation import Because, Shown
from waymark.planning.explaining.ground import Ground
from waymark.planning.phrases_explaining import tell

__all__ = ["against", "could_speak", "lacking_rules", "not_offered"]

# More rules than this say no more.
MOST_RULES = 3
MOST_LACKS = 8


def against(ground: Ground, option: str, use: str | None = None) -> list[Because]:
    """Excluded by rules, held until something is known, declined by the person."""
    language, standing = ground.language, ground.options.standing(option, use)
    found = []
    if standing.excluded:
        rules = tuple(standing.excluded)
        why = ground.evidence.reasons(*rules)
        found.append(
            Because(
                kind="excluded",
                says=tell("why excluded", language, rules=why.clinician if why else ground.asks(rules)),
                person=tell("why excluded person", language, why=why.person if why else "").strip(),
                rules=rules,
            )
        )
    elif standing.held:
        facts = ground.labels(standing.find_out)
        found.append(
            Because(
                kind="held",
                says=tell("why held", language, facts=facts),
                person=tell("why held person", language, facts=facts),
                rules=tuple(standing.held),
                lacks=tuple(ground.truths.shown(f) for f in standing.find_out),
            )
        )
    if ground.stand.declined(option):
        found.append(_declined(ground, option))
    return found


def _declined(ground: Ground, option: str) -> Because:
    until = ground.stand.of(option).re_offer
    key = "why declined until" if until else "why declined"
    return Because(
        kind="declined",
        says=tell(key, ground.language, date=until),
        person=tell(f"{key} person", ground.language, date=until),
    )


def not_offered(ground: Ground) -> Because:
    """The programme does not have it."""
    return Because(
        kind="not offered",
        says=tell("why not offered", ground.language),
        person=tell("why not offered person", ground.language),
    )


def could_speak(ground: Ground, rules: Sequence[Rule]) -> list[Because]:
    """No rule speaks for it: those that could, nearest first, and what they lack."""
    language = ground.language
    person = tell("why no rule person", language)
    if not rules:
        return [Because(kind="no rule", says=tell("why no rule at all", language), person=person)]
    nearest = _nearest(ground, rules)
    return [
        Because(
            kind="no rule",
            says=tell("why no rule", language, rules=ground.asks(r.id for r in nearest)),
            person=person,
            rules=tuple(r.id for r in nearest),
            lacks=lacking_rules(ground, nearest),
        )
    ]


def _nearest(ground: Ground, rules: Iterable[Rule]) -> list[Rule]:
    """Not yet known before false; among those what lacks least."""

    def distance(rule: Rule) -> tuple[bool, int, str]:
        return (ground.answer(rule.id) is False, len(ground.lacking(rule.id)), rule.id)

    return sorted({r.id: r for r in rules}.values(), key=distance)[:MOST_RULES]


def lacking_rules(ground: Ground, rules: Iterable[Rule]) -> tuple[Shown, ...]:
    """The facts that stand in the way of these rules, each once, with their values."""
    found = {shown.fact: shown for rule in rules for shown in ground.lacking(rule.id)}
    return tuple(found.values())[:MOST_LACKS]
