"""The workspace: two authors over one list, together or apart; nothing is lost when somebody else was quicker."""

import re

import msgspec
import pytest
from django.db import transaction
from django.utils import timezone

from tests.integration.site.people_there import There, acting
from tests.people.cast import MARIA
from waymark.demo.shifted import latest_day, shifted
from waymark.site.access.gate import person_gate
from waymark.site.audit.models import AuditRow
from waymark.site.keys.vault import open_for
from waymark.site.people.models import Person
from waymark.site.plans.actions import make_plan
from waymark.site.plans.keys import key_of
from waymark.site.plans.models import DecisionRow, Signature
from waymark.site.plans.selectors import plan_of
from waymark.site.plans.standing import read_plan
from waymark.site.records.actions import note_rows, receive_document
from waymark.site.records.parts import Part

HELD = "medicine:buprenorphine-xr-monthly:opioids"


@pytest.fixture
def living(there: There) -> There:
    """The person lives a whole invented life; a second version stands."""
    with transaction.atomic():
        gate = person_gate(acting(there.here, "counsellor"), there.here.somebody.public_id, "plan", "write", "test")
        life = shifted(MARIA, timezone.now().date() - latest_day(MARIA))
        receive_document(gate=gate, document=msgspec.json.encode(life))
        make_plan(gate=gate, language="en")
    return there


def text(answer: object) -> str:
    return answer.content.decode()  # type: ignore[attr-defined, no-any-return]


def base(there: There) -> str:
    return f"/people/{there.here.somebody.public_id}"


def hidden(page: str) -> dict[str, str]:
    """What the form of a page carries unseen."""
    return dict(re.findall(r'<input type="hidden" name="((?:mark|seen)[^"]*)" value="([^"]*)"', page))


def latest(there: There) -> str:
    return str(there.here.somebody.plans.order_by("-number")[0].public_id)


def goals(there: There) -> list[str]:
    version = there.here.somebody.plans.order_by("-number")[0]
    return [goal.id for goal in read_plan(plan_of(version)).goals]


def decided() -> list[tuple[str, str, str]]:
    """Every decision as item, author, what."""
    person = Person.objects.get(decision_rows__number=1)
    found = []
    for row in person.decision_rows.order_by("number"):
        opened = msgspec.json.decode(open_for(person.owner, bytes(row.sealed), f"decision {row.number}"))
        found.append((opened["item"], opened["author"], opened["decision"]))
    return found


def test_ticked_lines_are_agreed_one_by_one_for_both(living: There) -> None:
    client = living.client("counsellor")
    page = text(client.get(base(living) + "/workspace"))
    ids = goals(living)[:2]
    keys = [key_of(living.here.somebody, name) for name in ids]
    sent = hidden(page) | {"line": keys, "say": "agreed", "whose": "both"}
    for _ in range(2):
        answer = client.post(base(living) + "/workspace/say", sent)
        assert answer.status_code == 302
    assert decided() == [(name, who, "agreed") for name in ids for who in ("person", "clinician")]
    assert "agreed by both" in text(client.get(base(living)))
    assert AuditRow.objects.filter(action="plans.decide_on").count() == 4


def test_two_at_once_lose_nothing(living: There) -> None:
    """Both have the page open; the second to send sees what the first said, beside what they meant to say."""
    counsellor, person = living.client("counsellor"), living.client("person")
    name = goals(living)[0]
    key = key_of(living.here.somebody, name)
    pages = [text(client.get(base(living) + "/workspace")) for client in (counsellor, person)]
    assert (
        counsellor.post(base(living) + "/workspace/say", hidden(pages[0]) | {"say": f"agreed {key}"}).status_code == 302
    )
    late = person.post(base(living) + "/workspace/say", hidden(pages[1]) | {"say": f"declined {key}"})
    assert late.status_code == 422
    assert "Somebody moved this" in text(late)
    assert decided() == [(name, "clinician", "agreed")]
    again = person.post(base(living) + "/workspace/say", hidden(text(late)) | {"say": f"declined {key}"})
    assert again.status_code == 302
    assert decided()[-1] == (name, "person", "declined")


