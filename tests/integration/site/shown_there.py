"""What a page tells, section by section: its words, without the ways to do something that a past day does not have."""

from html.parser import HTMLParser

__all__ = ["told"]

_ALONE = frozenset(("input", "br", "img", "link", "meta", "hr", "path", "line", "polyline", "rect", "circle"))
# What leads on or asks to be pressed, and the marks of forms.
_WAYS = frozenset(("form", "button", "svg"))
_CLASSES = frozenset(("more", "ways"))


class _Reader(HTMLParser):
    """Words of every `<section aria-labelledby=…>`, by its name."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[tuple[str, bool]] = []
        self.sections: list[str] = []
        self.words: dict[str, list[str]] = {}
        # Of the paragraph that is open: where its words begin, and whether any of them is no link.
        self.begun, self.says = 0, True

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _ALONE:
            return
        given = {name: value or "" for name, value in attrs}
        heading = any(name in ("h1", "h2", "h3") for name, _ in self.open)
        way = tag in _WAYS or bool(_CLASSES & set(given.get("class", "").split())) or (tag == "a" and heading)
        self.open.append((tag, way or (bool(self.open) and self.open[-1][1])))
        if tag == "p" and self.sections:
            self.begun, self.says = len(self.words[self.sections[-1]]), False
        if tag == "section":
            self.sections.append(given.get("aria-labelledby", ""))
            self.words.setdefault(self.sections[-1], [])

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Drawn, and closed at once."""

    def handle_endtag(self, tag: str) -> None:
        while self.open and tag not in _ALONE:
            name, _ = self.open.pop()
            if name == "section":
                self.sections.pop()
            if name == "p" and self.sections and not self.says:
                # Links alone: a way.
                del self.words[self.sections[-1]][self.begun :]
            if name == tag:
                return

    def handle_data(self, data: str) -> None:
        if self.sections and not (self.open and self.open[-1][1]):
            self.words[self.sections[-1]] += data.split()
            self.says = self.says or (bool(data.strip()) and all(name != "a" for name, _ in self.open))


def told(page: str) -> dict[str, str]:
    """Section -> its words."""
    reader = _Reader()
    reader.feed(page[page.index("<main") : page.index("</main")])
    return {name: " ".join(words) for name, words in reader.words.items()}
