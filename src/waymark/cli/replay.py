"""`waymark replay PLAN.json`: rebuild a plan from what it carries, to the byte."""

from pathlib import Path

from waymark.cli.errors import DONE, REFUSED, complain
from waymark.cli.explain import read_plan
from waymark.cli.inputs import read_bytes, refuse_empty
from waymark.cli.parser import Parser
from waymark.cli.rebuild import rebuild
from waymark.cli.saving import ANSWER, refuse_same, save

__all__ = ["run"]


def run(words: list[str]) -> int:
    """Rebuild and compare; exit 0 when the bytes are the same, 1 when they are not or cannot be made."""
    parser = Parser(prog="waymark replay", description="Rebuild a plan to the byte.")
    parser.add_argument("plan", help="a plan written with --format json")
    parser.add_argument("--write", metavar="FILE", help="also write the rebuilt plan here")
    options = parser.parse_args(words)
    refuse_empty("plan", options.plan)
    refuse_empty("--write", options.write)
    refuse_same("--write", options.write, options.plan)
    path = Path(options.plan)
    plan = read_plan(path)
    made = rebuild(plan, path)
    rebuilt = made.maker.encode(made.plan)
    if options.write:
        save(Path(options.write), rebuilt + b"\n", ANSWER)
    if rebuilt == read_bytes(path).rstrip(b"\n"):
        print(f"{path}: rebuilt to the byte with release {plan.inputs.release[:12]}, engine {plan.inputs.engine}.")
        return DONE
    complain(
        f"{path}: the rebuilt plan differs; the file was changed after it was made, or was made by another "
        "build of this engine (use --write FILE to compare)"
    )
    return REFUSED
