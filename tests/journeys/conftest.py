"""Houses that journeys walk in: one for each language, made when the first journey needs it, stopped at the end."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from typing import Any

import pytest

from tests.journeys.browser import tools
from tests.journeys.served import site

__all__ = ["Houses", "house"]

Houses = Callable[[str], dict[str, Any]]


@pytest.fixture(scope="session")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Houses]:
    """`house("es")`: what a browser needs to walk in the house of that language, with sessions that nobody else has.

    Skips where no browser is at hand.
    """
    tools()
    with ExitStack() as stack:
        made: dict[str, dict[str, Any]] = {}

        def of(language: str) -> dict[str, Any]:
            if language not in made:
                made[language] = stack.enter_context(site(tmp_path_factory.mktemp(language), language))
            told = made[language]
            return {**told, "cookies": told["cookies"].pop()}

        yield of
