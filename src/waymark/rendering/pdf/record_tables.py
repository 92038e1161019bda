"""Tables at the end of the plan for the record: the week, rules, facts, sources, and what the plan was made from."""

from collections.abc import Mapping
from typing import Any

from waymark.planning.plan import Plan
from waymark.rendering.dates import dated
from waymark.rendering.headings import heading
from waymark.rendering.pdf.wording import word
from waymark.rendering.timetable import Week

__all__ = ["facts_table", "inputs_table", "questions_table", "rules_table", "sources_table", "week_rows"]

Table = dict[str, Any]


def _table(columns: list[str], widths: list[str], rows: list[list[str]]) -> Table:
    """`widths` as parts of the page ("2" is twice "1"), or "auto"."""
    return {"kind": "table", "columns": columns, "widths": widths, "rows": rows}


def week_rows(week: Week, language: str) -> Table:
    """Every entry of the week in a row of its own."""
    rows = []
    for day in week.days:
        for number, entry in enumerate(e for part in day.parts for e in part):
            remote = f" ({heading('by phone', language)})" if entry.remote else ""
            whose = heading("your life" if entry.fixed else "this plan", language)
            rows.append([day.name if number == 0 else "", f"{entry.start}–{entry.end}", entry.title + remote, whose])
    columns = [word(key, language) for key in ("day", "time", "what", "whose")]
    return _table(columns, ["auto", "auto", "1", "auto"], rows)


def questions_table(plan: Plan, language: str) -> Table:
    """What is still open, in the order in which it is asked; what safety asks for says so."""
    rows = [
        [str(number), q.asks, word("safety", language) if q.safety else "", f"{q.minutes:g}"]
        for number, q in enumerate(plan.open_questions, start=1)
    ]
    columns = ["", word("open question", language), word("asked for", language), heading("minutes", language)]
    return _table(columns, ["auto", "1", "auto", "auto"], rows)


def rules_table(plan: Plan, cited: Mapping[str, int], language: str) -> Table:
    """The rules that lines point at, by number: question, answer, reason, strength, status, where it stands."""
    rows = []
    for rule, number in cited.items():
        r = plan.rules[rule]
        sources = "; ".join((*r.sources, *r.reference)) or (r.note or "")
        answer = heading(r.answer, language)
        rows.append([f"R{number}", f"{r.asks} {answer}.", r.clinician, f"{r.strength} · {r.status}", sources])
    columns = ["", *(word(key, language) for key in ("question", "reason", "strength")), heading("sources", language)]
    return _table(columns, ["auto", "3", "4", "2", "3"], rows)


def facts_table(plan: Plan, language: str) -> Table:
    """Known facts that a line uses."""
    rows = []
    for fact in plan.facts.values():
        if not fact.used:
            continue
        source = " · ".join(p for p in (fact.by, fact.source, fact.how) if p)
        until = dated(fact.valid_until or "", language)
        rows.append([fact.label, fact.value, dated(fact.at or "", language), source, until])
    columns = [word(key, language) for key in ("fact", "value", "when", "from", "valid")]
    return _table(columns, ["4", "3", "2", "3", "2"], rows)


def sources_table(plan: Plan, cited: Mapping[str, int], language: str) -> Table:
    """Sources that the cited rules name."""
    named = {s.partition(",")[0] for rule in cited for s in plan.rules[rule].sources}
    rows = [[name, f"{s.title}. {s.citation}", s.read] for name, s in plan.sources.items() if name in named]
    columns = ["", heading("sources", language), word("read", language)]
    return _table(columns, ["auto", "3", "2"], rows)


def inputs_table(plan: Plan, language: str) -> Table:
    """Hashes and versions: from these the plan can be rebuilt to the byte."""
    made = plan.inputs
    release = f"{plan.header.release_version} ({made.release})"
    rows = [
        [word("record", language), made.record],
        [word("decisions", language), made.decisions or "–"],
        [heading("programme", language), made.programme or plan.header.programme],
        [heading("release", language), release],
        [word("engine", language), made.engine],
        [word("document", language), plan.format],
    ]
    return _table([word("made from", language), word("version", language)], ["auto", "1"], rows)
