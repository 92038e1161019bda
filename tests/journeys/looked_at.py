"""Which pages the journeys look at with axe, in both languages and themes, at 320 px and at 1280; and why the rest is
no page. `tests/integration/site/test_pages_looked_at.py` holds this to the table of addresses."""

from collections.abc import Mapping
from typing import Any

__all__ = ["IN_INTERVIEWS", "NO_PAGE", "OF_AN_ACCOUNT", "pages"]

# What `interview.mjs` and `account.mjs` meet on their way, by the names of addresses. Of the first the paths stand here
# too: it tells of one that it did not look at.
IN_INTERVIEWS = {
    "interview-ask": "/interview/ask$",
    "interview-form": "/interview/form$",
    "interview-paper": "/interview/paper$",
    "answer": "^/answer/",
    "answering": "^/answering$",
    "answer-closed": "^/answering/closed$",
}
OF_AN_ACCOUNT = (
    "account", "sessions", "password", "second-factors", "add-app", "add-passkey", "recovery-codes", "invitation",
    "sign-in-second",
)  # fmt: skip
# Addresses that never answer with a page of their own.
NO_PAGE = {
    "a button": (
        "account-language", "check-up", "come-back", "discard-draft", "end-other-sessions", "end-session",
        "interview-begin", "interview-pause", "join-group", "join-team", "leave-group", "leave-team", "make-plan",
        "more-sessions", "own-part-end", "reopen-episode", "review-looked", "say-lines", "send-message", "sign-off",
        "withdraw-invitation",
    ),
    "a file": ("record-file", "record-archive", "document", "read-feed"),
    "for machines": ("health", "metrics"),
    "a way to another page": ("home",),
}  # fmt: skip


def pages(told: Mapping[str, Any]) -> dict[str, list[str]]:
    person = f"/people/{told['person']}"
    plan = f"{person}/plan/{told['version']}"
    both = [person, f"{person}/record", f"{person}/documents", f"{person}/team", f"{person}/contact", plan]
    work, line = f"{person}/workspace", told["line"]
    both += [f"{plan}/changes", f"{plan}/sign", f"{plan}/print", f"{plan}/why", f"{person}/plan/now/why/{line}"]
    both += [work, f"{work}/line/{line}", f"{work}/meets", f"{work}/goal"]
    goes, move = f"{person}/progress", f"{person}/move"
    both += [goes, f"{goes}/counts", f"{goes}/change/{told['change']}", f"{person}/after-use", move]
    note = f"{person}/record/note"
    return {
        "nobody": ["/gallery", "/sign-in", told["reset"]],
        "counsellor": [
            "/work", f"{person}/sessions", f"{person}/sessions/new", f"{person}/counselling",
            f"{person}/work/{told['entry']}/later",
            "/calendar", "/calendar/groups/new", f"/calendar/groups/{told['meeting']}", "/calendar/feed",
            f"{person}/appointments", f"{person}/appointments/new", f"{person}/appointments/{told['appointment']}",
            f"{person}/rewards", f"{person}/rewards/new", f"{person}/rewards/{told['reward']}/test",
            f"{person}/rewards/{told['reward']}/hand", f"{person}/interview", f"{person}/interview/forms",
            f"{person}/messages", f"{person}/meetings", f"{person}/meetings/new", f"{person}/meetings/ask",
            f"{person}/steps/{told['step']}", f"{person}/sessions/{told['note']}/amend",
            f"{person}/documents/{told['document_id']}/withdraw", f"{person}/counselling/{told['remark']}",
            f"{goes}/talk", f"{person}/invite", "/account/role", "/account/drafts", f"/account/drafts/{told['draft']}",
            f"/account/second-factors/{told['factor']}/remove",
            "/people", "/people/new", *both, f"{person}/identity", f"{person}/ending",
            f"{person}/record/add", note, f"{note}?find=home", f"{note}?what=fact:homeless", f"{note}?what=fact:age",
            f"{person}/documents/add", f"{plan}/sign/here",
            f"{goes}/signal/{told['signal']}", f"{move}/prepare", f"{move}/arrange",
            f"{person}/interview/own?about=check_in", f"{goes}?as-of={told['yesterday']}",
        ],
        "person": [*both, f"{person}/seen", f"{person}/sessions", f"{person}/appointments", f"{person}/meetings"],
        "privacy_officer": ["/emergencies", f"/emergencies/{told['access']}", f"{person}/seen", "/lately"],
        "nurse": [f"{person}/emergency"],
        "supervisor": [
            "/oversight", "/oversight/rewards", "/work", "/staff", "/staff/invite", f"/staff/{told['member']}/end",
            f"/staff/{told['member']}/reset",
        ],
        "case_manager": [f"{person}/meetings/{told['opinion']}/answer"],
    }  # fmt: skip
