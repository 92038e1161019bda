"""`python -m waymark.knowledge.check [FOLDER [OVERLAY ...]]`: read a library strictly and say what is wrong with it."""

import datetime
import sys
from pathlib import Path

from waymark.knowledge.check import check_folder


def main(arguments: list[str]) -> int:
    """Print every finding of the library folder (default: the one that ships); 1 when one is an error."""
    root = Path(arguments[0]) if arguments else Path(__file__).parents[1] / "library"
    findings = check_folder(root, [Path(overlay) for overlay in arguments[1:]], today=datetime.date.today())
    for finding in findings:
        print(finding)
    errors = sum(finding.severity == "error" for finding in findings)
    print(f"{errors} errors, {len(findings) - errors} warnings")
    return 1 if errors else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
