"""What goes along with a change, so that the person supposed could be: implied facts, scores of the same form, time."""

from collections.abc import Mapping

from waymark.logic import Known
from waymark.logic.nodes import And, BooleanFact, Compare, Constant, InUnit, Node, Not, NumberFact, Or
from waymark.logic.oracle import interval, truth
from waymark.planning.explaining.forms import Forms
from waymark.planning.explaining.possible import grid_of
from waymark.planning.explaining.ties import DAYS, OPIOID_MEDICINES, Tie, left, may_move, moved_into, ties_of
from waymark.planning.situation import Situation
from waymark.record.readings import both

__all__ = ["Companions", "Supposed"]

# A change as it is supposed: fact -> value, None where it is no longer known.
Supposed = dict[str, Known | None]
# Facts that move in turn before a change is given up as impossible: the longest chain of the library has four.
MOST_TURNS = 16


class Companions:
    """Completes changes of one person. What was noted stays unless something has to move for it."""

    def __init__(self, situation: Situation) -> None:
        prepared, known = situation.prepared, situation.known
        self.facts = prepared.facts
        self.ties = ties_of(prepared)
        self.base: dict[str, Known] = known.values
        notes = known.notes
        # What was filled in because other facts imply it is filled in anew.
        self.asked = {n: v for n, v in known.values.items() if n not in notes or notes[n].how != "implied"}
        self.program = prepared.release.program
        self.reads = prepared.release.reads
        self.forms = Forms(situation)
        noted = [n for n in known.values if self.facts[n].derived is not None]
        clashing = {name for found in situation.contradictions for name in found.facts}
        # Derived facts that stand noted, and what lies behind them; where readings differ already they stay so.
        self.noted = tuple(n for n in noted if n not in clashing)
        self.behind: set[str] = {f for n in self.noted for f in (n, *self.reads.get(n, ()))}
        self.derived_trees = self.program.trees.derived
        self.tied = self._tied()
        # What is implied as things stand; the facts so filled in, and those that imply them.
        self.filled: dict[str, Tie] | None = None
        self.given: dict[str, Known] = {}
        self.origins: set[str] = set()
        stands = _Turn(self, {})
        stands.fill()
        self.filled, self.given = stands.filled, stands.given
        self.origins = {*stands.filled, *(tie.source.id for tie in stands.filled.values())}
        # What follows from what is known without any move is no part of a change.
        self.standing: Supposed = {}
        self.standing = self._settled({}) or {}

    def _tied(self) -> set[str]:
        """Facts whose change may move another."""
        ties = self.ties
        found = {*ties.by_source, *ties.by_target, *ties.days, *(ties.free or ()), *self.behind, *self.forms.shared}
        found |= {f for n in ties.by_target for f in self.reads.get(n, ())}
        return found

    def complete(self, moves: Mapping[str, Known]) -> Supposed | None:
        """The whole change: the moves and what goes along. None where no such person can be."""
        if self.tied.isdisjoint(moves):
            return dict(moves)
        return self._settled(moves)

    def _settled(self, moves: Mapping[str, Known]) -> Supposed | None:
        turn = _Turn(self, dict(moves))
        for _ in range(MOST_TURNS):
            done = turn.settle()
            if done is None:
                return None
            if done:
                return turn.changes()
        return None


