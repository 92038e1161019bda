"""A programme to be loaded: people with a record, and a session of their counsellor. Prints the session, then ids."""

import os
import sys

import msgspec


def main() -> None:
    number = int(sys.argv[1])
    os.environ["DJANGO_SETTINGS_MODULE"] = "waymark.site.settings"
    from waymark.site.configuration import configuration
    from waymark.site.keys.ring import make_ring

    make_ring(configuration().keys)
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    from tests.integration.site.people_there import make_there

    there = make_there()
    persons = _people(there.here, number)
    client = there.client("counsellor")
    print(client.cookies["waymark"].value, *persons)


def _people(house: object, number: int) -> list[str]:
    """People with the record that twenty check-ins leave."""
    from django.db import transaction

    from tests.integration.site.people_there import acting
    from waymark.site.access.gate import person_gate
    from waymark.site.people.actions import register_person
    from waymark.site.people.identity import ContactSafety, Identity
    from waymark.site.records.actions import note_rows
    from waymark.site.records.parts import Part

    found = []
    for one in range(number):
        by = acting(house, "counsellor")  # type: ignore[arg-type]
        identity = Identity(called=f"Person {one}", legal_name=f"Person {one} Load", birth=f"19{one % 80 + 10}-01-01")
        person = register_person(by=by, identity=identity, contact=ContactSafety(), anyway=True)
        rows = [{"at": f"2026-10-{day:02d}", "measure": "craving", "value": day % 11} for day in range(1, 21)]
        with transaction.atomic():
            gate = person_gate(acting(house, "counsellor"), person.public_id, "record", "write", "bench")  # type: ignore[arg-type]
            note_rows(gate=gate, parts=[Part("measures", msgspec.json.encode(row)) for row in rows], sent_as="bench")
        found.append(person.public_id)
    return found


if __name__ == "__main__":
    main()
