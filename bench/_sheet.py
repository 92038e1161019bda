"""A page as somebody at a desk meets it: what stands there to be read, its forms, and what can be pressed."""

from html.parser import HTMLParser
from typing import Any

__all__ = ["Form", "Sheet"]

_VOID = {"input", "br", "hr", "img", "meta", "link", "source", "wbr"}
# Nobody reads these from top to bottom; one looks for a line in them.
_UNREAD = {"script", "style", "template", "svg", "option", "datalist", "head", "textarea"}
_LANDMARKS = ("main", "body")


class Node:
    """An element with what is in it."""

    def __init__(self, tag: str, given: dict[str, str], over: "Node | None") -> None:
        self.tag, self.given, self.over = tag, given, over
        self.inside: list[Node | str] = []

    def every(self, *tags: str) -> "list[Node]":
        """Elements below, in their order."""
        found = []
        for one in self.inside:
            if isinstance(one, Node):
                found += [one] if one.tag in tags else []
                found += one.every(*tags)
        return found

    def lines(self) -> list[str]:
        """What can be seen: pieces of text, without what is folded, hidden, or a choice not looked at yet."""
        if self.tag in _UNREAD or "unseen" in self.given.get("class", "").split() or "hidden" in self.given:
            return []
        folded = self.tag == "details" and "open" not in self.given
        found: list[str] = []
        for one in self.inside:
            if isinstance(one, str):
                found += [] if folded else [" ".join(one.split())]
            elif not folded or one.tag == "summary":
                found += one.lines()
        return [one for one in found if one]

    @property
    def text(self) -> str:
        return " ".join(self.lines())


class Form:
    """One form: what it sends when nothing is touched, and where to."""

    def __init__(self, node: Node) -> None:
        self.node = node
        self.action = node.given.get("action", "")
        self.fields: list[tuple[str, str]] = []
        for one in node.every("input", "textarea", "select"):
            name, kind = one.given.get("name", ""), one.given.get("type", "text")
            if not name or (kind in ("checkbox", "radio") and "checked" not in one.given):
                continue
            self.fields.append((name, _value(one)))

    def choices(self, name: str) -> list[str]:
        """What a radio button or a box of this name can say."""
        return [one.given.get("value", "on") for one in self.node.every("input") if one.given.get("name") == name]

    def folded(self, name: str, value: str) -> bool:
        """Whether this choice stands in what is folded away: one click more."""
        wanted = (name, value)
        boxes = [box for one in self.node.every("details") if "open" not in one.given for box in one.every("input")]
        return wanted in [(box.given.get("name"), box.given.get("value", "on")) for box in boxes]

    def buttons(self) -> list[Node]:
        return self.node.every("button")


class Sheet(HTMLParser):
    """A page, read."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.root = self.at = Node("page", {}, None)
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        node = Node(tag, {name: value or "" for name, value in attrs}, self.at)
        self.at.inside.append(node)
        if tag not in _VOID:
            self.at = node

    def handle_endtag(self, tag: str) -> None:
        one: Any = self.at
        while one.over is not None and one.tag != tag:
            one = one.over
        if one.over is not None:
            self.at = one.over

    def handle_data(self, data: str) -> None:
        self.at.inside.append(data)

    @property
    def body(self) -> Node:
        """What is read: the main part where the page has one."""
        return next(iter(self.root.every("main")), None) or next(iter(self.root.every("body")), self.root)

    @property
    def forms(self) -> list[Form]:
        return [Form(one) for one in self.root.every("form")]

    def form(self, wanted: str) -> Form | None:
        """The form that has a button or a field whose name or value is this, or that goes to such an address."""
        for one in self.forms:
            told = [(b.given.get("name"), b.given.get("value")) for b in one.node.every("button", "input", "select")]
            if any(wanted in pair for pair in told) or one.action.endswith(wanted):
                return one
        return None

    def link(self, ends: str) -> str | None:
        """The address of the first link that ends so."""
        return next((a.given["href"] for a in self.root.every("a") if a.given.get("href", "").endswith(ends)), None)


def _value(node: Node) -> str:
    if node.tag == "select":
        options = node.every("option")
        chosen = next((one for one in options if "selected" in one.given), options[0] if options else None)
        return "" if chosen is None else chosen.given.get("value", "")
    if node.tag == "textarea":
        return "".join(one for one in node.inside if isinstance(one, str))
    return node.given.get("value", "on" if node.given.get("type") in ("checkbox", "radio") else "")
