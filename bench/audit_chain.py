"""A million audit rows: written through the site's own `note`, and verified; beside reading the same rows unverified.

python -m bench.audit_chain [rows]

The rows are chained as the site chains them and written in bulk; how long one row takes inside of its own
transaction, on the disk, is measured apart on a few thousand.
"""

import os
import resource
import sys
import tempfile
import time
from datetime import timedelta
from pathlib import Path


def main() -> None:
    rows = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
    with tempfile.TemporaryDirectory(prefix="waymark-bench-") as home:
        os.environ |= {"WAYMARK_HOME": home, "DJANGO_SETTINGS_MODULE": "waymark.site.settings"}
        os.environ.pop("DATABASE_URL", None)
        from waymark.site.keys.ring import make_ring

        make_ring(Path(home) / "keys")
        import django

        django.setup()
        from django.core.management import call_command

        call_command("migrate", verbosity=0)
        one_by_one = _note(2000)
        took = _fill(rows)
        print(f"one row in its own transaction, synchronous FULL: {one_by_one * 1e3:.2f} ms")
        print(f"{rows:,} rows chained and written in bulk: {took:.1f} s")
        _verify(rows)


def _note(number: int) -> float:
    from django.db import transaction

    from waymark.site.audit.record import note

    start = time.perf_counter()
    for _ in range(number):
        with transaction.atomic():
            note("records.note_rows", chain=1, actor="AAAAAAAAAAAAAAAAAAAAAA", role="counsellor", person="p")
    return (time.perf_counter() - start) / number


def _fill(rows: int) -> float:
    from django.utils import timezone

    from waymark.site.audit.anchor import anchor
    from waymark.site.audit.chain import START, link, subject_of
    from waymark.site.audit.models import AuditRow, ChainHead
    from waymark.site.keys.ring import ring

    start, key, before, at = time.perf_counter(), ring().audit, START, timezone.now()
    subjects = [subject_of(key, f"person {number}") for number in range(400)]
    batch = []
    for number in range(1, rows + 1):
        row = AuditRow(
            chain=2,
            number=number,
            at=at + timedelta(seconds=number),
            actor="AAAAAAAAAAAAAAAAAAAAAA",
            role="counsellor",
            action="people.person",
            content="identity",
            subject=subjects[number % 400],
            outcome="done",
            basis="42 CFR 2.12(c)(3): staff of the programme with a need",
            purpose="care",
        )
        row.hash = before = link(key, before, row)
        batch.append(row)
        if len(batch) == 5000 or number == rows:
            AuditRow.objects.bulk_create(batch)
            batch = []
    ChainHead.objects.create(chain=2, number=rows, hash=before)
    anchor(2, rows, before)
    return time.perf_counter() - start


def _verify(rows: int) -> None:
    from waymark.site.audit.models import AuditRow
    from waymark.site.audit.verify import verify

    start = time.perf_counter()
    count = sum(1 for _ in AuditRow.objects.order_by("chain", "number").iterator(chunk_size=5000))
    read = time.perf_counter() - start
    start = time.perf_counter()
    found = verify()
    took = time.perf_counter() - start
    assert not found.faults, found.faults
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"reading {count:,} rows as the site's own objects: {read:.1f} s")
    print(
        f"verifying {found.rows:,} rows: {took:.1f} s, {found.rows / took:,.0f} a second, {took / read:.1f} × that "
        f"reading; peak memory {peak:.0f} MB"
    )


if __name__ == "__main__":
    main()
