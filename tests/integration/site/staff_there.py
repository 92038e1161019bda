"""What tests of staff share: links as pages show them, addresses of members, the audit of one house."""

import re

from django.db import transaction

from tests.integration.site.people_there import House, There, acting
from waymark.site.access.gate import Gate, programme_gate
from waymark.site.accounts.models import Membership
from waymark.site.audit.models import AuditRow

__all__ = ["NEW", "address", "invited", "link_of", "member", "programme_gate_of", "told"]

NEW = {"called": "Robin", "name": "robin.reyes", "new": "the kettle is on again", "again": "the kettle is on again"}


def link_of(page: bytes) -> str:
    """The path of the link that a page shows once."""
    found = re.search(r'value="http://testserver(/[^"]+)"', page.decode())
    assert found, page.decode()
    return found[1]


def invited(there: There, role: str = "nurse", by: str = "manager") -> str:
    answer = there.client(by).post("/staff/invite", {"called": "Robin", "role": role})
    assert answer.status_code == 200, answer.content.decode()
    return link_of(answer.content)


def member(house: House, role: str) -> Membership:
    return house.staff[role].memberships.get(programme=house.programme, role=role)


def address(house: House, role: str, what: str) -> str:
    return f"/staff/{house.staff[role].public_id}.{role}/{what}"


def told(action: str, house: House) -> list[AuditRow]:
    return list(AuditRow.objects.filter(action=action, chain__in=(0, house.programme.pk)).order_by("pk"))


def programme_gate_of(house: House, role: str) -> Gate:
    """What a page of theirs would have been given."""
    with transaction.atomic():
        return programme_gate(acting(house, role), "accounts", "write", "test")