class _Turn:
    """One change being completed: `fixed` has moved and stays; everything else may follow."""

    def __init__(self, parent: Companions, moves: dict[str, Known]) -> None:
        self.parent = parent
        self.moves = frozenset(moves)
        self.fixed = dict(moves)
        self.through_forms: set[str] = set()
        self.given: dict[str, Known] = {}
        self.filled: dict[str, Tie] = {}
        self.whole = False

    def changes(self) -> Supposed:
        base, given, standing = self.parent.base, self.given, self.parent.standing
        found: Supposed = {n: v for n, v in self.fixed.items() if base.get(n) != v or type(base.get(n)) is not type(v)}
        found.update({n: v for n, v in given.items() if n not in found and base.get(n) != v})
        found.update({n: None for n in base if n not in given})
        return {n: v for n, v in found.items() if n in self.moves or n not in standing or standing[n] != v}

    def settle(self) -> bool | None:
        """One round. True: nothing has to move any more; False: something moved; None: it cannot be."""
        for step in (self.follow_forms, self.fill, self.count_days, self.derive):
            moved = step()
            if moved is not True:
                return moved
        return True

    def move(self, name: str, value: Known) -> bool | None:
        """A companion moves, once, and only as it can."""
        if name in self.fixed or not may_move(self.parent.facts[name], self.parent.base.get(name), value):
            return None
        self.fixed[name] = value
        return False

    def follow_forms(self) -> bool | None:
        """Other scores of the form of a score that moved."""
        forms = self.parent.forms
        for name in [n for n in self.fixed if n in forms.shared and n not in self.through_forms]:
            self.through_forms.add(name)
            others = forms.follow(name, self.fixed)
            if others is None:
                return None
            for other, value in others.items():
                if other in self.fixed:
                    if both(self.fixed[other], value) is None:
                        return None
                    continue
                if self.move(other, value) is None:
                    return None
                self.through_forms.add(other)
        return True

    def fill(self) -> bool | None:
        """Fill in what is implied, as the record does, over what was noted and what moved."""
        given, waiting = self.start()
        for _ in range(4):
            fresh: list[Tie] = []
            for tie in waiting:
                value = given.get(tie.source.id)
                if value is None or tie.holds(value) is not True:
                    continue
                name = tie.target.id
                old = given.get(name)
                shared = tie.meant if old is None else both(old, tie.meant)
                if shared is None:
                    moved = self.clash(tie)
                    if moved is not True:
                        return moved
                elif shared != old:
                    given[name] = shared
                    self.filled.setdefault(name, tie)
                    fresh += self.parent.ties.by_source.get(name, ())
            if not fresh:
                break
            waiting = fresh
        return True

    def start(self) -> tuple[dict[str, Known], list[Tie]]:
        """What to fill in over. Where nothing that moved implied anything before, only what it touches is looked at."""
        parent, ties = self.parent, self.parent.ties
        if parent.filled is None or not parent.origins.isdisjoint(self.fixed):
            self.whole = True
        if self.whole:
            self.given, self.filled = {**parent.asked, **self.fixed}, {}
            return self.given, ties.all
        self.given, self.filled = {**parent.given, **self.fixed}, dict(parent.filled or {})
        near = [t for n in self.fixed for t in (*ties.by_source.get(n, ()), *ties.by_target.get(n, ()))]
        return self.given, near

    def clash(self, tie: Tie) -> bool | None:
        """What is implied meets something else: what did not move yet follows. Old contradictions stay as they are."""
        source, target = tie.source.id, tie.target.id
        if not self.whole:
            # What was implied before may have to go: all is filled in anew.
            self.whole = True
            return False
        if not self.touched(source) and not self.touched(target):
            return True
        if target not in self.fixed and target in self.parent.asked:
            return self.move(target, moved_into(self.given.get(target), tie.meant))
        origin = self.filled.get(source)
        if origin is not None and source not in self.fixed:
            return self.leave(origin)
        return self.leave(tie)

    def leave(self, tie: Tie) -> bool | None:
        """The source of a tie moves so that it says nothing any more."""
        known = self.given.get(tie.source.id)
        value = None if known is None else left(tie, known)
        return None if value is None else self.move(tie.source.id, value)

    def touched(self, name: str) -> bool:
        """It moved, or was filled in otherwise than before."""
        return name in self.fixed or (name in self.filled and self.parent.base.get(name) != self.given.get(name))

    def count_days(self) -> bool | None:
        """Days used of the last thirty, and days since: both speak of the same thirty days."""
        ties = self.parent.ties
        for name in [*self.fixed, *(n for n in self.filled if n not in self.fixed and self.touched(n))]:
            pair = ties.days.get(name)
            for used, since in (pair,) if pair else ():
                moved = self.meet_days(used, since)
                if moved is not True:
                    return moved
            if ties.free and name in ties.free and not self.takes_opioid_medicine():
                moved = self.meet_days(*ties.free)
                if moved is not True:
                    return moved
            if name in ("opioid_free_days", "opioids.days_since_last_use"):
                moved = self.meet_free()
                if moved is not True:
                    return moved
        return True

    def takes_opioid_medicine(self) -> bool:
        """An opioid taken as a medicine ends the days without any, and is no day of use."""
        return any(self.given.get(name) is True for name in OPIOID_MEDICINES)

    def meet_days(self, used: str, since: str) -> bool | None:
        days, ago = self.given.get(used), self.given.get(since)
        if not isinstance(days, tuple) or not isinstance(ago, tuple) or _agree(days, ago):
            return True
        if not self.touched(used) or since in self.fixed:
            fewest = 0.0 if ago[0] >= DAYS else min(max(1.0, days[0]), DAYS - ago[0])
            return self.move(used, (fewest, fewest))
        latest = max(ago[0], DAYS) if days[1] == 0 else min(ago[0], DAYS - max(1.0, days[0]))
        return self.move(since, (latest, latest))

    def meet_free(self) -> bool | None:
        """Nobody is without any opioid for longer than since the last use."""
        free, ago = self.given.get("opioid_free_days"), self.given.get("opioids.days_since_last_use")
        if not isinstance(free, tuple) or not isinstance(ago, tuple) or free[0] <= ago[1]:
            return True
        if self.touched("opioid_free_days"):
            return self.move("opioids.days_since_last_use", (free[0], free[0]))
        return self.move("opioid_free_days", (ago[1], ago[1]))

    def derive(self) -> bool | None:
        """A noted fact that others lead to otherwise now: it follows, or what leads to it does."""
        parent = self.parent
        noted = [n for n in self.given if parent.facts[n].derived is not None]
        watched = [n for n in noted if n in parent.noted or self.touched(n)]
        if not watched or not self.bears(watched):
            return True
        others = {n: v for n, v in self.given.items() if n not in noted}
        derived = parent.program.values(others)
        for name in watched:
            value, follows = self.given[name], derived.get(name)
            if follows is None or not _differ(value, follows) or not self.bears([name]):
                continue
            if name in parent.asked and name not in self.fixed and self.filled.get(name) is None:
                if isinstance(follows, tuple) and follows[0] != follows[1]:
                    follows = moved_into(value, follows)
                return self.move(name, follows)
            if not isinstance(value, bool):
                return None
            return self.force(parent.derived_trees[name], value, others)
        return True

    def bears(self, names: list[str]) -> bool:
        """Something that moved, or was filled in anew, is one of these or lies behind one."""
        moved = {*self.fixed, *(n for n in self.filled if self.parent.base.get(n) != self.given.get(n))}
        reads = self.parent.reads
        return any(n in moved or not moved.isdisjoint(reads.get(n, ())) for n in names)

    def force(self, node: Node, wanted: bool, known: Mapping[str, Known]) -> bool | None:
        """Move something behind a derived fact so that it is no longer the contrary of what is wanted."""
        trees = self.parent.derived_trees
        if truth(node, known, trees) is not (not wanted):
            return True
        if isinstance(node, Not):
            return self.force(node.item, not wanted, known)
        if isinstance(node, And | Or):
            alone = isinstance(node, Or) is wanted
            for item in node.items:
                if truth(item, known, trees) is not (not wanted):
                    continue
                moved = self.force(item, wanted, known)
                # One part is enough, or each part in its turn.
                if moved is False or not alone:
                    return moved
            return None
        if isinstance(node, BooleanFact):
            if node.name in trees:
                return self.force(trees[node.name], wanted, known)
            return self.move(node.name, wanted)
        return self.force_comparison(node, wanted, known) if isinstance(node, Compare) else None

    def force_comparison(self, node: Compare, wanted: bool, known: Mapping[str, Known]) -> bool | None:
        fact, limit = _bare(node.left), _bare(node.right)
        if (
            not isinstance(fact, NumberFact)
            or not isinstance(limit, Constant)
            or fact.name in self.parent.derived_trees
        ):
            return None
        definition, trees = self.parent.facts[fact.name], self.parent.derived_trees
        grid, now = grid_of(definition), interval(fact, known, trees)
        for value in sorted((limit.value - grid, limit.value, limit.value + grid), key=lambda v: abs(v - now[0])):
            low, high = definition.range or (value, value)
            inside = low <= value <= high
            if inside and truth(node, {**known, fact.name: (value, value)}, trees) is wanted:
                return self.move(fact.name, (value, value))
        return None


def _bare(node: Node) -> Node:
    while isinstance(node, InUnit):
        node = node.item
    return node


def _agree(days: tuple[float, float], ago: tuple[float, float]) -> bool:
    """Some number of days used of thirty goes with some number of days since."""
    none = days[0] == 0 and ago[1] >= DAYS
    some = days[1] >= 1 and ago[0] < DAYS and max(1.0, days[0]) <= DAYS - ago[0]
    return none or some


def _differ(one: Known, other: Known) -> bool:
    """Nothing is left that both allow."""
    return both(one, other) is None if type(one) is type(other) else isinstance(one, bool) and isinstance(other, bool)
