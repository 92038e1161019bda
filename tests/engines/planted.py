"""Rules that must not be: each breaks the level table in one way. A proof that finds them is worth believing."""

import json
from pathlib import Path

from waymark.knowledge.build import bundle, library_of
from waymark.knowledge.cache import LIBRARY
from waymark.knowledge.release import Release, load_bundle

__all__ = ["BIASES", "FAULTS", "plant", "plant_bias", "released"]

# Name of the fault: kind the proof must report, condition, effects.
FAULTS: dict[str, tuple[str, str, list[dict[str, object]]]] = {
    "more hours than there are": (
        "gap",
        "cannabis.d_at_least_3",
        [{"do": "minimum", "strength": "floor", "minima": {"hours": 60}}],
    ),
    "a hospital that is needed and forbidden": (
        "contradiction",
        "c_at_least_4",
        [
            {"do": "minimum", "strength": "floor", "minima": {"medical": 4, "nights": 2}},
            {"do": "exclude", "option": "level:L4"},
        ],
    ),
    "a condition against itself": (
        "dead rule",
        "cocaine.d_at_least_4 and not cocaine.d_at_least_2",
        [{"do": "minimum", "strength": "target", "minima": {"hours": 9}}],
    ),
    "a rule that asks for what is asked anyway": (
        "dead rule",
        "c_at_least_4",
        [{"do": "minimum", "strength": "target", "minima": {"hours": 0}}],
    ),
    "a minimum for want of an answer": (
        "gap",
        "pregnant and not pregnant",
        [
            {
                "do": "minimum",
                "strength": "floor",
                "minima": {"hours": 60},
                "unknown": "apply",
                "given": "cannabis.d_at_least_3",
            }
        ],
    ),
    "less care for a higher need": (
        "step down",
        "amphetamines.d_at_least_2 and not amphetamines.d_at_least_3",
        [{"do": "minimum", "strength": "floor", "minima": {"nights": 2, "medical": 3}}],
    ),
}


# Kind of harm: what a rule that reads race would do.
BIASES: dict[str, list[dict[str, object]]] = {
    "exclude": [{"do": "exclude", "option": "medicine:buprenorphine"}],
    "minimum": [{"do": "minimum", "strength": "target", "minima": {"hours": 9}}],
    "rate": [{"do": "rate", "dimension": "D", "substance": "opioids", "at_least": 3, "anchor": "planted"}],
}


def plant(name: str, folder: Path) -> Path:
    """Write an overlay with one fault; its rule is called `planted`."""
    _, when, effects = FAULTS[name]
    return _write(_rule(name, when, effects), folder)


def plant_bias(kind: str, folder: Path) -> Path:
    """Write an overlay with a rule that reads race and does harm, with a reason that sounds like one."""
    rule = _rule(kind, "race in (black, american_indian_alaska_native)", BIASES[kind])
    return _write({**rule, "protected_reason": "It has always been done."}, folder)


def released(overlay: Path) -> Release:
    """The built-in release with an overlay, without the code for "what would change this", which takes longest."""
    return load_bundle(bundle(library_of(Path(LIBRARY), [overlay])))


def _rule(name: str, when: str, effects: list[dict[str, object]]) -> dict[str, object]:
    words = {"en": name, "es": name}
    return {
        "id": "planted",
        "asks": words,
        "when": when,
        "effects": effects,
        "strength": "must",
        "because": {"clinician": words, "person": words},
        "valid_from": "2026-01-01",
        "review_by": "2099-01-01",
        "status": "project default",
        "note": "A fault that the proof has to find.",
    }


def _write(rule: dict[str, object], folder: Path) -> Path:
    words = rule["asks"]
    overlay = {
        "id": "planted",
        "layer": "programme",
        "name": words,
        "rules": [{"rule": rule, "reason": words}],
    }
    folder.mkdir(parents=True, exist_ok=True)
    # JSON is YAML; dates stand there as words and are read by the schema.
    (folder / "overlay.yaml").write_text(json.dumps({"overlay": overlay}), encoding="utf-8")
    return folder
