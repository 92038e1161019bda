"""A release of the library at run time: found compiled, or compiled now; opened section by section.

The way to a plan goes through here, so nothing is imported that a compiled release does not need: no YAML, no checks.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, TypeVar

import msgspec

from waymark.knowledge.compiled import About, Compiled, decode
from waymark.knowledge.errors import LibraryError, Trouble

if TYPE_CHECKING:
    from pathlib import Path

    from waymark.knowledge.model.care import AddOn, CrisisResource, Dimension, Level, Role
    from waymark.knowledge.model.care_elements import GoalPattern, Intervention, Medicine, Problem
    from waymark.knowledge.model.course import Capital, CheckUp, Move, Track
    from waymark.knowledge.model.fact import Fact
    from waymark.knowledge.model.instrument import Instrument
    from waymark.knowledge.model.plain_words import Avoided
    from waymark.knowledge.model.rule import Rule
    from waymark.knowledge.model.source import Source
    from waymark.knowledge.model.substance import Substance
    from waymark.knowledge.model.tool import Tool
    from waymark.knowledge.model.value import NamedValue
    from waymark.knowledge.model.wording import Reply, Wish, WordList
    from waymark.knowledge.scoring import FormPrograms
    from waymark.logic import Program
    from waymark.logic.flips import FlipSets

__all__ = ["Release", "load_bundle", "load_release"]

T = TypeVar("T")


class Release:
    """What is known, ready for plans. Tables are dictionaries by id, in the order of ids; texts are in `locale`.

    A text has one language: `locale`, or `en` where it was not translated. With locale "" it has all languages.
    """

    def __init__(self, compiled: Compiled) -> None:
        self._compiled = compiled
        self._open: dict[str, Any] = {}
        self._about = msgspec.msgpack.decode(compiled.section("about"), type=About)
        self.id: str = compiled.header.release
        self.locale: str = compiled.header.locale
        self.version: str = self._about.version
        self.notes: dict[str, str] = self._about.notes
        self.overlays: tuple[str, ...] = self._about.overlays
        # Texts that stand on every plan, in all languages: safety rules that are switched off here.
        self.marks: tuple[dict[str, str], ...] = self._about.marks
        # Names of the program's conditions: the rules in their order, then levels, goals, crisis resources.
        self.conditions: tuple[str, ...] = self._about.conditions
        # The number of every named value.
        self.numbers: dict[str, float] = self._about.numbers
        self.values_changed: str = self._about.values_changed

    def _section(self, name: str, kind: type[T]) -> T:
        found: T | None = self._open.get(name)
        if found is None:
            found = self._open[name] = msgspec.msgpack.decode(self._compiled.section(name), type=kind)
        return found

    @property
    def rules(self) -> "tuple[Rule, ...]":
        """Expanded, in the order of the program's conditions."""
        from waymark.knowledge.model.rule import Rule

        return self._section("rules", tuple[Rule, ...])

    @property
    def facts(self) -> "dict[str, Fact]":
        """Expanded."""
        from waymark.knowledge.model.fact import Fact

        return self._section("facts", dict[str, Fact])

    @property
    def values(self) -> "dict[str, NamedValue]":
        """Named values with their history; the valid number stands in `numbers`."""
        from waymark.knowledge.model.value import NamedValue

        return self._section("values", dict[str, NamedValue])

    @property
    def substances(self) -> "dict[str, Substance]":
        """Substance classes."""
        from waymark.knowledge.model.substance import Substance

        return self._section("substances", dict[str, Substance])

    @property
    def instruments(self) -> "dict[str, Instrument]":
        """Instruments with their rules of scoring."""
        from waymark.knowledge.model.instrument import Instrument

        return self._section("instruments", dict[str, Instrument])

    @property
    def dimensions(self) -> "dict[str, Dimension]":
        """Dimensions of need."""
        from waymark.knowledge.model.care import Dimension

        return self._section("dimensions", dict[str, Dimension])

    @property
    def levels(self) -> "dict[str, Level]":
        """Base levels of care."""
        from waymark.knowledge.model.care import Level

        return self._section("levels", dict[str, Level])

    @property
    def add_ons(self) -> "dict[str, AddOn]":
        """What is added to base levels."""
        from waymark.knowledge.model.care import AddOn

        return self._section("add_ons", dict[str, AddOn])

    @property
    def problems(self) -> "dict[str, Problem]":
        """Needs a plan can answer."""
        from waymark.knowledge.model.care_elements import Problem

        return self._section("problems", dict[str, Problem])

    @property
    def goals(self) -> "dict[str, GoalPattern]":
        """Goal patterns."""
        from waymark.knowledge.model.care_elements import GoalPattern

        return self._section("goals", dict[str, GoalPattern])

    @property
    def interventions(self) -> "dict[str, Intervention]":
        """What a plan can offer."""
        from waymark.knowledge.model.care_elements import Intervention

        return self._section("interventions", dict[str, Intervention])

    @property
    def medicines(self) -> "dict[str, Medicine]":
        """Medicines as options for the prescriber."""
        from waymark.knowledge.model.care_elements import Medicine

        return self._section("medicines", dict[str, Medicine])

    @property
    def tools(self) -> "dict[str, Tool]":
        """What the person can do tonight."""
        from waymark.knowledge.model.tool import Tool

        return self._section("tools", dict[str, Tool])

    @property
    def tracks(self) -> "dict[str, Track]":
        """Events that are read over time."""
        from waymark.knowledge.model.course import Track

        return self._section("tracks", dict[str, Track])

    @property
    def moves(self) -> "dict[str, Move]":
        """The ladder: what can be changed in a plan where the course of care calls for it."""
        from waymark.knowledge.model.course import Move

        return self._section("moves", dict[str, Move])

    @property
    def checkups(self) -> "dict[str, CheckUp]":
        """When check-ups come in the time after."""
        from waymark.knowledge.model.course import CheckUp

        return self._section("checkups", dict[str, CheckUp])

    @property
    def capital(self) -> "dict[str, Capital]":
        """Fields of what a person can build recovery on."""
        from waymark.knowledge.model.course import Capital

        return self._section("capital", dict[str, Capital])

    @property
    def crisis(self) -> "dict[str, CrisisResource]":
        """Numbers to call."""
        from waymark.knowledge.model.care import CrisisResource

        return self._section("crisis", dict[str, CrisisResource])

    @property
    def roles(self) -> "dict[str, Role]":
        """Who provides."""
        from waymark.knowledge.model.care import Role

        return self._section("roles", dict[str, Role])

    @property
    def word_lists(self) -> "dict[str, WordList]":
        """Words that mean the same for the cues of wishes and replies."""
        from waymark.knowledge.model.wording import WordList

        return self._section("word_lists", dict[str, WordList])

    @property
    def wishes(self) -> "dict[str, Wish]":
        """What people ask for in their own words, with the goals that answer it."""
        from waymark.knowledge.model.wording import Wish

        return self._section("wishes", dict[str, Wish])

    @property
    def replies(self) -> "dict[str, Reply]":
        """What is said to words that are not a goal as they stand."""
        from waymark.knowledge.model.wording import Reply

        return self._section("replies", dict[str, Reply])

    @property
    def avoided(self) -> "dict[str, Avoided]":
        """Words that the house does not write, for texts that are put together while it runs."""
        from waymark.knowledge.model.plain_words import Avoided

        return self._section("avoided", dict[str, Avoided])

    @property
    def sources(self) -> "dict[str, Source]":
        """Documents that statements rest on."""
        from waymark.knowledge.model.source import Source

        return self._section("sources", dict[str, Source])

    @property
    def reads(self) -> dict[str, tuple[str, ...]]:
        """For every condition and derived fact the facts it reads, also through derived ones."""
        return self._section("reads", dict[str, tuple[str, ...]])

    @property
    def program(self) -> "Program":
        """Derived facts and conditions, ready to answer."""
        return self._program("program")

    @property
    def flips(self) -> "FlipSets":
        """For each fact the conditions that a change of it turns; only explanations ask."""
        from waymark.logic.flips import FlipSets

        found: FlipSets | None = self._open.get("flips")
        if found is None:
            if self._compiled.has("flips"):
                found = FlipSets.from_compiled(bytes(self._compiled.section("flips")))
            else:
                found = FlipSets.of(self.program.trees)
            self._open["flips"] = found
        return found

    def form_programs(self, instrument: str) -> "FormPrograms":
        """What this instrument scores by."""
        from waymark.knowledge.scoring import FormPrograms

        parts = (f"scores:{instrument}", f"branches:{instrument}")
        return FormPrograms(*(self._program(part) if self._compiled.has(part) else None for part in parts))

    def target(self, formula: str, baseline: float) -> float | None:
        """What a goal's formula gives for this baseline; None where it gives no number."""
        name = self._section("target names", dict[str, str])[formula]
        known = self._program("targets").values({"baseline": (baseline, baseline)}).get(name)
        return known[0] if isinstance(known, tuple) else None

    def _program(self, name: str) -> "Program":
        from waymark.logic import Program

        found: Program | None = self._open.get(name)
        if found is None:
            found = self._open[name] = Program.from_compiled(bytes(self._compiled.section(name)))
        return found

    def bundle(self) -> bytes:
        """The content this release was made from, without code; `load_bundle` makes the release from it again."""
        return bytes(self._compiled.section("bundle"))


