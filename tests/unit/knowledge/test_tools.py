"""Tools are things to do: each has what one needs on a hard evening, and every promised part is answered by some."""

import re
from pathlib import Path

import msgspec
import pytest

from tests.unit.knowledge.small import SMALL, write
from waymark.knowledge.assemble import Library
from waymark.knowledge.check import check_folder
from waymark.knowledge.check.tools import promises, tools
from waymark.knowledge.look import read
from waymark.knowledge.model.tool import Tool, ToolField
from waymark.knowledge.worksheet import wrong_answer, wrong_answers

PROMISED = {
    "E5",
    *(f"G{n}" for n in range(1, 6)),
    *(f"H{n}" for n in range(1, 5)),
    *(f"J{n}" for n in range(1, 6)),
    *(f"O{n}" for n in range(1, 11)),
    *(f"P{n}" for n in range(1, 11)),
}
TOOL = """
tools:
  - id: drink-water
    label: {en: Drink water, es: Beber agua}
    serves: [O5]
    minutes: 2
    says: {en: For a dry mouth., es: Para la boca seca.}
    not_when: {en: Not if you cannot swallow., es: No si no puede tragar.}
    steps:
      - {en: Fill a glass., es: Llene un vaso.}
      - {en: Drink it., es: Bébalo.}
      - {en: Write it down., es: Anótelo.}
    fields:
      - {id: after, kind: scale, label: {en: How dry now?, es: ¿Qué tan seca?}, filled: {en: "3", es: "3"}}
      - id: glasses
        kind: table
        label: {en: My glasses, es: Mis vasos}
        lines: 2
        columns: [{en: Time, es: Hora}, {en: Had it?, es: ¿Bebí?}]
        rows: [[{en: noon, es: mediodía}, {en: "yes", es: sí}]]
    example: {en: Ann drank at noon., es: Ana bebió al mediodía.}
    recheck: {en: Is it better?, es: ¿Mejor?}
    recheck_days: 1
    status: project default
    note: ours
"""
PROMISES = """
promises:
  - id: O5
    says: {en: Body, es: Cuerpo}
    parts: [{says: {en: water, es: agua}, tools: [drink-water]}]
"""


@pytest.fixture(scope="module")
def library() -> Library:
    return read()


def said(folder: Path, tool: str, promise: str = PROMISES) -> list[str]:
    found = check_folder(write(folder, {**SMALL, "tools/all.yaml": tool, "promises/all.yaml": promise}))
    return [finding.what for finding in found if finding.check in ("tools", "promises")]


def test_a_whole_tool_is_a_tool(tmp_path: Path) -> None:
    assert said(tmp_path, TOOL) == []


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("    says: {en: For a dry mouth., es: Para la boca seca.}\n", "", "what it is for"),
        ("    not_when: {en: Not if you cannot swallow., es: No si no puede tragar.}\n", "", "when not to use it"),
        ("    recheck_days: 1\n", "", "when to look again"),
        ("      - {en: Drink it., es: Bébalo.}\n", "", "has 2 steps"),
        ("minutes: 2", "minutes: 90", "more than 60 minutes"),
        ("serves: [O5]", "serves: []", "serves nothing"),
        ("id: glasses", "id: after", "two fields are called after"),
        ('filled: {en: "3", es: "3"}', 'filled: {en: "11", es: "3"}', "outside 0 to 10"),
        ('filled: {en: "3", es: "3"}', 'filled: {en: dry, es: "3"}', "no whole number"),
        (', filled: {en: "3", es: "3"}', "", "the example is not filled in"),
        ("[{en: Time, es: Hora}, {en: Had it?, es: ¿Bebí?}]", "[{en: Time, es: Hora}]", "wants 1 texts"),
        ("        lines: 2\n", "        lines: 1\n        options: [{en: a, es: a}]\n", "`options` belong to a choice"),
        ("kind: scale, label", "kind: choice, label", "`options` belong to a choice"),
        ("kind: scale, label", "kind: scale, lines: 3, label", "only words and tables"),
    ],
)
def test_what_a_tool_lacks_is_said(tmp_path: Path, old: str, new: str, says: str) -> None:
    assert TOOL.count(old) == 1
    found = said(tmp_path, TOOL.replace(old, new))
    assert any(says in what for what in found), found


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("[drink-water]", "[drink-watr]", "did you mean `drink-water`?"),
        ("id: O5", "id: O6", "does not serve O6"),
        ("id: O5", "id: '5'", "no line of the requirements"),
    ],
)
def test_what_a_promise_lacks_is_said(tmp_path: Path, old: str, new: str, says: str) -> None:
    found = said(tmp_path, TOOL, PROMISES.replace(old, new))
    assert any(says in what for what in found), found


def test_a_tool_that_serves_a_promise_stands_in_its_map(tmp_path: Path) -> None:
    second = TOOL.removeprefix("\ntools:\n").replace("drink-water", "drink-tea")
    found = said(tmp_path, TOOL + second)
    assert any("no part of promise O5 names it" in what for what in found), found


def test_every_line_that_was_asked_for_is_answered(library: Library) -> None:
    assert set(library.entries["promises"]) == PROMISED
    assert [str(f) for f in (*tools(library), *promises(library))] == []


def test_every_tool_can_come_to_a_person(library: Library) -> None:
    """By an intervention, or by a step of a goal: nobody has to know its name."""
    named = {t for w in library.entries["interventions"].values() for t in w.entry.tools}
    named |= {s.tool for w in library.entries["goals"].values() for s in w.entry.steps}
    assert set(library.entries["tools"]) - named == set()


