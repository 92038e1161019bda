"""Sheets of paper for generated persons: one page each, letters large enough, nothing telling where it is discreet.

Every sheet passes PDF/UA-1 as Typst checks it, or it would not have been made.
"""

import io
import re
import time
import unicodedata
from collections import Counter
from collections.abc import Iterator
from typing import Any

import msgspec
import pypdf

from waymark.demo.people import make_people
from waymark.knowledge.release import Release, load_release
from waymark.planning.compose import Documents, compose
from waymark.planning.plan import Plan
from waymark.planning.prepare import prepare
from waymark.record.reading import read_person
from waymark.rendering.pdf.make import Order, make_pdf
from waymark.rendering.pdf.telling import Telling

__all__ = ["letter_sizes", "main", "telling_words", "text_of", "words_in"]

LANGUAGES = ("en", "es")
_PERSONS = {"slice": 4, "small": 12, "full": 500}
# What stands on the page for the person, whoever it is, in points.
SMALLEST = 11.0
# Said of care, of nobody in particular.
_OF_CARE = """
    treatment therapy therapist counsellor counselor detox rehab recovery relapse sobriety addiction abstinence
    withdrawal overdose naloxone craving prescriber medication medicine outpatient inpatient residential clinic
    diagnosis tratamiento terapia terapeuta consejero desintoxicación recuperación recaída sobriedad adicción
    abstinencia sobredosis naloxona receta medicación medicina ambulatorio residencial clínica diagnóstico
    trastorno
"""


def main(seed: int, scale: str) -> list[str]:
    """Figures, or an AssertionError that names the person whose sheet breaks a promise."""
    everything = load_release(locale="")
    words = telling_words(everything)
    pages: Counter[str] = Counter()
    smallest = 99.0
    took = []
    kept = []
    for language, number, plan in plans(seed, _PERSONS[scale]):
        who = f"person {number} of seed {seed}, {language}"
        paper: Any = ("letter", "a4")[number % 2]
        start = time.perf_counter()
        made = make_pdf(plan, Order(paper=paper))
        took.append(time.perf_counter() - start)
        smallest = min(smallest, *letter_sizes(made))
        assert smallest >= SMALLEST, f"{who}: letters of {smallest} points"
        telling = Telling(everything, plan)
        discreet = Order(paper=paper, discreet=True)
        sheets = {"person": made, "discreet": make_pdf(plan, discreet, telling)}
        sheets["card"] = make_pdf(plan, Order(sheet="card", paper=paper))
        sheets["discreet card"] = make_pdf(plan, Order(sheet="card", discreet=True, card_size=True), telling)
        for name, sheet in sheets.items():
            count = len(pypdf.PdfReader(io.BytesIO(sheet)).pages)
            assert count == (2 if name == "discreet card" else 1), f"{who}: {name} has {count} pages"
            pages[name] += 1
            if "discreet" in name:
                said = text_of(sheet)
                told = words_in(said, words)
                assert not told, f"{who}: {name} says {told}"
                kept.append(len(said.split()))
    took.sort()
    return [
        f"{pages['person']} sheets of each kind, each as many pages as promised; smallest letters {smallest:g} points",
        f"discreet sheets: none of {len(words)} telling names; median {sorted(kept)[len(kept) // 2]} words",
        f"page for the person: median {took[len(took) // 2] * 1e3:.0f} ms, slowest {took[-1] * 1e3:.0f} ms",
    ]


def plans(seed: int, persons: int) -> Iterator[tuple[str, int, Plan]]:
    """The plans of generated persons in both languages."""
    for language in LANGUAGES:
        prepared = prepare(load_release(locale=language), None, language)
        for number, made in enumerate(make_people(persons, seed=seed)):
            raw = msgspec.json.encode(made)
            yield language, number, compose(prepared, Documents(person=read_person(raw, "person"), record=raw))


def text_of(pdf: bytes) -> str:
    """All that the PDF says, its metadata included."""
    reader = pypdf.PdfReader(io.BytesIO(pdf))
    metadata = " ".join(str(value) for value in (reader.metadata or {}).values())
    marks = " ".join(str(entry["/Title"]) for entry in reader.outline if isinstance(entry, dict))
    return "\n".join([metadata, marks, *(page.extract_text() for page in reader.pages)])


def letter_sizes(pdf: bytes) -> set[float]:
    """Sizes in points of the letters that are shown."""
    found: set[float] = set()

    def look(text: str, _: list[float], matrix: list[float], font: object, size: float) -> None:
        if text.strip():
            found.add(round(abs(size * matrix[3]) if matrix[3] else size, 2))

    for page in pypdf.PdfReader(io.BytesIO(pdf)).pages:
        page.extract_text(visitor_text=look)
    return found


def telling_words(release: Release) -> set[str]:
    """Names of substances, medicines, diagnoses, instruments, levels and interventions, and words of care.

    `release` in all its languages. Single words that name an intervention are of every day (yoga, volunteering).
    """
    names: list[Any] = [*_OF_CARE.split()]
    for substance in release.substances.values():
        names += [substance.label, substance.name]
        for member in substance.members:
            names += [member.label, *member.aliases]
    for medicine in release.medicines.values():
        names += [medicine.label, medicine.ingredient]
    names += [i.name for i in release.instruments.values()]
    names += [x.label for kind in (release.levels, release.add_ons) for x in kind.values()]
    for fact in release.facts.values():
        if fact.drawn is not None and "condition" in fact.drawn.where:
            names.append(fact.drawn.where["condition"].replace("_", " "))
    names += [t for x in release.interventions.values() for t in x.label.values() if " " in t]
    texts = [t for name in names for t in (name.values() if isinstance(name, dict) else (name,))]
    return {" ".join(_folded(part)) for text in texts for part in re.split(r"[()]", text)} - {""}


def words_in(said: str, words: set[str]) -> list[str]:
    """Which of the words stand in a text, as whole words."""
    folded = f" {' '.join(_folded(said))} "
    return sorted(word for word in words if f" {word} " in folded)


def _folded(text: str) -> list[str]:
    plain = unicodedata.normalize("NFKD", text).casefold()
    return re.findall(r"[a-z0-9]+", "".join(c for c in plain if not unicodedata.combining(c)))
