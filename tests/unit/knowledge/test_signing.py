"""A site signs entries by name, role and day; a signature is for what was read, and for nothing else."""

import json
from pathlib import Path
from typing import Any

import pytest

from waymark.knowledge.content import fingerprint
from waymark.knowledge.errors import LibraryError
from waymark.knowledge.look import read

RULE = "are-the-kidneys-too-weak-for-acamprosate"
VALUE = "acamprosate_crcl_stop"
TOOL = "urge-surfing"
PRINTS = {
    ("rules", RULE): fingerprint(read().entries["rules"][RULE].origin),
    ("values", VALUE): fingerprint(read().entries["values"][VALUE].origin),
    ("tools", TOOL): fingerprint(read().entries["tools"][TOOL].origin),
}


def signature(kind: str = "rules", id_: str = RULE, **changed: Any) -> dict[str, Any]:
    was = PRINTS.get((kind, id_), "000000000000")
    plain = {"kind": kind, "id": id_, "was": was, "name": "Ada Moss", "role": "physician", "date": "2026-12-01"}
    return {**plain, **changed}


def laid(folder: Path, *signed: dict[str, Any], **more: Any) -> Any:
    overlay = {"id": "here", "layer": "organisation", "name": {"en": "Here"}, "signed": list(signed), **more}
    (folder / "overlay.yaml").write_text(json.dumps({"overlay": overlay}), encoding="utf-8")
    return read(overlays=[folder]).entries


def test_what_is_signed_says_by_whom(tmp_path: Path) -> None:
    rule = laid(tmp_path, signature())["rules"][RULE].entry
    assert (rule.status, rule.signed_by) == ("signed", ("Ada Moss, physician, 2026-12-01",))
    assert rule.sources == read().entries["rules"][RULE].entry.sources


def test_several_sign_the_same(tmp_path: Path) -> None:
    second = signature(name="Ben Okoro", role="pharmacist")
    rule = laid(tmp_path, signature(), second)["rules"][RULE].entry
    assert rule.signed_by == ("Ada Moss, physician, 2026-12-01", "Ben Okoro, pharmacist, 2026-12-01")


def test_nothing_else_is_signed(tmp_path: Path) -> None:
    entries = laid(tmp_path, signature())
    assert [id_ for id_, one in entries["rules"].items() if one.entry.status == "signed"] == [RULE]


def test_every_expansion_of_a_rule_is_signed(tmp_path: Path) -> None:
    each = next(one for one in read().entries["rules"].values() if "{substance}" in one.template)
    entries = laid(tmp_path, signature(id_=each.template, was=fingerprint(each.origin)))
    expanded = [one.entry for one in entries["rules"].values() if one.template == each.template]
    assert len(expanded) > 1
    assert all(rule.status == "signed" for rule in expanded)


def test_a_named_value_is_signed_as_its_newest_number(tmp_path: Path) -> None:
    value = laid(tmp_path, signature("values", VALUE))["values"][VALUE].entry
    assert value.history[-1].status == "signed"


def test_who_reviewed_the_spanish_signs_that_alone(tmp_path: Path) -> None:
    tool = laid(tmp_path, signature("tools", TOOL, of="spanish", role="translator"))["tools"][TOOL].entry
    assert tool.spanish == "reviewed"
    assert tool.status != "signed"


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        (signature(was="ffffffffffff"), "read it again, then sign anew"),
        (signature(id_="are-the-kidneys-too-weak"), "there is no entry"),
        (signature(kind="rule"), "there is no kind `rule`; did you mean"),
        (signature("cases", f"{RULE}-1"), "state nothing to sign"),
        (signature(name="."), "is no name"),
        (signature(date="1999-12-31"), "is no day on which this was signed"),
        (signature(role="friend"), "role"),
    ],
)
def test_a_signature_that_is_not_real_is_refused(wrong: dict[str, Any], says: str, tmp_path: Path) -> None:
    with pytest.raises(LibraryError, match=says):
        laid(tmp_path, wrong)


def test_a_number_changed_here_is_not_signed_as_it_was(tmp_path: Path) -> None:
    value = read().entries["values"]["poor_sleep_nights"].entry
    changed = {
        "id": value.id, "value": value.history[-1].value + 1, "was": value.history[-1].value,
        "valid_from": "2027-01-01", "reason": {"en": "Ours."},
    }  # fmt: skip
    signed = signature("values", value.id, was=fingerprint(value))
    with pytest.raises(LibraryError, match="the entry is now"):
        laid(tmp_path, signed, values=[changed])
