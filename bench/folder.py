"""A folder of persons on one and on two processes; memory as the folder grows.

Uses the trial participants where WAYMARK_DATA names them, else invented persons.

    python bench/folder.py [persons]
"""

import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

import msgspec
from waymark.demo.people import make_people


def persons(folder: Path, number: int) -> str:
    """Write `number` person files; returns where they come from."""
    folder.mkdir()
    data = os.environ.get("WAYMARK_DATA")
    if data and (Path(data) / "ctn0094").is_dir():
        from waymark.exchange.ctn0094 import import_trial

        base = folder.parent / "trial"
        if not base.exists():
            import_trial(Path(data) / "ctn0094", base)
        files = sorted(base.glob("*.json"))
        for n in range(number):
            source = files[n % len(files)]
            (folder / f"{n:06d}.json").write_bytes(source.read_bytes())
        return "trial participants"
    for n, made in enumerate(make_people(number, seed=5)):
        (folder / f"{n:06d}.json").write_bytes(msgspec.json.encode(made))
    return "invented persons"


def run(folder: Path, out: Path, jobs: int) -> tuple[float, float]:
    """Seconds and the largest process in MB."""
    waymark = str(Path(sys.executable).with_name("waymark"))
    start = time.perf_counter()
    child = subprocess.Popen(
        [waymark, "plan", str(folder), "--format", "json", "--out", str(out), "--jobs", str(jobs)],
        stderr=subprocess.DEVNULL,
    )
    _, _, usage = os.wait4(child.pid, 0)
    return time.perf_counter() - start, usage.ru_maxrss / 1024


def main() -> None:
    number = int(sys.argv[1]) if len(sys.argv) > 1 else 2508
    with tempfile.TemporaryDirectory() as base:
        folder = Path(base) / "people"
        kind = persons(folder, number)
        ones, twos = [], []
        for turn in range(3):
            ones.append(run(folder, Path(base) / f"one{turn}", 1)[0])
            twos.append(run(folder, Path(base) / f"two{turn}", 2)[0])
        one, two = median(ones), median(twos)
        print(f"{number} {kind}, medians of 3")
        print(f"  one process {one:6.1f} s ({number / one:.0f}/s); two {two:6.1f} s ({number / two:.0f}/s)")
        print(f"  two processes are {one / two:.2f} times as fast (bar: 1.7)")
        small = Path(base) / "small"
        persons(small, max(50, number // 10))
        _, little = run(small, Path(base) / "outs", 1)
        _, much = run(folder, Path(base) / "outl", 1)
        print(f"  largest process: {little:.0f} MB for {max(50, number // 10)}, {much:.0f} MB for {number}")
        print(f"  (this program itself: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB)")


if __name__ == "__main__":
    main()
