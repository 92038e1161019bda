"""No page is left out in silence: every address is looked at by a journey with axe, or answers with no page."""

from collections import Counter

import pytest
from django.urls import resolve

from tests.integration.site.addresses import addresses
from tests.integration.site.people_there import There
from tests.journeys.looked_at import IN_INTERVIEWS, NO_PAGE, OF_AN_ACCOUNT, pages


class _Anything(dict[str, str]):
    """What a journey is told of a house, when only the shape of addresses counts."""

    def __missing__(self, name: str) -> str:
        return "/new-password/x" if name == "reset" else "x"


def opened() -> set[str]:
    """Names of the addresses that the journey through all pages opens."""
    paths = {path for of_role in pages(_Anything()).values() for path in of_role}
    return {resolve(path.partition("?")[0]).view_name for path in paths}


def test_every_address_is_looked_at_or_is_no_page() -> None:
    no_page = [name for names in NO_PAGE.values() for name in names]
    elsewhere = {*IN_INTERVIEWS, *OF_AN_ACCOUNT} - opened()
    told = Counter([*opened(), *elsewhere, *no_page])
    known = {one.name for one in addresses()}
    assert sorted(known - {*told}) == [], "let a journey look at it, or say in NO_PAGE why it is none"
    assert sorted({*told} - known) == [], "there is no such address any more"
    assert [name for name, times in told.items() if times > 1] == []


@pytest.mark.parametrize("role", ["counsellor", "supervisor", "person", "manager", "privacy_officer"])
def test_what_is_called_no_page_answers_with_none(role: str, there: There) -> None:
    client = there.client(role)
    named = {name for names in NO_PAGE.values() for name in names}
    for one in addresses():
        if one.name not in named:
            continue
        answer = client.get(one.of(there.here))
        shown = answer.status_code == 200 and answer.headers["Content-Type"].startswith("text/html")
        assert not shown, f"{one.name} shows a page"
