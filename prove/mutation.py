"""Would a slip be noticed? Every threshold, condition, operand and effect changed or left away, against the cases.

`python -m prove.mutation rules/medication` shows what survives in these files, each with the case that would notice it.
"""

import sys
import time
from collections import Counter
from random import Random

from prove._judge import Judge
from prove._mutants import Mutant, mutants_of_derived, mutants_of_rules
from prove._witness import skeleton
from waymark.knowledge.assemble import Library
from waymark.knowledge.look import read
from waymark.knowledge.release import Release, load_release

BAR = 0.95
_SAMPLE = {"small": 400}


def main(seed: int, scale: str) -> list[str]:
    """Figures and every survivor; an AssertionError when fewer than `BAR` of the mutants are noticed."""
    start = time.perf_counter()
    library, release = read(), load_release()
    judge = Judge(release, [written.entry for written in library.entries["cases"].values()])
    mutants = _mutants(library, release)
    number = len(mutants)
    if scale in _SAMPLE:
        mutants = Random(seed).sample(mutants, _SAMPLE[scale])
    survivors = [mutant for mutant in mutants if judge.killer(mutant) is None]
    lines = [
        f"release {release.id[:12]}: {len(judge.cases)} cases against {len(mutants):,} of {number:,} mutants of "
        f"rules and derived facts, in {time.perf_counter() - start:.0f} s",
        *_table(mutants, survivors),
        *(f"survives: {mutant.where} {mutant.about}: {mutant.what}" for mutant in survivors),
    ]
    share = 1 - len(survivors) / len(mutants)
    if share < BAR:
        raise AssertionError(f"only {share:.1%} of the mutants are noticed, the bar is {BAR:.0%}\n" + "\n".join(lines))
    return lines


def _mutants(library: Library, release: Release) -> list[Mutant]:
    trees = release.program.trees
    return [*mutants_of_rules(library.entries["rules"], trees), *mutants_of_derived(library.entries["facts"], trees)]


def _table(mutants: list[Mutant], survivors: list[Mutant]) -> list[str]:
    """Per kind of change how many were noticed."""
    made, left = Counter(m.kind for m in mutants), Counter(m.kind for m in survivors)
    lines = [f"{kind}: {n - left[kind]:,} of {n:,} noticed, {1 - left[kind] / n:.1%}" for kind, n in made.items()]
    return [
        *lines,
        f"all: {len(mutants) - len(survivors):,} of {len(mutants):,}, {1 - len(survivors) / len(mutants):.1%}",
    ]


def show(part: str) -> None:
    """Print the survivors in files whose name has this part, each with a case to judge and write."""
    library, release = read(), load_release()
    judge = Judge(release, [written.entry for written in library.entries["cases"].values()])
    rules = {rule.id: rule for rule in release.rules}
    mutants = [mutant for mutant in _mutants(library, release) if part in mutant.where]
    survivors = [mutant for mutant in mutants if judge.killer(mutant) is None]
    for mutant in survivors:
        print(skeleton(mutant, rules.get(next(iter(mutant.dropped), "")), release.program.trees))
    print(f"# {len(survivors)} of {len(mutants)} slips in {part} go unnoticed")


if __name__ == "__main__":
    show(sys.argv[1] if len(sys.argv) > 1 else "rules/")
