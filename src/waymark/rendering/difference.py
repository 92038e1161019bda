"""A difference as a letter: what matters first, each thing under its reason, in the voice of who reads it."""

import re
from collections.abc import Iterable

import msgspec

from waymark.planning.deciding.causes import Causes
from waymark.planning.deciding.difference import GROUPS, Changed, Difference
from waymark.planning.plan import FactMove, Logged
from waymark.rendering.dates import dated
from waymark.rendering.difference_lines import folded_into, is_for_team, say_lines, say_team
from waymark.rendering.difference_words import Voice, tell_change
from waymark.rendering.headings import heading

__all__ = ["Letter", "Paragraph", "Section", "letter"]

# Facts named in the person's reason: those that say most.
MOST_NAMED = 3


class Paragraph(msgspec.Struct, frozen=True):
    """Lines that changed for one reason. `items`: the ids of all lines that are told here."""

    lines: tuple[str, ...]
    items: tuple[str, ...]
    because: str = ""


class Section(msgspec.Struct, frozen=True):
    """A heading with its paragraphs."""

    name: str
    title: str
    paragraphs: tuple[Paragraph, ...]


class Letter(msgspec.Struct, frozen=True):
    """The difference in one voice and one language."""

    voice: Voice
    language: str
    opening: str
    # What the reader must know of the two documents before trusting what follows.
    cautions: tuple[str, ...] = ()
    sections: tuple[Section, ...] = ()
    closing: str = ""


def letter(difference: Difference, voice: Voice) -> Letter:
    """The letter for one reader. Every line that changed is told in either voice; the team's own only counted."""
    return _Writing(difference, voice).letter()


