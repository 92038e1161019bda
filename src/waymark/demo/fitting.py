"""Lives of the demo's house that hold together: what a clinician would stumble over is passed over or put right.

The generator draws facts one by one, so that proofs meet every combination; a house is looked at by people.
"""

from collections.abc import Container, Mapping
from random import Random
from typing import TYPE_CHECKING, Any

import msgspec

from waymark.demo.house_words import HE, IN_SPANISH, INSTEAD, KIN, SHE
from waymark.demo.notes import Document
from waymark.demo.people import make_person, person_random
from waymark.demo.shifted import latest_day
from waymark.planning.compose import compose
from waymark.planning.prepare import prepare
from waymark.planning.situation import Documents
from waymark.record.reading import read_person

if TYPE_CHECKING:
    from waymark.knowledge.release import Release

__all__ = ["fitted", "fitting_life"]

# Beyond it the invented weeks (work, tests, groups) fit nobody.
_OLDEST = 72
# From this age on, parents and aunts are no longer who is called at night.
_ELDER = 58
_ELDERS = ("mother", "father", "aunt")
_MOST_LIVES = 50
# Medicines that need an illness nobody noted.
_UNEXPLAINED = {"rifampin", "phenelzine"}
_WORKS = ("full_time", "part_time")


def fitting_life(
    number: int, seed: int, called: str, release: "Release", *, apart: int, using: Container[str] | None = None
) -> Document:
    """The first of lives `number`, `number + apart`, … that holds together under this name, put right.

    `using`: substances one of which this life has to know.
    """
    for turn in range(_MOST_LIVES):
        document = make_person(number + turn * apart, seed, release)
        if using is not None and not any(row["substance"] in using for row in _listed(document, "substances")):
            continue
        if _holds(document, called, release):
            return fitted(document, called, person_random("fitted", seed, number))
    raise AssertionError(f"no life of {_MOST_LIVES} holds together for {called}")


def fitted(document: Document, called: str, rng: Random) -> Document:
    """The same life; words, strengths and people around it agree with what is noted of home, work and children."""
    facts = _facts(document)
    made = {**document, "about": {**document.get("about", {}), "pronouns": _pronouns(called, rng)}}
    for table, change in (("words", _words), ("strengths", _strengths)):
        if table in made:
            made[table] = change(made[table], facts)
    if "supporters" in made:
        made["supporters"] = _supporters(made["supporters"], facts, called, rng)
    if made["about"].get("language") == "es":
        for table in ("words", "strengths"):
            made[table] = [{**row, "text": IN_SPANISH.get(row["text"], row["text"])} for row in made.get(table, ())]
    return made


def _facts(document: Document) -> dict[str, Any]:
    return {row["fact"]: row["value"] for row in document.get("facts", ())}


def _listed(document: Document, name: str) -> list[Document]:
    rows: list[Document] = document.get("lists", {}).get(name, {}).get("rows", [])
    return rows


def _holds(document: Document, called: str, release: "Release") -> bool:
    facts = _facts(document)
    age, sex = facts.get("age"), facts.get("sex_for_scoring")
    if isinstance(age, int | float) and age > _OLDEST:
        return False
    if (sex == "male" and called in SHE) or (sex == "female" and called in HE):
        return False
    if _UNEXPLAINED & {row["medicine"] for row in _listed(document, "medicines")}:
        return False
    # A failing liver shows in more than one answer.
    if facts.get("child_pugh") not in (None, "none", "unknown"):
        return False
    raw = msgspec.json.encode(document)
    there = Documents(person=read_person(raw, "an invented person"), record=raw)
    # Whoever needs a hospital at once does not wait weeks for a plan.
    plan = compose(prepare(release), there, latest_day(document).isoformat())
    return plan.emergency is None and not plan.contradictions


def _pronouns(called: str, rng: Random) -> str:
    """Mostly those a name suggests; now and then others, as people are."""
    if rng.random() < 0.1:
        return "they/them"
    return "she/her" if called in SHE else "he/him" if called in HE else rng.choice(("she/her", "he/him"))


def _words(rows: list[Document], facts: Mapping[str, Any]) -> list[Document]:
    """What only a parent of children at home says, or somebody whose liver is ill, is said otherwise by others."""
    says = {
        "children": facts.get("children_at_home") is True,
        "mother": not _at_least(facts.get("age"), _ELDER),
        "liver": facts.get("alcohol.used_ever") is not False and _at_least(facts.get("age"), 35),
    }
    return [
        {**row, "text": other} if (needs := INSTEAD.get(row["text"])) and not says[needs[0]] and (other := needs[1])
        else row
        for row in rows
    ]  # fmt: skip


def _at_least(age: object, least: int) -> bool:
    return isinstance(age, int | float) and age >= least


def _strengths(rows: list[Document], facts: Mapping[str, Any]) -> list[Document]:
    works = facts.get("work.state", "full_time") in _WORKS
    housed = True not in (facts.get("homeless"), facts.get("housing_unstable"))
    missing = {text for text, so in (("a steady job", works), ("a room of their own", housed)) if not so}
    return [row for row in rows if row["text"] not in missing]


def _supporters(rows: list[Document], facts: Mapping[str, Any], called: str, rng: Random) -> list[Document]:
    """Each of another name, that suits who they are; one mother, one father; a partner only where there may be one."""
    kept: list[Document] = []
    for row in rows:
        relation = row["relation"]
        if relation in _ELDERS and _at_least(facts.get("age"), _ELDER):
            relation = "friend"
        if relation == "partner" and facts.get("partner") is not True:
            relation = "friend"
        if relation in ("mother", "father", "partner") and relation in [one["relation"] for one in kept]:
            relation = "friend"
        taken = {called, *(one["name"] for one in kept)}
        name = rng.choice([one for one in KIN.get(relation, KIN["friend"]) if one not in taken])
        kept.append({**row, "relation": relation, "name": name})
    return kept
