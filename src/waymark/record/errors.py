"""What is wrong with a document, in sentences a person can act on."""

from collections.abc import Sequence

__all__ = ["MOST_SENTENCES", "RecordError", "nearest"]

# More would bury the first mistake; the rest shows once these are mended.
MOST_SENTENCES = 5


class RecordError(Exception):
    """A document that cannot be used. Each of `sentences` says where, what, and what to do."""

    def __init__(self, sentences: str | Sequence[str]) -> None:
        self.sentences: tuple[str, ...] = (sentences,) if isinstance(sentences, str) else tuple(sentences)
        super().__init__("\n".join(self.sentences))


def nearest(word: str, known: Sequence[str]) -> str:
    """`; did you mean ...?` for a misspelt word, or nothing."""
    from difflib import get_close_matches

    close = get_close_matches(word[:100].lower(), known, n=1, cutoff=0.6)
    return f"; did you mean `{close[0]}`?" if close else ""
