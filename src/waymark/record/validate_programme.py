"""A programme against a release: what it offers exists, goes together, and is offered once."""

from collections.abc import Iterable

from waymark.knowledge.model.care import AddOn, Level
from waymark.knowledge.release import Release
from waymark.record.documents.programme import OfferedIntervention, OfferedLevel, Programme, Staff
from waymark.record.errors import Mistakes, nearest
from waymark.record.time import clock
from waymark.record.validate_names import Names, names_of

__all__ = ["validate_programme"]

_DAY_MINUTES = 24 * 60


def validate_programme(programme: Programme, release: Release, where: str) -> tuple[str, ...]:
    """Refuse what the release cannot understand; give sentences on what it understands and will never use.

    Raises RecordError with up to five sentences.
    """
    check = _Check(names_of(release), where)
    for place, level in enumerate(programme.levels):
        check.level(f"levels[{place}]", level)
    for place, offered in enumerate(programme.interventions):
        check.intervention(f"interventions[{place}]", offered)
    check.twice("interventions", (offered.intervention for offered in programme.interventions))
    for place, medicine in enumerate(programme.medicines):
        if medicine not in release.medicines:
            check.say(f"medicines[{place}]", f"there is no medicine `{medicine[:60]}`{check.names.medicine(medicine)}")
    check.twice("medicines", programme.medicines)
    for place, staff in enumerate(programme.staff):
        check.staff(f"staff[{place}]", staff)
    for role in programme.rates:
        check.role(f"rates.{role[:60]}", role)
    check.finish()
    return tuple(check.unused)


class _Check(Mistakes):
    """Collects what is wrong with one programme, and what of it no plan will use."""

    def __init__(self, names: Names, where: str) -> None:
        super().__init__(where)
        self.names = names
        self.release = names.release
        self.unused: list[str] = []

    def twice(self, path: str, names: Iterable[str]) -> None:
        first: dict[str, int] = {}
        for place, name in enumerate(names):
            if first.setdefault(name, place) != place:
                self.say(
                    f"{path}[{place}]", f"`{name[:60]}` already stands in {path}[{first[name]}]; keep one of the two."
                )

    def role(self, path: str, role: str) -> None:
        roles = list(self.release.roles)
        if role not in roles:
            help_ = nearest(role, roles) or f"; write one of {', '.join(roles)}."
            self.say(path, f"there is no role `{role[:60]}`{help_}")

    # -- levels -----------------------------------------------------------------------------------------------------

    def level(self, path: str, offered: OfferedLevel) -> None:
        levels, add_ons = self.release.levels, self.release.add_ons
        level = levels.get(offered.level)
        if level is None:
            base, _, more = offered.level.partition("+")
            if base in levels and more:
                self.say(
                    f"{path}.level", f"`{offered.level[:60]}` is two things; write {base} and {more} in `add_ons`."
                )
            else:
                self.unknown(f"{path}.level", "level of care", offered.level, levels)
        for place, name in enumerate(offered.add_ons):
            add_on = add_ons.get(name)
            if add_on is None:
                self.unknown(f"{path}.add_ons[{place}]", "add-on", name, add_ons)
            elif level is not None and level.id not in add_on.on:
                self.together(f"{path}.add_ons[{place}]", level, add_on)
        self.twice(f"{path}.add_ons", offered.add_ons)

    def together(self, path: str, level: Level, add_on: AddOn) -> None:
        """An add-on that the library never adds here: needless where the level gives as much, else a mistake."""
        if _gives(level, add_on):
            return
        levels = self.release.levels
        sentence = f"{add_on.id} is never added to {level.id}; it goes with {', '.join(add_on.on)}: offer one of these."
        if any(levels[name].nights == level.nights for name in add_on.on if name in levels):
            # The same kind of place has it, by day or by night: it may be there, though no plan proposes it so.
            self.unused.append(f"{self.where}: {path}: {sentence}")
        else:
            self.say(path, sentence)

    # -- interventions and staff --------------------------------------------------------------------------------------

    def intervention(self, path: str, offered: OfferedIntervention) -> None:
        if offered.intervention not in self.release.interventions:
            self.unknown(f"{path}.intervention", "intervention", offered.intervention, self.release.interventions)
        if offered.by is not None:
            self.role(f"{path}.by", offered.by)
        for place, session in enumerate(offered.sessions):
            if clock(session.start) + session.minutes > _DAY_MINUTES:
                self.say(
                    f"{path}.sessions[{place}]",
                    f"{session.minutes} minutes from {session.start} end after midnight; write a session for each day.",
                )
        self.twice(f"{path}.sessions", (f"{session.weekday} {session.start}" for session in offered.sessions))

    def staff(self, path: str, staff: Staff) -> None:
        self.role(f"{path}.role", staff.role)
        for place, credential in enumerate(staff.credentials):
            if not credential.strip():
                self.say(f"{path}.credentials[{place}]", "a credential without a name says nothing; leave it out.")
        self.twice(f"{path}.credentials", staff.credentials)
        if staff.hours_per_week is not None and staff.hours_per_week < 0:
            self.say(
                f"{path}.hours_per_week",
                f"{staff.hours_per_week:g} is less than nothing; correct it or leave the key out.",
            )


def _gives(level: Level, add_on: AddOn) -> bool:
    """The level alone gives at least what is added."""
    minima = add_on.minima
    return (
        level.medical >= minima.medical
        and level.nights >= minima.nights
        and level.cooccurring >= minima.cooccurring
        and level.dispensing >= minima.dispensing
    )
