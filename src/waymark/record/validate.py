"""A person document against a release: every name known, every answer and value one that can be."""

from collections.abc import Mapping
from typing import get_args

from waymark.knowledge.model.care_elements import Area
from waymark.knowledge.model.fact import Fact
from waymark.knowledge.model.instrument import Instrument, Item
from waymark.knowledge.release import Release
from waymark.record.corrections import as_corrected
from waymark.record.documents.common import Interval, Row
from waymark.record.documents.person import AnswerRow, Person, Preference, Priority
from waymark.record.errors import Mistakes, RecordError, nearest
from waymark.record.index import INFINITE, Index, ReleaseLike, index_of
from waymark.record.meaning import about_the_person
from waymark.record.names import plain_name
from waymark.record.rows import named_rows

__all__ = ["Check", "check_about", "check_items", "check_subject", "not_recognised", "validate"]


# A result entered from the official form.
Result = bool | float | str | Interval


def validate(person: Person, release: ReleaseLike, where: str) -> None:
    """Raise RecordError with up to five sentences when the document says what the release cannot understand."""
    check = Check(index_of(release), where)
    for place, answers in enumerate(person.answers):
        check.answers(f"answers[{place}]", answers)
    for place, row in enumerate(person.facts):
        check.fact(f"facts[{place}]", row.fact, row.value)
    for place, used in enumerate(person.lists.substances.rows):
        path = f"lists.substances.rows[{place}]"
        check.substance(f"{path}.substance", used.substance)
        _bounds(check, f"{path}.days_of_30", used.days_of_30, (0.0, 30.0), "days of the last 30")
        for field in ("amount", "age_first_use", "years_regular"):
            _bounds(check, f"{path}.{field}", getattr(used, field), (0.0, INFINITE), field.replace("_", " "))
    for place, episode in enumerate(person.lists.episodes.rows):
        check.level(f"lists.episodes.rows[{place}].level", episode.level, release)
    for place, measure in enumerate(person.measures):
        check.measure(f"measures[{place}]", measure.measure, measure.value)
    for place, priority in enumerate(person.priorities):
        check.area(f"priorities[{place}].area", priority.area)
    for place, preference in enumerate(person.preferences):
        check.wish(f"preferences[{place}].about", preference.about)
    _amended(person, check)
    check.finish()


def check_items(
    instrument: Instrument, items: Mapping[str, float | str], where: str, scores: Mapping[str, Result] | None = None
) -> None:
    """Refuse items and results that a form does not have, and answers that it does not take. Raises RecordError."""
    check = Mistakes(where)
    _items(check, "items", instrument, items)
    for name, value in (scores or {}).items():
        _score(check, f"scores.{name}", instrument, name, value)
    check.finish()


def check_about(
    release: ReleaseLike, instrument: Instrument, about: Mapping[str, bool | float | str], where: str
) -> None:
    """Refuse what cannot be known about the person, or is not read with this form. Raises RecordError."""
    check = Check(index_of(release), where)
    beside = about_the_person(instrument, release)
    for name, said in about.items():
        if name in beside:
            check.fact(f"about.{name}", name, said)
        else:
            check.unknown("about", f"fact that {instrument.id} is read with", name, beside)
    check.finish()


def check_subject(release: ReleaseLike, instrument: Instrument, substance: str, where: str) -> None:
    """Refuse a substance that the form is not given for. Raises RecordError."""
    check = Check(index_of(release), where)
    if instrument.subject is None:
        check.say("substance", f"{instrument.id} is not about one substance; leave the key out.")
    else:
        check.subject("substance", instrument, substance)
    check.finish()


def _amended(person: Person, check: "Check") -> None:
    """Rows as their corrections make them must be as good as any other."""
    if not person.corrections:
        return
    rows = named_rows(person)
    for place, correction in enumerate(person.corrections):
        if correction.kind != "amended" or correction.corrects not in rows:
            continue
        path = f"corrections[{place}].replace"
        try:
            row: Row = as_corrected(rows[correction.corrects][1], correction.replace)
        except RecordError as error:
            check.say(path, str(error))
            continue
        if isinstance(row, AnswerRow):
            check.answers(path, row)
        elif isinstance(row, Priority):
            check.area(path, row.area)
        elif isinstance(row, Preference):
            check.wish(path, row.about)
        elif hasattr(row, "fact"):
            check.fact(path, row.fact, row.value)  # type: ignore[attr-defined]


