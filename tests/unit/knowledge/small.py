"""A library of a few entries that is sound by itself; tests damage one place of it and look what is said."""

from pathlib import Path

__all__ = ["SMALL", "changed", "write"]

SMALL: dict[str, str] = {
    "sources.yaml": """
sources:
  - {id: guide-2024, title: Guide, citation: "Guide 2024", read: in full}
""",
    "substances.yaml": """
substances:
  - id: alcohol
    label: {en: Alcohol, es: Alcohol}
    name: {en: alcohol, es: alcohol}
    status: project default
    note: ours
  - id: opioids
    label: {en: Opioids, es: Opioides}
    name: {en: opioids, es: opioides}
    groups: [illicit]
    status: project default
    note: ours
""",
    "values.yaml": """
values:
  - id: many_days
    label: {en: many days, es: muchos días}
    unit: days
    history:
      - {valid_from: 2020-01-01, value: 10, status: project default, note: first choice}
      - {valid_from: 2025-01-01, value: 20, status: sourced, sources: [{source: guide-2024}]}
""",
    "facts/use.yaml": """
facts:
  - id: "{substance}.days_of_30"
    for_each: {}
    type: integer
    unit: days
    range: [0, 30]
    label: {en: "days of {substance.name} use", es: "días de consumo de {substance.name}"}
    area: use
    asked: {question: {en: On how many days?, es: ¿Cuántos días?}}
    status: project default
    note: ours
  - id: "{substance}.criteria"
    for_each: {}
    type: integer
    label: {en: criteria, es: criterios}
    area: use
    scored: [{instrument: form, score: total}]
    status: project default
    note: ours
  - id: heavy
    type: boolean
    label: {en: heavy use, es: consumo alto}
    area: use
    derived: alcohol.days_of_30 >= many_days
    status: project default
    note: ours
  - id: wish
    type: category
    options: [{id: "yes", label: {en: "yes", es: sí}}, {id: "no", label: {en: "no", es: no}}]
    label: {en: wish, es: deseo}
    area: wishes
    asked: {question: {en: Do you wish it?, es: ¿Lo desea?}}
    status: project default
    note: ours
""",
    "instruments/form.yaml": """
instruments:
  - id: form
    name: {en: Form, es: Formulario}
    version: "1"
    purpose: {en: counts, es: cuenta}
    window_days: 365
    minutes: 1
    indicated: always
    licence_class: OWN
    owner: project
    attribution: none
    population: {en: adults, es: adultos}
    subject: {}
    items: [{id: item_1, label: {en: one, es: uno}, options: [0, 1]}]
    scores: [{id: total, label: {en: total, es: total}, add: [item_1], range: [0, 1]}]
    status: project default
    note: ours
""",
    "dimensions.yaml": """
dimensions:
  - {id: A, label: {en: Use, es: Consumo}, says: {en: Use, es: Consumo}, order: 1, status: project default, note: ours}
""",
    "problems.yaml": """
problems:
  - id: PR-USE
    label: {en: Use, es: Consumo}
    says: {en: You use more than you want., es: Consume más de lo que quiere.}
    area: use
    dimension: A
    goals: [GO-1]
    first_line: ["intervention:talk"]
    status: project default
    note: ours
""",
    "goals.yaml": """
goals:
  - id: GO-1
    label: {en: Less, es: Menos}
    says: {en: "I use on {target} days.", es: "Consumo {target} días."}
    measure: "{substance}.days_of_30"
    measure_label: {en: days, es: días}
    unit: {en: days, es: días}
    target: baseline / 2
    target_without_baseline: 5
    direction: down
    days: 30
    owner: person
    achievable_because: {en: you did it, es: ya lo hizo}
    relevant_because: {en: it helps, es: ayuda}
    steps: [{says: {en: Count days., es: Cuente los días.}, by_day: 7}]
    fits_when: "{substance}.days_of_30 >= 1"
    status: project default
    note: ours
""",
    "interventions.yaml": """
interventions:
  - id: talk
    label: {en: Talk, es: Hablar}
    kind: therapy
    says: {clinician: {en: Talk, es: Hablar}, person: {en: We talk., es: Hablamos.}}
    dose: {en: weekly, es: semanal}
    status: project default
    note: ours
""",
    "rules/use.yaml": """
rules:
  - id: is-use-heavy
    asks: {en: Is use heavy?, es: ¿Es alto el consumo?}
    when: heavy or (wish is no)
    effects:
      - {do: problem, problem: PR-USE, urgency: 1}
    strength: must
    because:
      clinician: {en: "{alcohol.days_of_30}; {value.many_days} is many.", es: "{alcohol.days_of_30}."}
      person: {en: You drank on many days., es: Bebió muchos días.}
    valid_from: 2026-01-01
    review_by: 2027-01-01
    safety: true
    status: sourced
    sources: [{source: guide-2024}]
  - id: is-{substance}-counted
    for_each: {}
    asks: {en: "Is {substance.name} counted?", es: "¿Se cuenta {substance.name}?"}
    when: "{substance}.criteria >= 1"
    effects:
      - {do: rate, dimension: A, at_least: 1, anchor: count, substance: "{substance}"}
    strength: project
    because: {clinician: {en: counted, es: contado}, person: {en: You said so., es: Usted lo dijo.}}
    valid_from: 2026-01-01
    review_by: 2027-01-01
    status: project default
    note: ours
""",
    "wording/plain.yaml": """
avoided:
  - id: addict
    language: en
    kind: names a person
    words: [addict|addicts]
    instead: a person with a disorder
    status: project default
    note: ours
  - id: clean
    language: en
    kind: belittles
    words: [stay|get clean]
    instead: in recovery
    allowed: [{words: [clean needles], because: things are clean}]
    status: project default
    note: ours
""",
    "wording/reading.yaml": """
reading_scales:
  - id: english
    language: en
    formula: flesch-kincaid
    says: {en: grade, es: grado}
    aim: 6
    limit: 8
    entry_limit: 7
    fewest_words: 20
    status: sourced
    sources: [{source: guide-2024}]
  - id: spanish
    language: es
    formula: szigriszt-pazos
    says: {en: ease, es: facilidad}
    aim: 65
    limit: 55
    entry_limit: 60
    fewest_words: 20
    bands: [{at_least: 40, says: {en: somewhat hard, es: algo difícil}}]
    status: sourced
    sources: [{source: guide-2024}]
""",
    "cases/use.yaml": """
cases:
  - id: heavy-1
    title: {en: Heavy, es: Alto}
    facts: {alcohol.days_of_30: "25..30", wish: "yes", opioids.criteria: "1"}
    must: ["rule:is-use-heavy", "rule:is-opioids-counted"]
    source: guide-2024
""",
}


def write(folder: Path, files: dict[str, str]) -> Path:
    """The files in `folder`."""
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


def changed(file: str, old: str, new: str) -> dict[str, str]:
    """The small library with one change; the old words must be there."""
    assert old in SMALL[file]
    return {**SMALL, file: SMALL[file].replace(old, new)}
