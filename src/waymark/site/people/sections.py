"""What other rooms put on the page of one person: each a template and what it shows, in the order of the page.

A room adds one line here. `place`: the row under the plan (`beside`), or a link in the line of papers (`papers`).
`content` is asked through the gate that opened the page; None where this reader gets nothing, or there is nothing.
"""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, Literal

import msgspec

from waymark.site.access.gate import Gate
from waymark.site.appointments.beside import papers_of_appointments
from waymark.site.interviews.sittings import papers_of_interview
from waymark.site.meetings.beside import papers_of_meetings
from waymark.site.messages.beside import papers_of_messages
from waymark.site.notes.beside import papers_of_sessions
from waymark.site.rewards.beside import papers_of_rewards
from waymark.site.worklist.beside import due_beside

__all__ = ["SECTIONS", "Place", "Section", "sections_of", "sections_then"]

Place = Literal["beside", "papers"]


class Section(msgspec.Struct, frozen=True):
    """`template` gets what `content` returned, beside what the page knows."""

    place: Place
    template: str
    content: Callable[[Gate], Mapping[str, Any] | None]


SECTIONS: tuple[Section, ...] = (
    Section("beside", "worklist/beside.html", due_beside),
    Section("papers", "interviews/papers.html", papers_of_interview),
    Section("papers", "notes/papers.html", papers_of_sessions),
    Section("papers", "appointments/papers.html", papers_of_appointments),
    Section("papers", "messages/papers.html", papers_of_messages),
    Section("papers", "meetings/papers.html", papers_of_meetings),
    Section("papers", "rewards/papers.html", papers_of_rewards),
)


def sections_then(gate: Gate, past: date) -> list[tuple[str, Mapping[str, Any]]]:
    """The sections that can tell of a past day: what was due then."""
    due = due_beside(gate, past)
    return [] if due is None else [("worklist/beside.html", due)]


def sections_of(gate: Gate, place: Place) -> list[tuple[str, Mapping[str, Any]]]:
    """The sections of one place that have something to show."""
    found = []
    for section in SECTIONS:
        if section.place == place:
            content = section.content(gate)
            if content is not None:
                found.append((section.template, content))
    return found
