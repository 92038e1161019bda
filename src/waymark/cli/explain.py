"""`waymark explain PLAN.json [ITEM]`: why a line stands, what came second, what would change it, and why not X."""

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from waymark.cli.errors import DONE, Refused
from waymark.cli.inputs import read_bytes, refuse_empty
from waymark.cli.parser import Parser
from waymark.planning.explaining.explain import NOT_FOR_PERSON, UnknownItem, explain, explain_all, items_of, part_of
from waymark.planning.phrases import LANGUAGES
from waymark.planning.plan import Plan

if TYPE_CHECKING:
    from waymark.cli.grounded import Grounded
    from waymark.knowledge.model.fact import Fact
    from waymark.planning.explaining.explanation import WouldChange
    from waymark.planning.prepare import Prepared
    from waymark.rendering.lines import Sheet

__all__ = ["read_plan", "run"]

FORMAT = "waymark.explanation/1"
# So many of the lines that differ are named.
FEW = 3


def run(words: list[str]) -> int:
    """List the lines of a plan, explain one or all, say why something is not there, or suppose a fact otherwise."""
    options = _parser().parse_args(words)
    refuse_empty("plan", options.plan)
    refuse_empty("--out", options.out)
    if options.out is not None:
        from waymark.cli.saving import refuse_same

        refuse_same("--out", options.out, options.plan)
    path = Path(options.plan)
    plan = read_plan(path)
    if options.why_not is not None and options.supposed:
        raise Refused("--why-not and --if: one question at a time; leave one of them out")
    own = _own_language(plan, options)
    listing = options.item is None and options.why_not is None and not options.supposed and options.format == "text"
    if listing and own is None:
        _send(_listed(plan, options.voice), options.out)
        return DONE
    _refuse_wrong_item(plan, options)

    from waymark.cli.grounded import stand_on

    grounded = stand_on(plan, path, options.lang or own or plan.header.language)
    if grounded.ground is None and own is not None:
        # What cannot be made again is told as it stands.
        grounded = stand_on(plan, path, plan.header.language)
    _send(_listed(grounded.plan, options.voice) if listing else _Asked(options, grounded).answer(), options.out)
    return DONE


def _own_language(plan: Plan, options: argparse.Namespace) -> str | None:
    """The language of the person whom it is told to, where it is another than the plan's and none was said."""
    if options.voice != "person" or options.lang is not None:
        return None
    from waymark.cli.language import spoken_in

    spoken = spoken_in(plan)
    return None if spoken == plan.header.language else spoken


def _parser() -> argparse.ArgumentParser:
    parser = Parser(
        prog="waymark explain", description="Why a line stands, what came second, what would change it; and why not X."
    )
    parser.add_argument("plan", help="a plan written with --format json")
    parser.add_argument("item", nargs="?", help="the id of a line; without it all lines are listed")
    parser.add_argument("--why-not", metavar="X", help="why X is not in the plan: an option's id or its name")
    parser.add_argument(
        "--if", dest="supposed", metavar="FACT=VALUE", action="append", help="what would be otherwise; repeatable"
    )
    parser.add_argument("--voice", choices=("clinician", "person"), default="clinician", help="for whom; default: all")
    parser.add_argument("--format", choices=("text", "json", "html"), default="text")
    parser.add_argument("--lang", choices=LANGUAGES, help="language; default: for the person theirs, else the plan's")
    parser.add_argument("--quick", action="store_true", help="leave out what would change a line: it takes longest")
    parser.add_argument("--out", metavar="FILE", help="write it here")
    return parser


def read_plan(path: Path) -> Plan:
    """A plan document; anything else is refused with its place."""
    raw = read_bytes(path)
    if not raw.strip():
        raise Refused(f"{path}: not a plan (the file is empty); give a file made with `waymark plan --format json`")
    try:
        plan = msgspec.json.decode(raw, type=Plan)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        what = f"not a plan ({error}); give a file made with `waymark plan --format json`"
        raise Refused(f"{path}: {what}") from None
    if plan.header.language not in LANGUAGES:
        known = ", ".join(LANGUAGES)
        raise Refused(f"{path}: header.language: “{plan.header.language}” is none of {known}; take the file as made")
    if not _is_moment(plan):
        raise Refused(f"{path}: header.at: “{plan.header.at[:40]}” is no moment of a plan; take the file as made")
    return plan


def _is_moment(plan: Plan) -> bool:
    """A date, or days from the anchor where there is one."""
    from waymark.record.time import stamp

    at = plan.header.at
    try:
        stamp(at if plan.header.anchor is None else int(at.removeprefix("day ")))
    except ValueError:
        return False
    return plan.header.anchor is None or at.startswith("day ")


