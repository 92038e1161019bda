"""Documents against a release: every name known, every answer one that can be given."""

from pathlib import Path
from typing import Any

import pytest

from tests.people.plans import release
from tests.unit.record.small import DAY, RELEASE, fact, listed, person
from waymark.record.errors import RecordError
from waymark.record.reading import read_person
from waymark.record.validate import check_items, not_recognised, validate


def form(instrument: str = "phq9", **more: Any) -> dict[str, Any]:
    return {"answers": [{"at": DAY, "instrument": instrument, **more}]}


@pytest.mark.parametrize(
    ("parts", "says"),
    [
        (form("phq8"), "answers[0].instrument: there is no instrument `phq8`; did you mean `phq9`?"),
        (form(items={"item_19": 1}), "there is no item of phq9 `item_19`; did you mean"),
        (form(items={"item_1": 4}), "answers[0].items.item_1: 4 is not an answer of this item; it takes 0, 1, 2, 3."),
        (form(items={"item_1": 1.5}), "1.5 is not an answer"),
        (form(items={"item_1": "skipped"}), "the form never jumps over this item"),
        (form(scores={"totl": 4}), "there is no score of phq9 `totl`; did you mean `total`?"),
        (form(scores={"total": 28}), "28 cannot be for phq9 total, which is 0 to 27"),
        (form(scores={"total": True}), "`true` is not a number"),
        (form("dsm5"), "given for one substance at a time; say which: opioids, alcohol"),
        (form("dsm5", substance="opiods"), "did you mean `opioids`?"),
        (form(substance="opioids"), "phq9 is not about one substance"),
        (form("dsm5", substance="opioids", scores={"severity": "grave"}), "it is one of severe, moderate, mild, none"),
        (form("dsm5", substance="opioids", scores={"many": 1}), "write true or false"),
        (form("dsm5", substance="opioids", scores={"double": 1}), "cannot be entered"),
        (form(wording="pack"), "needs its name in `pack`"),
        ({"facts": [fact("agee", 3)]}, "facts[0].fact: there is no fact `agee`; did you mean `age`?"),
        ({"facts": [fact("age", 130)]}, "130 cannot be for age, which is 0 to 120"),
        ({"facts": [fact("age", {"at_least": -1})]}, "-1 cannot be for age"),
        ({"facts": [fact("age", 3.5)]}, "age is counted"),
        ({"facts": [fact("age", True)]}, "`true` is no number for age"),
        ({"facts": [fact("pregnant", 1)]}, "`1` is no answer to pregnant"),
        ({"facts": [fact("use_goal", "abstane")]}, "`abstane` is no option of use_goal; write one of "),
        ({"facts": [fact("overdose_days_ago", -2)]}, "-2 cannot be for overdose_days_ago"),
        ({"facts": [fact("adult", True)]}, "worked out from other facts"),
        ({"lists": listed("substances", {"substance": "heroine"})}, "did you mean `heroin`?"),
        (
            {"lists": listed("substances", {"substance": "heroin", "days_of_30": 31})},
            "31 cannot be for days of the last 30",
        ),
        ({"lists": listed("substances", {"substance": "heroin", "amount": -1})}, "-1 cannot be for amount"),
        ({"lists": listed("episodes", {"level": "L9"})}, "there is no level of care `L9`"),
        (
            {"measures": [{"at": DAY, "measure": "drug_test.opoids", "value": "positive"}]},
            "did you mean `drug_test.opioids`?",
        ),
        ({"measures": [{"at": DAY, "measure": "drug_test.opioids", "value": "yes"}]}, "`yes` is no test result"),
        (
            {"measures": [{"at": DAY, "measure": "drug_test.fentanil", "value": "positive"}]},
            "did you mean `drug_test.fentanyl`?",
        ),
    ],
)
def test_what_cannot_be_is_refused_with_place_and_cure(parts: dict[str, Any], says: str) -> None:
    with pytest.raises(RecordError) as caught:
        validate(person(**parts), RELEASE, "p.json")
    assert says in str(caught.value)
    assert str(caught.value).startswith("p.json: ")


def test_a_good_document_passes() -> None:
    validate(
        person(
            facts=[fact("age", 34), fact("age", "declined"), fact("use_goal", "unknown")],
            answers=[
                {"at": DAY, "instrument": "dsm5", "substance": "opioids", "items": {"item_1": 0, "item_2": "skipped"}}
            ],
            lists=listed("substances", {"substance": "Smack", "days_of_30": {"at_least": 3}})
            | listed("episodes", {"level": "L1a+OTP"}),
        ),
        RELEASE,
        "p.json",
    )


def test_an_amended_row_is_checked_like_any_other() -> None:
    correction = {"at": DAY, "corrects": "x", "kind": "amended", "reason": "slip", "replace": {"value": 300}}
    with pytest.raises(RecordError, match=r"corrections\[0\].replace.*300 cannot be"):
        validate(person(facts=[fact("age", 3, id="x")], corrections=[correction]), RELEASE, "p.json")


