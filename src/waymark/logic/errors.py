"""What a condition's author is told when a condition cannot be used."""

__all__ = ["ConditionError", "StaleProgram"]


class ConditionError(ValueError):
    """A condition that cannot be read or does not make sense.

    The message is one sentence: what, where (column, counted from 1), and what to do. `column` is None where no
    place in the text is at fault (a cycle, for example). `name` is the condition or derived fact it stands in.
    """

    def __init__(self, what: str, column: int | None = None, name: str | None = None) -> None:
        self.what = what
        self.column = column
        self.name = name
        place = "" if name is None else f"{name}: "
        place += "" if column is None else f"column {column}: "
        super().__init__(place + what)

    def named(self, name: str) -> "ConditionError":
        """The same error, saying in which condition or derived fact it stands."""
        return ConditionError(self.what, self.column, name)


class StaleProgram(ValueError):
    """A compiled program made by another version of Python or of this room: compile it again from its text."""
