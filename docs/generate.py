"""Write the reference pages that follow from the library and the code into docs/reference/generated/.

Run before each build of the documentation, so these pages cannot lag behind what they describe.
"""

import re
import shutil
import sys
from collections.abc import Callable
from itertools import groupby
from pathlib import Path
from typing import Any

import msgspec

from docs.generate_code import commands, copy_schemas, plan_document, schema_list, summary_document
from docs.generate_hazards import hazards
from docs.marks import code, english, plain, table
from waymark.knowledge.errors import LibraryError
from waymark.knowledge.folder import Folder, Written, read_folder
from waymark.knowledge.parts import written_out

HERE = Path(__file__).resolve().parent
OUT = HERE / "reference" / "generated"
LIBRARY = HERE.parent / "src" / "waymark" / "knowledge" / "library"
LICENCES = {
    "PD": "public domain",
    "FREE": "free to use with attribution",
    "NC": "free for uses that are not commercial",
    "REG": "free after registration with the owner",
    "LIC": "needs a licence from the owner",
    "OWN": "own work of this project",
}


def main() -> int:
    """Write all pages; 1 with one line per mistake when the library cannot be read."""
    try:
        folder = read_folder(LIBRARY)
    except LibraryError as error:
        print(error, file=sys.stderr)
        return 1
    shutil.rmtree(OUT, ignore_errors=True)
    (OUT / "schemas").mkdir(parents=True)
    for name, (title, body) in PAGES.items():
        lines = [f"# {title}", "", *body(folder), ""]
        (OUT / f"{name}.md").write_text("\n".join(lines), encoding="utf-8")
    for name, (title, written) in CODE_PAGES.items():
        (OUT / f"{name}.md").write_text("\n".join([f"# {title}", "", *written(), ""]), encoding="utf-8")
    copy_schemas(OUT / "schemas")
    return 0


def entries(folder: Folder, kind: str) -> list[Written]:
    """Entries of a kind as written in the files, in the order of file and line."""
    return list(folder.entries.get(kind, ()))


def number(value: float) -> str:
    return f"{value:g}"


def status_of(entry: Any) -> str:
    """How far a statement was checked, with sources and their place."""
    cited = [f"{ref.source}, {ref.locator}" if ref.locator else ref.source for ref in entry.sources]
    return "; ".join([entry.status, *cited])


def type_of(fact: Any) -> str:
    """Type of a fact with unit, range or options, in words."""
    if fact.options:
        return "one of: " + ", ".join(option.id for option in fact.options)
    unit = f", {fact.unit}" if fact.unit else ""
    span = f", {number(fact.range[0])} to {number(fact.range[1])}" if fact.range else ""
    return f"{fact.type}{unit}{span}"


def known_by(fact: Any) -> str:
    """The ways a fact comes to be known, in words."""
    ways = ["asked"] if fact.asked else []
    ways += [f"scored by {scored.instrument} ({scored.score})" for scored in fact.scored]
    ways += [f"measured: {measured.aggregate} of {measured.measure}" for measured in fact.measured]
    if fact.drawn:
        ways.append(f"drawn from the list of {fact.drawn.list}")
    if fact.derived:
        ways.append("derived")
    return "; ".join(ways)


def facts(folder: Folder) -> list[str]:
    lines = ["`{substance}` stands for each substance class; such a fact exists once for each.", ""]
    by_area = sorted((written.entry for written in entries(folder, "facts")), key=lambda fact: (fact.area, fact.id))
    for area, group in groupby(by_area, key=lambda fact: fact.area):
        rows = [
            (
                code(fact.id),
                fact.label,
                type_of(fact),
                known_by(fact),
                number(fact.valid_days) if fact.valid_days else "–",
            )
            for fact in group
        ]
        lines += [f"## {area.capitalize()}", "", *table(("fact", "what", "type", "known by", "valid, days"), rows)]
    return lines


def values(folder: Folder) -> list[str]:
    rows = [
        (code(value.id), value.label, f"{number(dated.value)} {value.unit or ''}", dated.valid_from, status_of(dated))
        for value in sorted((written.entry for written in entries(folder, "values")), key=lambda value: value.id)
        for dated in value.history
    ]
    return table(("name", "what", "value", "from", "status and source"), rows)