def test_names_the_library_does_not_know_are_listed_not_refused() -> None:
    strange = person(
        lists=listed("medicines", {"medicine": "Wonderol"}, {"medicine": "METHADONE"})
        | listed("conditions", {"condition": "gout"}, {"condition": "Hypertension"}),
        measures=[{"at": DAY, "measure": "mood", "value": 3}],
    )
    validate(strange, RELEASE, "p.json")
    assert not_recognised(strange, RELEASE) == (("medicine", "Wonderol"), ("condition", "gout"), ("measure", "mood"))


def wish(about: str) -> dict[str, Any]:
    return {"preferences": [{"at": DAY, "about": about, "wish": "wants"}]}


@pytest.mark.parametrize(
    ("parts", "says"),
    [
        (wish("intervention:cbtt"), "preferences[0].about: there is no intervention `cbtt`; did you mean `cbt`?"),
        (wish("medicine:methadon"), "there is no medicine `methadon`; did you mean `methadone`?"),
        (wish("medicine:Methadone"), "did you mean `methadone`?"),
        (wish("level:L2aa"), "there is no level `L2aa`; did you mean `L2a`?"),
        (wish("level:L1m+OTP+RR+OTP"), "there is no level `L1m+OTP+RR+OTP`; did you mean"),
        (wish("setting:at-home"), "there is no setting `at-home`"),
        (wish("interventoin:cbt"), "a wish cannot be about `interventoin:cbt`; did you mean `intervention:"),
        (wish("cbt"), "a wish cannot be about `cbt`; did you mean `intervention:cbt`?"),
        (wish("methadone"), "did you mean `medicine:methadone`?"),
        (wish("groop"), "did you mean `group`?"),
        (wish("a dog in the house"), "or other: and your own words"),
        (wish("other: "), "or other: and your own words"),
        (wish("approach:"), "a wish cannot be about `approach:`"),
        (
            {"priorities": [{"at": DAY, "area": "familly", "rank": 1}]},
            "priorities[0].area: there is no area `familly`; did you mean `family`?",
        ),
        ({"priorities": [{"at": DAY, "area": "zzz", "rank": 1}]}, "there is no area `zzz`; write one of safety, use, "),
    ],
)
def test_a_misspelt_wish_or_priority_is_refused(parts: dict[str, Any], says: str) -> None:
    with pytest.raises(RecordError) as caught:
        validate(person(**parts), release(), "p.json")
    (sentence,) = caught.value.sentences
    assert says in sentence


@pytest.mark.parametrize(
    "about",
    [
        "intervention:cbt",
        "medicine:methadone",
        "level:L3b",
        "level:L1m+OTP",
        "setting:joint-family-work",
        "approach:faith-based",
        "group",
        "other:a dog in the house",
    ],
)
def test_wishes_about_options_and_about_anything_else_in_own_words_pass(about: str) -> None:
    validate(person(**wish(about)), release(), "p.json")


def test_an_amended_wish_is_checked_like_any_other() -> None:
    correction = {"at": DAY, "corrects": "x", "kind": "amended", "reason": "slip", "replace": {"about": "group:"}}
    parts = {"preferences": [{"at": DAY, "id": "x", "about": "group", "wish": "wants"}], "corrections": [correction]}
    with pytest.raises(RecordError, match=r"corrections\[0\]\.replace: a wish cannot be about `group:`"):
        validate(person(**parts), release(), "p.json")


@pytest.mark.parametrize("name", ["person-1.json", "person-1-days.json"])
def test_kept_persons_pass(name: str) -> None:
    kept = Path(__file__).parents[2] / "data" / "documents" / name
    validate(read_person(kept.read_bytes(), name), release(), name)


def test_answers_by_themselves_are_checked_as_in_a_record() -> None:
    phq9 = RELEASE.instruments["phq9"]
    check_items(phq9, {"item_1": 2, "item_2": "missing"}, "a.json")
    with pytest.raises(RecordError) as caught:
        check_items(phq9, {"item_1": "skipped", "item_2": 7, "item_x": 1}, "a.json")
    assert [s.split(";")[0] for s in caught.value.sentences] == [
        "a.json: items.item_1: the form never jumps over this item",
        "a.json: items.item_2: 7 is not an answer of this item",
        "a.json: items: there is no item of phq9 `item_x`",
    ]
    check_items(RELEASE.instruments["dsm5"], {"item_1": 0, "item_2": "skipped"}, "a.json")


def test_a_test_that_a_fact_reads_by_itself_is_taken() -> None:
    validate(person(measures=[{"at": DAY, "measure": "drug_test.fentanyl", "value": "positive"}]), RELEASE, "p.json")
