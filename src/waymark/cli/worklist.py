"""`waymark worklist`: make the list of what is due anew, or prove that it is what it has to be."""

from waymark.cli.errors import DONE, REFUSED
from waymark.cli.parser import Parser

__all__ = ["run"]


def run(words: list[str]) -> int:
    """Exit 1 where `check` finds a person whose rows are not what they have to be."""
    parser = Parser(prog="waymark worklist", description="What is due, derived from records, plans, notes, calendar.")
    parser.add_argument("--demo", action="store_true", help="of the house of invented people")
    jobs = parser.add_subparsers(dest="job", required=True, metavar="JOB")
    jobs.add_parser("check", help="is every row what it would be if it were made now")
    jobs.add_parser("rebuild", help="make every row anew where it is not")
    options = parser.parse_args(words)
    from waymark.cli.sited import choose_demo, opened

    choose_demo(options.demo)
    with opened():
        from waymark.site.worklist.actions import rebuild

        people, different = rebuild(check=options.job == "check")
    if options.job == "check":
        print(f"{people:,} people: {different:,} with rows that are not what they have to be")
        return REFUSED if different else DONE
    print(f"{people:,} people: rows of {different:,} were made anew")
    return DONE