def test_examples_are_of_different_invented_persons(library: Library) -> None:
    """Nobody tires of one hero, and nobody is the model patient."""
    names = [w.entry.example["en"].split(",")[0].split()[0] for w in library.entries["tools"].values()]
    assert len(set(names)) == len(names), sorted(n for n in names if names.count(n) > 1)


FIELDS = {
    "words": ToolField(id="w", label={"en": "w"}),
    "scale": ToolField(id="s", label={"en": "s"}, kind="scale"),
    "number": ToolField(id="n", label={"en": "n"}, kind="number"),
    "yes or no": ToolField(id="y", label={"en": "y"}, kind="yes or no"),
    "choice": ToolField(id="c", label={"en": "c"}, kind="choice", options=({"en": "done"}, {"en": "not yet"})),
    "table": ToolField(id="t", label={"en": "t"}, kind="table", columns=({"en": "a"}, {"en": "b"})),
}


@pytest.mark.parametrize(
    ("kind", "answer", "fits"),
    [
        ("words", "in my chest", True),
        ("words", "  ", False),
        ("words", "x" * 2001, False),
        ("words", 7, False),
        ("scale", 10, True),
        ("scale", "0", True),
        ("scale", 11, False),
        ("scale", 2.5, False),
        ("scale", -1, False),
        ("number", 900, True),
        ("number", "many", False),
        ("yes or no", True, True),
        ("yes or no", "yes", True),
        ("yes or no", "perhaps", False),
        ("scale", True, False),
        ("choice", "not yet", True),
        ("choice", "never", False),
        ("table", [["a", "b"]], True),
        ("table", [["a"]], False),
        ("table", [], False),
        ("table", "a, b", False),
        ("table", [["a", 1]], False),
    ],
)
def test_an_answer_fits_its_field_or_says_why_not(kind: str, answer: object, fits: bool) -> None:
    assert (wrong_answer(FIELDS[kind], answer, "en") is None) is fits


def test_answers_to_fields_that_are_not_there_are_refused(library: Library) -> None:
    breathing = library.entries["tools"]["breathing"].entry
    assert wrong_answers(breathing, {"before": 8, "when": "now"}) == []
    assert wrong_answers(breathing, {}) == []
    assert "has no field `mood`" in wrong_answers(breathing, {"mood": 3})[0]
    assert wrong_answers(breathing, {"before": 80}) == ["before: 80 is outside 0 to 10; write a number between them"]


def test_a_tool_of_an_older_library_is_still_read() -> None:
    """Plans carry the library they were made with; what is demanded today was not there."""
    old = msgspec.convert(
        {
            "id": "walk",
            "label": {"en": "A walk"},
            "minutes": 10,
            "steps": [{"en": "Go."}],
            "example": {"en": "Maya goes."},
            "recheck": {"en": "How was it?"},
            "status": "project default",
        },
        Tool,
    )
    assert old.fields == ()
    assert old.says is None


def test_the_tool_of_the_how_to_is_whole(tmp_path: Path) -> None:
    """What a reader copies from the documentation is a tool."""
    page = (Path(__file__).parents[3] / "docs" / "how-to" / "write-a-tool.md").read_text(encoding="utf-8")
    written = page.split("```yaml\n")[1].split("```")[0]
    promise = PROMISES.replace("O5", "J4").replace("drink-water", "call-a-friend")
    assert said(tmp_path, written, promise) == []
    # That nothing uses it yet is the second step of the page.
    found = check_folder(tmp_path)
    assert {finding.check for finding in found if finding.file.startswith("tools/")} <= {"reachable"}


@pytest.mark.parametrize(
    ("tool", "en", "es"),
    [
        ("breathing", "panic", "pánico"),
        ("urge-surfing", "panic", "pánico"),
        ("guided-imagery", "memories", "recuerdos"),
        ("quiet-sitting", "memories", "recuerdos"),
        ("muscle-relaxation", "memories", "recuerdos"),
        ("walk", "heart", "corazón"),
        ("move-plan", "heart", "corazón"),
        ("cool-down", "heart", "corazón"),
        ("three-meals", "thin", "delgadez"),
        ("sleep-wind-down", "bipolar", "bipolar"),
        ("calm-family-talk", "hit", "golpes"),
        ("assertive-talk", "hit", "pegarle"),
        ("boundaries", "violence", "violencia"),
        ("first-family-meeting", "violence", "violencia"),
        ("help-or-cover", "alone in danger", "a solas en peligro"),
        ("smoke-free-hour", "doses", "dosis"),
        ("first-night-comfort", "Never stop alcohol or sedatives all at once", "Nunca deje de golpe el alcohol"),
        ("safety-plan-start", "988", "988"),
        ("find-my-group", "Never stop a medicine", "Nunca deje una medicina"),
    ],
)
def test_who_could_be_hurt_is_warned(library: Library, tool: str, en: str, es: str) -> None:
    caution = library.entries["tools"][tool].entry.not_when
    assert en in caution["en"]
    assert es in caution["es"]


def test_invented_telephone_numbers_are_of_the_kind_that_is_kept_free(library: Library) -> None:
    """A number that rings somebody would be found by somebody on a bad night."""
    for written in library.entries["tools"].values():
        texts = [f.filled for f in written.entry.fields if f.filled] + [
            cell for f in written.entry.fields for row in f.rows for cell in row
        ]
        for number in (n for text in texts for said in text.values() for n in re.findall(r"\b\d{3}-\d{4}\b", said)):
            assert number.startswith("555-01"), (written.id, number)