def _refuse_wrong_item(plan: Plan, options: argparse.Namespace) -> None:
    """Said before the plan is made again: a wrong name needs no second."""
    if options.item is None:
        return
    try:
        explain(plan, options.item)
    except UnknownItem as error:
        raise Refused(f"{options.plan}: {error.args[0]}") from None


def _listed(plan: Plan, voice: str) -> str:
    """Every line with its id; for the person without the notes and questions of the team."""
    items, parts = items_of(plan), part_of(plan)
    if voice == "person":
        items = {name: item for name, item in items.items() if parts[name] not in NOT_FOR_PERSON}
    width = max((len(name) for name in items), default=0)
    from waymark.rendering.shown import shown

    return "".join(shown(f"{name:<{width}}  {item.title}") + "\n" for name, item in items.items())


def _send(answer: "str | bytes | Sheet", out: str | None) -> None:
    """To a file, or where the command writes; a sheet with colour where a terminal shows it."""
    if isinstance(answer, str | bytes):
        raw = answer.encode() if isinstance(answer, str) else answer
        if out is None:
            if isinstance(answer, bytes):
                sys.stdout.buffer.write(raw)
            else:
                sys.stdout.write(answer)
            return
    elif out is None:
        from waymark.rendering.terminal import show

        show(answer, sys.stdout)
        return
    else:
        raw = answer.plain.encode()
    from waymark.cli.saving import ANSWER, save

    save(Path(out), raw, ANSWER)


