"""The examples of the reference page are conditions that can be used."""

import re
from pathlib import Path

from waymark.logic import FactType, Vocabulary, check, parse
from waymark.logic.tokens import KEYWORDS

PAGE = Path(__file__).parents[3] / "docs" / "reference" / "conditions.md"
NAMES = Vocabulary(
    {
        **dict.fromkeys(
            ("pregnant", "postpartum", "homeless", "food_need", "transport_trouble", "short_acting"),
            FactType("boolean"),
        ),
        "cows.total": FactType("integer"),
        "opioid_free_days": FactType("integer", "days"),
        "mat.state": FactType("category", options=("on", "open", "declined")),
        "work.state": FactType("category", options=("full_time", "part_time", "other")),
        "creatinine_clearance": FactType("number", "mL/min"),
        "age": FactType("integer", "years"),
        "weight_kg": FactType("number", "kg"),
    }
)


def test_the_examples_of_the_reference_can_be_used() -> None:
    section = PAGE.read_text(encoding="utf-8").split("## Examples")[1].split("## ")[0]
    examples = re.findall(r"^\| `(.+?)` \|", section, re.MULTILINE)
    assert len(examples) > 8
    for text in examples:
        check(parse(text), NAMES)


def test_the_reference_names_every_word_of_the_language() -> None:
    page = PAGE.read_text(encoding="utf-8")
    assert all(f"`{word}`" in page for word in KEYWORDS)
