"""`waymark restore FILE`: a site from a backup, in SQLite or PostgreSQL, whichever it came from."""

import os
from pathlib import Path

from waymark.cli.errors import DONE, REFUSED, complain
from waymark.cli.parser import Parser

__all__ = ["run"]


def run(words: list[str]) -> int:
    """Put a backup in the place of the site's database; what stood there is moved aside."""
    parser = Parser(prog="waymark restore", description="A site from a backup; whole, or nothing is changed.")
    parser.add_argument("file", metavar="FILE", help="what waymark backup wrote")
    parser.add_argument("--into", metavar="DATABASE_URL", help="another database; default: the site's own")
    parser.add_argument("--key", metavar="FILE", help="the backup key; default: WAYMARK_BACKUP_KEY")
    parser.add_argument("--demo", action="store_true", help="of the house of invented people")
    options = parser.parse_args(words)
    from waymark.cli.sited import choose_demo, sited

    choose_demo(options.demo)
    if options.into:
        os.environ["DATABASE_URL"] = options.into
    with sited():
        from waymark.site.configuration import configuration
        from waymark.site.operations.archive import read_backup_key
        from waymark.site.operations.bring_back import bring_back

        key = read_backup_key(Path(options.key) if options.key else configuration().backup_key)
        restored = bring_back(Path(options.file), key)
    print(f"{options.file}: {restored.rows:,} rows are back, read again and found equal\ncontent {restored.hash}")
    if restored.aside is not None:
        print(f"What stood there before lies in {restored.aside}; take it away once all is well.")
    print(
        "Rows that the audit outside of the database remembers and this backup does not have are named by\n"
        '  waymark audit verify\nand accepted, with your reason, by\n  waymark audit accept-restore --reason "…"'
    )
    for fault in restored.keys:
        complain(fault)
    return REFUSED if restored.keys else DONE