class _Asked:
    """One question about one plan, ready to be answered in its form."""

    def __init__(self, options: argparse.Namespace, grounded: "Grounded") -> None:
        self.options = options
        self.plan, self.ground, self.footing, self._why = grounded
        # A plan that cannot be made again keeps its language; what is said about it is in the one asked for.
        self.language: str = options.lang or self.plan.header.language
        self.person = options.voice == "person"
        # Said before everything else.
        self.first = ""

    def answer(self) -> "str | bytes | Sheet":
        if self.options.why_not is not None:
            return self._why_not(self.options.why_not)
        if self.options.supposed:
            return self._supposition(self.options.supposed)
        return self._lines()

    # --- lines -------------------------------------------------------------------------------------------------------

    def _lines(self) -> "str | bytes | Sheet":
        from waymark.planning.explaining.person_voice import for_person

        names = list(items_of(self.plan)) if self.options.item is None else [self.options.item]
        changes = self._changes(names)
        if self.options.item is None:
            said = list(explain_all(self.plan, self.ground, changes))
        else:
            said = [explain(self.plan, names[0], self.ground, changes.get(names[0]))]
        told: list[Any] = [for_person(one, self._facts) for one in said] if self.person else list(said)
        if self.options.format == "json":
            return self._json(told[0] if self.options.item is not None else told)
        if self.options.format == "html":
            from waymark.rendering.explanation_page import render_lines

            return render_lines(self.plan, told, self.footing, self.language, one=self.options.item is not None)
        from waymark.rendering.explanation_text import write_explanation, write_for_person

        sheet = self._sheet()
        (write_for_person if self.person else write_explanation)(sheet, told[0], self.language)
        return sheet

    def _changes(self, names: list[str]) -> "dict[str, WouldChange]":
        """What would change each of these lines that can be changed."""
        if self.ground is None or self.options.quick:
            return {}
        from waymark.planning.explaining.changes import Changes

        changes = Changes(self.ground.situation)
        return {name: changes.of(name) for name in names if name in changes.lines}

    # --- why not -----------------------------------------------------------------------------------------------------

    def _why_not(self, name: str) -> "str | bytes | Sheet":
        from waymark.planning.explaining.library_names import Ambiguous, NoSuchOption, find_option
        from waymark.planning.explaining.person_voice import why_not_for_person
        from waymark.planning.explaining.why_not import in_words, why_not

        ground = self._needs_ground("--why-not")
        try:
            option = find_option(name, self._libraries(ground.prepared))
        except (Ambiguous, NoSuchOption) as error:
            raise Refused(f"--why-not: {error.args[0]}") from None
        found = why_not(ground, self.plan, option, changes=not self.options.quick)
        if found.line in items_of(self.plan) and not found.because:
            # It is there: then why it is.
            self.options.item = found.line
            self.first = in_words(self.plan, found, self.language)
            return self._lines()
        if self.options.format == "json":
            return self._json(why_not_for_person(found, self._facts) if self.person else found)
        where = in_words(self.plan, found, self.language)
        if self.options.format == "html":
            from waymark.rendering.explanation_page import render_why_not

            said = why_not_for_person(found, self._facts) if self.person else found
            return render_why_not(self.plan, said, where, self.footing, self.language)
        from waymark.rendering.explanation_text import write_why_not, write_why_not_for_person

        sheet = self._sheet()
        if self.person:
            write_why_not_for_person(sheet, why_not_for_person(found, self._facts), where, self.language)
        else:
            write_why_not(sheet, found, where, self.language)
        return sheet

    def _libraries(self, prepared: "Prepared") -> "Iterator[Prepared]":
        """The library in this language, and in the others only when a name is not known in this one."""
        from waymark.knowledge.release import load_bundle
        from waymark.planning.prepare import prepare

        yield prepared
        for language in LANGUAGES:
            if language != prepared.language:
                yield prepare(load_bundle(prepared.release.bundle(), language), prepared.programme, language)

    # --- suppositions ------------------------------------------------------------------------------------------------

    def _supposition(self, said: list[str]) -> "str | bytes | Sheet":
        from waymark.planning.explaining.suppose import (
            Impossible,
            NoSuchValue,
            for_person,
            read_moves,
            suppose,
            worsens,
        )

        ground = self._needs_ground("--if")
        try:
            moves = read_moves(ground.prepared, said)
            if self.person and worsens(ground.situation, moves):
                raise Refused("--if: for the person only what is worth acting on is shown; use --voice clinician")
            found = suppose(ground.situation, self.plan, moves)
            if self.person:
                found = for_person(found, self.language)
        except (NoSuchValue, Impossible) as error:
            raise Refused(f"--if: {error.args[0]}") from None
        if self.options.item is not None:
            found = msgspec.structs.replace(
                found, passages=tuple(p for p in found.passages if p.id == self.options.item)
            )
        if self.options.format == "json":
            return self._json(found)
        if self.options.format == "html":
            from waymark.rendering.explanation_page import render_supposition

            return render_supposition(self.plan, found, self.footing, self.language)
        from waymark.rendering.explanation_text import write_supposition

        sheet = self._sheet()
        write_supposition(sheet, found, self.language, ids=not self.person)
        return sheet

    # --- forms -------------------------------------------------------------------------------------------------------

    @property
    def _facts(self) -> "dict[str, Fact]":
        return {} if self.ground is None else self.ground.prepared.facts

    def _needs_ground(self, option: str):  # type: ignore[no-untyped-def]
        if self.ground is None:
            raise Refused(f"{self.options.plan}: {option} cannot be answered on it: {self._no_ground()}")
        return self.ground

    def _no_ground(self) -> str:
        """Why nothing can be worked out anew, and what to do, as part of one sentence."""
        from waymark.cli.grounded import EDITED

        if self._why != EDITED:
            return self._why
        differing, says = self.footing.differing, "its record gives another plan"
        if differing:
            more = f" and {len(differing) - FEW} more" if len(differing) > FEW else ""
            says = f"its record gives another plan (other there: {', '.join(differing[:FEW])}{more})"
        return f"{says}; make the plan again with `waymark plan PERSON.json --format json` and ask that one"

    def _sheet(self) -> "Sheet":
        from waymark.planning.explaining.explanation import Footing
        from waymark.planning.phrases_explaining import tell
        from waymark.rendering.explanation_text import write_footing
        from waymark.rendering.lines import Line
        from waymark.rendering.terminal import sheet_for

        sheet = sheet_for(sys.stdout if self.options.out is None else None)
        if self.person and not self.footing.rebuilt:
            write_footing(sheet, Footing(rebuilt=False, says=tell("document person", self.language)), self.language)
        elif not self.person:
            write_footing(sheet, self.footing, self.language)
        if self.first:
            sheet.put(Line(self.first))
            sheet.blank()
        return sheet

    def _json(self, said: Any) -> bytes:
        head = self.plan.header
        document = {
            "format": FORMAT,
            "person": head.person,
            "at": head.at,
            "language": self.language,
            "voice": self.options.voice,
            "footing": self.footing,
            **({"first": self.first} if self.first else {}),
            **(_shared(said) if isinstance(said, list) else {"says": said}),
        }
        return msgspec.json.format(msgspec.json.encode(document), indent=2) + b"\n"


def _shared(lines: list[Any]) -> dict[str, Any]:
    """Many lines stand on the same facts and rules: each is written once, and the lines name them."""
    tables: dict[str, dict[str, Any]] = {"facts": {}, "not_known": {}, "rules": {}, "trees": {}, "sources": {}}
    told = []
    for line in lines:
        written = msgspec.to_builtins(line)
        for name, table in tables.items():
            if isinstance(written.get(name), dict):
                table.update(written[name])
                written[name] = list(written[name])
        told.append(written)
    return {**{name: table for name, table in tables.items() if table}, "lines": told}
