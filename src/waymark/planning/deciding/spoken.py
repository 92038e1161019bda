"""What both authors said of one item, in order, and where it stands between them."""

from collections.abc import Callable
from typing import Literal, get_args

from waymark.planning.plan_lines import AuthorState, Standing, State
from waymark.record.documents.decisions import Decision

__all__ = ["AUTHORS", "YES", "Author", "Spoken"]

Author = Literal["person", "clinician"]
AUTHORS: tuple[Author, ...] = ("person", "clinician")
_STATES = frozenset(get_args(AuthorState))
# Said yes to the line, as it was or as they changed it.
YES = ("agreed", "changed")
# As long as an author says one of these, what they agreed to is not taken back.
_HOLDING = (*YES, "paused")


class Spoken:
    """The rows about one item up to a day, oldest first. `number` turns a moment into its day."""

    def __init__(self, day: int, number: Callable[[str | int], int]) -> None:
        self.day, self.number = day, number
        self.rows: list[Decision] = []

    def of(self, author: Author) -> list[Decision]:
        """What this author said and has not taken back."""
        said: list[Decision] = []
        for row in self.rows:
            if row.author == author:
                said = [] if row.decision in ("withdrawn", "proposed") else [*said, row]
        return said

    def last(self, author: Author) -> Decision | None:
        """The author's last word that counts today: a pause that is over gives back what was said before it."""
        said = self.of(author)
        while said and said[-1].decision == "paused" and self._due(said[-1].until):
            said.pop()
        return said[-1] if said else None

    def author_state(self, author: Author) -> AuthorState:
        row = self.last(author)
        if row is None or row.decision not in _STATES or (row.decision == "declined" and self._due(row.re_offer)):
            return "proposed"
        return row.decision  # type: ignore[return-value]

    @property
    def change(self) -> dict[str, str | float]:
        """What the authors changed in the line, later words over earlier ones."""
        kept = [row for author in AUTHORS for row in self.of(author)]
        found: dict[str, str | float] = {}
        for row in self.rows:
            if row.decision == "changed" and any(row is k for k in kept):
                found.update(row.change)
        return found

    @property
    def agreed(self) -> Decision | None:
        """The earliest yes that an author has said ever since; what was there then is what was agreed."""
        firsts = []
        for author in AUTHORS:
            first = None
            for row in self.of(author):
                if row.decision not in _HOLDING:
                    first = None
                elif first is None and row.decision in YES:
                    first = row
            if first is not None:
                firsts.append(first)
        return next((row for row in self.rows if any(row is f for f in firsts)), None)

    @property
    def paused_days(self) -> int:
        """Days the line rested, so that nobody loses time to a pause."""
        rests = [r for a in AUTHORS for r in self.of(a) if r.decision == "paused" and r.until is not None]
        return max((min(self.number(r.until or 0), self.day) - self.number(r.at) for r in rests), default=0)

    def state(self) -> State:
        """Where the line stands: what each said, until when, and in whose words."""
        person, clinician = self.author_state("person"), self.author_state("clinician")
        last = {author: self.last(author) for author in AUTHORS}
        resting = [row for row in last.values() if row is not None]
        return State(
            person=person,
            clinician=clinician,
            standing=self._standing(person, clinician),
            re_offer=self._until(resting, "declined", "re_offer"),
            until=self._until(resting, "paused", "until"),
            offered_again=next(
                (str(r.re_offer) for r in resting if r.decision == "declined" and self._due(r.re_offer)), None
            ),
            instead=next((r.instead for r in resting if r.decision == "replaced"), None),
            text=next((r.text for r in reversed(self.rows) if r.text), None),
        )

    def _standing(self, person: AuthorState, clinician: AuthorState) -> Standing:
        """The person's no is respected; a clinician's no against the person's yes is a dispute, and so is any other."""
        for no in ("declined", "paused", "replaced"):
            if person == no or (clinician == no and person not in YES):
                return "declined" if no == "declined" else "paused" if no == "paused" else "replaced"
        if "disagreed" in (person, clinician) or clinician in ("declined", "paused", "replaced"):
            return "open between us"
        both = person in YES and clinician in YES
        return "active" if both and self._covered() else "proposed"

    def _covered(self) -> bool:
        """The last change was followed by a yes of the other author: nobody agreed to what came after them."""
        changes = [n for n, row in enumerate(self.rows) if row.decision == "changed" and row.change]
        if not changes:
            return True
        author = self.rows[changes[-1]].author
        return any(row.author != author and row.decision in YES for row in self.rows[changes[-1] :])

    def _until(self, rows: list[Decision], decision: str, key: str) -> str | None:
        """The day named with the decision, while it has not come."""
        found = (getattr(row, key) for row in rows if row.decision == decision)
        return next((str(m) for m in found if m is not None and not self._due(m)), None)

    def _due(self, moment: str | int | None) -> bool:
        return moment is not None and self.number(moment) <= self.day
