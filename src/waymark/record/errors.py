"""What is wrong with a document, in sentences a person can act on."""

from collections.abc import Iterable, Sequence

__all__ = ["MOST_SENTENCES", "Mistakes", "RecordError", "nearest"]

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

    # Ids such as L2a and GO-01 are found whatever case they were typed in.
    spelt = {name.lower(): name for name in known}
    close = get_close_matches(word[:100].lower(), spelt, n=1, cutoff=0.6)
    return f"; did you mean `{spelt[close[0]]}`?" if close else ""


class Mistakes:
    """What is wrong with one document, one sentence each: file, place, mistake, cure."""

    def __init__(self, where: str) -> None:
        self.where = where
        self.sentences: list[str] = []

    def say(self, path: str, sentence: str) -> None:
        self.sentences.append(f"{self.where}: {path}: {sentence}")

    def unknown(self, path: str, kind: str, word: str, known: Iterable[str]) -> None:
        help_ = nearest(word, list(known)) or "; check its spelling, or leave the row out."
        self.say(path, f"there is no {kind} `{word[:60]}`{help_}")

    def finish(self) -> None:
        """Raise RecordError when anything was said."""
        if self.sentences:
            raise RecordError(self.sentences[:MOST_SENTENCES])
