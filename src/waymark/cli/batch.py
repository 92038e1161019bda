"""Many persons at once: plans into a folder, the good part done, the bad part listed with its reason."""

import argparse
import gc
import os
import signal
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import msgspec

from waymark.cli.errors import DONE, REFUSED, Refused, complain
from waymark.cli.inputs import read_bytes
from waymark.cli.language import language_for
from waymark.cli.make import Maker
from waymark.cli.progress import Progress
from waymark.cli.saving import ANSWER, refuse_same, save
from waymark.planning.individuality import Individuality, Tally, plan_items
from waymark.planning.phrases import LANGUAGES
from waymark.planning.plan import Plan

__all__ = ["Made", "Summary", "plan_all"]

# Persons handed to a process at once: large enough to hide the hand-over, small enough to keep memory flat.
CHUNK = 16
# New objects between two looks of the garbage collector. A plan is thousands of objects and leaves hardly any circles.
COLLECT_AFTER = 50_000


class Made(msgspec.Struct, frozen=True):
    """What became of one person file."""

    number: int
    path: str
    refused: str | None = None
    goals: tuple[str, ...] = ()
    first_days: tuple[str, ...] = ()
    # Only of plans drawn into the sample: the rest need not be handed from process to process.
    items: frozenset[str] = frozenset()
    level: str = ""
    medicines: tuple[str, ...] = ()
    counts: dict[str, int] = {}


class Refusal(msgspec.Struct, frozen=True):
    """An input that was refused, with its reason."""

    path: str
    reason: str


class Summary(msgspec.Struct, frozen=True, kw_only=True):
    """`summary.json`: counts over the folder."""

    format: str = "waymark.summary/1"
    persons: int
    planned: int
    refused: tuple[Refusal, ...]
    release: str
    individuality: Individuality
    levels: dict[str, int]
    medicines: dict[str, int]
    means: dict[str, float]


class Work(msgspec.Struct, frozen=True):
    """What there is to do, the same in every process; what is handed over is the number of a person."""

    persons: list[str]
    names: list[str]
    out: str
    options: argparse.Namespace
    # Numbers of the plans whose items are kept.
    sampled: frozenset[int]


_WORKER: dict[str, tuple[Work, Maker]] = {}
_SPEAKING: dict[str, Maker] = {}


