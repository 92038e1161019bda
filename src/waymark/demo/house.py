"""An invented house: two programmes, their staff, forty people and what happened with them until today.

Only said here, as steps in their order; who carries them out does so through what staff can do as well. The same seed
and the same moment give the same house.
"""

from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime, timedelta
from random import Random
from typing import TYPE_CHECKING, Any, Literal

import msgspec

from waymark.demo.cast import make_cast
from waymark.demo.fitting import fitting_life
from waymark.demo.forms import filled
from waymark.demo.house_words import AHEAD, FAMILY, GIVEN, NEVER, SESSIONS, WORDS
from waymark.demo.notes import Document
from waymark.demo.people import person_random
from waymark.demo.programmes import city_network, rural_clinic
from waymark.demo.shifted import latest_day, shifted

if TYPE_CHECKING:
    from waymark.knowledge.release import Release

__all__ = ["PEOPLE", "STAFF", "House", "Housemate", "Member", "Step", "make_house"]

PEOPLE = 40
Stage = Literal["registered", "assessing", "planned", "walking", "signed", "discharged"]
# How many of the forty stand where; the cast of the demo is among those who have walked a while.
_STAGES: tuple[tuple[Stage, int], ...] = (
    ("registered", 4),
    ("assessing", 7),
    ("planned", 9),
    ("walking", 9),
    ("signed", 7),
    ("discharged", 4),
)
_MOST_SESSIONS = 3


class Member(msgspec.Struct, frozen=True):
    """Somebody of the staff. `name`: how they sign in; `house`: which programmes they work in."""

    name: str
    called: str
    role: str
    houses: tuple[str, ...]


class Housemate(msgspec.Struct, frozen=True, kw_only=True):
    """One invented person. `identity` and `contact` as they are asked at registration."""

    house: str
    stage: Stage
    identity: Mapping[str, str]
    contact: Mapping[str, Any]
    language: str


class Step(msgspec.Struct, frozen=True, kw_only=True):
    """Something that happened. `who`: place of the person in the house; `by`: sign-in name of who did it."""

    at: datetime
    who: int
    by: str
    does: Literal[
        "register", "join", "receive", "note", "plan", "decide", "sign", "account", "end", "glass", "review", "session",
        "group", "join_group", "book", "came", "message", "meet", "interview", "reward", "again",
    ]  # fmt: skip
    given: Mapping[str, Any] = {}


class House(msgspec.Struct, frozen=True):
    """`programmes`: by short name, the `waymark.programme/1` document of each."""

    programmes: Mapping[str, Document]
    staff: tuple[Member, ...]
    people: tuple[Housemate, ...]
    steps: tuple[Step, ...]


_REWARDED = ("cocaine", "amphetamines")
_REWARDS = 30  # the first counsellor walks with them, and has rewards to look at


def _names(release: "Release", group: str) -> frozenset[str]:
    """A group of substances and everything in it."""
    return frozenset((group, *(one.id for one in release.substances[group].members)))


def _staff() -> Iterator[Member]:
    called = {
        "cedar": ("Nora Field", "Dr. Amos Reed", "Lupe Marsh", "Theo Banks", "Ray Stone", "June Park", "Hal Ford",
                  "Vera Lake", "Otis Grove"),
        "city": ("Mina Cole", "Dr. Iris Vale", "Paul Rush", "Sade Hill", "Kit Brook", "Omar Wells", "Gwen Moor",
                 "Ines Dale", "Leo Heath"),
    }  # fmt: skip
    roles = (
        "counsellor", "prescriber", "nurse", "case_manager", "peer", "supervisor", "manager", "privacy_officer",
        "auditor",
    )  # fmt: skip
    for house, names in called.items():
        for role, name in zip(roles, names, strict=True):
            yield Member(f"{role.replace('_', '-')}@{house}", name, role, (house,))
    # One who shares people with nobody else, and one who walks between the programmes.
    yield Member("counsellor2@cedar", "Sam Waters", "counsellor", ("cedar",))
    yield Member("nurse@both", "Ada Bridges", "nurse", ("cedar", "city"))


STAFF: tuple[Member, ...] = tuple(_staff())


def make_house(seed: int, now: datetime, release: "Release") -> House:
    """The house as it stands at `now` (with its time zone)."""
    now = now.astimezone(UTC).replace(second=0, microsecond=0)
    people: list[Housemate] = []
    steps: list[Step] = []
    stages = _stages(seed)
    for number, stage in enumerate(stages):
        life = _Told(number, stage, seed, now, release)
        people.append(life.person())
        steps += life.steps()
        if number == stages.index("assessing"):
            steps.append(life.under_way())
    steps.sort(key=lambda step: step.at)
    return House({"cedar": rural_clinic(), "city": city_network()}, STAFF, tuple(people), tuple(steps))


