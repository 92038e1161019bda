"""What is wrong in a library, said so that the person who wrote the file can mend it."""

__all__ = ["LibraryError", "Trouble"]


class Trouble:
    """One thing wrong: where (file, line, key), what, and what to do."""

    __slots__ = ("file", "key", "line", "what")

    def __init__(self, file: str, line: int | None, key: str, what: str) -> None:
        self.file = file
        self.line = line
        self.key = key
        self.what = what

    def __str__(self) -> str:
        place = self.file if self.line is None else f"{self.file}:{self.line}"
        return ": ".join(part for part in (place, self.key, self.what) if part)


class LibraryError(Exception):
    """The library cannot be used. The message has one line per trouble: `file:line: key: what; what to do`."""

    def __init__(self, *troubles: Trouble) -> None:
        super().__init__("\n".join(str(trouble) for trouble in troubles))
        self.troubles = troubles
