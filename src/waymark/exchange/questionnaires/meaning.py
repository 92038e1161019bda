"""What the words of an answer mean, whatever the form: how often, how many, how strongly, yes or no.

These are generic words of answers in English, Spanish and German, each with a place on a scale. Whole phrases only: an
answer that says more than its scale knows is not read.
"""

import re
from functools import cache

from waymark.exchange.questionnaires.codes import plain

__all__ = ["is_no_answer", "readings", "yes_or_no"]

ZERO = (
    r"never|nunca|jamas|nie|niemals|not at all|nada|en absoluto|para nada|nada en absoluto|"
    r"uberhaupt nicht|gar nicht|none|ninguno|ningun dia|keine"
)
NEVER_IN = ("freq", "days", "degree", "often", "true", "difficulty", "three months", "recent")
# The outer answers of agreeing, whether there are five or six.
STRONGLY_DISAGREE = r"strongly disagree|totalmente en desacuerdo|muy en desacuerdo|stimme (uberhaupt|gar) nicht zu"
DISAGREE = r"disagree|en desacuerdo|stimme nicht zu"
AGREE = r"agree|de acuerdo|stimme zu"
STRONGLY_AGREE = r"strongly agree|totalmente de acuerdo|muy de acuerdo|stimme (voll( und ganz)?|vollig) zu"
# (scale, place on it, words). freq is counted in times per year.
PHRASES = (
    ("days", 1, r"(for )?(several|some|a few) days|(varios|algunos) dias|an (einzelnen|einigen|mehreren) tagen"),
    (
        "days",
        2,
        (
            r"(for )?more than (half|1/2)( of)? the days|(durante )?mas de la mitad de los dias|"
            r"(an )?mehr als (der|die) halfte der tage"
        ),
    ),
    (
        "days",
        3,
        (
            r"(nearly|almost) every ?day|casi (todos los dias|cada dia)|(fast|beinahe) (jeden "
            r"tag|taglich|an jedem tag)"
        ),
    ),
    (
        "freq",
        6,
        (
            r"less (often )?than (monthly|once a month)|menos de (una vez|1 vez) al mes|seltener als "
            r"(einmal|1 ?x|1 ?mal) (im|pro) monat"
        ),
    ),
    (
        "freq",
        9,
        (
            r"(monthly|once a month) or less( often)?|(una|1) vez al mes o menos|(una|1) o menos veces al "
            r"mes|(einmal|1 ?mal) (im|pro) monat oder seltener"
        ),
    ),
    (
        "freq",
        12,
        (
            r"monthly|every month|mensualmente|cada mes|monatlich|once a month|(una|1) vez al mes|(einmal|1 "
            r"?mal) (im|pro) monat"
        ),
    ),
    (
        "freq",
        52,
        (
            r"weekly|every week|semanalmente|cada semana|wochentlich|once a week|(una|1) vez (a la|por) "
            r"semana|(einmal|1 ?mal) (in der|pro) woche"
        ),
    ),
    (
        "freq",
        300,
        (
            r"daily or almost (daily|every day)( or almost daily)?|(a diario|diario|todos los dias) o casi "
            r"(a diario|diario|todos los dias)|taglich oder fast taglich|fast taglich"
        ),
    ),
    ("freq", 365, r"daily|every ?day|a diario|diario|diariamente|todos los dias|taglich|jeden tag"),
    ("degree", 1, r"a little( bit)?|slightly|un poco|ligeramente|ein wenig|ein bisschen|etwas"),
    ("degree", 2, r"moderately|moderadamente|massig|mittelmassig|mittel"),
    ("degree", 3, r"quite a bit|considerably|bastante|considerablemente|ziemlich"),
    ("degree", 4, r"extremely|very much|extremadamente|muchisimo|ausserst|extrem|sehr( stark)?"),
    ("often", 1, r"almost never|rarely|casi nunca|rara vez|raramente|fast nie|selten"),
    ("often", 2, r"sometimes|a veces|de vez en cuando|algunas veces|manchmal"),
    ("often", 3, r"fairly often|often|a menudo|con frecuencia|ziemlich oft|oft|haufig"),
    (
        "often",
        4,
        (
            r"very often|frequently|always|muy a menudo|con mucha frecuencia|siempre|sehr oft|"
            r"sehr haufig|immer"
        ),
    ),
    ("agree", 1, STRONGLY_DISAGREE),
    ("agree", 2, DISAGREE),
    ("agree", 3, r"(somewhat|slightly) disagree|algo en desacuerdo|stimme eher nicht zu"),
    ("agree", 4, r"(somewhat|slightly) agree|algo de acuerdo|stimme eher zu"),
    ("agree", 5, AGREE),
    ("agree", 6, STRONGLY_AGREE),
    ("difficulty", 1, r"mild|slight|leve|ligera?|leicht|gering"),
    ("difficulty", 2, r"moderate|moderad[ao]|mittel|massig"),
    ("difficulty", 3, r"severe|sever[ao]|grave|stark|schwer"),
    (
        "difficulty",
        4,
        r"extreme( or cannot do)?|cannot do|extrem[ao]( o no puede( hacerlo)?)?|extrem( oder nicht moglich)?|"
        r"(sehr stark|extrem)( / nicht moglich)?",
    ),
    ("health", 0, r"excellent|excelente|ausgezeichnet"),
    ("health", 1, r"very good|muy buen[ao]|sehr gut"),
    ("health", 2, r"good|buen[ao]|gut"),
    ("health", 3, r"fair|regular|mittelmassig|massig"),
    ("health", 4, r"poor|mal[ao]|schlecht"),
    ("agree5", 1, STRONGLY_DISAGREE),
    ("agree5", 2, DISAGREE),
    ("agree5", 3, r"undecided|unsure|undecided or unsure|neutral|indeciso|no estoy segur[ao]|unentschieden"),
    ("agree5", 4, AGREE),
    ("agree5", 5, STRONGLY_AGREE),
    (
        "soon",
        0,
        r"(after|more than) (60|sixty) (minutes|min)|despues de (60|sesenta) minutos|nach (60|sechzig) minuten",
    ),
    ("soon", 1, r"31 ?(-|to) ?60 (minutes|min)|entre 31 y 60 minutos|31 ?(-|a|bis) ?60 (minutos|minuten)"),
    ("soon", 2, r"6 ?(-|to) ?30 (minutes|min)|entre 6 y 30 minutos|6 ?(-|a|bis) ?30 (minutos|minuten)"),
    (
        "soon",
        3,
        r"(within )?(the first )?(5|five) (minutes|min)( or less)?|(en |hasta )?(los primeros )?(5|cinco) minutos|"
        r"(innerhalb von )?(5|funf) minuten",
    ),
    ("packs", 0, r"10 (or (less|fewer)|o menos|oder weniger)( cigarettes| cigarrillos| zigaretten)?"),
    ("packs", 1, r"11 ?(-|to|a|bis) ?20( cigarettes| cigarrillos| zigaretten)?"),
    ("packs", 2, r"21 ?(-|to|a|bis) ?30( cigarettes| cigarrillos| zigaretten)?"),
    ("packs", 3, r"31 (or more|o mas|oder mehr)( cigarettes| cigarrillos| zigaretten)?|more than 30|mas de 30"),
    ("which", 0, r"(all|any|the)?( of)?( the)? ?others?( (ones?|1))?|(cualquier |todos los )?otros?|(alle )?anderen?"),
    (
        "which",
        1,
        r"(the )?first( (one|1)| cigarette)?( in the| of the)?( morning| day)?|(el )?primero( de la manana| del dia)?|"
        r"(die )?erste( am morgen)?",
    ),
    ("housing", 0, r"i have (a )?(steady|stable).*|i have housing|tengo (un lugar|una vivienda) (fij[oa]|estable).*"),
    ("housing", 1, r".*\bworr(y|ied) about losing\b.*|.*\bpreocup.*\bperder.*"),
    ("housing", 2, r".*\b(do not|don't) have\b.*|.*\bno tengo\b.*"),
    ("cut off", 0, r"no|nein"),
    ("cut off", 1, r"yes|si|ja"),
    ("cut off", 2, r"already (shut|cut) off|ya (lo|los|la|las)? ?(cortaron|han cortado)|schon abgestellt"),
    ("problem", 0, r"no problems?|ningun problema|sin problemas?|kein problem|keine probleme"),
    ("problem", 1, r"minor( problems?)?|problemas? (menor(es)?|leves?)|(ein )?(kleines|geringes) problem"),
    ("problem", 2, r"moderate( problems?)?|problemas? moderados?|(ein )?(mittleres|massiges) problem"),
    ("problem", 3, r"serious( problems?)?|problemas? (graves?|serios?)|(ein )?(ernstes|schweres) problem"),
    ("true", 0, r"never true|nunca fue cierto|nie zutreffend|trifft nie zu"),
    ("true", 1, r"sometimes true|a veces fue cierto|manchmal zutreffend|trifft manchmal zu"),
    ("true", 2, r"often true|a menudo fue cierto|oft zutreffend|trifft oft zu"),
    ("three months", 2, r"(once|1) or (twice|2)( times)?|(una|1) o (dos|2) veces|(ein|1) ?- ?oder (zwei|2) ?mal"),
    ("three months", 3, r"monthly|every month|mensualmente|cada mes|monatlich"),
    ("three months", 4, r"weekly|every week|semanalmente|cada semana|wochentlich"),
    (
        "three months",
        6,
        r"daily or almost (daily|every day)|(a diario|diario|diariamente|todos los dias) o casi "
        r"(a diario|diario|diariamente|todos los dias)|taglich oder fast taglich",
    ),
    ("recent", 0, r"no|nein|no,? ?(never|nunca)|nein,? ?nie"),
    (
        "recent",
        1,
        r"(yes|si|ja),? ?(in|during|within|over|en|durante|wahrend)? ?(the|los|der|den)? ?(last|past|ultimos|letzten) "
        r"3 (months?|meses|monaten?)",
    ),
    (
        "recent",
        2,
        r"(yes|si|ja),? ?(but|pero|aber) ?(not|no|nicht) (in|during|within|over|en|durante|wahrend)? "
        r"?(the|los|der|den)? ?(last|past|ultimos|letzten) 3 (months?|meses|monaten?)",
    ),
    ("yesno", 0, r"no|nein|n|false|falso|falsch"),
    ("yesno", 1, r"yes|si|ja|y|true|verdadero|wahr"),
    ("year", 0, r"no|nein"),
    (
        "year",
        1,
        (
            r"(yes|si|ja),? ?(but|pero|aber) (not|no|nicht) (in|during|over|en|durante|im|wahrend)? "
            r"?(the|el|des)? ?(last|past|ultimo|letzten?|vergangenen?) (year|12 months|ano|"
            r"jahre?s?)"
        ),
    ),
    (
        "year",
        2,
        (
            r"(yes|si|ja),? ?(in|during|within|over|en|durante|im|wahrend)? ?(the|el|des)? ?(last|"
            r"past|ultimo|letzten?|vergangenen?) (year|12 months|ano|jahre?s?)"
        ),
    ),
)
NO_ANSWER = re.compile(
    r"(i )?(do not|don't) know.*|(prefer not|decline|refuse|choose not).*|refused|"
    r"declined|unknown|not asked|asked but .*"
    r"|no (lo )?se|no sabe.*|prefiero no.*|se nego.*|weiss (ich )?nicht|keine angabe.*|"
    r"not applicable|n/a|i .*not to answer.*"
)
_TIMES = r"(?:times?|veces|vez|mal|x)?"
_PER_MONTH = r"(?:a|per|al|por|im|pro|in the|each) ?(?:month|mes|monat)"
_PER_WEEK = r"(?:a|per|a la|por|in der|pro|die|each) ?(?:week|semana|woche)"
_TO = r"(?:-|to|or|o|u|a|bis|oder)"
_MORE = r"(?:\+|or more(?: often)?|o mas|oder (?:mehr|ofter|haufiger))"
_WORDY = {
    "one": 1,
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "una": 1,
    "dos": 2,
    "tres": 3,
    "cuatro": 4,
    "zwei": 2,
    "drei": 3,
    "vier": 4,
}
_RATE = re.compile(rf"(\d+)(?: ?{_TO} ?(\d+))? ?{_TIMES} ?(?:({_PER_MONTH})|({_PER_WEEK}))")
_RATE_MORE = re.compile(
    rf"(\d+) ?(?:{_MORE} ?{_TIMES}|{_TIMES} ?{_MORE}?) ?(?:({_PER_MONTH})|({_PER_WEEK}))(?: ?{_MORE})?"
)
_DRINKS = r"(?: ?(?:drinks?|bebidas?|copas?|tragos?|consumiciones|glaser|getranke))?"
_AMOUNT = re.compile(rf"(\d+)(?:, (\d+),?)? ?{_TO} ?(\d+){_DRINKS}")
_AMOUNT_MORE = re.compile(rf"(\d+) ?{_MORE}{_DRINKS}|(\d+) ?{_DRINKS} ?{_MORE}")
_ONE = re.compile(r"(\d+)(?: ?(?:drinks?|bebidas?|copas?|tragos?))")
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?")
_NUMBERED = re.compile(r"\(?(\d+)\)? ?[-=:.)] ?(?=[^\d\s])(.*)")
_COMPILED = tuple((scale, float(place), re.compile(words)) for scale, place, words in PHRASES)
_ZERO = re.compile(ZERO)


