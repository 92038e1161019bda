"""The names that documents may use of a release: options, lines of a plan, roles."""

import re
from collections.abc import Callable, Iterable
from functools import lru_cache
from itertools import combinations
from typing import TypeVar

from waymark.knowledge.model.effect import Cadence, Discourage, Exclude, Get, Recommend, Task
from waymark.knowledge.release import Release
from waymark.record.documents.decisions import OWN
from waymark.record.errors import nearest
from waymark.record.roles import MORE_ROLES

__all__ = ["OTHER", "Names", "names_of"]

E = TypeVar("E")

# Wishes about what no library lists, in the person's own words, stand after this.
OTHER = "other"
# Kinds of options a wish can be about; after an approach stands a word of the site's own, such as faith-based.
_OPTIONS = ("intervention", "medicine", "level", "setting")
_FREE = ("approach", OTHER)
_WHOLE = ("group",)
_OWN_NAME = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,78}[a-z0-9])?")


class Names:
    """What a release knows by name; each kind of name is gathered when it is first asked for."""

    def __init__(self, release: Release) -> None:
        self.release = release
        self._known: dict[str, frozenset[str]] = {}
        self._lines: dict[str, Callable[[], Iterable[str]]] = {
            "goal": self._goals,
            "intervention": lambda: release.interventions,
            "medicine": lambda: self._per_substance(release.medicines),
            "level": self._levels,
            "setting": lambda: self._options_of("setting"),
            "task": lambda: (e.task for e in self._effects(Task)),
            "review": self._rules,
            "get": lambda: (e.what for e in self._effects(Get)),
            "step": self._steps,
            "tonight": lambda: release.tools,
            "watch": lambda: (*(e.what for e in self._effects(Cadence)), *(f"goal:{g}" for g in self.of("goal"))),
            "alert": lambda: ("level", *self._rules()),
            "inform": self._rules,
            "need": lambda: self._per_substance(release.dimensions),
            "hold": self._held,
            "open": self._questions,
            "crisis": lambda: release.crisis,
            "fact": lambda: release.facts,
            "rule": self._rules,
            # Not of a plan: what stands out while care goes on.
            "signal": self._rules,
            "change": lambda: release.moves,
        }

    def of(self, kind: str) -> frozenset[str]:
        """All names of one kind, without the word before the colon."""
        if kind not in self._known:
            self._known[kind] = frozenset(self._lines[kind]())
        return self._known[kind]

    @property
    def roles(self) -> list[str]:
        """Who gives what a plan offers, and who decides on it."""
        return [*self.release.roles, *MORE_ROLES]

    def medicine(self, word: str) -> str:
        """Help with a medicine that the library knows under another name, or does not know."""
        for medicine in sorted(self.release.medicines.values(), key=lambda m: (m.order, m.id)):
            spoken = (medicine.ingredient, *medicine.label.values())
            if word.lower() in (name.lower() for name in spoken):
                return f"; did you mean `{medicine.id}`?"
        return nearest(word, list(self.release.medicines)) or "; check its spelling, or leave it out."

    # -- what a wish may be about, and lines of a plan --------------------------------------------------------------

    def wrong_wish(self, about: str) -> str | None:
        """What is wrong with the subject of a preference; None when it is understood."""
        kind, colon, name = about.partition(":")
        if about in _WHOLE or (colon and kind in _FREE and name.strip()):
            return None
        if colon and kind in _OPTIONS:
            if name in (self.release.medicines if kind == "medicine" else self.of(kind)):
                return None
            if kind == "medicine":
                return f"there is no medicine `{name[:60]}`{self.medicine(name)}"
            return f"there is no {kind} `{name[:60]}`{self._near(kind, name)}"
        meant = next((f"{kind}:{about}" for kind in _OPTIONS if about in self.of(kind)), None)
        help_ = f"; did you mean `{meant}`?" if meant else nearest(about, (*_WHOLE, *(f"{k}:" for k in _OPTIONS)))
        return f"a wish cannot be about `{about[:60]}`" + (
            help_ or f"; write intervention:, medicine:, level:, approach: or group, or {OTHER}: and your own words."
        )

    def wrong_line(self, item: str) -> str | None:
        """What is wrong with the id of a line of a plan; None when a plan of this release may have such a line."""
        kind, colon, name = item.partition(":")
        if item == "level":
            return None
        if kind == "left-out" and colon:
            # Left out may be an option, any wish, and any line that was declined.
            return self.wrong_line(name) if self._unknown_option(name) and self.wrong_wish(name) else None
        if kind == "alert" and name.startswith("stopped:"):
            # Said of a line that was agreed and is stopped for safety.
            return self.wrong_line(name.removeprefix("stopped:"))
        if kind == OWN:
            # A goal in the person's words that no pattern of the library stands for.
            right = _OWN_NAME.fullmatch(name)
            return None if right else "a goal of one's own is called `own:` with small letters, figures and hyphens."
        if not colon or kind not in self._lines:
            help_ = nearest(kind, [*self._lines, "left-out", "level"])
            return f"no line of a plan is called `{item[:80]}`{help_ or '; write an id as the plan shows it.'}"
        if kind == "change":
            # What it is about follows the move.
            name = name.partition(":")[0]
        if kind == "inform":
            # The line's number among the others follows the rule.
            rule, _, number = name.rpartition(":")
            name = rule if number.isdigit() else name
        if name in self.of(kind):
            return None
        return f"there is no {kind} `{name[:80]}`{self._near(kind, name)}"

    def _near(self, kind: str, name: str) -> str:
        return nearest(name, sorted(self.of(kind))) or "; write the id as a plan or `waymark knowledge list` shows it."

    def _unknown_option(self, name: str) -> bool:
        return name not in self.of("hold")

    # -- gathering --------------------------------------------------------------------------------------------------

    def _effects(self, kind: type[E]) -> Iterable[E]:
        return (effect for rule in self.release.rules for effect in rule.effects if isinstance(effect, kind))

    def _options_of(self, kind: str) -> list[str]:
        options = [
            *(e.option for e in self._effects(Exclude)),
            *(e.option for e in self._effects(Recommend)),
            *(e.option for e in self._effects(Discourage)),
        ]
        return [o.removeprefix(f"{kind}:") for o in options if o.startswith(f"{kind}:")]

    def _rules(self) -> list[str]:
        return [rule.id for rule in self.release.rules]

    def _per_substance(self, names: Iterable[str]) -> list[str]:
        return [full for name in names for full in (name, *(f"{name}:{s}" for s in self.release.substances))]

    def _goals(self) -> list[str]:
        return self._per_substance(self.release.goals)

    def _steps(self) -> Iterable[str]:
        # Steps that follow from the plan as a whole, beside those of its goals.
        yield from ("start-level", "emergency")
        for goal in self.release.goals.values():
            for name in self._per_substance((goal.id,)):
                yield from (f"{name}:{number}" for number in range(1, len(goal.steps) + 1))

    def _levels(self) -> Iterable[str]:
        """Levels, alone and with what can be added to them, written as plans write them."""
        for level in self.release.levels:
            added = [a.id for a in self.release.add_ons.values() if level in a.on]
            for size in range(len(added) + 1):
                yield from ("+".join((level, *parts)) for parts in combinations(added, size))

    def _held(self) -> Iterable[str]:
        """Options, also for one use only (`medicine:bupropion@tobacco`)."""
        for kind in _OPTIONS:
            yield from (f"{kind}:{name}" for name in self.of(kind))
        yield from (f"add-on:{name}" for name in self.release.add_ons)
        yield from (f"medicine:{m}@{s}" for m in self.release.medicines for s in self.release.substances)

    def _questions(self) -> Iterable[str]:
        yield from self.release.facts
        for instrument in self._per_substance(self.release.instruments):
            yield f"instrument:{instrument}"
        # One look at the person; the same question for several substances; lists gone through as a whole.
        yield "check:now"
        for name in self.release.facts:
            substance, _, rest = name.partition(".")
            if substance in self.release.substances:
                yield f"check:{rest}"
        yield from ("list:substances", "list:medicines", "list:conditions")


@lru_cache(maxsize=4)
def names_of(release: Release) -> Names:
    """The names of a release, gathered once while it is in use."""
    return Names(release)
