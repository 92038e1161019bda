"""The words of the site, in English and Spanish side by side, from files that a translator can read."""

from functools import cache
from importlib.resources import files

import yaml
from django.http import HttpRequest

__all__ = ["LANGUAGES", "language_of", "say", "wording"]

LANGUAGES = ("en", "es")


@cache
def wording() -> dict[str, dict[str, str]]:
    """Every text by its name (`people.register.title`), each with its languages."""
    found: dict[str, dict[str, str]] = {}
    for path in sorted(files("waymark.site.pages").joinpath("words").iterdir(), key=lambda path: path.name):
        if path.name.endswith(".yaml"):
            subject = path.name.removesuffix(".yaml")
            for name, texts in yaml.safe_load(path.read_text(encoding="utf-8")).items():
                found[f"{subject}.{name}"] = texts
    return found


def language_of(request: HttpRequest) -> str:
    """The language of the page: the reader's choice, or the first one where a request failed before it was read."""
    return str(getattr(request, "LANGUAGE_CODE", LANGUAGES[0]))


def say(language: str, name: str, **given: object) -> str:
    """One text. Raises KeyError for a name nobody wrote: a page with a hole is a fault, not a page."""
    text = wording()[name][language if language in LANGUAGES else LANGUAGES[0]]
    return text.format(**given) if given else text