@cache
def readings(text: str) -> dict[str, float]:
    """Scale -> place on it, for every scale the words belong to. Numbers are a scale of their own."""
    words = plain(text).strip(" .,;:!?")
    words = " ".join(str(_WORDY.get(word, word)) for word in words.split(" "))
    if _NUMBER.fullmatch(words):
        return {"number": float(words)}
    numbered = _NUMBERED.fullmatch(words)
    if numbered is not None:
        return {"number": float(numbered[1]), **{k: v for k, v in _read(numbered[2].strip()).items() if k != "number"}}
    return _read(words)


def _read(words: str) -> dict[str, float]:
    found: dict[str, float] = {}
    if _ZERO.fullmatch(words):
        found = dict.fromkeys(NEVER_IN, 0.0)
    for scale, place, pattern in _COMPILED:
        if pattern.fullmatch(words):
            found.setdefault(scale, place)
    more, rate = _RATE_MORE.fullmatch(words), _RATE.fullmatch(words)
    if rate is not None and "freq" not in found:
        low, high = float(rate[1]), float(rate[2] or rate[1])
        found["freq"] = (low + high) / 2 * (12 if rate[3] else 52)
    elif more is not None and "freq" not in found:
        found["freq"] = float(more[1]) * (12 if more[2] else 52)
    amount, from_on, one = _AMOUNT.fullmatch(words), _AMOUNT_MORE.fullmatch(words), _ONE.fullmatch(words)
    if amount is not None:
        found["amount"] = (float(amount[1]) + float(amount[3])) / 2
    elif from_on is not None:
        found["amount"] = float(from_on[1] or from_on[2])
    elif one is not None:
        found["amount"] = float(one[1])
    return found


def yes_or_no(text: str) -> bool | None:
    """What a bare yes or no says; None for anything else."""
    place = readings(text).get("yesno")
    return None if place is None else bool(place)


def is_no_answer(text: str) -> bool:
    """Words that decline or do not know."""
    return NO_ANSWER.fullmatch(plain(text).strip(" .")) is not None
