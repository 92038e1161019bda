"""Run the long, seeded proofs: every module beside this one that has `main(seed, scale)` gives lines of figures."""

import argparse
import importlib
import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import cast

from prove._at_hand import NotAtHand

HERE = Path(__file__).resolve().parent
# Before any proof loads numpy: its matrices here are small, and several threads only wait for each other.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

Proof = Callable[[int, str], list[str]]


def main() -> int:
    """Print the figures of each proof with the commit they belong to; 1 if a proof failed or none was found."""
    arguments = read_arguments()
    chosen = [name for name in proofs() if not arguments.names or name in arguments.names]
    unknown = sorted(set(arguments.names) - set(chosen))
    if unknown or not chosen:
        print(f"prove: there is no proof named {', '.join(unknown) or 'anything'} in prove/", file=sys.stderr)
        return 2
    print(f"commit {commit()}, Python {sys.version.split()[0]}, seed {arguments.seed}, scale {arguments.scale}")
    results = {name: run(name, arguments.seed, arguments.scale) for name in chosen}
    print("\n" + verdict(results))
    return 1 if False in results.values() else 0


def verdict(results: dict[str, bool | None]) -> str:
    """How many proofs hold, and the names of those that failed or were left out."""
    said = [f"{sum(held is True for held in results.values())} of {len(results)} proofs hold"]
    for what, kind in (("failed", False), ("left out", None)):
        names = [name for name, held in results.items() if held is kind]
        said += [f"{what}: {', '.join(names)}"] if names else []
    return "; ".join(said)


def read_arguments() -> argparse.Namespace:
    """Names of proofs (all when none is given), the seed, and the scale."""
    parser = argparse.ArgumentParser(prog="python -m prove", description=__doc__)
    parser.add_argument("names", nargs="*", help="which proofs; all when none is named")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--scale", choices=("small", "full"), default="full")
    return parser.parse_args()


def proofs() -> list[str]:
    """Names of the modules here, in order; a leading underscore marks a helper."""
    return sorted(path.stem for path in HERE.glob("*.py") if not path.stem.startswith("_"))


def commit() -> str:
    """Short hash of the tree that is proved, marked when something in it is not committed."""
    told = subprocess.run(
        ["git", "describe", "--always", "--dirty"], cwd=HERE, capture_output=True, text=True, check=False
    )
    return told.stdout.strip() or "unknown"


def run(name: str, seed: int, scale: str) -> bool | None:
    """Run one proof and print its lines; whatever it raises is its counter-example and is shown. None: left out."""
    print(f"\n{name}", flush=True)
    start = time.perf_counter()
    try:
        proof = cast(Proof, importlib.import_module(f"prove.{name}").main)
        lines = proof(seed, scale)
    except NotAtHand as reason:
        print(f"  left out: {reason}")
        return None
    except Exception as error:
        print(f"  FAILED: {type(error).__name__}: {error}")
        return False
    for line in lines:
        print(f"  {line}")
    print(f"  ({time.perf_counter() - start:.1f} s)", flush=True)
    return True


if __name__ == "__main__":
    sys.exit(main())
