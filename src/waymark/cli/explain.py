"""`waymark explain PLAN.json [ITEM]`: what stands behind a line."""

import argparse
import sys
from pathlib import Path

import msgspec

from waymark.cli.errors import DONE, Refused
from waymark.cli.inputs import read_bytes, refuse_empty
from waymark.planning.explaining.explain import UnknownItem, explain, items_of
from waymark.planning.phrases import LANGUAGES
from waymark.planning.plan import Plan

__all__ = ["read_plan", "run"]


def run(words: list[str]) -> int:
    """List the lines of a plan, or explain one of them."""
    parser = argparse.ArgumentParser(prog="waymark explain", description="Facts, rules and sources behind a line.")
    parser.add_argument("plan", help="a plan written with --format json")
    parser.add_argument("item", nargs="?", help="the id of a line; without it all lines are listed")
    parser.add_argument("--format", choices=("text", "json"), default="text")
    options = parser.parse_args(words)
    refuse_empty("plan", options.plan)
    plan = read_plan(Path(options.plan))
    if options.item is None:
        return _list(plan, options.format)
    try:
        explanation = explain(plan, options.item)
    except UnknownItem as error:
        raise Refused(f"{options.plan}: {error.args[0]}") from None
    if options.format == "json":
        sys.stdout.buffer.write(msgspec.json.format(msgspec.json.encode(explanation), indent=2) + b"\n")
        return DONE
    from waymark.rendering.terminal import print_explanation

    print_explanation(explanation, plan, sys.stdout)
    return DONE


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
    return plan


def _list(plan: Plan, form: str) -> int:
    items = items_of(plan)
    if form == "json":
        listed = msgspec.json.encode({name: item.title for name, item in items.items()})
        sys.stdout.buffer.write(msgspec.json.format(listed, indent=2) + b"\n")
        return DONE
    width = max((len(name) for name in items), default=0)
    for name, item in items.items():
        print(f"{name:<{width}}  {item.title}")
    return DONE
