"""Sheets of paper beside the HTML page of the same plan, in one warm process and one run.

python bench/pdf.py [persons] [rounds]
"""

import io
import sys
import time
from collections.abc import Callable
from statistics import median

import msgspec
import pypdf

from waymark.demo.people import make_people
from waymark.knowledge.release import load_release
from waymark.planning.compose import Documents, compose
from waymark.planning.prepare import prepare
from waymark.record.reading import read_person
from waymark.rendering.page import render_page
from waymark.rendering.pdf.make import Order, make_pdf
from waymark.rendering.pdf.telling import Telling


def main() -> None:
    persons = int(sys.argv[1]) if len(sys.argv) > 1 else 20
    rounds = int(sys.argv[2]) if len(sys.argv) > 2 else 3
    prepared = prepare(load_release())
    everything = load_release(locale="")
    plans = []
    for made in make_people(persons, seed=11):
        raw = msgspec.json.encode(made)
        plans.append(compose(prepared, Documents(person=read_person(raw, "person"), record=raw)))
    discreet = Order(discreet=True)
    sheets: dict[str, Callable[[int], bytes]] = {
        "person": lambda i: make_pdf(plans[i]),
        "discreet": lambda i: make_pdf(plans[i], discreet, Telling(everything, plans[i])),
        "card": lambda i: make_pdf(plans[i], Order(sheet="card")),
        "full": lambda i: make_pdf(plans[i], Order(sheet="full")),
    }
    pages = {name: sum(count(make(i)) for i in range(persons)) / persons for name, make in sheets.items()}
    jobs: dict[str, Callable[[int], object]] = {"html": lambda i: render_page(plans[i]), **sheets}
    times: dict[str, list[float]] = {name: [] for name in jobs}
    for _ in range(rounds):
        for name, job in jobs.items():
            for i in range(persons):
                start = time.perf_counter()
                job(i)
                times[name].append(time.perf_counter() - start)
    html = median(times["html"])
    print(f"{persons} persons, {rounds} rounds, medians; orientation: 14 ms a page")
    for name, found in times.items():
        said = f"  {name:<9} {median(found) * 1e3:7.1f} ms   {median(found) / html:5.1f} times the HTML page"
        if name in pages:
            said += f"   {pages[name]:4.1f} pages, {sum(found) / len(found) / pages[name] * 1e3:5.1f} ms a page"
        print(said)


def count(pdf: bytes) -> int:
    """Pages of a PDF."""
    return len(pypdf.PdfReader(io.BytesIO(pdf)).pages)


if __name__ == "__main__":
    main()