def _stages(seed: int) -> list[Stage]:
    """One for each person, mixed by the seed. The hand-written cast comes last, among those who have walked a while."""
    later: list[Stage] = ["signed", "walking", "signed", "walking", "planned", "walking", "signed", "discharged"]
    first = [stage for stage, count in _STAGES for _ in range(count - later.count(stage))]
    Random(f"stages {seed}").shuffle(first)
    return [*first, *later]


class _Told:
    """One person while their story is told."""

    def __init__(self, number: int, stage: Stage, seed: int, now: datetime, release: "Release") -> None:
        self.number, self.stage, self.now, self.release = number, stage, now, release
        self.rng = person_random("house", seed, number)
        cast, called = number - (PEOPLE - 8), GIVEN[number % len(GIVEN)]
        document = list(make_cast(seed, release))[cast] if cast >= 0 else None
        using = [one for group in _REWARDED for one in _names(release, group)] if number == _REWARDS else None
        document = document or fitting_life(number, seed, called, release, apart=PEOPLE, using=using)
        self.house = "city" if number % 3 == 2 else "cedar"
        self.since = self._since()
        self.assessed = min(self.since + timedelta(days=self.rng.choice((0, 0, 1, 2))), now - timedelta(hours=1))
        about = document.setdefault("about", {})
        self.called = about["called"] if cast >= 0 else called
        about.update(called=self.called, language=about.get("language", "en"))
        self.document = shifted(document, self.assessed.date() - latest_day(document))
        self.family = FAMILY[self.rng.randrange(len(FAMILY))]

    def person(self) -> Housemate:
        rng, about = self.rng, self.document["about"]
        identity = {
            "called": self.called,
            "legal_name": f"{self.called} {self.family}",
            "birth": self._birth(),
            "pronouns": about.get("pronouns") or rng.choice(("she/her", "he/him", "they/them", "")),
            "language": about["language"],
            # Numbers that are kept for invented people.
            "phone": f"({rng.choice((502, 606, 859))}) 555-01{self.number:02d}",
        }
        never = [rng.choice(NEVER)] if rng.random() < 0.3 else []
        contact = {
            "ways": rng.sample(("call", "text", "letter", "in person only"), rng.choice((1, 1, 2))),
            "when": rng.choice(("arranged only", "any time", "daytime", "evening")),
            "may_leave_message": rng.random() < 0.5,
            "never": [{"who": who, "why": why} for who, why in never],
        }
        return Housemate(
            house=self.house, stage=self.stage, identity=identity, contact=contact, language=about["language"]
        )

    def steps(self) -> Iterator[Step]:
        """What happened, in no order."""
        counsellor = self._staff("counsellor")
        yield self._step(self.since, counsellor, "register")
        if self.stage == "registered":
            return
        yield from self._team()
        part = self._half() if self.stage == "assessing" else self.document
        yield self._step(self.assessed, counsellor, "receive", document=part)
        if self.stage == "assessing":
            return
        planned = self._after(self.assessed, 1)
        yield self._step(planned, counsellor, "plan")
        yield from self._sessions(planned)
        if self.stage != "discharged":
            yield from self._calendar()
            yield from self._talk()
            yield from self._rewards()
        if self.stage == "planned":
            yield from self._lately()
            return
        decided = self._after(planned, 6)
        yield self._step(decided, counsellor, "decide")
        last = decided
        for turn in range(1 if self.stage == "signed" else self.rng.choice((1, 1, 2))):
            noted = self._after(last, 18 * 24)
            last = self._after(noted, 2)
            yield self._step(noted, counsellor, "note", rows=self._later(noted.date(), turn + 1))
            yield self._step(last, counsellor, "plan")
        if self.stage != "discharged":
            lately = list(self._lately())
            last = lately[-1].at if lately else last
            yield from lately
        if self.stage == "signed":
            yield from self._signed(last)
        if self.stage == "discharged":
            kind = self.rng.choice(("completed", "completed", "transferred", "left"))
            ended = self._after(last, 48)
            yield self._step(ended, counsellor, "end", kind=kind, words="Knows the way back, and whom to call.")
        if self.stage == "walking" and self.number >= PEOPLE - 8:
            yield from self._broken_glass(last)

    def under_way(self) -> Step:
        """An interview of a quarter of an hour ago that somebody goes on with now."""
        return self._step(self.now - timedelta(minutes=14), self._staff("counsellor"), "interview", answers=9)

    def _signed(self, after: datetime) -> Iterator[Step]:
        name, at = f"{self.called.casefold()}@{self.house}", self._after(after, 1)
        yield self._step(at, self._staff("manager"), "account", name=name)
        # Nobody signs by an account that is not there yet.
        for by in (self._staff("counsellor"), name):
            at = max(at, self._after(at, 1))
            yield self._step(at, by, "sign", intent="agrees")

    def _broken_glass(self, after: datetime) -> Iterator[Step]:
        """A nurse of the same house who is not on the care team; the newest of these waits for its review."""
        at = self._after(after, 24)
        yield self._step(
            at,
            "nurse@both",
            "glass",
            nature="Brought in without consciousness; medicines and last use needed at once.",
            recipient="Dr. Field, emergency physician",
            affiliation="County General Hospital, emergency department (invented)",
        )
        if self.number % 4 == 1:
            words = "The call of the hospital is in the book; what was read fits what was needed."
            yield self._step(self._after(at, 30), self._staff("privacy_officer"), "review", words=words)

    def _sessions(self, planned: datetime) -> Iterator[Step]:
        """What was done since the plan, week by week; with some the last week was too full."""
        counsellor, turn = self._staff("counsellor"), 0
        if self.number % 6 == 3:
            # Nobody has found the time yet: what is open stays open.
            return
        # The last weeks are enough to look at.
        ended = self.stage == "discharged"
        at = self._after(planned if ended else max(planned, self.now - timedelta(days=45)), 3)
        while turn < (1 if ended else _MOST_SESSIONS) and at < self.now - timedelta(days=self.rng.choice((0, 1, 9))):
            did, said = SESSIONS[(self.number + turn) % len(SESSIONS)]
            ahead = AHEAD[(self.number + turn) % len(AHEAD)]
            yield self._step(at, counsellor, "session", did=did, said=said, most=40 if turn == 0 else 3, **ahead)
            turn, at = turn + 1, self._after(at, 24 * self.rng.choice((7, 14, 21)))

    def _calendar(self) -> Iterator[Step]:
        """Times behind and ahead with most; two groups that meet, one in each house."""
        counsellor, day = self._staff("counsellor"), self.now - timedelta(days=20)
        if self.number in (0, 2):
            title = "Evenings and cravings" if self.number == 0 else "Sleep and calm"
            yield self._step(day, f"counsellor@{self.house}", "group", title=title, hour=17, weeks=6)
        if self.number % 5 == 4:
            return
        ahead = 1 + self.number % 9
        for number, days in enumerate((-13, -6, ahead)):
            booked = day + timedelta(minutes=self.number + 40)
            if booked > self.since:
                hour = 9 + self.number // 5
                yield self._step(booked, counsellor, "book", days=days, hour=hour, key=number)
                if days < 0:
                    at = self.now + timedelta(days=days, hours=9)
                    came = "missed" if (self.number + number) % 4 == 0 else "attended"
                    yield self._step(at, counsellor, "came", key=number, came=came)
        if counsellor.startswith("counsellor@") and self.number % 3 != 1:
            yield self._step(max(day, self.since) + timedelta(minutes=50), counsellor, "join_group")

    def _talk(self) -> Iterator[Step]:
        """A word to the team about every third person; a meeting and a question about some."""
        counsellor, at = self._staff("counsellor"), self._after(self.now - timedelta(days=5), 10)
        if at > self.since + timedelta(days=1) and self.number % 3 == 0:
            yield self._step(at, self._staff("prescriber"), "message", text=WORDS[self.number % len(WORDS)])
        if at > self.since + timedelta(days=1) and self.number % 5 == 0:
            yield self._step(
                at, counsellor, "meet", kind="case", question="What would make mornings easier?",
                said="I need somebody to call at seven.", decision="The peer calls at seven on weekdays for two weeks.",
                asked=self._staff("prescriber"), opinion="Would you move the dose to the evening?",
            )  # fmt: skip

    def _lately(self) -> Iterator[Step]:
        """With most, what is due was done in these days; one in five fell behind: weeks too full, or nobody reached."""
        counsellor, day = self._staff("counsellor"), self.now - timedelta(days=1)
        if self.number % 5 == 3 and self.since < self.now - timedelta(days=40):
            day -= timedelta(days=15)
        while day.weekday() > 4:
            day -= timedelta(days=1)
        at = max(day.replace(hour=9 + self.number % 7, minute=5 * (self.number % 9)), self.since + timedelta(hours=3))
        at = min(at, self.now - timedelta(hours=1))
        yield self._step(at, counsellor, "again")
        yield self._step(at + timedelta(minutes=20), counsellor, "plan")
        did = "Went through what was asked some time ago, and through every line of the plan."
        yield self._step(
            at + timedelta(minutes=50), counsellor, "session", did=did, said="It fits. Let us go on.", most=400
        )

    def _rewards(self) -> Iterator[Step]:
        """A run of rewards for some who use what is tested for: two tests a week, most of them as hoped."""
        begun = self.now - timedelta(days=26)
        substance = self._rewarded()
        if self.number % 3 == 1 or self.since > begun or substance is None:
            return
        bowl = self.number % 2 == 0
        for test in range(8):
            result = "other" if test == 3 else "excused" if test == 6 else "as hoped"
            at = begun + timedelta(days=3 * test, hours=2)
            yield self._step(at, self._staff("counsellor"), "reward", result=result, bowl=bowl, substance=substance)

    def _rewarded(self) -> str | None:
        """The stimulant that this person uses on most days; rewards for tests are offered for these before all."""
        days: dict[str, float] = {}
        for row in self.document.get("lists", {}).get("substances", {}).get("rows", []):
            group = next((one for one in _REWARDED if row["substance"] in _names(self.release, one)), None)
            if group is not None and isinstance(row.get("days_of_30"), int | float):
                days[group] = max(days.get(group, 0), row["days_of_30"])
        used = {group: most for group, most in days.items() if most > 0}
        return max(used, key=used.__getitem__) if used else None

    def _team(self) -> Iterator[Step]:
        at = self.since + timedelta(minutes=20)
        for role in ("prescriber", "nurse", "case_manager", "peer"):
            if self.rng.random() < 0.6 or role == "prescriber":
                yield self._step(at, self._staff("counsellor"), "join", member=self._staff(role), role=role)

    def _later(self, day: date, turn: int) -> list[tuple[str, Document]]:
        """What is noted some weeks on: forms again, fewer days of use or as many."""
        rows: list[tuple[str, Document]] = []
        for form, most in (("phq9", 15), ("gad7", 12)):
            total = max(0, round(most * (0.8**turn) * self.rng.uniform(0.4, 1.1)))
            items = filled(self.rng, self.release.instruments[form], total)
            rows.append(("answers", {"at": day.isoformat(), "instrument": form, "items": items, "author": "person"}))
        used = self.document.get("lists", {}).get("substances", {}).get("rows", [])
        for row in used[:1]:
            days = row.get("days_of_30")
            if isinstance(days, int | float):
                fewer = round(days * self.rng.choice((0.3, 0.5, 0.8, 1.0)) ** turn)
                again = {**row, "at": day.isoformat(), "days_of_30": fewer}
                again["last_use"] = (day - timedelta(days=self.rng.randint(1, 3))).isoformat()
                rows.append(("lists.substances.rows", again))
        said = ("It is still hard on Sundays.", "I slept four nights in a row.", "I went back once, and I called.")
        rows.append(("words", {"at": day.isoformat(), "about": "other", "text": self.rng.choice(said)}))
        return rows

    def _half(self) -> Document:
        """A record in the middle of the assessment."""
        kept = dict(self.document)
        for table, share in (("facts", 0.4), ("answers", 0.5)):
            if table in kept:
                kept[table] = kept[table][: max(1, round(len(kept[table]) * share))]
        return {name: value for name, value in kept.items() if name not in ("preferences", "expectations", "measures")}

    def _birth(self) -> str:
        ages = [row["value"] for row in self.document.get("facts", ()) if row["fact"] == "age"]
        age = int(ages[-1]) if ages and isinstance(ages[-1], int | float) else self.rng.randint(19, 66)
        born = self.assessed.date() - timedelta(days=round(365.25 * (age + self.rng.random() * 0.9)))
        return born.isoformat()

    def _since(self) -> datetime:
        """When they were registered; nobody on a weekend, but for today."""
        if self.stage == "registered":
            return self.now - timedelta(minutes=15 + 35 * (self.number % 5))
        days = {"assessing": (1, 9), "planned": (5, 30)}.get(self.stage, (100, 220))
        day = self.now.date() - timedelta(days=self.rng.randint(*days))
        while day.weekday() > 4:
            day -= timedelta(days=1)
        return datetime(day.year, day.month, day.day, 9, self.rng.randrange(60), tzinfo=UTC) + timedelta(
            hours=self.rng.randrange(7)
        )

    def _after(self, moment: datetime, hours: float) -> datetime:
        """Some time later, on a working day, and never later than now."""
        later = moment + timedelta(hours=hours * self.rng.uniform(0.8, 1.3))
        if not 8 <= later.hour < 19:
            later = later.replace(hour=9) + timedelta(days=1 if later.hour >= 19 else 0)
        while later.weekday() > 4:
            later += timedelta(days=1)
        return min(later, self.now - timedelta(minutes=1))

    def _staff(self, role: str) -> str:
        if role == "counsellor" and self.house == "cedar" and self.number % 2:
            return "counsellor2@cedar"
        return f"{role.replace('_', '-')}@{self.house}"

    def _step(self, at: datetime, by: str, does: Any, **given: Any) -> Step:
        return Step(at=at, who=self.number, by=by, does=does, given=given)
