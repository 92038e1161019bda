"""Proof of bad input: documents damaged in every way give a plan, or a refusal that names file and place."""

import json
import re
from collections import Counter
from random import Random
from typing import Any

import msgspec

from prove._damaging import BYTES, TREES
from tests.people.cast import CAST
from tests.people.drawn import draw_decisions
from waymark.cli.errors import Refused
from waymark.cli.make import Maker
from waymark.demo.people import make_people
from waymark.demo.programmes import make_programmes
from waymark.knowledge.release import load_release
from waymark.planning.explaining.explain import items_of

__all__ = ["Damage", "main"]

_INPUTS = {"small": 300, "full": 10_000}
_PEOPLE = 40
KINDS = ("person", "programme", "decisions")
_LONGEST = 600
# Where in a file something is wrong: a path in the document, a line, or the document as a whole.
_PLACE = re.compile(
    r"line \d+|[a-z_]+(\[\d+\])?(\.[\w.-]+|\[\d+\])*: |the (file|document|key|plan's moment)|`format`|nested"
    r"|these decisions|the record of|nothing in the document"
)


class Damage:
    """Sound documents, and what becomes of them when they are damaged."""

    def __init__(self, seed: int) -> None:
        self.release = load_release()
        self.maker = Maker(None, (), "en", None, release=self.release)
        self.people: list[Any] = [*CAST.values(), *make_people(_PEOPLE, seed, self.release)]
        self.programmes = [json.loads(_plain(p)) for p in make_programmes()]
        self.decisions: list[Any] = []
        for number, person in enumerate(self.people):
            plan = self.maker.make_from(_plain(person), "person.json")
            decisions = draw_decisions(person, items_of(plan), number, plan.header.at)
            self.decisions.append(decisions)
            # Sound documents are planned for; what is refused below is refused for its damage.
            self.maker.make_from(_plain(person), "person.json", _plain(decisions), "decisions.json")
        for programme in self.programmes:
            self.maker.use_programme(_plain(programme), "programme.json")
        self.figures: Counter[str] = Counter()

    def try_one(self, chance: Random) -> None:
        """Damage one document of one person; an AssertionError tells what should not have happened."""
        kind = chance.choice(KINDS)
        number = chance.randrange(len(self.people))
        documents = {
            "person": self.people[number],
            "programme": chance.choice(self.programmes),
            "decisions": self.decisions[number],
        }
        name, content = self._damaged(documents[kind], chance)
        given = {k: content if k == kind else _plain(d) for k, d in documents.items()}
        outcome = self._plan(given, f"{kind} damaged by {name}: {content[:300]!r}")
        self.figures[outcome] += 1
        self.figures[f"damaged: {kind}"] += 1
        self.figures[f"by: {name}"] += 1

    def _damaged(self, document: Any, chance: Random) -> tuple[str, bytes]:
        """One to three damages of the document's content, of its bytes, or of both."""
        names = []
        document = json.loads(_plain(document))
        if chance.random() < 0.7:
            for _ in range(chance.choice((1, 1, 1, 2, 3))):
                name = chance.choice(sorted(TREES))
                document = TREES[name](document, chance)
                names.append(name)
        content = json.dumps(document, ensure_ascii=chance.random() < 0.5).encode("utf-8", "surrogatepass")
        if not names or chance.random() < 0.1:
            name = chance.choice(sorted(BYTES))
            content = BYTES[name](content, chance)
            names.append(name)
        return names[0], content

    def _plan(self, given: dict[str, bytes], what: str) -> str:
        try:
            self.maker.use_programme(given["programme"], "programme.json")
            plan = self.maker.make_from(given["person"], "person.json", given["decisions"], "decisions.json")
            assert self.maker.encode(plan)
            if self.figures.total() % 40 == 0:
                assert self.maker.text(plan)
                assert self.maker.html(plan)
        except Refused as refusal:
            for sentence in str(refusal).splitlines() or [""]:
                self._is_clear(sentence, what)
            return "refused"
        except Exception as error:
            raise AssertionError(f"{type(error).__name__}: {error}: {what}") from error
        return "planned"

    def _is_clear(self, sentence: str, what: str) -> None:
        file, _, rest = sentence.partition(": ")
        if file not in ("person.json", "programme.json", "decisions.json"):
            raise AssertionError(f"the refusal names no file: {sentence}: {what}")
        if not _PLACE.match(rest) or len(sentence) > _LONGEST or "Traceback" in sentence:
            raise AssertionError(f"the refusal names no place: {sentence}: {what}")


def main(seed: int, scale: str) -> list[str]:
    """Figures, or an AssertionError that shows the first damaged input that was not answered as promised."""
    damage = Damage(seed)
    for number in range(_INPUTS[scale]):
        damage.try_one(Random(f"damage {seed} {number}"))
    figures = damage.figures
    return [
        f"seed {seed}: {_INPUTS[scale]} damaged inputs: {figures['planned']} planned all the same, "
        f"{figures['refused']} refused with file and place, other errors=0",
        "documents: " + ", ".join(f"{figures[f'damaged: {kind}']} {kind}" for kind in KINDS),
        "damages: " + ", ".join(f"{n[4:]} {c}" for n, c in sorted(figures.items()) if n.startswith("by: ")),
    ]


def _plain(document: Any) -> bytes:
    return msgspec.json.encode(document)
