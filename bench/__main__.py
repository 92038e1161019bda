"""Run the benchmarks: every program beside this one, each in its own process, with the commit and the machine named.

A benchmark prints figures and ratios taken in one run; it never fails because something was slow.
"""

import argparse
import os
import platform
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
# Where the fixed workloads and peers lie beside the repository, unless WAYMARK_BENCH names another folder.
USUAL_WORKLOADS = ROOT.parent / "shared" / "bench"


def main() -> int:
    """Run all benchmarks, or those named; 1 if one of them could not be run."""
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("names", nargs="*", help="which benchmarks; all when none is named")
    names = parser.parse_args().names
    programs = sorted(path.stem for path in HERE.glob("*.py") if not path.stem.startswith("_"))
    chosen = [name for name in programs if not names or name in names]
    if not chosen or set(names) - set(chosen):
        print(f"bench: choose from: {', '.join(programs) or 'there are none yet'}", file=sys.stderr)
        return 2
    environment = workloads()
    commit = subprocess.run(["git", "describe", "--always", "--dirty"], cwd=ROOT, capture_output=True, text=True)
    print(f"commit {commit.stdout.strip() or 'unknown'}, Python {platform.python_version()}, {os.cpu_count()} cores")
    failed = []
    for name in chosen:
        print(f"\n{name}", flush=True)
        if subprocess.run([sys.executable, "-m", f"bench.{name}"], cwd=ROOT, env=environment).returncode != 0:
            failed.append(name)
    if failed:
        print(f"\nbench: could not be run: {', '.join(failed)}", file=sys.stderr)
    return 1 if failed else 0


def workloads() -> dict[str, str]:
    """Environment with WAYMARK_BENCH set where the folder is there, and one line where it is not."""
    environment = dict(os.environ)
    folder = Path(environment.get("WAYMARK_BENCH", USUAL_WORKLOADS))
    if folder.is_dir():
        environment["WAYMARK_BENCH"] = str(folder)
    else:
        environment.pop("WAYMARK_BENCH", None)
        print("bench: the fixed workloads were not found (set WAYMARK_BENCH); comparisons with peers are left out")
    if not (HERE / ".node" / "node_modules").is_dir():
        print("bench: no Node peers were installed; comparisons with them are left out")
    return environment


if __name__ == "__main__":
    sys.exit(main())