def test_a_line_typed_while_a_colleague_decided_keeps_what_was_typed(living: There) -> None:
    client = living.client("counsellor")
    name = goals(living)[0]
    line = f"{base(living)}/workspace/line/{key_of(living.here.somebody, name)}"
    mine = hidden(text(client.get(line))) | {
        "decision": "changed",
        "to_days": "20",
        "text": "smaller first",
        "whose": "mine",
    }
    other = hidden(text(client.get(line))) | {"decision": "agreed", "whose": "theirs"}
    assert client.post(line, other).status_code == 302
    late = client.post(line, mine)
    assert late.status_code == 422
    assert "smaller first" in text(late)
    assert client.post(line, mine | hidden(text(late))).status_code == 302
    assert decided() == [(name, "person", "agreed"), (name, "clinician", "changed")]


def test_every_answer_of_the_command_line_is_there(living: There) -> None:
    """Rest, set a rule aside, settle what is open, take back: each becomes the row that the command writes."""
    client, somebody = living.client("counsellor"), living.here.somebody
    goal = goals(living)[0]

    def answer(name: str, **given: str) -> None:
        line = f"{base(living)}/workspace/line/{key_of(somebody, name)}"
        page = text(client.get(line))
        if given["decision"] == "override":
            found = re.search(r'name="rule" value="([^"]+)"', page)
            assert found
            given["rule"] = found[1]
        if name == HELD:
            assert "Side by side" in page
            found = re.search(r'name="fact_0".*?<option value="([^"]+)"', page, re.DOTALL)
            assert found
            given["fact_0"] = found[1]
        sent = client.post(line, hidden(page) | given | {"whose": "mine"})
        assert sent.status_code == 302, text(sent)

    assert "Waits for one answer" in text(client.get(base(living)))
    answer(HELD, decision="settled", text="read in the letter")
    answer("level", decision="override", text="lives next door", reason="clinical-judgement")
    answer(goal, decision="paused", again="2030-01-01")
    answer(goal, decision="withdrawn")
    assert [(row[0].partition(":")[0], row[2]) for row in decided()] == [
        ("fact", "settled"), ("rule", "override"), ("goal", "paused"), ("goal", "withdrawn"),
    ]  # fmt: skip


def test_new_facts_meet_a_decision_and_nothing_is_lost(living: There) -> None:
    client, somebody = living.client("counsellor"), living.here.somebody
    line = f"{base(living)}/workspace/line/{key_of(somebody, 'level')}"
    page = text(client.get(line))
    assert client.post(line, hidden(page) | {"decision": "agreed", "whose": "both"}).status_code == 302
    row = {"at": timezone.now().date().isoformat(), "fact": "needs_nursing", "value": True}
    with transaction.atomic():
        gate = person_gate(acting(living.here, "counsellor"), somebody.public_id, "record", "write", "test")
        note_rows(gate=gate, parts=[Part("facts", msgspec.json.encode(row))], sent_as="later")
    assert "Stopped for safety" in text(client.get(base(living)))
    page = text(client.get(base(living) + "/workspace/meets"))
    assert page.index("When you decided") < page.index("What you decided") < page.index("What the facts say now")
    sent = hidden(page) | {"say": f"take {key_of(somebody, 'level')}", "whose": "both"}
    assert client.post(base(living) + "/workspace/meets", sent).status_code == 302
    assert [row[2] for row in decided()] == ["agreed", "agreed", "withdrawn", "withdrawn"]
    assert key_of(somebody, "level") not in text(client.get(base(living) + "/workspace/meets"))


