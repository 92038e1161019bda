"""`waymark print --tool ID`: the page of a tool with its worksheet, blank or with what somebody wrote."""

import argparse
from pathlib import Path

import msgspec

from waymark.cli.errors import DONE, Refused
from waymark.cli.inputs import open_release, read_bytes, refuse_empty
from waymark.cli.saving import refuse_same
from waymark.cli.sheets import need_typst, write_sheet
from waymark.knowledge.convert import nearest
from waymark.knowledge.model.tool import Tool
from waymark.knowledge.worksheet import FilledWorksheet, wrong_answers

__all__ = ["print_tools"]


def print_tools(options: argparse.Namespace) -> int:
    """Write a PDF per tool: one to a file or to standard output, several into a folder."""
    refuse_empty("--tool", *options.tool)
    refuse_empty("--out", options.out)
    need_typst()
    filled = None if options.answers is None else _filled(Path(options.answers))
    language = options.lang or (filled.language if filled is not None else "en")
    known = open_release((), language).tools
    tools = [_tool(known, name) for name in dict.fromkeys(options.tool)]
    if filled is not None:
        _refuse_answers(filled, tools, options.answers)
    folder = options.out is not None and Path(options.out).is_dir()
    if len(tools) > 1 and not folder:
        raise Refused("several tools are several files; name a folder that is there with --out")
    for tool in tools:
        out = str(Path(options.out) / f"{tool.id}.pdf") if folder else options.out
        refuse_same("--out", out, options.answers)
        write_sheet(_pdf(tool, language, options.paper or "letter", filled), out)
    return DONE


def _pdf(tool: Tool, language: str, paper: str, filled: FilledWorksheet | None) -> bytes:
    from waymark.rendering.pdf.make import PdfError, compiled
    from waymark.rendering.pdf.tool import tool_sheet

    answers = None if filled is None else filled.answers
    try:
        return compiled("tool", tool_sheet(tool, language, answers), language, paper)[0]  # type: ignore[arg-type]
    except PdfError as error:
        raise Refused(str(error)) from None


def _tool(known: dict[str, Tool], name: str) -> Tool:
    if name not in known:
        help_ = nearest(name, known) or "; `waymark knowledge list tools` has them all"
        raise Refused(f"--tool {name}: there is no such tool{help_}")
    return known[name]


def _filled(path: Path) -> FilledWorksheet:
    try:
        return msgspec.json.decode(read_bytes(path).removeprefix(b"\xef\xbb\xbf"), type=FilledWorksheet)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise Refused(f"{path}: is no filled worksheet ({error}); it has `format`, `tool` and `answers`") from None


def _refuse_answers(filled: FilledWorksheet, tools: list[Tool], path: str) -> None:
    if [tool.id for tool in tools] != [filled.tool]:
        raise Refused(f"{path}: holds answers to {filled.tool}; print that one alone: --tool {filled.tool}")
    for wrong in wrong_answers(tools[0], filled.answers, filled.language):
        raise Refused(f"{path}: {wrong}")
