"""Content packs: the official wording of a questionnaire by our item ids, with where it came from (waymark.pack/1)."""

import hashlib
import re
from collections.abc import Mapping
from pathlib import PurePath
from typing import Literal

import msgspec

from waymark.exchange.questionnaires.codes import plain
from waymark.exchange.questionnaires.converting import NUMBERS
from waymark.exchange.questionnaires.expected import EXPECTED
from waymark.exchange.questionnaires.form import Form, Question
from waymark.exchange.questionnaires.identity import Identity, identify
from waymark.exchange.questionnaires.matching import Match, Matched, match, result_codes, tell
from waymark.exchange.questionnaires.notes import Note, Notes, QuestionnaireError
from waymark.exchange.questionnaires.table import Table, table_of
from waymark.exchange.questionnaires.values import is_yes_no
from waymark.knowledge.model.instrument import Instrument

__all__ = ["Origin", "Pack", "PackItem", "PackOption", "build_pack"]

# A form that asks for a bare yes or no leaves the two words to whoever shows it.
YES_NO = {"en": ("No", "Yes"), "es": ("No", "Sí"), "de": ("Nein", "Ja")}


class PackPart(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """Any part of a pack."""


class PackOption(PackPart, frozen=True, kw_only=True):
    """One answer. `value`: of our item, after any turning round. `text`: language -> its words."""

    value: float
    text: dict[str, str]


class PackItem(PackPart, frozen=True, kw_only=True):
    """One item. `by`: how its question was matched."""

    text: dict[str, str]
    # Instructions and headings above it.
    stem: dict[str, str] = {}
    options: tuple[PackOption, ...] = ()
    question: str = ""
    by: str = ""


class Origin(PackPart, frozen=True, kw_only=True):
    """Where the wording comes from: file name, address of the form, version of FHIR, hash of the very bytes."""

    file: str
    sha256: str
    fhir: str
    url: str = ""
    version: str = ""
    address: str = ""


class Pack(PackPart, frozen=True, kw_only=True):
    """The wording of one instrument. `part`: a short form (PHQ-2); `copyright`: the file's own line, verbatim."""

    format: Literal["waymark.pack/1"] = "waymark.pack/1"
    instrument: str
    instrument_version: str
    part: str = ""
    languages: tuple[str, ...]
    title: str
    items: dict[str, PackItem]
    licence_class: str
    attribution: str
    copyright: str = ""
    origin: Origin
    report: tuple[Note, ...] = ()

    @property
    def name(self) -> str:
        """Under which it is kept: instrument (or short form) and first language."""
        return f"{plain(self.part) or self.instrument}.{self.languages[0]}"

    @property
    def hash(self) -> str:
        """The hash of what it says, without its report."""
        said = msgspec.structs.replace(self, report=())
        return hashlib.sha256(msgspec.json.encode(said, order="deterministic")).hexdigest()[:12]


def build_pack(
    form: Form, raw: bytes, where: str, instruments: Mapping[str, Instrument], notes: Notes, address: str = ""
) -> Pack:
    """A pack of a form. Raises QuestionnaireError where the form is not a whole instrument of ours or lacks words."""
    identity = identify(form, instruments, where, notes)
    instrument = identity.instrument
    for why in identity.variants.values():
        raise QuestionnaireError(f"{where}: this is not the standard {instrument.id}: it asks {why}")
    matched = match(form, identity, notes)
    tell(matched, instrument, notes)
    if matched.missing:
        raise QuestionnaireError(
            f"{where}: it is not the whole {instrument.id}: no question of it is {', '.join(matched.missing)}"
        )
    tables = {one.item.id: table_of(instrument, one, notes) for one in matched.matches}
    _refuse(matched, tables, form.language, where)
    _scoring(form, identity, matched, notes)
    languages = _languages(form, matched, tables)
    return Pack(
        instrument=instrument.id,
        instrument_version=instrument.version,
        part=identity.part.name if identity.part is not None else "",
        languages=languages,
        title=form.title or (form.names[0] if form.names else instrument.id),
        items={one.item.id: _item(one, tables[one.item.id], languages) for one in matched.matches},
        licence_class=instrument.licence_class,
        attribution=instrument.attribution,
        copyright=form.copyright,
        origin=Origin(
            file=PurePath(where).name,
            sha256=hashlib.sha256(raw).hexdigest(),
            fhir=form.release,
            url=form.url,
            version=form.version,
            address=address,
        ),
        report=notes.all(),
    )


def _refuse(matched: Matched, tables: Mapping[str, Table], language: str, where: str) -> None:
    """Everything a person would be shown has its words, and every answer its value."""
    for one in matched.matches:
        item, table = one.item.id, tables[one.item.id]
        if not one.question.text:
            raise QuestionnaireError(f"{where}: question {one.question.link} ({item}) has no words")
        if table.asked.polarity == "unclear":
            raise QuestionnaireError(
                f"{where}: it cannot be told which way question {one.question.link} ({item}) is asked"
            )
        if one.question.options_absent:
            raise QuestionnaireError(
                f"{where}: the words of the answers are missing: "
                f"{one.question.options_absent}; add it with --valueset FILE"
            )
        lacking = [row for row in table.rows if row.value is None and not row.declines]
        if lacking:
            words = lacking[0].option.coding.display or lacking[0].option.coding.code
            raise QuestionnaireError(
                f"{where}: the answer “{words}” to question {one.question.link} ({item}) has no value: {lacking[0].why}"
            )
        values = {row.value for row in table.rows if row.value is not None}
        wanted = set(one.item.options)
        if table.rows and wanted and values != wanted:
            short = ", ".join(f"{value:g}" for value in sorted(wanted - values))
            raise QuestionnaireError(
                f"{where}: question {one.question.link} ({item}) has no answer that counts {short}"
            )
        if not table.rows and one.item.options and not _answered_without_words(one, table):
            raise QuestionnaireError(f"{where}: question {one.question.link} ({item}) names no answers to choose from")
        if one.question.kind == "boolean" and language not in YES_NO:
            raise QuestionnaireError(f"{where}: yes and no have no words in the language “{language}” of the form")


def _answered_without_words(one: Match, table: Table) -> bool:
    """Yes or no, or a number on a scale that is nothing but numbers."""
    if one.question.kind == "boolean":
        return is_yes_no(one.item)
    worded = one.item.id in EXPECTED.get(table.asked.instrument, {})
    return one.question.kind in NUMBERS and not worded and not is_yes_no(one.item) and not table.asked.reversed


def _scoring(form: Form, identity: Identity, matched: Matched, notes: Notes) -> None:
    """Where the file scores, or should: our scoring stays the authority."""
    instrument = identity.instrument
    codes = result_codes(instrument)
    weighted = any(one.question.weighted for one in matched.matches)
    for result in form.results:
        name = matched.results.get(result.link)
        if result.expression:
            notes.add(
                "scoring", f"{result.link} is computed in {result.expression}; it is not run, our scoring is used"
            )
            if not weighted:
                notes.add("scoring", f"{result.link} could give no score: the answers of the form carry no weights")
        if name is None and result.codes and not set(result.codes) & set(codes):
            notes.add(
                "codes", f"{result.link} carries {', '.join(result.codes)}, which is no result of {instrument.id}"
            )
        elif name is None and not result.codes and any(score.loinc for score in instrument.scores):
            notes.add("codes", f"{result.link} (“{result.text}”) carries no code of a result")
    if not any(one.question.stem for one in matched.matches):
        notes.add("variant", "the form shows no instructions above its questions, such as the time they ask about")
    if not weighted:
        notes.add("scoring", "the file gives its answers no weights; ours are used")
    for one in matched.matches:
        if one.item.id == "item_3" and instrument.id.startswith("audit") and not _six(one.question):
            notes.add(
                "variant",
                "item_3 asks for another number of drinks than six; note the wording with the results",
                "item_3",
            )


def _six(question: Question) -> bool:
    return re.search(r"\b(6|six|seis|sechs)\b", plain(question.text)) is not None


def _languages(form: Form, matched: Matched, tables: Mapping[str, Table]) -> tuple[str, ...]:
    """The form's own language first; others where every question and every answer has their words."""
    texts = [one.question.translations for one in matched.matches]
    texts += [one.question.stem for one in matched.matches if one.question.stem]
    texts += [row.option.translations for table in tables.values() for row in table.rows if not row.declines]
    others = set(texts[0]).intersection(*texts[1:]) - {form.language, ""} if texts else set()
    if any(one.question.kind == "boolean" for one in matched.matches):
        others &= set(YES_NO)
    return (form.language, *sorted(others))


def _item(one: Match, table: Table, languages: tuple[str, ...]) -> PackItem:
    own, *others = languages
    options = tuple(
        PackOption(
            value=row.value,
            text={own: row.option.coding.display, **{name: row.option.translations[name] for name in others}},
        )
        for row in table.rows
        if row.value is not None
    )
    if one.question.kind == "boolean" and not options:
        words = enumerate(zip(*(YES_NO[name] for name in languages), strict=True))
        options = tuple(
            PackOption(value=table.asked.said(float(value)), text=dict(zip(languages, said, strict=True)))
            for value, said in words
        )
    text = {own: one.question.text, **{name: one.question.translations[name] for name in others}}
    above = one.question.stem
    stem = {name: above[key] for key, name in [("", own), *((name, name) for name in others)] if key in above}
    return PackItem(text=text, stem=stem, options=options, question=one.question.link, by=one.by)
