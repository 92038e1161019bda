"""All 62 published outcomes for many people: the columnar engine beside the plain loop over weeks, in one run.

The words are those of the trial participants, repeated, where WAYMARK_DATA names them, and drawn ones, all different.
The plain loop, the oracle of the tests, runs over a part and is scaled up; that both give the same is checked.

    python -m bench.outcomes [people]
"""

import os
import random
import sys
import time
from pathlib import Path
from statistics import median

from waymark.evidence.outcomes.columnar import outcomes
from waymark.evidence.outcomes.definitions import COLUMNS
from waymark.evidence.outcomes.plain import measured
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


def seconds_of(words: list[str]) -> float:
    """Median time of the engine, from a list of words to all columns."""
    times = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        outcomes(words)
        times.append(time.perf_counter() - start)
    return median(times)


def compare(kind: str, words: list[str]) -> None:
    part = words[:PART]
    start = time.perf_counter()
    plain = {column.name: [measured(column.measure, word) for word in part] for column in COLUMNS}
    loop = (time.perf_counter() - start) * len(words) / len(part)
    frame = outcomes(part)
    agree = all(frame[name].to_list() == values for name, values in plain.items())
    took = seconds_of(words)
    print(f"  {kind}: {len(words)} people, {len(COLUMNS)} columns")
    print(
        f"    columnar {took:6.2f} s; plain loop {loop:6.1f} s (timed on {len(part)}); {loop / took:.0f} times as fast"
    )
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
