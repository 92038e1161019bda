"""How it goes for one person as pages show it: what the road says of the record today, or of a past day."""

from collections import OrderedDict
from collections.abc import Mapping
from datetime import date
from threading import Lock

import msgspec

from waymark.planning.situation import read_situation
from waymark.progress.made import words_on
from waymark.progress.report import Progress
from waymark.progress.signals import usefulness
from waymark.progress.walk import Walk
from waymark.progress.walking import look_at
from waymark.record.documents.decisions import Decision
from waymark.site.access.gate import Gate
from waymark.site.days import end_of
from waymark.site.keys.vault import keys_of
from waymark.site.plans.library import library, prepared
from waymark.site.plans.selectors import last_decision_of, reach_by
from waymark.site.plans.standing import documents_of
from waymark.site.walking.known import Walked, walked_by

__all__ = ["Going", "going_of", "walk_of"]

# People whose course was looked at last by this process: the people of a few counsellors.
_MOST_KNOWN = 128


class Going(msgspec.Struct, frozen=True):
    """`progress`: as the command line tells it. `said`: of every change the last word of each author.
    `useful`: of every signal how often it helped, did not, or was put aside. `day`: the day it speaks of."""

    progress: Progress
    said: Mapping[str, Mapping[str, Decision]]
    useful: Mapping[str, Mapping[str, int]]
    day: date


def going_of(gate: Gate, language: str, past: date | None = None) -> Going | None:
    """How it goes today; `past`: as it was shown at the end of that day. None while nothing is noted.

    Raises RecordError.
    """
    person, offers = gate.about, gate.acting.programme.offers
    day = past or gate.acting.day
    if past is None:
        rows, decided = person.rows, last_decision_of(person)
    else:
        _, rows, decided = reach_by(person, end_of(past))
    if not rows:
        return None
    key = keys_of([person.owner])[person.owner]
    walked = walked_by(person, None if past is None else end_of(past))
    made_from = (key, person.pk, rows, decided, day, language, library(language).id, offers, walked.key)
    found = _known.get(made_from)
    if found is None:
        found = _known.put(made_from, _told(_walk(gate, language, past, walked), day))
    return found


def walk_of(gate: Gate, language: str, past: date | None = None) -> Walk:
    """Somebody on their way, for what a page shows and what an action needs. Raises RecordError."""
    return _walk(gate, language, past, walked_by(gate.about, None if past is None else end_of(past)))


def _walk(gate: Gate, language: str, past: date | None, walked: Walked) -> Walk:
    offers = gate.acting.programme.offers
    documents = documents_of(gate.about, offers, language, None if past is None else end_of(past))
    # Where a record counts days, today is the latest of them.
    day = past or gate.acting.day
    at = day.isoformat() if documents.person.anchor is None else None
    return Walk(read_situation(prepared(language, offers), documents, at), also=walked.also(gate.about))


def _told(walk: Walk, day: date) -> Going:
    return Going(look_at(walk), words_on(walk), usefulness(walk.situation.stand.log), day)


class _Known:
    """What was worked out last, in the memory of this process alone."""

    def __init__(self) -> None:
        self._found: OrderedDict[tuple[object, ...], Going] = OrderedDict()
        self._lock = Lock()

    def get(self, made_from: tuple[object, ...]) -> Going | None:
        with self._lock:
            found = self._found.get(made_from)
            if found is not None:
                self._found.move_to_end(made_from)
        return found

    def put(self, made_from: tuple[object, ...], found: Going) -> Going:
        with self._lock:
            self._found[made_from] = found
            if len(self._found) > _MOST_KNOWN:
                self._found.popitem(last=False)
        return found


_known = _Known()
