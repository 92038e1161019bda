"""Weekly words: one symbol a week, what is known of opioid use in that week.

`+` positive, `-` negative, `*` both in one week, `o` missing, `_` none due.
"""

from waymark.evidence.errors import EvidenceError

__all__ = ["MISSING", "MIXED", "NEGATIVE", "NONE_DUE", "POSITIVE", "SYMBOLS", "check_word"]

POSITIVE, NEGATIVE, MIXED, MISSING, NONE_DUE = "+", "-", "*", "o", "_"
SYMBOLS = POSITIVE + NEGATIVE + MIXED + MISSING + NONE_DUE


def check_word(word: str, whose: str) -> str:
    """The word itself. Raises EvidenceError naming the first sign that is no symbol, and its week (from 1)."""
    for week, sign in enumerate(word, start=1):
        if sign not in SYMBOLS:
            raise EvidenceError(
                f"{whose}: week {week} holds `{sign}`, which is no symbol of a weekly word; "
                "write + positive, - negative, * both, o missing or _ none due."
            )
    return word