def test_the_person_signs_on_this_device_before_a_witness(living: There) -> None:
    client, here = living.client("counsellor"), living.here
    address = f"{base(living)}/plan/{latest(living)}/sign/here"
    wrong = client.post(address, {"intent": "agrees", "signer": ""})
    assert wrong.status_code == 422
    assert "Write your name" in text(wrong)
    for _ in range(2):
        sent = {"intent": "agrees", "signer": "Ana Q.", "understood": "on"}
        assert client.post(address, sent).status_code == 302
    one = Signature.objects.get()
    assert (one.role, one.user_id, one.witness_id, one.method) == (
        "person",
        None,
        here.staff["counsellor"].pk,
        "same device",
    )
    assert b"Ana Q." not in bytes(one.sealed_said)
    assert "signed here, witness" in text(client.get(base(living)))
    assert living.client("person").get(address).status_code == 302


def test_words_become_a_goal_or_first_a_hand(living: There) -> None:
    client = living.client("counsellor")
    address = base(living) + "/workspace/goal"
    danger = client.post(address, {"words": "I want to kill myself tonight", "do": "check"})
    assert danger.status_code == 200
    assert "988" in text(danger)
    assert "Talk with somebody now" in text(danger)
    heard = text(client.post(address, {"words": "I want to sleep better", "do": "check"}))
    assert "still open" in heard
    before = Person.objects.get(pk=living.here.somebody.pk).rows
    sent = {"words": "I want to visit the sea with my brother Bo", "do": "keep", "mark": "m1"}
    for _ in range(2):
        assert client.post(address, sent).status_code == 302
    assert Person.objects.get(pk=living.here.somebody.pk).rows == before + 1
    assert [row[0].partition(":")[0] for row in decided()] == ["own"]
    assert "visit the sea" in text(client.get(base(living) + "/workspace"))


def test_why_why_not_and_what_if_store_nothing(living: There) -> None:
    client = living.client("counsellor")
    before = DecisionRow.objects.count(), Person.objects.get(pk=living.here.somebody.pk).rows
    for name in ("now", latest(living)):
        page = text(client.get(f"{base(living)}/plan/{name}/why"))
        line = re.search(r'href="([^"]+/why/[0-9a-f]{16})"', page)[1]  # type: ignore[index]
        assert client.get(line).status_code == 200
        told = text(client.post(f"{base(living)}/plan/{name}/why", {"why_not": "methadone"}))
        assert "Methadone" in told
        assert "<title>Why</title>" in told
    what = client.post(f"{base(living)}/plan/now/why", {"fact": "phq9.total", "value": "4"})
    assert what.status_code == 200
    wrong = client.post(f"{base(living)}/plan/now/why", {"fact": "phq9.total", "value": "purple"})
    assert wrong.status_code == 422
    assert (DecisionRow.objects.count(), Person.objects.get(pk=living.here.somebody.pk).rows) == before


def test_sheets_are_made_and_written_down(living: There) -> None:
    client = living.client("counsellor")
    address = f"{base(living)}/plan/{latest(living)}/print"
    assert client.get(address).status_code == 200
    for sheet in ("person", "full", "card"):
        made = client.get(address, {"sheet": sheet, "lang": "en"})
        assert made.content.startswith(b"%PDF")
    discreet = client.get(address, {"sheet": "card", "lang": "es", "discreet": "on"})
    assert discreet.content.startswith(b"%PDF")
    assert "plan" not in discreet["Content-Disposition"]
    assert client.get(address, {"sheet": "full", "lang": "en", "discreet": "on"}).status_code == 422
    nothing = client.get(address, {"sheet": "person", "lang": "en", "going": "on"})
    assert nothing.status_code == 422
    assert "There is nothing to tell yet of how it goes" in text(nothing)
    assert AuditRow.objects.filter(action="plans.export_sheet").count() == 4