class Check(Mistakes):
    """Collects what is wrong with one document that speaks of facts, forms and lists of a release."""

    def __init__(self, index: Index, where: str) -> None:
        super().__init__(where)
        self.index = index

    # -- the person's own: misspelt, nothing in a plan would answer to it ------------------------------------------

    def area(self, path: str, word: str) -> None:
        areas = get_args(Area)
        if word not in areas:
            help_ = nearest(word, areas) or f"; write one of {', '.join(areas)}."
            self.say(path, f"there is no area `{word[:60]}`{help_}")

    def wish(self, path: str, about: str) -> None:
        from waymark.record.validate_names import names_of

        release = self.index.release
        if isinstance(release, Release) and (wrong := names_of(release).wrong_wish(about)):
            self.say(path, wrong)

    # -- forms ----------------------------------------------------------------------------------------------------

    def answers(self, path: str, row: AnswerRow) -> None:
        instruments = self.index.release.instruments
        instrument = instruments.get(row.instrument)
        if instrument is None:
            self.unknown(f"{path}.instrument", "instrument", row.instrument, instruments)
            return
        if instrument.subject is None and row.substance is not None:
            self.say(f"{path}.substance", f"{row.instrument} is not about one substance; leave the key out.")
        elif instrument.subject is not None:
            self.subject(f"{path}.substance", instrument, row.substance)
        if row.wording == "pack" and not row.pack:
            self.say(f"{path}.wording", "the wording of a content pack needs its name in `pack`; add it.")
        _items(self, f"{path}.items", instrument, row.items)
        for name, value in row.scores.items():
            _score(self, f"{path}.scores.{name}", instrument, name, value)

    def subject(self, path: str, instrument: Instrument, substance: str | None) -> None:
        assert instrument.subject is not None
        classes = [name for name in self.index.release.substances if name not in instrument.subject.without]
        if substance is None:
            self.say(path, f"{instrument.id} is given for one substance at a time; say which: {', '.join(classes)}.")
        elif substance not in classes:
            help_ = nearest(substance, classes) or f"; write one of {', '.join(classes)}."
            self.say(path, f"`{substance[:60]}` is no substance class that {instrument.id} is given for{help_}")

    # -- facts ----------------------------------------------------------------------------------------------------

    def fact(self, path: str, name: str, value: bool | float | str | Interval) -> None:
        fact = self.index.facts.get(name)
        if fact is None:
            self.unknown(f"{path}.fact", "fact", name, self.index.facts)
            return
        if fact.derived is not None and not (fact.asked or fact.scored or fact.measured or fact.drawn):
            self.say(path, f"{name} is worked out from other facts and cannot be noted; note those.")
        elif value not in ("declined", "unknown"):
            self.value(f"{path}.value", fact, value)

    def value(self, path: str, fact: Fact, value: bool | float | str | Interval) -> None:
        if fact.type == "boolean":
            if not isinstance(value, bool):
                self.say(path, f"`{_short(value)}` is no answer to {fact.id}; write true, false, declined or unknown.")
        elif fact.type == "category":
            options = [option.id for option in fact.options]
            if not isinstance(value, str) or value not in options:
                # Never only the nearest one: that of `employed` is `unemployed`.
                help_ = f"write one of {', '.join(options)}, declined or unknown."
                self.say(path, f"`{_short(value)}` is no option of {fact.id}; {help_}")
        elif isinstance(value, bool | str):
            self.say(
                path, f"`{_short(value)}` is no number for {fact.id}; write a number, bounds, declined or unknown."
            )
        else:
            whole = fact.type in ("integer", "days since")
            if whole and isinstance(value, int | float) and value != int(value):
                self.say(path, f"{value:g} is not whole, and {fact.id} is counted; write a whole number.")
                return
            _bounds(self, path, value, _range(fact), fact.id)

    # -- lists and measures ---------------------------------------------------------------------------------------

    def substance(self, path: str, word: str) -> None:
        if plain_name(word) not in self.index.substances:
            near = nearest(word, list(self.index.substances))
            self.say(
                path,
                f"there is no substance `{word[:60]}`{near or '; check its spelling.'} A drug that the library has no "
                "name for is written `other_drug`.",
            )

    def level(self, path: str, word: str, release: ReleaseLike) -> None:
        levels = getattr(release, "levels", {})
        add_ons = getattr(release, "add_ons", {})
        base, *more = word.split("+")
        if levels and (base not in levels or any(part not in add_ons for part in more)):
            self.unknown(path, "level of care", word, [*levels, *add_ons])

    def measure(self, path: str, name: str, value: float | str | bool) -> None:
        if name.startswith("drug_test."):
            # A class of substances, or one that a fact reads by itself, such as fentanyl.
            known = [f"drug_test.{substance}" for substance in self.index.release.substances]
            known += [one for one in self.index.by_measure if one.startswith("drug_test.") and one not in known]
            if name not in known:
                self.unknown(f"{path}.measure", "drug test", name, known)
            elif value not in ("positive", "negative", "invalid", "not done"):
                self.say(
                    f"{path}.value",
                    f"`{_short(value)}` is no test result; write positive, negative, invalid or not done.",
                )


