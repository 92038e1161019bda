"""Words that wound, and what to say instead: the house rules for every text of the library.

Each rule has its exceptions. Rules marked `person` hold for what the person reads; the others everywhere.
"""

import re
from typing import Final, NamedTuple

__all__ = ["AVOIDED", "Avoided", "avoided_in"]


class Avoided(NamedTuple):
    """A pattern (on lower-case text) with what to write instead, and the phrases that are right all the same."""

    locale: str
    pattern: re.Pattern[str]
    instead: str
    person: bool = False
    allowed: re.Pattern[str] | None = None


def _rule(locale: str, pattern: str, instead: str, person: bool = False, allowed: str | None = None) -> Avoided:
    exceptions = None if allowed is None else re.compile(allowed)
    return Avoided(locale, re.compile(rf"\b(?:{pattern})\b"), instead, person, exceptions)


# Things are clean or dirty, people and their tests are not.
_CLEAN_THINGS = (
    r"(?:needles?|syringes?|equipment|works|supplies|water|skin|wounds?|hands|pipes?|cotton|cookers?|filters?|"
    r"place|room|house|home|clothes|dishes|kitchen|air|gear|spoons?|swabs?|surface|injection|injecting|kit|tools?|bed|sheets?)"
)

AVOIDED: Final[tuple[Avoided, ...]] = (
    _rule("en", r"addicts?|junkies?|drug abusers?|abusers?", "a person with a substance use disorder"),
    # "addicted" names a person by it; the specialty and official names keep their word.
    _rule("en", r"addicted", "has an opioid (alcohol ...) use disorder"),
    _rule("en", r"alcoholics?", "a person with alcohol use disorder", allowed=r"alcoholics anonymous|non-?alcoholic"),
    _rule(
        "en",
        r"(?:substance|drug|alcohol|opioid|medication) abuse|abus(?:e|es|ed|ing) (?:of )?(?:drugs|alcohol|substances)",
        "use, or misuse of a medicine",
        # Names of instruments and of offices are not ours to change.
        allowed=r"drug abuse screening test|substance abuse and mental health|national institute on drug abuse",
    ),
    _rule(
        "en",
        rf"(?:get|gets|getting|got|stay|stays|staying|stayed|been|keep|keeps|be|is|are|was)\s+clean(?!\s+{_CLEAN_THINGS})"
        r"|clean (?:time|days?|and sober|tests?|urines?|screens?|samples?|date)",
        "in recovery, not using, or a negative test",
        allowed=r"(?:skin|wound|site|it|hands|equipment|place|room|house)\s+(?:is|are|stays?|be|been|was)\s+clean",
    ),
    _rule("en", r"dirty (?:tests?|urines?|screens?|samples?|drug)", "a positive test"),
    _rule(
        "en", r"(?:opioid )?(?:substitution|replacement) (?:therapy|treatment)", "medication for opioid use disorder"
    ),
    _rule("en", r"non-?complian(?:t|ce)|noncomplian(?:t|ce)", "did not take it as planned, chose not to"),
    _rule("en", r"failed (?:treatment|therapy)|treatment failures?", "this has not worked yet"),
    _rule("en", r"in denial|manipulative|drug[- ]seeking", "the behaviour and its reason"),
    _rule(
        "en", r"suffer(?:s|ed|ing)? from|victims? of addiction|battl(?:e|es|ing) (?:with )?addiction", "has, lives with"
    ),
    _rule("en", r"fell off|fall(?:s|ing)? off the wagon|off the wagon", "returned to use"),
    _rule("en", r"born addicted|addicted bab(?:y|ies)", "a newborn exposed to substances"),
    _rule("en", r"(?:drug|bad) habits?", "use, or disorder"),
    # The therapy and its workbook carry the word in their name.
    _rule("en", r"relaps(?:e|es|ed|ing)", "return to use", person=True, allowed=r"relapse prevention"),
    _rule("en", r"must", "you can, we ask, it helps to", person=True),
    _rule("en", r"if you were (?:worse|sicker)|more severe than you", "what helps now", person=True),
    # Care has duties to report: a promise of secrecy may not hold.
    _rule(
        "en",
        r"(?:stays?|is|kept|keep it) (?:private|secret|confidential|between us)"
        r"|nobody (?:else )?will (?:know|find out)",
        "who may have to be told, and that we say so first",
        person=True,
    ),
    _rule(
        "es",
        r"(?:es|queda|ser[aá]) (?:privad[oa]|secret[oa]|confidencial|entre nosotros)"
        r"|nadie (?:m[aá]s )?(?:lo )?sabr[aá]",
        "a quién se tendría que avisar, y que lo decimos antes",
        person=True,
    ),
    # Showing that being worse, or someone else, would bring more is a reason to be it.
    _rule(
        "en",
        r"if you were (?:younger|older|pregnant|homeless|not)|you are not (?:ill|sick|bad) enough",
        "what helps now",
        person=True,
    ),
    _rule(
        "es",
        r"si (?:usted )?estuviera (?:peor|m[aá]s grave)|no est[aá] lo bastante (?:mal|grave)",
        "lo que ayuda ahora",
        person=True,
    ),
    _rule("es", r"adict[oa]s?|drogadict[oa]s?|toxic[oó]man[oa]s?|yonquis?", "persona con trastorno por consumo"),
    _rule(
        "es",
        r"alcoh[oó]lic[oa]s?(?! an[oó]nim)",
        "persona con trastorno por consumo de alcohol",
        allowed=r"(?:bebidas?|hepatitis|abstinencia|hígado) alcoh[oó]licas?|alcoh[oó]lic[oa]s? an[oó]nim",
    ),
    _rule(
        "es",
        r"abuso de (?:drogas|alcohol|sustancias|opioides)",
        "consumo, o uso indebido",
        allowed=r"abuso de sustancias y salud mental|sobre el abuso de drogas",
    ),
    _rule(
        "es",
        r"(?:estar|est[aá]|mantenerse|sigue|d[ií]as) limpi[oa]s?|prueba (?:limpia|sucia)",
        "en recuperación; resultado negativo o positivo",
    ),
    _rule("es", r"incumplid(?:or|ora)", "no siguió el plan; eligió no"),
    _rule(
        "es",
        r"reca[ií](?:da|das|do|er|ste|yó)",
        "volver a consumir",
        person=True,
        allowed=r"prevenci[oó]n de reca[ií]das",
    ),
)


def avoided_in(text: str, locale: str, person: bool) -> list[tuple[str, str]]:
    """The words of a text that the house avoids, each with what to write instead."""
    lower = text.lower()
    found = []
    for rule in AVOIDED:
        if rule.locale != locale[:2] or (rule.person and not person):
            continue
        plain = rule.allowed.sub(" ", lower) if rule.allowed else lower
        found += [(hit.group(), rule.instead) for hit in rule.pattern.finditer(plain)]
    return found
