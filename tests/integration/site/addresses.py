"""Every address of the site, with what its view declares, for tests that walk them all."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver

from tests.integration.site.people_there import House
from waymark.site.access.foreign import policy_of
from waymark.site.access.policy import Policy

__all__ = ["Address", "Unknown", "addresses", "guarded"]


class Unknown(AssertionError):
    """An address has a part these tests do not know how to fill; say it in `_FILLED`."""


@dataclass(frozen=True)
class Address:
    """One address: its name, its parts (`person`, `version`), and the policy of its view."""

    name: str
    route: str
    parts: tuple[str, ...]
    policy: Policy | None

    def of(self, house: House, **other: str) -> str:
        """The path with the ids of a house, some of them put in place by `other`."""
        path = "/" + self.route
        for part in self.parts:
            value = other.get(part) or _filled(house, part)
            for kind in ("str:", "int:", "slug:", ""):
                path = path.replace(f"<{kind}{part}>", value)
        return path


def addresses() -> list[Address]:
    """Of our own and of the libraries, in their order."""
    return list(_walk(get_resolver().url_patterns, "", ""))


def guarded() -> list[Address]:
    """Those about a person or a programme."""
    return [one for one in addresses() if one.policy is not None and one.policy.about is not None]


def _walk(patterns: list[URLPattern | URLResolver], before: str, space: str) -> Iterator[Address]:
    for pattern in patterns:
        route = before + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            inner = f"{space}{pattern.namespace}:" if pattern.namespace else space
            yield from _walk(pattern.url_patterns, route, inner)
        else:
            name = space + (pattern.name or "")
            parts = tuple(pattern.pattern.converters)
            yield Address(name, route, parts, policy_of(pattern.callback, name))


def _filled(house: House, part: str) -> str:
    objects: dict[str, Any] = house.objects()
    if part not in objects:
        raise Unknown(f"the part “{part}” of an address: let House.objects in people_there.py make one")
    return str(objects[part])