def _items(check: Mistakes, path: str, instrument: Instrument, answers: Mapping[str, float | str]) -> None:
    items = {item.id: item for item in instrument.items}
    for name, answer in answers.items():
        if name not in items:
            check.unknown(path, f"item of {instrument.id}", name, items)
        elif wrong := _wrong_answer(instrument, items[name], answer):
            check.say(f"{path}.{name}", wrong)


def _score(check: Mistakes, path: str, instrument: Instrument, name: str, value: Result) -> None:
    scores = {score.id: score for score in instrument.scores}
    score = scores.get(name)
    if score is None:
        check.unknown(path, f"score of {instrument.id}", name, scores)
        return
    if not score.may_be_entered:
        check.say(path, "this result is computed from the items and cannot be entered; leave it out.")
    elif score.cascade:
        options = [*dict.fromkeys(step.value for step in score.cascade), *filter(None, [score.otherwise])]
        if value not in options:
            check.say(path, f"`{value}` is not a result of {instrument.id}; it is one of {', '.join(options)}.")
    elif score.condition is not None:
        if not isinstance(value, bool):
            check.say(path, f"`{value}` is not a result of {instrument.id}; write true or false.")
    elif isinstance(value, bool | str):
        check.say(path, f"`{str(value).lower()[:60]}` is not a number; write the {instrument.id} {name} as a number.")
    else:
        _bounds(check, path, value, score.range or (-INFINITE, INFINITE), f"{instrument.id} {name}")


def _bounds(
    check: Mistakes, path: str, value: float | Interval | None, allowed: tuple[float, float], name: str
) -> None:
    if value is None:
        return
    ends = (value.at_least, value.at_most) if isinstance(value, Interval) else (value,)
    for end in ends:
        if end is not None and not allowed[0] <= end <= allowed[1]:
            low, high = allowed
            limits = f"at least {low:g}" if high == INFINITE else f"{low:g} to {high:g}"
            check.say(path, f"{end:g} cannot be for {name}, which is {limits}; correct it.")


def _wrong_answer(instrument: Instrument, item: Item, answer: float | str) -> str | None:
    """What is wrong with an answer, or nothing. Days are entered raw, also where the form scores them in steps."""
    if isinstance(answer, str):
        if answer == "skipped" and not _may_be_skipped(instrument, item):
            return "the form never jumps over this item; write `missing` or `declined`."
        return None
    if item.options:
        if answer in item.options:
            return None
        options = ", ".join(f"{option:g}" for option in item.options)
        return f"{answer:g} is not an answer of this item; it takes {options}."
    low = -INFINITE if item.minimum is None else item.minimum
    high = INFINITE if item.maximum is None else item.maximum
    if low <= answer <= high and answer == int(answer):
        return None
    limits = f"from {low:g} on" if high == INFINITE else f"from {low:g} to {high:g}"
    return f"{answer:g} is not an answer of this item; it takes whole numbers {limits}."


def _may_be_skipped(instrument: Instrument, item: Item) -> bool:
    paired = item.instead_of is not None or any(other.instead_of == item.id for other in instrument.items)
    return paired or item.optional or any(item.id in branch.skip for branch in instrument.branches)


def _range(fact: Fact) -> tuple[float, float]:
    if fact.range is not None:
        return fact.range
    return (0.0, INFINITE) if fact.type == "days since" else (-INFINITE, INFINITE)


def _short(value: object) -> str:
    if isinstance(value, Interval):
        return "bounds"
    text = str(value).lower() if isinstance(value, bool) else f"{value:g}" if isinstance(value, float) else str(value)
    return text if len(text) <= 40 else text[:37] + "..."


def not_recognised(person: Person, release: ReleaseLike) -> tuple[tuple[str, str], ...]:
    """What the document names and the library does not know, with its kind: kept and shown, but checked by nobody.

    Medicines that are not recognised are not checked for interactions.
    """
    index = index_of(release)
    found: dict[tuple[str, str], None] = {}
    for row in person.lists.medicines.rows:
        if plain_name(row.medicine) not in index.medicines:
            found["medicine", row.medicine] = None
    for condition in person.lists.conditions.rows:
        if condition.condition.strip().lower().replace(" ", "_") not in index.conditions:
            found["condition", condition.condition] = None
    for measure in person.measures:
        if measure.measure not in index.by_measure:
            found["measure", measure.measure] = None
    return tuple(found)