def load_release(overlays: "Sequence[Path]" = (), locale: str = "en", at: str | None = None) -> Release:
    """The built-in release with a site's overlays, in one language ("" for all).

    `at` (such as 2026-11-03): named values as they were on that day; default: the newest. Raises LibraryError.
    """
    from waymark.knowledge.cache import find

    release = Release(find(tuple(str(path) for path in overlays), locale))
    if at is None or at >= release.values_changed:
        return release
    return _dated(release.bundle(), locale, at)


def load_bundle(data: bytes, locale: str = "en") -> Release:
    """The release in a bundle that `Release.bundle` gave. Raises LibraryError when it is damaged."""
    from waymark.knowledge.build import compile_library, from_bundle

    return _opened(compile_library(from_bundle(data), locale, ""), locale)


def _dated(data: bytes, locale: str, at: str) -> Release:
    import datetime

    from waymark.knowledge.build import compile_library, from_bundle

    try:
        day = datetime.date.fromisoformat(at[:10])
    except ValueError:
        raise LibraryError(Trouble("release", None, "at", f"`{at}` is no date; write one such as 2026-11-03")) from None
    return _opened(compile_library(from_bundle(data), locale, "", day), locale)


def _opened(data: bytes, locale: str) -> Release:
    compiled = decode(data, locale, None)
    assert compiled is not None  # made a moment ago by this engine
    return Release(compiled)
