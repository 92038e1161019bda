"""A scripted counsellor at a desk: reads every page, answers truthfully, and counts words, clicks, keys and seconds."""

import time
from datetime import date
from typing import Any

import msgspec

from bench._sheet import Form, Sheet
from waymark.demo.whole import UNKNOWN, Truth
from waymark.knowledge.release import Release

__all__ = ["Cost", "Counsellor"]

WORDS_A_MINUTE = 200
# Our choice for a hand that knows the mouse, and for somebody who types now and then.
CLICK_SECONDS, KEY_SECONDS = 1.5, 0.3


class Cost(msgspec.Struct):
    """What it took so far. `anew`: words that had not stood on an earlier page of this sitting."""

    words: int = 0
    anew: int = 0
    clicks: int = 0
    keys: int = 0
    pages: int = 0
    server: float = 0.0

    def minutes(self, *, anew: bool = False) -> float:
        hands = self.clicks * CLICK_SECONDS + self.keys * KEY_SECONDS + self.server
        return (self.anew if anew else self.words) / WORDS_A_MINUTE + hands / 60


class Counsellor:
    """One sitting with one person."""

    def __init__(self, client: Any, truth: Truth, release: Release) -> None:
        self.client, self.truth, self.release = client, truth, release
        self.cost, self.by_page = Cost(), dict[str, Cost]()
        self.known: set[str] = set()
        self.sheet, self.address, self.kind = Sheet(""), "", ""

    # -- hands and eyes ------------------------------------------------------------------------------------------

    def open(self, address: str, kind: str) -> None:
        """Follow a link."""
        self._spend(clicks=1)
        self._look(lambda: self.client.get(address, follow=True), kind)

    def press(self, form: Form, kind: str, *, keys: int = 0, clicks: int = 1, **fields: Any) -> None:
        """Fill in and send. A form that was sent with something missing comes back and is an error here."""
        self._spend(clicks=clicks, keys=keys)
        sent: dict[str, Any] = {}
        for name, value in form.fields:
            sent.setdefault(name, []).append(value)
        address = form.action or self.address
        self._look(lambda: self.client.post(address, sent | fields, follow=True), kind)

    def _look(self, ask: Any, kind: str) -> None:
        began = time.process_time()
        answer = ask()
        taken = time.process_time() - began
        text = answer.content.decode()
        assert answer.status_code == 200, f"{kind}: {answer.status_code}: {Sheet(text).body.text[:600]}"
        self.sheet, self.address = Sheet(text), answer.request["PATH_INFO"]
        self.kind = self._question() or kind
        lines = self.sheet.body.lines()
        words = sum(len(line.split()) for line in lines)
        anew = sum(len(line.split()) for line in dict.fromkeys(lines) if line not in self.known)
        self.known.update(lines)
        self._spend(words=words, anew=anew, pages=1, server=taken)

    def _question(self) -> str:
        """What kind of question the page puts; nothing where it puts none."""
        form = self.sheet.form("question")
        if form is None:
            return ""
        sent = dict(form.fields)
        return "several questions" if "several" in sent else "a " + sent["question"].partition(":")[0]

    def _spend(self, **what: float) -> None:
        for cost in (self.cost, self.by_page.setdefault(self.kind or "start", Cost())):
            for name, value in what.items():
                setattr(cost, name, getattr(cost, name) + value)

    # -- what is answered ----------------------------------------------------------------------------------------

    def answer(self, form: Form) -> None:
        """The question on the page, truthfully."""
        sent = dict(form.fields)
        if "several" in sent:
            return self._several(form)
        name = sent["question"]
        kind = "item" if name.startswith("form:") else name.partition(":")[0]
        if kind == "item":
            return self._items(form)
        if kind == "check":
            asked = [value for field, value in form.fields if field == "asked"]
            return self._ticked(form, kind, [fact for fact in asked if self.truth.of_fact(fact) is True])
        if name == "list:conditions":
            offered = form.choices("named")
            return self._ticked(form, kind, [fact for fact in offered if self.truth.of_fact(fact) is True])
        if kind == "list":
            return self._listed(form, name.removeprefix("list:"))
        return self._fact(form, name.removeprefix("fact:"))

    def _several(self, form: Form) -> None:
        """Every question of a page, then one press."""
        fields: dict[str, Any] = {}
        keys = clicks = 0
        for name in [value for field, value in form.fields if field == "several"]:
            value = self._item(name) if name.startswith("form:") else self._of_fact(name.removeprefix("fact:"))
            if value in form.choices(f"value:{name}"):
                fields[f"value:{name}"], clicks = value, clicks + 1 + form.folded(f"value:{name}", value)
            else:
                fields[f"text:{name}"], keys, clicks = value, keys + len(value), clicks + 1
        self.press(form, "several", keys=keys, clicks=clicks + 1, do="answer", **fields)

    def _items(self, form: Form) -> None:
        """One item of a form."""
        value = self._item(dict(form.fields)["question"])
        if value == "unknown":
            return self.press(form, "item", do="unknown")
        if any(b.given.get("value") == value and b.given.get("name") == "value" for b in form.buttons()):
            return self.press(form, "item", value=value)
        return self.press(form, "item", keys=len(value) + 1, clicks=0, do="answer", text=value)

    def _item(self, name: str) -> str:
        topic, _, item = name.rpartition(":")
        _, instrument, *rest = topic.split(":")
        said = self.truth.of_item(instrument, rest[0] if rest else None, item)
        return "unknown" if isinstance(said, str) else f"{said:g}"

    def _ticked(self, form: Form, kind: str, named: list[str]) -> None:
        if named:
            self.press(form, kind, clicks=len(named) + 1, do="answer", named=named)
        else:
            self.press(form, kind, value="none")

    def _listed(self, form: Form, lists: str) -> None:
        rows = self.truth.lists.get(lists, [])
        if not rows:
            return self.press(form, "list", value="none")
        for _ in range(10):
            if f"name_{len(rows) - 1}" in dict(form.fields):
                break
            self.press(form, "list", do="more")
            found = self.sheet.form("question")
            assert found is not None
            form = found
        fields: dict[str, str] = {}
        clicks = 1
        for number, row in enumerate(rows):
            fields[f"name_{number}"] = self._named(lists, str(row.get("substance") or row.get("medicine")))
            if lists == "substances":
                since = date.fromisoformat(str(self.truth.day)) - date.fromisoformat(row["last_use"])
                fields |= {f"days_{number}": str(row["days_of_30"]), f"since_{number}": f"{since.days} days"}
                fields[f"injected_{number}"] = "yes" if row["route"] == "injected" else "no"
                clicks += 1
        typed = sum(len(value) + 1 for name, value in fields.items() if not name.startswith("injected"))
        self.press(form, "list", keys=typed, clicks=clicks, do="answer", **fields)
        return None

    def _named(self, lists: str, name: str) -> str:
        """As the page offers it."""
        known: Any = self.release.substances if lists == "substances" else self.release.medicines
        return str(known[name].label["en"]) if name in known else name

    def _fact(self, form: Form, fact: str) -> None:
        text = self._of_fact(fact)
        if text == "unknown":
            return self.press(form, "fact", do="unknown")
        if any(b.given.get("value") == text and b.given.get("name") == "value" for b in form.buttons()):
            return self.press(form, "fact", value=text)
        return self.press(form, "fact", keys=len(text) + 1, clicks=0, text=text, do="answer")

    def _of_fact(self, fact: str) -> str:
        value = self.truth.of_fact(fact)
        if value == UNKNOWN:
            return "unknown"
        if isinstance(value, bool):
            return "yes" if value else "no"
        if isinstance(value, int | float):
            return f"{value:g}"
        return value if isinstance(value, str) else " to ".join(f"{one:g}" for one in value.values())