def effect_of(effect: Any) -> str:
    """An effect as one line: what it does, then its fields that are not usual."""
    fields = {key: value for key, value in msgspec.to_builtins(effect).items() if key != "do"}
    shown = [
        f"{key.replace('_', ' ')} {english(value) if is_text(value) else flat(value)}" for key, value in fields.items()
    ]
    return f"**{msgspec.to_builtins(effect)['do']}**: " + plain("; ".join(shown))


def is_text(value: object) -> bool:
    return isinstance(value, dict) and "en" in value


def flat(value: Any) -> str:
    """Numbers and small maps without brackets."""
    if isinstance(value, dict):
        return ", ".join(f"{key} {flat(inner)}" for key, inner in value.items())
    return number(value) if isinstance(value, float) else str(value)


def rules(folder: Folder) -> list[str]:
    lines = ["Unsigned: no clinician has signed these rules. Each says how far it was checked.", ""]
    cases = cases_by_rule(folder)
    by_topic = sorted(entries(folder, "rules"), key=lambda written: (topic_of(written), written.entry.id))
    for topic, group in groupby(by_topic, key=topic_of):
        lines += [f"## {topic.replace('-', ' ').capitalize()}", ""]
        for written in group:
            lines += rule(written.entry, cases.get(written.entry.id, []))
    return lines


def cases_by_rule(folder: Folder) -> dict[str, list[str]]:
    """Rule id as written -> titles of the cases that exercise it."""
    ids = {written.entry.id: re.escape(written.entry.id) for written in entries(folder, "rules")}
    forms = {name: re.compile(form.replace(r"\{substance\}", r"[a-z]+") + "$") for name, form in ids.items()}
    found: dict[str, list[str]] = {}
    for written in entries(folder, "cases"):
        case = written.entry
        named = {*case.rules, *(o.removeprefix("rule:") for o in (*case.must, *case.must_not) if o.startswith("rule:"))}
        for name in sorted(named):
            for rule_id in [name] if name in forms else [r for r, form in forms.items() if form.match(name)]:
                found.setdefault(rule_id, []).append(english(case.title))
    return found


def topic_of(written: Written) -> str:
    """The folder below `rules/` that a rule stands in."""
    parts = Path(written.file).parts
    return parts[parts.index("rules") + 1].removesuffix(".yaml") if "rules" in parts else "other"


def rule(entry: Any, cases: list[str]) -> list[str]:
    return [
        f"### {plain(english(entry.asks))}",
        "",
        f"`{entry.id}`" + (" · once for each substance it names" if entry.for_each else ""),
        "",
        "```text",
        " ".join(entry.when.split()),
        "```",
        "",
        *(f"- {effect_of(effect)}" for effect in entry.effects),
        "",
        f"For the clinician: {plain(english(entry.because.clinician))}",
        "",
        f"For the person: {plain(english(entry.because.person))}",
        "",
        f"*{plain(entry.strength)} · {plain(status_of(entry))}*" + (f" · {plain(entry.note)}" if entry.note else ""),
        "",
        "Cases: " + plain("; ".join(cases)),
        "",
    ]


def instruments(folder: Folder) -> list[str]:
    lines = [
        "Scoring, terms of use and sources. The sentences of an instrument come from its owner, never from here.",
        "",
    ]
    # Written once for several parts, shown for each.
    forms = (written_out(written)[0].entry for written in entries(folder, "instruments"))
    for entry in sorted(forms, key=lambda one: one.id):
        lines += [f"## {plain(english(entry.name))}", "", plain(english(entry.purpose)), ""]
        about = [
            ("id", code(entry.id)),
            ("items", len(entry.items)),
            ("looks back, days", "the whole life" if entry.window_days is None else number(entry.window_days)),
            ("takes, minutes", number(entry.minutes)),
            ("for", english(entry.population)),
            ("filled in by", entry.rated_by),
            ("of the moment", code(entry.indicated) if entry.indicated else "where a rule asks for it"),
            ("again after, days", number(entry.repeat_days) if entry.repeat_days else "–"),
            ("change that means something", changes(entry)),
            ("terms", f"{LICENCES[entry.licence_class]}; owner: {entry.owner}"),
            ("attribution", entry.attribution),
            ("status and source", status_of(entry)),
        ]
        lines += table(("", ""), about)
        lines += table(
            ("score", "what", "range", "bands"), ((code(s.id), s.label, span(s.range), bands(s)) for s in entry.scores)
        )
        lines += [
            line for text in (entry.limits and english(entry.limits), entry.note) if text for line in (plain(text), "")
        ]
    return lines