def test_a_whole_part_is_agreed_on_with_one_tick_and_signed_right_after(living: There) -> None:
    client = living.client("counsellor")
    page = text(client.get(f"{base(living)}/workspace"))
    assert re.search(r'name="group" value="goals"(?! checked)', page)
    assert 'name="group" value="later"' not in page, "nobody agrees to what is folded away"
    answer = client.post(
        f"{base(living)}/workspace/say", {**hidden(page), "say": "agreed", "group": "goals", "whose": "both"}
    )
    assert "said=decided_lines" in answer["Location"]
    assert decided() == [(goal, who, "agreed") for goal in goals(living) for who in ("person", "clinician")]
    again = text(client.get(f"{base(living)}/workspace"))
    assert 'name="group" value="goals"' not in again, "all of it is agreed on"
    form = re.search(r'<form method="post" action="([^"]*/plan)" class="next">.*?</form>', again, re.DOTALL)
    assert form
    there = client.post(form[1], {"then": "sign", **hidden(form[0])})["Location"]
    assert there == f"{base(living)}/plan/{latest(living)}/sign/here"
    said = {"intent": "agrees", "signer": "Ana", "understood": "on", **hidden(text(client.get(there)))}
    mine = client.post(there, said)["Location"]
    assert mine == f"{base(living)}/plan/{latest(living)}/sign?said=signed"
    client.post(mine, {"intent": "agrees", **hidden(text(client.get(mine)))})
    assert list(Signature.objects.order_by("pk").values_list("role", flat=True)) == ["person", "counsellor"]


def test_a_line_that_somebody_said_no_to_is_in_no_part_that_is_agreed_on(living: There) -> None:
    client = living.client("counsellor")
    page = text(client.get(f"{base(living)}/workspace"))
    key = key_of(living.here.somebody, goals(living)[0])
    client.post(f"{base(living)}/workspace/say", {**hidden(page), "say": f"declined {key}", "whose": "theirs"})
    page = text(client.get(f"{base(living)}/workspace"))
    client.post(f"{base(living)}/workspace/say", {**hidden(page), "say": "agreed", "group": "goals", "whose": "both"})
    assert (goals(living)[0], "person", "agreed") not in decided()
    assert (goals(living)[1], "person", "agreed") in decided()


def test_medicines_to_choose_from_are_not_agreed_to_all_at_once(living: There) -> None:
    page = text(living.client("counsellor").get(f"{base(living)}/workspace"))
    assert 'id="g-medicines"' in page
    assert 'name="group" value="help"' in page
    assert 'name="group" value="medicines"' not in page


def test_lines_both_agreed_on_fold_away_and_stand_in_sight_where_they_are_signed(living: There) -> None:
    client = living.client("counsellor")
    page = text(client.get(f"{base(living)}/workspace"))
    title = re.search(r'id="g-goals".*?<strong>([^<]+)</strong>', page, re.DOTALL)
    assert title
    client.post(f"{base(living)}/workspace/say", {**hidden(page), "say": "agreed", "group": "goals", "whose": "both"})
    page = text(client.get(f"{base(living)}/workspace"))
    goals_part = page[page.index('id="g-goals"') :].partition("</section>")[0]
    assert goals_part.index("<details") < goals_part.index(title[1])
    client.post(f"{base(living)}/plan", hidden(page))
    signing = text(client.get(f"{base(living)}/plan/{latest(living)}/sign/here"))
    assert title[1] in signing
    assert "<details" not in signing


def test_one_press_makes_one_signature(living: There) -> None:
    client, here = living.client("counsellor"), living.here
    address = f"{base(living)}/plan/{latest(living)}/sign"
    sent = {"intent": "agrees", "signer": "Ana Q.", "understood": "on", "also": "on"}
    assert client.post(f"{address}/here", sent)["Location"] == f"{address}?said=signed"
    theirs = Signature.objects.get()
    assert (theirs.role, theirs.user, theirs.witness) == ("person", None, here.staff["counsellor"])
    # Who read it with the person finds it folded; whoever else signs sees every line.
    assert "<details" in text(client.get(address))
    assert "<details" not in text(living.client("supervisor").get(address))
    assert client.post(address, {"intent": "agrees"}).status_code == 302
    mine = Signature.objects.get(role="counsellor")
    assert (mine.user, mine.witness, mine.method) == (here.staff["counsellor"], None, "signed in")