class _Writing:
    def __init__(self, difference: Difference, voice: Voice) -> None:
        self.difference, self.voice, self.language = difference, voice, difference.language
        ids = frozenset(entry.item for entry in difference.changed)
        # A line told together with another: the goal that was reached and the goal that is gone are one thing.
        self.told_with: dict[str, str] = {}
        for entry in difference.changed:
            other = folded_into(entry, ids)
            # Two lines cannot each be told with the other.
            if other is not None and self.root(other) != entry.item:
                self.told_with[entry.item] = other

    def say(self, key: str, /, **parts: object) -> str:
        return tell_change(key, self.language, **parts)

    def letter(self) -> Letter:
        difference = self.difference
        name = difference.called or difference.person
        opening = "same" if difference.same else "since"
        sections = [section for group in GROUPS if (section := self.section(group)) is not None]
        if difference.decided:
            # What is urgent comes before everything else.
            place = 1 if sections and sections[0].name == "safety" else 0
            sections.insert(place, self.decided())
        closing = "" if difference.same or self.voice != "person" else self.say("close person")
        return Letter(
            voice=self.voice,
            language=self.language,
            opening=self.say(
                f"{opening} {self.voice}",
                name=name,
                since=self.moment(difference.since),
                until=self.moment(difference.until),
            ),
            sections=tuple(sections),
            closing=closing,
        )

    def dates(self, text: str) -> str:
        """Moments in the text as this reader writes them."""
        if self.difference.anchor is not None and self.language == "es":
            text = re.sub(r"\bday (\d+)\b", r"día \1", text)
        return dated(text, self.language)

    def moment(self, at: str) -> str:
        """A date in words, or a day from the record's anchor."""
        day = re.search(r"\d+", at)
        if self.difference.anchor is not None and day:
            return heading("days after", self.language, day=day[0], anchor=self.difference.anchor)
        return dated(at, self.language)

    # -- what was decided -------------------------------------------------------------------------------------------

    def decided(self) -> Section:
        """Each decision for the clinician; for the person what each of the two said, together."""
        rows = self.difference.decided
        if self.voice == "clinician":
            return Section("decided", self.say("decided"), (Paragraph(tuple(map(self.row, rows)), _items(rows)),))
        found: dict[tuple[str, str], list[Logged]] = {}
        for row in sorted(rows, key=lambda r: r.author != "person"):
            found.setdefault((row.author, row.decision), []).append(row)
        paragraphs = (
            Paragraph((self.say(f"decided {author} {what}", what="; ".join(map(self.thing, said))),), _items(said))
            for (author, what), said in found.items()
        )
        return Section("decided", self.say("decided"), tuple(paragraphs))

    def thing(self, row: Logged) -> str:
        """What was decided on, with what goes along with the decision: a day, a number, other words."""
        detail = self.dates(row.says).partition(": " if row.decision == "changed" else "; ")[2]
        if row.decision in ("paused", "replaced", "settled", "override"):
            detail = self.dates(row.says)
        return f"{row.title} ({detail})" if detail else row.title

    def row(self, row: Logged) -> str:
        who = ", ".join(p for p in (heading(f"author {row.author}", self.language), row.role, row.by) if p)
        why = f" “{row.text}”" if row.text else ""
        says = self.dates(row.says)
        if row.counts != "stands":
            says = f"{says} ({heading(f'counts {row.counts}', self.language)})"
        return self.say("decided row", at=self.moment(row.at), who=who, title=row.title, says=says, why=why)

    # -- what changed -----------------------------------------------------------------------------------------------

    def section(self, group: str) -> Section | None:
        """The lines of one group; those with the same reason stand together under it."""
        changed = {entry.item: entry for entry in self.difference.changed}
        by_reason: dict[str, list[Changed]] = {}
        every = [e for e in self.difference.changed if e.item not in self.told_with and e.group == group]
        team = [entry for entry in every if self.voice == "person" and is_for_team(entry)]
        for entry in every:
            if entry not in team:
                by_reason.setdefault(self.because(entry.causes), []).append(entry)
        if not every:
            return None
        paragraphs = []
        for because, entries in by_reason.items():
            lines = tuple(self.dates(line) for line in say_lines(entries, self.voice, self.language))
            paragraphs.append(Paragraph(lines, tuple(self.with_folded(entries, changed)), because))
        if team:
            said = say_team(team, group, self.language)
            paragraphs.append(Paragraph((said,), tuple(self.with_folded(team, changed))))
        return Section(group, self.say(group), tuple(paragraphs))

    def with_folded(self, entries: list[Changed], changed: dict[str, Changed]) -> Iterable[str]:
        for entry in entries:
            yield entry.item
            yield from (item for item in changed if self.root(item) == entry.item and item != entry.item)

    def root(self, item: str) -> str:
        while item in self.told_with:
            item = self.told_with[item]
        return item

    # -- reasons ----------------------------------------------------------------------------------------------------

    def because(self, causes: Causes) -> str:
        """Why, in a sentence that leads to the lines."""
        said = self.of_decisions(causes) or self.of_facts(causes)
        if not said and causes.offered_again:
            said = self.say(f"because again {self.voice}", at=self.moment(causes.offered_again))
        pairs = {"release": self.difference.release, "programme": self.difference.programme}
        for key, (old, new) in pairs.items():
            if not said and getattr(causes, key):
                said = self.say(f"because {key} {self.voice}", old=old, new=new)
        return said or self.say(f"because others {self.voice}")

    def of_decisions(self, causes: Causes) -> str:
        if not causes.decisions:
            return ""
        authors = {row.author for row in causes.decisions}
        if self.voice == "person":
            key = "person" if len(authors) > 1 else "own" if authors == {"person"} else "team"
            return self.say(f"because decision {key}")
        who = " + ".join(heading(f"author {author}", self.language) for author in sorted(authors))
        return self.say("because decision clinician", who=who, at=self.moment(causes.decisions[-1].at))

    def of_facts(self, causes: Causes) -> str:
        if self.voice == "clinician":
            said = "; ".join(self.move(move) for move in causes.moves)
            return self.say("because facts clinician", facts=said) if said else ""
        # What others told stays between them and the team.
        named = [m.label for m in causes.moves if m.fact not in causes.told_by_others][:MOST_NAMED]
        return self.say("because facts person", facts="; ".join(f"“{n}”" for n in named)) if named else ""

    def move(self, move: FactMove) -> str:
        if move.after is None:
            return self.say("move stale", fact=move.label, before=move.before)
        before = move.before or self.say("not known")
        if move.at is None:
            return self.say("move", fact=move.label, before=before, after=move.after)
        return self.say("move on", fact=move.label, before=before, after=move.after, at=self.moment(move.at))


def _items(rows: Iterable[Logged]) -> tuple[str, ...]:
    return tuple(row.item for row in rows)
