"""Two hands in the same moment, on a database where they are two: what may be there once is there once."""

from collections.abc import Callable
from threading import Barrier, Thread

import pytest
from django.db import connection, transaction

from tests.integration.site.people_there import There, acting, make_there
from waymark.site.access.gate import person_gate
from waymark.site.audit.record import noted_together
from waymark.site.people.actions import PossibleDuplicate, register_person
from waymark.site.people.identity import ContactSafety, Identity
from waymark.site.people.models import Person
from waymark.site.plans.actions import sign_version
from waymark.site.plans.models import Signature

HANDS = 6
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def there() -> There:
    if connection.vendor != "postgresql":
        pytest.skip("a database in memory belongs to one thread; many at once are tried on PostgreSQL")
    return make_there()


def at_once(does: Callable[[int], object]) -> list[object]:
    """What came of doing it in several threads that begin together: a value, or the error."""
    came: list[object] = [None] * HANDS
    gate = Barrier(HANDS)

    def hand(number: int) -> None:
        gate.wait()
        try:
            came[number] = does(number)
        except Exception as error:
            came[number] = error
        finally:
            connection.close()

    threads = [Thread(target=hand, args=(number,)) for number in range(HANDS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return came


def test_somebody_is_registered_once(there: There) -> None:
    by, who = acting(there.here, "counsellor"), Identity(called="Ida", legal_name="Ida Fern", birth="1977-05-06")
    before = Person.objects.count()

    def register(_: int) -> Person:
        with transaction.atomic(), noted_together():
            return register_person(by=by, identity=who, contact=ContactSafety())

    came = at_once(register)
    assert Person.objects.count() == before + 1
    assert sum(isinstance(one, PossibleDuplicate) for one in came) == HANDS - 1


def test_the_person_signs_once_by_account_or_on_the_device(there: There) -> None:
    version = there.here.somebody.plans.get()

    def sign(number: int) -> Signature:
        role, signer = ("person", "") if number % 2 else ("counsellor", "Ana")
        # As a page does it: the audit is written last, and keeps nobody apart before.
        with transaction.atomic(), noted_together():
            gate = person_gate(acting(there.here, role), there.here.somebody.public_id, "plan", "write", "test")
            return sign_version(gate=gate, version=version, intent="agrees", method="test", signer=signer)

    came = at_once(sign)
    assert [one for one in came if not isinstance(one, Signature)] == []
    assert Signature.objects.filter(version=version, role="person").count() == 1
