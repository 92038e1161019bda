"""The page of hazards: the log as data, by topic, with a summary first."""

from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

from docs.marks import code, english, plain, table
from waymark.knowledge.folder import Folder, Written
from waymark.knowledge.model.hazard import HURT, LIKELIHOOD, OWNERS, SEVERITY, STATES, Hazard

__all__ = ["hazards"]

TOPICS = {
    "danger-now": "Dangers of today",
    "withdrawal-and-levels": "Withdrawal, levels of care, pregnancy, age",
    "medication": "Medicines",
    "knowing": "What is known of a person",
    "asking": "The interview",
    "explaining": "Explanations and what would change",
    "choice": "What people want and decide",
    "words-and-paper": "Words, languages, screens, paper",
    "content": "The library and its basis",
    "in-practice": "Use in practice",
}


def hazards(folder: Folder) -> list[str]:
    """The whole page below its title."""
    written = sorted(folder.entries.get("hazards", ()), key=_order)
    by_topic = [(topic, [each.entry for each in group]) for topic, group in groupby(written, key=_topic)]
    everything = [hazard for _, entries in by_topic for hazard in entries]
    lines = [*_about(everything), "## Summary", ""]
    lines += table(("topic", *STATES, "of these grave"), (_counts(topic, entries) for topic, entries in by_topic))
    lines += table(
        ("hazard", "severity", "likelihood", "state"),
        ((plain(english(one.says)), one.severity, one.likelihood, one.state) for one in everything),
    )
    for topic, entries in by_topic:
        lines += [f"## {_title(topic)}", ""]
        for hazard in entries:
            lines += _entry(hazard)
    return lines


def _order(written: Written) -> tuple[int, str]:
    topic = Path(written.file).stem
    return (list(TOPICS).index(topic) if topic in TOPICS else len(TOPICS), topic)


def _topic(written: Written) -> str:
    return Path(written.file).stem


def _about(everything: list[Hazard]) -> Iterator[str]:
    open_ = sum(1 for hazard in everything if hazard.state != "controlled")
    yield (
        f"{len(everything)} ways in which the software and its content could hurt somebody; {open_} of them are not "
        "fully controlled. **No clinician and no safety officer has reviewed this log.** Severity and likelihood are "
        "the judgement of the project before any use in the field (project default): words, not figures. Severity is "
        "that of the harm were nothing to stand against it; likelihood is that of the harm with the controls in place. "
        "A test shows that a control does what it says, never that it is enough."
    )
    yield ""
    for name, scale in (
        ("Severity", SEVERITY),
        ("Likelihood", LIKELIHOOD),
        ("State", STATES),
        ("Owner, a role", OWNERS),
    ):
        yield f"{name}: " + "; ".join(f"*{word}*, {plain(said)}" for word, said in scale.items()) + "."
        yield ""


def _title(topic: str) -> str:
    return TOPICS.get(topic, topic.replace("-", " ").capitalize())


def _counts(topic: str, entries: list[Hazard]) -> tuple[str, ...]:
    of_states = (sum(1 for hazard in entries if hazard.state == state) for state in STATES)
    return (_title(topic), *map(str, of_states), str(sum(1 for hazard in entries if hazard.severity == "grave")))


def _entry(hazard: Hazard) -> list[str]:
    lines = [f"### {plain(english(hazard.says))}", "", code(hazard.id), ""]
    lines += [f"- Cause: {plain(english(hazard.cause))}", f"- Harm: {plain(english(hazard.harm))}"]
    lines.append(f"- Hurt: {', '.join(HURT[who] for who in hazard.hurt)}")
    lines.append(f"- Severity {hazard.severity}, likelihood {hazard.likelihood}, **{hazard.state}**, {hazard.owner}")
    if hazard.controls is not None:
        lines.append(f"- What stands against it: {plain(english(hazard.controls))}")
    for name, ids in (("Rules", hazard.rules), ("Built in", hazard.features), ("Shown by", hazard.tests)):
        if ids:
            lines.append(f"- {name}: {', '.join(code(id_) for id_ in ids)}")
    return [*lines, f"- What remains: {plain(english(hazard.remains))}", ""]
