"""A page with several questions: noted together, nothing lost, nothing taken silently."""

import re
from typing import Any

from tests.integration.site.held_there import Browser, somebody_asked
from tests.integration.site.people_there import There
from waymark.site.records.models import RecordRow


def _page(there: There) -> Browser:
    """With the first items of a form on it."""
    browser = Browser(there.client("counsellor"), somebody_asked(there)).begin()
    return browser.until(lambda one: one.question.startswith("form:phq9"))


def _several(page: str) -> list[str]:
    return re.findall(r'name="several" value="([^"]*)"', page)


def _sent(browser: Browser, page: str = "", **fields: Any) -> Browser:
    page = page or browser.page
    return browser.send_from(page, **{"several": _several(page), "do": "answer", **fields})


def _all(names: list[str], value: str) -> dict[str, str]:
    return {f"value:{name}": value for name in names}


def _form(browser: Browser) -> dict[str, object]:
    rows = browser.client.get(f"{browser.person}/record/file").json()["answers"]
    return rows[-1]["items"]  # type: ignore[no-any-return]


def test_items_of_a_form_stand_together_up_to_the_one_about_safety(there: There) -> None:
    browser = _page(there)
    first = _several(browser.page)
    assert len(first) > 2
    assert not re.search(r'type="radio"[^>]* checked', browser.page), "nothing is chosen beforehand"
    _sent(browser, **_all(first, "1"))
    assert browser.status == 200
    assert _form(browser) == {name.rpartition(":")[2]: 1 for name in first}
    while rest := _several(browser.page):
        assert "form:phq9:item_9" not in rest
        _sent(browser, **_all(rest, "1"))
    assert browser.question == "form:phq9:item_9"
    browser.send(value="2")
    assert "Look at this now" in browser.text


def test_what_has_no_answer_comes_again_and_the_rest_can_be_left_out(there: There) -> None:
    browser = _page(there)
    names = _several(browser.page)
    _sent(browser, **_all(names[1:2], "2"))
    assert names[1] not in _several(browser.page)
    assert browser.question == names[0]
    _sent(browser, **_all(names[:1], "1"), do="skip")
    items = _form(browser)
    assert items[names[0].rpartition(":")[2]] == 1
    assert items[names[2].rpartition(":")[2]] == "missing"


def test_nothing_chosen_is_one_sentence_and_nothing_is_noted(there: There) -> None:
    browser = _page(there)
    rows = RecordRow.objects.count()
    _sent(browser)
    assert browser.status == 422
    assert "answer at least one question" in browser.text
    _sent(browser, **_all(_several(browser.page), "77"))
    assert browser.status == 422
    assert "choose one of the answers" in browser.text
    assert RecordRow.objects.count() == rows


def test_what_cannot_be_read_is_said_beside_it_and_everything_typed_stays(there: There) -> None:
    browser = _page(there)
    weight, pain = "fact:weight_kg", "fact:pain.severity"
    rows = RecordRow.objects.count()
    browser.send(several=[weight, pain], do="answer", **{f"text:{weight}": "about a lot", f"value:{pain}": "severe"})
    assert browser.status == 422
    assert _several(browser.page) == [weight, pain]
    assert 'value="about a lot"' in browser.page
    assert re.findall(r'value="([^"]*)" checked', browser.page) == ["severe"]
    assert RecordRow.objects.count() == rows
    browser.send(several=[weight], do="answer", **{f"text:{weight}": "70", f"value:{weight}": "unknown"})
    assert "Please keep one of the two" in browser.text
    assert RecordRow.objects.count() == rows


def test_a_page_left_behind_shows_what_was_answered_meanwhile(there: There) -> None:
    browser = _page(there)
    names, old = _several(browser.page), browser.page
    _sent(browser, **_all(names[:2], "1"))
    again = old.replace('name="mark" value="', 'name="mark" value="2')
    _sent(browser, again, **_all(names[:1], "1"), **_all(names[1:2], "3"), **_all(names[2:3], "2"))
    assert browser.status == 422
    assert "answered while the page was open" in browser.text
    # What was still open is noted all the same; what differs waits for a word.
    items = _form(browser)
    assert [items.get(name.rpartition(":")[2]) for name in names[:3]] == [1, 1, 2]
    _sent(browser, keep="mine", **dict(re.findall(r'type="hidden" name="(value:[^"]*)" value="([^"]*)"', browser.page)))
    items = _form(browser)
    assert [items.get(name.rpartition(":")[2]) for name in names[:3]] == [1, 3, 2]


def test_back_takes_the_whole_page_back_and_a_double_click_notes_once(there: There) -> None:
    browser = _page(there)
    names, old = _several(browser.page), browser.page
    rows = RecordRow.objects.count()
    _sent(browser, **_all(names, "1"))
    noted = RecordRow.objects.count()
    _sent(browser, old, **_all(names, "1"))
    assert RecordRow.objects.count() == noted > rows
    browser.send(do="back")
    assert _several(browser.page) == names
    record = browser.client.get(f"{browser.person}/record/file").json()
    taken = {row["corrects"] for row in record["corrections"]}
    assert {row.get("id") for row in record["answers"] if row["instrument"] == "phq9"} == taken


def test_somebody_may_be_asked_one_thing_at_a_time(there: There) -> None:
    browser = _page(there)
    browser.send(do="single")
    assert browser.choices
    assert _several(browser.page) == []
    browser.send(do="several")
    assert len(_several(browser.page)) > 2
