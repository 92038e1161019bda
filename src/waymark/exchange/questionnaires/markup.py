"""The words of an item: its text, or what it shows as markup where it has none."""

import re
from html.parser import HTMLParser
from typing import Any

from waymark.exchange.questionnaires.reading import mapping, sequence, text_of

__all__ = ["words_of"]

BREAKS = ("li", "p", "div", "br", "ul", "ol", "tr", "h1", "h2", "h3")


class _Words(HTMLParser):
    """The text of a piece of markup, a line for each block."""

    def __init__(self) -> None:
        super().__init__()
        self.parts: list[str] = []

    def handle_starttag(self, tag: str, attrs: Any) -> None:
        """A new line, and a dash for an entry of a list."""
        self.parts.append("\n- " if tag == "li" else "\n" if tag in BREAKS else "")

    def handle_endtag(self, tag: str) -> None:
        """A block ends its line."""
        self.parts.append("\n" if tag in BREAKS else "")

    def handle_data(self, data: str) -> None:
        """Words as they are."""
        self.parts.append(data)


def words_of(item: dict[str, Any]) -> str:
    """What an item shows."""
    words = text_of(item.get("text")).strip()
    if words:
        return words
    for extension in sequence(mapping(item.get("_text")).get("extension")):
        name = text_of(extension.get("url")).rpartition("/")[2]
        if name in ("rendering-xhtml", "rendering-markdown"):
            said = text_of(extension.get("valueString")) or text_of(extension.get("valueMarkdown"))
            reader = _Words()
            reader.feed(said)
            reader.close()
            lines = (re.sub(r"[ \t]+", " ", line).strip() for line in "".join(reader.parts).splitlines())
            return "\n".join(line for line in lines if line)
    return ""