def changes(entry: Any) -> str:
    """Of each score that has one: how much has to change, beyond error, in percent, and what is aimed for."""
    kinds = (
        ("meaningful_change", "{}"),
        ("reliable_change", "{} beyond error"),
        ("meaningful_percent", "{} %"),
        ("target", "aim {}"),
    )
    found = []
    for score in entry.scores:
        said = [form.format(number(value)) for key, form in kinds if (value := getattr(score, key)) is not None]
        found += [f"{score.id}: {', '.join(said)}"] if said else []
    return "; ".join(found) or "–"


def span(limits: tuple[float, float] | None) -> str:
    return f"{number(limits[0])} to {number(limits[1])}" if limits else "–"


def bands(score: Any) -> str:
    named = (f"{number(band.lowest)}–{number(band.highest)} {english(band.label)}" for band in score.bands)
    return "; ".join(named) or ", ".join(
        dict.fromkeys([*(step.value for step in score.cascade), score.otherwise or ""])
    )


def levels(folder: Folder) -> list[str]:
    lines = ["## Dimensions", ""]
    dimensions = sorted((written.entry for written in entries(folder, "dimensions")), key=lambda one: one.order)
    lines += table(("id", "name", "what"), ((code(one.id), one.label, one.says) for one in dimensions))
    axes = ("hours a week", "medical", "nights", "co-occurring", "dispensing")
    rows = [
        (
            code(one.id),
            one.label,
            ", ".join(one.term),
            span(one.hours),
            one.medical,
            one.nights,
            one.cooccurring,
            one.dispensing,
        )
        for one in (written.entry for written in entries(folder, "levels"))
    ]
    lines += ["## Levels", "", *table(("key", "name", "term", *axes), rows)]
    added = [
        (code(one.id), one.label, flat(msgspec.to_builtins(one.minima)), ", ".join(one.on), one.says)
        for one in (written.entry for written in entries(folder, "add_ons"))
    ]
    return [*lines, "## Add-ons", "", *table(("key", "name", "gives", "on", "what"), added)]


def interventions(folder: Folder) -> list[str]:
    rows = [
        (code(one.id), one.label, one.kind, one.dose, one.grade, status_of(one))
        for one in sorted((written.entry for written in entries(folder, "interventions")), key=lambda one: one.id)
    ]
    return table(("id", "name", "kind", "dose", "grade", "status and source"), rows)


def problems(folder: Folder) -> list[str]:
    needs = [
        (code(one.id), one.label, one.area, ", ".join(one.goals))
        for one in (written.entry for written in entries(folder, "problems"))
    ]
    goals = [
        (code(one.id), one.label, code(one.measure), one.days, status_of(one))
        for one in (written.entry for written in entries(folder, "goals"))
    ]
    lines = [*table(("problem", "name", "area", "goals"), needs), "## Goal patterns", ""]
    return [*lines, *table(("goal", "name", "measured by", "days", "status and source"), goals)]


def medicines(folder: Folder) -> list[str]:
    rows = [
        (code(one.id), one.label, status_of(one))
        for one in sorted((written.entry for written in entries(folder, "medicines")), key=lambda one: one.id)
    ]
    return table(("id", "name", "status and source"), rows)


def sources(folder: Folder) -> list[str]:
    rows = [
        (code(one.id), one.citation, one.read)
        for one in sorted((written.entry for written in entries(folder, "sources")), key=lambda one: one.id)
    ]
    return table(("id", "citation", "how we know it"), rows)


PAGES: dict[str, tuple[str, Callable[[Folder], list[str]]]] = {
    "facts": ("Facts", facts),
    "values": ("Named values", values),
    "rules": ("Rules", rules),
    "instruments": ("Instruments", instruments),
    "levels": ("Dimensions and levels of care", levels),
    "problems": ("Problems and goals", problems),
    "interventions": ("Interventions", interventions),
    "medicines": ("Medicines", medicines),
    "hazards": ("Hazards", hazards),
    "sources": ("Sources", sources),
}

# Pages that follow from the code, not from the library.
CODE_PAGES: dict[str, tuple[str, Callable[[], list[str]]]] = {
    "commands": ("Commands and options", commands),
    "plan": ("Keys of the plan document", plan_document),
    "summary": ("Keys of summary.json", summary_document),
    "schemas": ("JSON Schemas", schema_list),
}

if __name__ == "__main__":
    sys.exit(main())
