"""The next question, beside common-expression-language on the plan's own conditions, in one run.

Interviews are held with whole persons. Timed is what happens between an answer and the next question: noting the
answer, what is known now, which open rules can still change a line, the vote, the words. The peer answers the
conditions once for the same person and the same facts, and nothing else. Needs the dependency group `bench`.

    python bench/next_question.py [persons] [rounds]
"""

import sys
import time
from statistics import median, quantiles
from typing import Any

import msgspec

from bench.whole_plan import Peer
from waymark.demo.whole import UNKNOWN, Truth, make_wholes
from waymark.knowledge.release import load_release
from waymark.planning.asking.interview import begin
from waymark.planning.asking.steps import Done, Question, Tell, Value
from waymark.planning.prepare import Prepared, prepare
from waymark.planning.situation import Documents
from waymark.record.documents.common import Interval
from waymark.record.documents.person import Person

# Every so many questions the peer is timed on what is known then.
EVERY = 10
BAR = 10


def true_answer(truth: Truth, question: Question) -> Value:
    if question.kind == "item":
        said = truth.of_item(question.instrument or "", question.substance, question.item or "")
        return UNKNOWN if said == "missing" else said
    if question.kind == "check":
        return tuple(fact for fact in question.facts if truth.of_fact(fact) is True)
    value = truth.of_fact(question.facts[0])
    return value if isinstance(value, bool | int | float | str) else Interval(**value)


def hold(prepared: Prepared, truth: Truth, peer: Peer) -> tuple[list[float], list[float]]:
    """Seconds for each next question, and for the peer now and then."""
    release = prepared.release
    person = msgspec.convert(truth.begin, Person)
    going = begin(prepared, Documents(person=person, record=b""), truth.day, go_on=True, lists=())
    ours: list[float] = []
    theirs: list[float] = []
    step: Any = going.next()
    while not isinstance(step, Done):
        answer: Any = None if isinstance(step, Tell) else true_answer(truth, step)
        start = time.perf_counter()
        going = going.told(step) if isinstance(step, Tell) else going.answer(step, answer)
        step = going.next()
        ours.append(time.perf_counter() - start)
        if len(ours) % EVERY == 0:
            plain = peer.context({**going.values, **release.program.values(going.values)})
            start = time.perf_counter()
            peer.flat(plain)
            theirs.append(time.perf_counter() - start)
    return ours, theirs


def main() -> None:
    persons = int(sys.argv[1]) if len(sys.argv) > 1 else 8
    rounds = int(sys.argv[2]) if len(sys.argv) > 2 else 2
    release = load_release()
    prepared, peer = prepare(release), Peer(release)
    truths = list(make_wholes(persons, 61, release))
    hold(prepared, truths[0], peer)
    ours: list[float] = []
    theirs: list[float] = []
    for _ in range(rounds):
        for truth in truths:
            one, other = hold(prepared, truth, peer)
            ours += one
            theirs += other
    middle, base = median(ours), median(theirs)
    slow = quantiles(ours, n=20)[-1]
    print(f"{len(release.conditions)} conditions, {persons} persons, {rounds} rounds, {len(ours) // rounds} questions")
    print(f"  answer and next question: median {middle * 1e3:.2f} ms, 95 % under {slow * 1e3:.2f} ms")
    print(f"  peer on the conditions:   median {base * 1e3:.2f} ms")
    print(f"  next question / peer: {middle / base:.1f} (bar: at most {BAR})")


if __name__ == "__main__":
    main()
