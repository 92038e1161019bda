"""Forms on paper: printed, and entered at once with what is missing said."""

import pytest

from tests.integration.site.held_there import somebody_new
from tests.integration.site.people_there import There
from waymark.site.interviews.models import SafetyReview
from waymark.site.plans.library import library

ITEMS = [item.id for item in library().instruments["phq9"].items]


def filled(value: str = "1", **other: str) -> dict[str, str]:
    sheet = {f"item {name}": value for name in ITEMS} | {f"item {name}": said for name, said in other.items()}
    return sheet | {"at": "2026-11-02", "author": "person"}


def test_a_sheet_is_entered_at_once(there: There) -> None:
    client = there.client("counsellor")
    person = somebody_new(client)
    assert "PHQ-9" in client.get(f"{person}/interview/forms").content.decode()
    answer = client.post(f"{person}/interview/form?form=phq9", filled("1", item_2="-", mark="m"))
    assert answer.status_code == 302, answer.content.decode()
    row = client.get(f"{person}/record/file").json()["answers"][0]
    assert row["items"] == {name: "declined" if name == "item_2" else 1 for name in ITEMS}
    assert (row["at"], row["author"], row["mode"]) == ("2026-11-02", "person", "paper")
    assert "closed" not in row


def test_what_has_no_answer_is_said_and_kept_as_missing(there: There) -> None:
    client = there.client("counsellor")
    person = somebody_new(client)
    sheet = filled("1", item_4="", item_7="")
    answer = client.post(f"{person}/interview/form?form=phq9", sheet)
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "No answer for 4, 7." in page
    assert page.count('value="1"') >= len(ITEMS) - 2
    assert client.post(f"{person}/interview/form?form=phq9", sheet | {"gaps": "on"}).status_code == 302
    items = client.get(f"{person}/record/file").json()["answers"][0]["items"]
    assert [name for name, value in items.items() if value == "missing"] == ["item_4", "item_7"]


@pytest.mark.parametrize(
    ("sent", "says"),
    [
        ({"item_3": "7"}, "It takes 0 / 1 / 2 / 3."),
        ({"item_3": "two"}, "It takes 0 / 1 / 2 / 3."),
        (dict.fromkeys(ITEMS, ""), "Nothing is filled in yet."),
    ],
)
def test_what_no_item_takes_is_told_beside_it(there: There, sent: dict[str, str], says: str) -> None:
    client = there.client("counsellor")
    person = somebody_new(client)
    answer = client.post(f"{person}/interview/form?form=phq9", filled("2", **sent))
    assert answer.status_code == 422
    assert says in answer.content.decode()
    assert "answers" not in client.get(f"{person}/record/file").json()


def test_a_dangerous_sheet_raises_its_review(there: There) -> None:
    client = there.client("counsellor")
    person = somebody_new(client)
    sheet = filled("0", item_9="3") | {"at": there.here.somebody.registered_at.date().isoformat()}
    answer = client.post(f"{person}/interview/form?form=phq9", sheet, follow=True)
    assert "Look at this now" in answer.content.decode()
    assert SafetyReview.objects.filter(person__public_id=person.rpartition("/")[2], alone=False).count() == 1


@pytest.mark.parametrize("language", ["en", "es"])
def test_every_form_can_be_printed_and_opened(there: There, language: str) -> None:
    from waymark.site.interviews.entry_forms import EntryForm

    for instrument in library(language).instruments.values():
        form = EntryForm(language=language, instrument=instrument, pack=None, today=there.here.somebody.registered_at)
        assert len(form.items) == len(instrument.items)
    client = there.client("counsellor")
    page = client.get(f"/people/{there.here.somebody.public_id}/interview/paper?form=phq9").content.decode()
    assert page.count('class="circle"') == 4 * len(ITEMS)
    assert "Ana" not in page.partition('<ol class="paper">')[2]
    assert client.get(f"/people/{there.here.somebody.public_id}/interview/form?form=none").status_code == 302