def plan_all(persons: list[str], out: Path, options: argparse.Namespace, unreadable: Mapping[str, str]) -> int:
    """Plan for every file; exit 1 when any was refused, as all of `unreadable` are, each for its reason.

    Plans are the same for any number of processes.
    """
    maker = Maker(options.programme, options.overlay, options.lang or LANGUAGES[0], options.at)
    try:
        out.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise Refused(f"{out}: cannot be written ({error.strerror}); choose another folder for --out") from None
    refuse_same("--out", str(out / "summary.json"), *(p for p in persons if p.endswith("summary.json")))
    jobs = options.jobs or os.cpu_count() or 1
    tally = Tally(len(persons))
    counts = _Counts()
    for path, reason in unreadable.items():
        counts.refused.append(Refusal(path, reason))
    work = Work(persons, _names(persons), str(out), options, tally.sampled)
    with Progress(len(persons), "plans", sys.stderr) as progress:
        for made in _run(work, maker, min(jobs, max(1, len(persons) // CHUNK))):
            counts.add(made)
            if made.refused is None:
                tally.add(made.number, made.goals, made.first_days, made.items)
            progress.step()
    summary = counts.summary(len(persons) + len(unreadable), maker.release.id, tally.result())
    _put(out / "summary.json", msgspec.json.format(msgspec.json.encode(summary), indent=2))
    for refusal in summary.refused[:20]:
        complain(refusal.reason)
    if len(summary.refused) > 20:
        complain(f"and {len(summary.refused) - 20} more; see {out / 'summary.json'}")
    plans = "1 plan" if summary.planned == 1 else f"{summary.planned} plans"
    print(f"{plans} written to {out}; {len(summary.refused)} refused.", file=sys.stderr)
    return REFUSED if summary.refused else DONE


def _run(work: Work, maker: Maker, jobs: int) -> Iterator[Made]:
    _WORKER["now"] = (work, maker)
    _spare_the_collector()
    numbers = range(len(work.persons))
    if jobs <= 1:
        yield from map(_plan_one, numbers)
        return
    import multiprocessing

    # Forked processes share the release that is already laid out. Typst runs threads, which a fork would cut off.
    forks = hasattr(os, "fork") and work.options.format != "pdf"
    context = multiprocessing.get_context("fork" if forks else "spawn")
    with _uninterrupted():
        pool = context.Pool(jobs, initializer=_start, initargs=(work,))
    with pool:
        yield from pool.imap(_plan_one, numbers, chunksize=CHUNK)


@contextmanager
def _uninterrupted() -> Iterator[None]:
    """Ctrl-C waits: a process that has only begun to exist does not know yet that it is not meant."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, (signal.SIGINT,))
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _start(work: Work) -> None:
    # Ctrl-C reaches every process of the terminal; the first one says its sentence and ends the others.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if "now" not in _WORKER:
        options = work.options
        _WORKER["now"] = (work, Maker(options.programme, options.overlay, options.lang or LANGUAGES[0], options.at))
        _spare_the_collector()


def _spare_the_collector() -> None:
    """Have it look through the plans only: the release stays as it is, and untouched it stays shared after a fork."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(COLLECT_AFTER)
    gc.enable()


def _maker_for(raw: bytes, maker: Maker, options: argparse.Namespace) -> Maker:
    """The one that speaks the language of this person's sheet, made when first needed."""
    language = language_for(options, raw)
    if language == maker.language:
        return maker
    if language not in _SPEAKING:
        _SPEAKING[language] = Maker(options.programme, options.overlay, language, options.at)
    return _SPEAKING[language]


def _plan_one(number: int) -> Made:
    work, maker = _WORKER["now"]
    path = work.persons[number]
    try:
        raw = read_bytes(Path(path))
        plan = _maker_for(raw, maker, work.options).make_from(raw, path)
        _write(maker, plan, os.path.join(work.out, work.names[number]), work.options)
    except Refused as refusal:
        return Made(number, path, refused=str(refusal))
    return Made(
        number,
        path,
        goals=tuple(g.id for g in plan.goals),
        first_days=tuple(s.id for s in plan.next_72_hours),
        items=plan_items(plan) if number in work.sampled else frozenset(),
        level=plan.level.recommended.key,
        medicines=tuple(f"{m.medicine}@{m.treats}: {m.status}" for m in plan.medicines),
        counts={
            "facts known": len(plan.facts),
            "facts used": sum(f.used for f in plan.facts.values()),
            "active goals": len(plan.goals),
            "later goals": len(plan.later),
            "open questions": len(plan.open_questions),
            "holds": len(plan.holds),
            "contradictions": len(plan.contradictions),
            "next 72 hours": len(plan.next_72_hours),
        },
    )


def _write(maker: Maker, plan: Plan, stem: str, options: argparse.Namespace) -> None:
    if options.format == "pdf":
        from waymark.cli.sheets import sheet_of, sheet_suffix

        _put(Path(stem + sheet_suffix(options, plan.header.language)), sheet_of(plan, options), end=b"")
        return
    form = options.format
    suffix = {"json": ".plan.json", "html": ".plan.html", "text": ".plan.txt"}[form]
    content = (
        maker.encode(plan) if form == "json" else (maker.html(plan) if form == "html" else maker.text(plan)).encode()
    )
    _put(Path(stem + suffix), content)


def _put(target: Path, content: bytes, end: bytes = b"\n") -> None:
    # Never half a plan, and no waiting for the disk: it can be made again.
    save(target, content + end, ANSWER, sync=False)


def _names(persons: list[str]) -> list[str]:
    """The stem of each plan; equal stems get their folder's name in front, and a number where that is not enough."""
    stems = [os.path.splitext(os.path.basename(path))[0] for path in persons]
    often: dict[str, int] = {}
    for stem in stems:
        often[stem] = often.get(stem, 0) + 1
    used: dict[str, int] = {}
    names = []
    for path, stem in zip(persons, stems, strict=True):
        name = stem if often[stem] == 1 else f"{os.path.basename(os.path.dirname(os.path.realpath(path)))}-{stem}"
        used[name] = used.get(name, 0) + 1
        names.append(name if used[name] == 1 else f"{name}-{used[name]}")
    return names


class _Counts:
    """What the summary counts, one person at a time."""

    def __init__(self) -> None:
        self.refused: list[Refusal] = []
        self.planned = 0
        self.levels: dict[str, int] = {}
        self.medicines: dict[str, int] = {}
        self.sums: dict[str, int] = {}

    def add(self, made: Made) -> None:
        if made.refused is not None:
            self.refused.append(Refusal(made.path, made.refused))
            return
        self.planned += 1
        self.levels[made.level] = self.levels.get(made.level, 0) + 1
        for medicine in made.medicines:
            self.medicines[medicine] = self.medicines.get(medicine, 0) + 1
        for name, count in made.counts.items():
            self.sums[name] = self.sums.get(name, 0) + count

    def summary(self, persons: int, release: str, individuality: Individuality) -> Summary:
        return Summary(
            persons=persons,
            planned=self.planned,
            refused=tuple(sorted(self.refused, key=lambda r: r.path)),
            release=release,
            individuality=individuality,
            levels=dict(sorted(self.levels.items(), key=lambda kv: (-kv[1], kv[0]))),
            medicines=dict(sorted(self.medicines.items())),
            means={name: round(total / max(self.planned, 1), 2) for name, total in self.sums.items()},
        )
