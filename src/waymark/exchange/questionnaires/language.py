"""The language of a form: as the file says, else from its commonest words."""

import re

__all__ = ["language_of"]

WORDS = {
    "en": "the of you your have how often been or and to in feeling did with",
    "es": "el la los las de que en con usted ha sus por una cómo cuántas frecuencia o su",
    "de": "der die das und sie ihre haben wie oft oder zu nicht sich im von eine",
    "fr": "le les des vous votre avez combien ou et une dans souvent est",
    "pt": "o os as você sua tem com que não uma dos nas vezes",
}


def language_of(named: str, words: str) -> tuple[str, bool]:
    """The language as two letters, and whether the file names it."""
    short = named.strip().partition("-")[0].partition("_")[0].lower()
    if len(short) == 2 and short.isalpha():
        return short, True
    found = re.findall(r"\w+", words.lower())
    counts = {name: sum(word in set(known.split()) for word in found) for name, known in WORDS.items()}
    best = max(counts, key=lambda name: counts[name])
    return (best if counts[best] else "und"), False
