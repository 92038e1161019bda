"""`make demo`: start the site as anybody would, look at it from outside as a browser does, and stop it again."""

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.parse
import urllib.request
from contextlib import suppress
from html.parser import HTMLParser
from http.cookiejar import CookieJar

from waymark.site.configuration import NotSafe
from waymark.site.operations.demo_password import DEMO_PASSWORD

__all__ = ["try_out"]

# Making the house takes seconds; a machine that is busy with something else may take minutes.
_PATIENCE = 300
_STOPPING = 30
_SIGN_IN = "counsellor@cedar"


def try_out() -> list[str]:
    """What was looked at, in lines. Raises NotSafe where the site does not start or a page does not answer."""
    port = _free_port()
    began = time.monotonic()
    command = [sys.executable, "-m", "waymark.cli", "serve", "--demo", "--port", str(port)]
    site = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    try:
        said = _until_it_answers(site, port)
        started = time.monotonic() - began
        lines = [*said, *_Browser(f"http://127.0.0.1:{port}").look()]
    finally:
        site.terminate()
        try:
            site.wait(_STOPPING)
        except subprocess.TimeoutExpired:
            site.kill()
            site.wait()
    return [*lines, f"started in {started:.1f} s, stopped again; nothing is left running"]


def _free_port() -> int:
    with socket.socket() as tried:
        tried.bind(("127.0.0.1", 0))
        port: int = tried.getsockname()[1]
        return port


def _until_it_answers(site: "subprocess.Popen[str]", port: int) -> list[str]:
    """Wait for the line that tells the address; returns what was said before it."""
    assert site.stdout is not None
    os.set_blocking(site.stdout.fileno(), False)
    said, ends = "", time.monotonic() + _PATIENCE
    while time.monotonic() < ends:
        with suppress(TypeError):
            said += site.stdout.read() or ""
        if site.poll() is not None:
            raise NotSafe(said.strip().removeprefix("waymark: ") or "the site ended as soon as it was started")
        if f":{port}" in said:
            with suppress(OSError), urllib.request.urlopen(f"http://127.0.0.1:{port}/health", timeout=30):
                lines = said.splitlines()
                return [line for line in lines if f":{port}" not in line]
        time.sleep(0.1)
    raise NotSafe(f"the site did not answer within {_PATIENCE} seconds; waymark doctor says what is wrong")


class _Browser:
    """Keeps cookies, fills a form in, follows links."""

    def __init__(self, address: str) -> None:
        self.address = address
        self._opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(CookieJar()))

    def look(self) -> list[str]:
        status, page = self._get("/sign-in")
        form = _Page(page)
        status, page = self._get("/sign-in", form.filled(_SIGN_IN, DEMO_PASSWORD))
        people = _Page(page).people
        if not people:
            raise NotSafe(f"signing in as {_SIGN_IN} was answered with status {status} and shows nobody")
        seen, page = self._get(people[0])
        if seen != 200:
            raise NotSafe(f"a person's page was answered with status {seen}")
        return [
            f"  signed in as {_SIGN_IN}: {len(people)} people on the list",
            f"  a person's page: answered, {len(page):,} bytes",
        ]

    def _get(self, path: str, fields: dict[str, str] | None = None) -> tuple[int, str]:
        data = urllib.parse.urlencode(fields).encode() if fields is not None else None
        request = urllib.request.Request(self.address + path, data, {"Referer": self.address + path})
        try:
            with self._opener.open(request, timeout=60) as answer:
                return answer.status, answer.read().decode()
        except urllib.error.HTTPError as error:
            return error.code, error.read().decode(errors="replace")
        except OSError as error:
            raise NotSafe(f"{path} was not answered ({error})") from None


class _Page(HTMLParser):
    """The fields of the form with a password, and the links to people."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.hidden: dict[str, str] = {}
        self.texts: list[str] = []
        self.password = ""
        self.people: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "input" and not self.password:
            kind, name = given.get("type", "text"), given.get("name", "")
            if kind == "hidden":
                self.hidden[name] = given.get("value", "")
            elif kind == "password":
                self.password = name
            elif kind in ("text", "email"):
                self.texts.append(name)
        if tag == "a":
            parts = given.get("href", "").split("/")
            if len(parts) == 3 and parts[1] == "people" and parts[2] not in ("", "new"):
                self.people.append(given["href"])

    def filled(self, name: str, password: str) -> dict[str, str]:
        """The form as somebody fills it in. Raises NotSafe where it asks for no name or no password."""
        if not self.texts or not self.password:
            raise NotSafe("the page for signing in asks for no name and password")
        return {**self.hidden, self.texts[-1]: name, self.password: password}
