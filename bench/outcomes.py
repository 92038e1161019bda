"""All 62 published outcomes for many people: the columnar engine beside the plain loop over weeks, in one run.

The words are those of the trial participants, repeated, where WAYMARK_DATA names them, and drawn ones, all different:
the engine computes a word that many share once.
The plain loop, the oracle of the tests, runs over a part and is scaled up; that both give the same is checked.

    python -m bench.outcomes [people]
"""

import os
import random
import sys
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

from waymark.evidence.outcomes.columnar import outcomes
from waymark.evidence.outcomes.definitions import COLUMNS
from waymark.evidence.outcomes.plain import Value, measured
from waymark.evidence.words import SYMBOLS

ROUNDS = 5
# People the plain loop is timed on.
PART = 2508


def trial_words() -> list[str]:
    """The current weekly words of the participants; empty where the data are not at hand."""
    folder = Path(os.environ.get("WAYMARK_DATA", "")) / "ctn0094"
    if not (folder / "tables").is_dir():
        return []
    from waymark.exchange.ctn0094.courses import read_courses

    return [person.tested.word for person in read_courses(folder, lambda: None).values()]


def drawn_words(number: int) -> list[str]:
    """Different words of 24 weeks in which a week mostly is as the one before."""
    draw = random.Random(1)
    words = []
    for _ in range(number):
        word = draw.choice(SYMBOLS[:4])
        while len(word) < 24:
            word += word[-1] if draw.random() < 0.7 else draw.choice(SYMBOLS[:4])
        words.append(word)
    return words


def timed(job: Callable[[], object], rounds: int) -> tuple[float, float]:
    """Median seconds by the clock and of the processors; what runs beside counts little in the second."""
    found = []
    for _ in range(rounds):
        clock, processors = time.perf_counter(), time.process_time()
        job()
        found.append((time.perf_counter() - clock, time.process_time() - processors))
    return median(clock for clock, _ in found), median(processors for _, processors in found)


def compare(kind: str, words: list[str]) -> None:
    part = words[:PART]
    plain: dict[str, list[Value]] = {}

    def loop() -> None:
        plain.update({column.name: [measured(column.measure, word) for word in part] for column in COLUMNS})

    scale = len(words) / len(part)
    loop_clock, loop_processors = (seconds * scale for seconds in timed(loop, 1))
    frame = outcomes(part)
    agree = all(frame[name].to_list() == values for name, values in plain.items())
    clock, processors = timed(lambda: outcomes(words), ROUNDS)
    print(f"  {kind}: {len(words)} people, {len(set(words))} different words, {len(COLUMNS)} columns")
    print(f"    by the clock:  columnar {clock:6.2f} s, plain loop {loop_clock:6.1f} s: {loop_clock / clock:.0f} times")
    print(f"    of processors: columnar {processors:6.2f} s, plain loop {loop_processors:6.1f} s:", end=" ")
    print(f"{loop_processors / processors:.0f} times (the loop timed on {len(part)} people)")
    print(f"    both give the same: {'yes' if agree else 'NO'}")


def main() -> None:
    number = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    outcomes(["-"])
    if words := trial_words():
        compare("trial participants, repeated", (words * (number // len(words) + 1))[:number])
    else:
        print("  the trial data are not at hand (WAYMARK_DATA): drawn words only")
    compare("drawn words, all different", drawn_words(number))


if __name__ == "__main__":
    main()
