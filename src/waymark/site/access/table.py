"""The declared table: who may do what with which content, and on what basis. Code, docs and tests are made from it.

What stands here is a project default that follows 42 CFR 2.12(c)(3) (staff of the programme with a need), 2.13
(minimum necessary), 2.23 (own access), 2.31(b) (counselling notes apart), 2.51 (emergency); a site reads and changes it
with its counsel.
"""

from typing import Literal, get_args

import msgspec

__all__ = ["ACTIONS", "CONTENTS", "GRANTS", "RELATIONS", "ROLES", "Action", "Content", "Grant", "Relation", "Role"]

Role = Literal[
    "counsellor",
    "prescriber",
    "nurse",
    "case_manager",
    "peer",
    "supervisor",
    "manager",
    "privacy_officer",
    "auditor",
    "person",
    "supporter",
]
# directory: that somebody is here and how they are called. identity: names, birth, gender. contact: how and when to
# reach them. record: what was noted. interview: asking, and what is raised by an answer. answers: the person's own part
# of an interview, answered alone. notes: counselling notes, kept apart. emergency: broken glass and its review.
# work: what is due. sessions: what was done together, tied to the plan. appointments: times with them.
# calendar: one's own days, and the groups one leads. messages: of the team. meetings: conferences, second opinions.
# oversight: load, plans that wait, rules that were set aside. rewards: for tests, with their ledger.
Content = Literal[
    "directory",
    "identity",
    "contact",
    "record",
    "interview",
    "answers",
    "plan",
    "notes",
    "documents",
    "work",
    "sessions",
    "appointments",
    "calendar",
    "messages",
    "meetings",
    "oversight",
    "rewards",
    "care_team",
    "emergency",
    "audit",
    "accounts",
    "operations",
]
Action = Literal["read", "write", "sign", "export"]
# self: their own record. care: on the care team today. programme: works in the programme. emergency: broke the glass
# and the time has not run out. consent: somebody a consent names.
Relation = Literal["self", "care", "programme", "emergency", "consent"]

ROLES: tuple[Role, ...] = get_args(Role)
CONTENTS: tuple[Content, ...] = get_args(Content)
ACTIONS: tuple[Action, ...] = get_args(Action)
RELATIONS: tuple[Relation, ...] = get_args(Relation)


class Grant(msgspec.Struct, frozen=True):
    """Whoever has one of `roles` and stands in `relation` to the person may do `actions` with `contents`."""

    roles: tuple[Role, ...]
    relation: Relation
    contents: tuple[Content, ...]
    actions: tuple[Action, ...]
    basis: str


_NEED = "42 CFR 2.12(c)(3): staff of the programme with a need"
_LEAST = "42 CFR 2.13: the least that the purpose needs"
_OWN = "42 CFR 2.23: own access"
_EMERGENCY = "42 CFR 2.51: medical emergency"
_OVERSIGHT = "42 CFR 2.16, 45 CFR 164.308: security and oversight"
_TREATING: tuple[Role, ...] = ("counsellor", "prescriber", "nurse", "case_manager")

GRANTS: tuple[Grant, ...] = (
    # Whoever registers people has to see that somebody is registered already.
    Grant((*_TREATING, "supervisor"), "programme", ("directory",), ("read", "write"), _LEAST),
    Grant(("peer", "manager", "privacy_officer"), "programme", ("directory",), ("read",), _LEAST),
    # The care team.
    Grant(
        _TREATING,
        "care",
        ("identity", "contact", "record", "interview", "plan", "documents"),
        ("read", "write"),
        _NEED,
    ),
    Grant(_TREATING, "care", ("record", "plan"), ("export",), _NEED),
    Grant(("counsellor", "prescriber"), "care", ("plan",), ("sign",), _NEED),
    Grant((*_TREATING, "peer"), "care", ("care_team",), ("read",), _NEED),
    Grant(("counsellor",), "care", ("care_team",), ("write",), _NEED),
    # Inviting whom they care for to their own page, and nobody else.
    Grant(("counsellor",), "care", ("accounts",), ("write",), _OWN),
    Grant(("counsellor",), "care", ("notes",), ("read", "write"), "42 CFR 2.31(b): the counsellor's own notes"),
    # The list holds only people one cares for; a supervisor looks after what is late in the programme.
    Grant((*_TREATING, "supervisor"), "programme", ("work",), ("read",), _NEED),
    Grant(_TREATING, "care", ("work",), ("write",), _NEED),
    Grant(_TREATING, "care", ("sessions", "appointments", "messages", "meetings"), ("read", "write"), _NEED),
    Grant(("peer",), "care", ("messages",), ("read", "write"), _LEAST),
    Grant(("supervisor",), "programme", ("sessions", "appointments", "messages", "meetings"), ("read",), _NEED),
    Grant(("supervisor",), "programme", ("messages",), ("write",), _NEED),
    Grant(("supervisor",), "programme", ("oversight",), ("read", "write"), _OVERSIGHT),
    Grant(_TREATING, "care", ("rewards",), ("read", "write"), _NEED),
    Grant(("supervisor",), "programme", ("rewards",), ("read",), _OVERSIGHT),
    Grant(("person",), "self", ("rewards",), ("read",), _OWN),
    # One's own days, and the groups one leads; whose names stand there is asked for each person.
    Grant(_TREATING, "programme", ("calendar",), ("read", "write"), _LEAST),
    Grant(("peer",), "care", ("identity", "contact", "plan"), ("read",), _LEAST),
    # Supervision: of the whole programme, without the counselling notes.
    Grant(
        ("supervisor",),
        "programme",
        ("identity", "contact", "record", "interview", "plan", "documents", "care_team", "emergency"),
        ("read",),
        _NEED,
    ),
    Grant(("supervisor",), "programme", ("care_team", "accounts"), ("read", "write"), _NEED),
    Grant(("supervisor",), "programme", ("plan",), ("sign",), _NEED),
    # Running the programme needs nobody's record.
    Grant(("manager",), "programme", ("accounts", "operations"), ("read", "write"), _LEAST),
    Grant(("privacy_officer",), "programme", ("audit", "emergency"), ("read", "write"), _OVERSIGHT),
    Grant(("privacy_officer",), "programme", ("audit",), ("export",), _OVERSIGHT),
    Grant(("auditor",), "programme", ("audit",), ("read",), _OVERSIGHT),
    # A life may hang on it: read, for a while, with a reason, and somebody looks at it afterwards.
    Grant(
        (*_TREATING, "supervisor"),
        "emergency",
        ("identity", "contact", "record", "plan", "documents", "sessions", "care_team"),
        ("read",),
        _EMERGENCY,
    ),
    Grant(_TREATING, "programme", ("emergency",), ("write",), _EMERGENCY),
    # Their own.
    Grant(
        ("person",),
        "self",
        (
            "identity",
            "record",
            "plan",
            "documents",
            "sessions",
            "appointments",
            "messages",
            "meetings",
            "care_team",
            "audit",
        ),
        ("read",),
        _OWN,
    ),
    Grant(("person",), "self", ("contact",), ("read", "write"), _OWN),
    Grant(("person",), "self", ("answers",), ("write",), _OWN),
    Grant(("person",), "self", ("plan",), ("write", "sign"), _OWN),
    Grant(("person",), "self", ("record", "plan"), ("export",), _OWN),
)
