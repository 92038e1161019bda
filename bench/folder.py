"""A folder of persons on one and on two processes; memory as the folder grows tenfold.

Uses the trial participants where WAYMARK_DATA names them, else invented persons.

    python bench/folder.py [persons] [persons of the large folder]
"""

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

ROUNDS = 3
# Made once and copied under other names beyond that: what matters is how many files there are.
DIFFERENT = 2508


def trial() -> Path | None:
    """The folder of the trial's tables, where it is named."""
    named = os.environ.get("WAYMARK_DATA")
    folder = Path(named or "") / "ctn0094"
    return folder if named and folder.is_dir() else None


def write_persons(folder: Path, number: int) -> None:
    """Write `number` person files."""
    from msgspec.json import encode

    folder.mkdir()
    if (data := trial()) is not None:
        from waymark.exchange.ctn0094 import import_trial

        base = folder.parent / "trial"
        if not base.exists():
            import_trial(data, base)
        found = [path.read_bytes() for path in sorted(base.glob("*.json"))]
    else:
        from waymark.demo.people import make_people

        found = [encode(person) for person in make_people(min(number, DIFFERENT), seed=5)]
    for n in range(number):
        (folder / f"{n:06d}.json").write_bytes(found[n % len(found)])


def make(folder: Path, number: int) -> None:
    """As `write_persons`, in a process of its own: the memory a process starts from counts as the memory it took."""
    subprocess.run([sys.executable, __file__, "make", str(folder), str(number)], check=True)


def run(folder: Path, out: Path, jobs: int) -> tuple[float, float]:
    """Seconds, and the largest process in MB."""
    waymark = str(Path(sys.executable).with_name("waymark"))
    start = time.perf_counter()
    child = subprocess.Popen(
        [waymark, "plan", str(folder), "--format", "json", "--out", str(out), "--jobs", str(jobs)],
        stderr=subprocess.DEVNULL,
    )
    _, status, usage = os.wait4(child.pid, 0)
    if status:
        sys.exit(f"folder: `waymark plan` on {folder} ended with {os.waitstatus_to_exitcode(status)}")
    return time.perf_counter() - start, usage.ru_maxrss / 1024


def main(number: int = 2508, large: int = 25_080) -> None:
    kind = "trial participants" if trial() is not None else "invented persons"
    with tempfile.TemporaryDirectory() as base:
        folder, out = Path(base) / "people", Path(base) / "plans"
        make(folder, number)
        ones, twos, little = [], [], 0.0
        for _ in range(ROUNDS):
            seconds, little = run(folder, out, 1)
            ones.append(seconds)
            twos.append(run(folder, out, 2)[0])
        one, two = median(ones), median(twos)
        print(f"{number} {kind}, medians of {ROUNDS}")
        print(f"  one process {one:6.1f} s ({number / one:.0f}/s); two {two:6.1f} s ({number / two:.0f}/s)")
        print(f"  two processes are {one / two:.2f} times as fast (bar: 1.7)")
        many = Path(base) / "many"
        make(many, large)
        _, much = run(many, out, 1)
        print(f"  largest process: {little:.0f} MB for {number}, {much:.0f} MB for {large}")


if __name__ == "__main__":
    if sys.argv[1:2] == ["make"]:
        write_persons(Path(sys.argv[2]), int(sys.argv[3]))
    else:
        main(*(int(argument) for argument in sys.argv[1:3]))
