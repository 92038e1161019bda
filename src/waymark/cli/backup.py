"""`waymark backup FILE`: everything of the site as it stands now, in one sealed file, proved by restoring it."""

from pathlib import Path

from waymark.cli.errors import DONE, Refused
from waymark.cli.parser import Parser

__all__ = ["run"]


def run(words: list[str]) -> int:
    """Write a backup while the site works, or make a key for backups."""
    parser = Parser(
        prog="waymark backup", description="One sealed file with everything of the site; it works meanwhile."
    )
    parser.add_argument("file", metavar="FILE", nargs="?", help="where the backup goes; an older one there is replaced")
    parser.add_argument("--new-key", metavar="FILE", help="make a key for backups in a new file")
    parser.add_argument("--key", metavar="FILE", help="the backup key; default: WAYMARK_BACKUP_KEY")
    parser.add_argument(
        "--with-keys", action="store_true", help="the site's own keys go in too: guard this file like them"
    )
    parser.add_argument("--demo", action="store_true", help="of the house of invented people")
    options = parser.parse_args(words)
    if (options.file is None) == (options.new_key is None):
        parser.error("name a FILE for the backup, or make a key with --new-key FILE")
    if options.new_key is not None:
        return _new_key(Path(options.new_key))
    from waymark.cli.sited import choose_demo, opened

    choose_demo(options.demo)
    with opened():
        from waymark.site.configuration import configuration
        from waymark.site.operations.archive import read_backup_key
        from waymark.site.operations.backup import back_up

        key = read_backup_key(Path(options.key) if options.key else configuration().backup_key)
        made = back_up(Path(options.file), key, with_keys=options.with_keys)
    print(
        f"{options.file}: {made.rows:,} rows of {made.tables} tables, {made.size:,} bytes; written in "
        f"{made.wrote:.1f} s, restored and found equal in {made.proved:.1f} s\ncontent {made.hash}"
    )
    if options.with_keys:
        print("The site's own keys are in it: with the backup key this file opens every record.")
    return DONE


def _new_key(path: Path) -> int:
    from waymark.site.operations.archive import new_backup_key

    try:
        new_backup_key(path)
    except FileExistsError:
        raise Refused(
            f"{path}: there is a file already, and an old key opens old backups; choose another name"
        ) from None
    print(
        f"{path}: a new backup key. Keep a copy away from this machine: without it no backup opens.\n"
        f"Then name it: export WAYMARK_BACKUP_KEY={path.absolute()}"
    )
    return DONE
