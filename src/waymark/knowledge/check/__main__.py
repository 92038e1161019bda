"""`python -m waymark.knowledge.check [FOLDER]`: read a library strictly and say what is wrong with it."""

import sys
from pathlib import Path

from waymark.knowledge.assemble import assemble
from waymark.knowledge.conditions import program
from waymark.knowledge.errors import LibraryError
from waymark.knowledge.folder import read_folder


def main(arguments: list[str]) -> int:
    """Print every trouble of the library folder (default: the one that ships); 1 when there is any."""
    root = Path(arguments[0]) if arguments else Path(__file__).parents[1] / "library"
    try:
        folder = read_folder(root)
        print(", ".join(f"{len(found)} {kind}" for kind, found in folder.entries.items()))
        program(assemble(folder))
    except LibraryError as error:
        print(error)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
