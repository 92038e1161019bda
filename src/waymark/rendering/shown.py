"""Text of a record as it is shown: never obeyed by the terminal or the browser that shows it."""

import re

__all__ = ["shown"]

# Control characters steer a terminal. Marks that turn the direction of writing let a text reorder the words around it:
# a dose could be read from its end. Letters of languages written from the right have their direction by themselves.
_STEERS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


def shown(text: str) -> str:
    """The text without what steers; tabs and line breaks stay."""
    return text if text.isprintable() else _STEERS.sub("", text)
