"""`waymark serve`: the site, on this machine; with `--demo` a house of invented people."""

import argparse
import errno
import os
import socket
import sys
from typing import TYPE_CHECKING, Any

from waymark.cli.errors import DONE, Refused
from waymark.cli.parser import Parser

if TYPE_CHECKING:
    from granian.server.common import AbstractServer

__all__ = ["run"]

_PORT = 8000
# Requests wait for the database more than they compute; plans compute. More than this never made it faster.
_MOST_WORKERS = 4
_THREADS = 4
# How long an answer may take to finish once the site is told to stop.
_LAST_ANSWERS = 10


def run(words: list[str]) -> int:
    """Serve until stopped; exit 0 when it was stopped, 1 with a sentence when it may not start."""
    options = _parser().parse_args(words)
    if options.demo or options.tryout:
        os.environ["WAYMARK_DEMO"] = "1"
    from waymark.cli.sited import sited

    with sited():
        if options.tryout:
            return _tried()
        from waymark.site.operations.start import serving

        with serving():
            return _serve(options)


def _parser() -> argparse.ArgumentParser:
    parser = Parser(prog="waymark serve", description="The site, with what it needs made on the first start.")
    parser.add_argument("--host", default="127.0.0.1", help="default: this machine alone")
    parser.add_argument("--port", type=_port, default=_PORT, help=f"default: {_PORT}; 0: any that is free")
    parser.add_argument("--demo", action="store_true", help="a house of invented people, apart from everything real")
    parser.add_argument(
        "--programme", metavar="NAME", default="Our programme", help="on the first start: what the programme is called"
    )
    parser.add_argument("--workers", type=int, metavar="N", help="default: one for each processor, at most four")
    parser.add_argument(
        "--try", dest="tryout", action="store_true", help="start the demo, look whether its pages answer, and stop"
    )
    return parser


def _port(text: str) -> int:
    if not text.isdecimal() or int(text) > 65535:
        raise argparse.ArgumentTypeError(f"“{text}” is no port; write a number from 0 to 65535")
    return int(text)


def _tried() -> int:
    from waymark.site.operations.tryout import try_out

    print("\nThe site, with a house of invented people:\n", flush=True)
    print("\n".join(try_out()))
    print("\nKeep it running:  .venv/bin/waymark serve --demo")
    return DONE


def _serve(options: argparse.Namespace) -> int:
    from waymark.site.configuration import configuration
    from waymark.site.operations.start import begin, make_ready, refuse_unsafe

    found = configuration()
    refuse_unsafe(found, options.host)
    port = _free(options.host, options.port)
    begin()
    make_ready()
    from waymark.site.plans.library import take_into_use

    take_into_use()
    from waymark.site.operations.metrics import forget_figures
    from waymark.site.operations.welcome import welcome

    forget_figures()
    address = f"http://{f'[{options.host}]' if ':' in options.host else options.host}:{port}"
    lines = welcome(address, options.programme)
    from granian import Granian
    from granian.constants import Interfaces
    from granian.log import LogLevels

    server = Granian(
        "waymark.site.wsgi:application",
        address=options.host,
        port=port,
        interface=Interfaces.WSGI,
        workers=options.workers or min(_MOST_WORKERS, os.cpu_count() or 1),
        blocking_threads=_THREADS,
        # Each thread keeps its connection to the database; it is not to be opened anew every half minute.
        blocking_threads_idle_timeout=600,
        websockets=False,
        respawn_failed_workers=True,
        workers_kill_timeout=_LAST_ANSWERS,
        log_level=LogLevels.error,
    )
    _share_nothing_open()
    _told_once_it_answers(server, options.host, port, lines)
    try:
        server.serve()
    except SystemExit:
        # Workers that were stopped together with this process are no fault.
        if not server.interrupt_signal:
            raise Refused("the site ended again and again as it started; run waymark doctor to see why") from None
    print("waymark: the site has stopped; everything that was acknowledged is stored.", file=sys.stderr)
    return DONE


def _told_once_it_answers(server: "AbstractServer[Any]", host: str, port: int, lines: list[str]) -> None:
    """Print the address when somebody who follows it finds the site there."""
    import time
    from threading import Thread

    def tell() -> None:
        while not server.interrupt_signal:
            try:
                socket.create_connection((host, port), timeout=1).close()
            except OSError:
                time.sleep(0.05)
                continue
            print("\n".join(lines), flush=True)
            return

    start_workers: Any = server.startup

    def startup(*given: Any) -> None:
        # Workers are born first: none is born while another thread holds the terminal.
        start_workers(*given)
        Thread(target=tell, daemon=True).start()

    server.startup = startup  # type: ignore[method-assign]


def _free(host: str, port: int) -> int:
    """The port, once it is certain that nobody else listens there."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as tried:
        tried.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            tried.bind((host, port))
        except PermissionError:
            raise Refused(
                f"port {port} needs rights that this user has not; choose one above 1023: --port 8000"
            ) from None
        except OSError as error:
            if error.errno == errno.EADDRINUSE:
                raise Refused(
                    f"port {port} is in use on {host}: stop what listens there, or choose another: --port {port + 1}"
                ) from None
            raise Refused(f"{host} port {port} cannot be used ({error.strerror}); check --host and --port") from None
        free: int = tried.getsockname()[1]
        return free


def _share_nothing_open() -> None:
    """Workers are born from this process: they inherit what is loaded, and no connection to the database."""
    import gc

    from django.db import connections

    connections.close_all()
    gc.collect()
    gc.freeze()
