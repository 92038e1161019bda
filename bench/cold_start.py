"""`waymark plan PERSON.json` from a cold start, beside `python -c "import json"`, alternating in one run.

The person is the one of forty invented ones of whom most is known: many facts, lists, and several answered instruments.

    python bench/cold_start.py [runs]
"""

import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

import msgspec

from waymark.demo.people import make_people

BARE = [sys.executable, "-c", "import json"]


def main() -> None:
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 15
    waymark = str(Path(sys.executable).with_name("waymark"))
    with tempfile.TemporaryDirectory() as folder:
        person = Path(folder) / "person.json"
        person.write_bytes(max((msgspec.json.encode(made) for made in make_people(40, seed=3)), key=len))
        jobs = {
            "import json": BARE,
            "plan, JSON": [waymark, "plan", str(person), "--format", "json"],
            "plan, text": [waymark, "plan", str(person)],
            "text, es": [waymark, "plan", str(person), "--lang", "es"],
        }
        times: dict[str, list[float]] = {label: [] for label in jobs}
        for run in range(runs + 1):
            for label, command in jobs.items():
                start = time.perf_counter()
                subprocess.run(command, stdout=subprocess.DEVNULL, check=True)
                if run:
                    times[label].append(time.perf_counter() - start)
    bare = median(times["import json"])
    for label, found in times.items():
        print(f"  {label:<12} {median(found) * 1e3:7.1f} ms   {median(found) / bare:4.1f} times `import json` (bar: 8)")


if __name__ == "__main__":
    main()
