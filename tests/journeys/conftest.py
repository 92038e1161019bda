"""Houses that journeys walk in: one for each language, made when the first journey needs it, stopped at the end."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from typing import Any

import pytest

from tests.journeys.browser import tools
from tests.journeys.served import site

__all__ = ["Houses", "house"]

Houses = Callable[..., dict[str, Any]]


@pytest.fixture(scope="session")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Houses]:
    """`house("es")`: what a browser needs to walk in the house of that language, with sessions that nobody else has.

    `house("es", "apart")`: a house of its own, for a journey that changes what others look at.

    Skips where no browser is at hand.
    """
    tools()
    with ExitStack() as stack:
        made: dict[tuple[str, str], dict[str, Any]] = {}

        def of(language: str, apart: str = "") -> dict[str, Any]:
            if (language, apart) not in made:
                made[language, apart] = stack.enter_context(site(tmp_path_factory.mktemp(language), language))
            told = made[language, apart]
            return {**told, "cookies": told["cookies"].pop()}

        yield of
