"""Forms that ask the same of each substance: an item is a substance and a question, told apart by words of our own.

The words of the question itself count first, then those shown above it, the nearest heading first: forms put either the
substance or the question there. Where two substances or two questions are named, nothing is told.
"""

import re
from collections.abc import Mapping

from waymark.exchange.questionnaires.codes import plain

__all__ = ["BY_SUBSTANCE", "item_of", "score_of"]

_MONTHS_12 = r"(12|twelve|doce|zwolf) (months?|meses|monaten?)"
_MONTHS_3 = r"(3|three|tres|drei) (months?|meses|monaten?)"
_CONCERN = r"concern|preocup|sorge"
_CUT_DOWN = r"(tried|failed|unable|intent|versucht).*(control|cut down|stop|reducir|dejar|aufhor)|fail.*control"
_ASSIST = {
    "tobacco": r"tobacco|cigarette|tabac|tabak",
    "alcohol": r"alcohol|alkohol",
    "cannabis": r"cannabis|marijuana|marihuana",
    "cocaine": r"cocaine|crack|cocaina|kokain",
    "amphetamines": r"amphetamine|anfetamina|amfetamin",
    "inhalants": r"inhalant|inhalable|solvent|inhalier",
    "sedatives": r"sedative|sleeping pill|sedante|pastillas para dormir|beruhigung",
    "hallucinogens": r"hallucinogen|alucinogen|halluzinogen",
    "opioids": r"opioid|opiate|opiaceo|opiat\b",
    "other": r"^(any )?other\b|\bother (drugs?|substances?|.{0,3}specify)|^otr[ao]s?\b|^andere\b",
}
_ASSIST_ASKS = {
    "q6": r"(friend|relative|anyone|famil|amig|freund).*(" + _CONCERN + ")",
    "q7": _CUT_DOWN,
    "q3": r"desire|urge\b|deseo|ansias|ganas|verlangen|drang",
    "q4": r"(health|salud|gesundheit).*(legal|financial|social|econom|finanz)",
    "q5": r"(failed|fail|dejado|dejo|nicht).*(expected|esperaba|esperan|erwartet)",
    "q2": r"(how often|con que frecuencia|wie oft).*(used|use\b|consum|konsum|genommen)",
    "q1": r"(ever|lifetime|in your life|alguna vez|a lo largo de).*(use|consum)|(jemals|in ihrem leben)",
}
_TAPS = {
    "prescription_stimulants": r"adhd|add\b|adderall|ritalin|tdah|prescription stimulant|estimulantes recetad",
    "prescription_opioids": r"prescri.*(opioid|opiate|pain)|opioides recetad|analgesic.*recetad",
    "sedatives": r"anxiety|sleep(ing)?\b|sedative|ansiedad|dormir|sedante",
    "stimulants": r"cocaine|crack|methamphetamine|cocaina|metanfetamina",
    "cannabis": r"marijuana|cannabis|marihuana",
    "heroin": r"heroin",
}
_TAPS_ASKS = {
    "more_2": _CONCERN,
    "more_1": r"desire|urge\b|once a week|more often|ganas|deseo|vez (a la|por) semana|" + _CUT_DOWN,
    "use": r"\b(use|used|take|took|taken)\b|consum|\b(uso|usado|tomo|tomado)\b",
}
# Instrument -> substances and questions, both in the order they are looked for.
BY_SUBSTANCE: dict[str, tuple[Mapping[str, str], Mapping[str, str]]] = {
    "assist": (_ASSIST, _ASSIST_ASKS),
    "taps": (_TAPS, _TAPS_ASKS),
}
# What the second step of the TAPS asks of tobacco and alcohol, over three months.
_TAPS_OWN = (
    (
        "alcohol_heavy",
        r"(four|five|\b4\b|\b5\b) or more (drinks|alcohol)|(cuatro|cinco|\b4\b|\b5\b) o mas (tragos|beb|copas)",
    ),
    ("tobacco_use", r"(smoke|smoked|fum).*(cigarette|tobacco|tabac|cigarrill)"),
    ("alcohol_use", r"(drink|drank|had).*alcohol|alcohol.*(beb|tom)|(beb|tom).*alcohol"),
    ("other_use", r"any other|cualquier otra|otra droga"),
)


def item_of(instrument: str, text: str, above: str = "") -> str | None:
    """The one item that a question can be, or None: `taps` only for what its second step asks."""
    substances, asks = BY_SUBSTANCE[instrument]
    lines = [plain(text), *(plain(line) for line in reversed(above.split("\n")))]
    lines = [line for line in lines if line]
    if instrument == "assist" and any(re.search(r"inject|inyect|injizier|spritz", line) for line in lines[:1]):
        return "q8"
    if instrument == "taps":
        whole = " ".join(lines)
        if re.search(_MONTHS_12, whole):
            return None
        if re.search(_MONTHS_3, whole):
            own = [item for item, cue in _TAPS_OWN if lines and re.search(cue, lines[0])]
            if own and not re.search(_CONCERN, lines[0]) and _one(substances, lines[:1]) is None:
                return own[0]
    part = _one(substances, lines, first=instrument == "taps")
    ask = _one(asks, lines, first=True)
    return None if part is None or ask is None or (part, ask) == ("tobacco", "q5") else f"{part}_{ask}"


def _one(cues: Mapping[str, str], lines: list[str], *, first: bool = False) -> str | None:
    """The one cue that the nearest speaking line has; `first`: of several, the one that is looked for first."""
    for line in lines:
        found = [name for name, cue in cues.items() if re.search(cue, line)]
        if found:
            return found[0] if first or len(found) == 1 else None
    return None


def score_of(instrument: str, words: str) -> str | None:
    """The score that a stated result is of: one substance and nothing else is named."""
    said = plain(words)
    names = dict(BY_SUBSTANCE[instrument][0])
    if instrument == "taps":
        names |= {"tobacco": _ASSIST["tobacco"], "alcohol": _ASSIST["alcohol"]}
    part = _one(names, [said])
    return None if part is None else part if instrument == "assist" else f"{part}_risk"
