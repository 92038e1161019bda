"""Explaining a plan in a warm process, beside common-expression-language on the plan's own conditions, in one run.

The bar is on the whole explanation: every line with its facts, rules and sources, and the flip sets of every fact and
critical value (which conditions would turn). What it takes to prove changes on the lines themselves stands beside it.
Processor time is compared: what runs beside it then counts little. Needs the dependency group `bench`.

    python -m bench.explaining [persons] [rounds]
"""

import sys
import time
from collections.abc import Callable
from statistics import median
from typing import Any

import msgspec

from bench.whole_plan import Peer
from waymark.demo.people import make_people
from waymark.knowledge.release import load_release
from waymark.planning.compose import Documents, write
from waymark.planning.explaining.changes import Changes, what_would_change, would_change_all
from waymark.planning.explaining.explain import explain_all
from waymark.planning.explaining.turned import turned
from waymark.planning.outline import outlined
from waymark.planning.plan import Plan
from waymark.planning.prepare import prepare
from waymark.planning.situation import Situation, read_situation
from waymark.record.reading import read_person

BAR = 40
PEER = "peer: its answers to the conditions"
WHOLE = "whole explanation: facts, rules, sources, flip sets"


def main() -> None:
    persons = int(sys.argv[1]) if len(sys.argv) > 1 else 20
    rounds = int(sys.argv[2]) if len(sys.argv) > 2 else 3
    release = load_release()
    prepared = prepare(release)
    situations: list[Situation] = []
    for made in make_people(persons, seed=11):
        raw = msgspec.json.encode(made)
        situations.append(read_situation(prepared, Documents(person=read_person(raw, "person"), record=raw)))
    plans: list[Plan] = [write(situation) for situation in situations]
    peer = Peer(release)
    plain = [peer.context({**s.known.values, **release.program.values(s.known.values)}) for s in situations]
    one_line = [list(Changes(s).lines) for s in situations]
    jobs: dict[str, Callable[[int], Any]] = {
        PEER: lambda i: peer.flat(plain[i]),
        WHOLE: lambda i: (list(explain_all(plans[i])), turned(situations[i])),
        "  of it the flip sets": lambda i: turned(situations[i]),
        "the plan of one change, without texts": lambda i: outlined(situations[i]),
        "one line proved: level of care": lambda i: what_would_change(situations[i], "level"),
        "one line proved: a medicine": lambda i: what_would_change(situations[i], _first(one_line[i], "medicine:")),
        "one line proved: an intervention": lambda i: what_would_change(
            situations[i], _first(one_line[i], "intervention:")
        ),
        "every line proved on the line": lambda i: would_change_all(situations[i]),
    }
    times: dict[str, list[float]] = {label: [] for label in jobs}
    for round_ in range(rounds + 1):
        for label, job in jobs.items():
            for i in range(persons):
                start = time.process_time()
                job(i)
                if round_:
                    times[label].append(time.process_time() - start)
    base = median(times[PEER])
    print(f"{len(release.conditions)} conditions, {persons} persons, {rounds} rounds, medians")
    for label, found in times.items():
        print(f"  {label:<52} {median(found) * 1e3:9.3f} ms {median(found) / base:8.1f} times the peer")
    print(f"  bar for the whole explanation: at most {BAR} times; here {median(times[WHOLE]) / base:.1f}")


def _first(lines: list[str], kind: str) -> str:
    return next((line for line in lines if line.startswith(kind)), "level")


if __name__ == "__main__":
    main()
