"""A Questionnaire of STU3, R4, R4B or R5 as a `Form`, with a note for whatever had to be converted."""

from collections.abc import Iterator
from itertools import islice
from typing import Any

from waymark.exchange.questionnaires.codes import coding_of, is_loinc, loinc_in, plain
from waymark.exchange.questionnaires.form import Form, Question, Role
from waymark.exchange.questionnaires.language import language_of
from waymark.exchange.questionnaires.markup import words_of
from waymark.exchange.questionnaires.notes import Notes, QuestionnaireError
from waymark.exchange.questionnaires.options import Offered, ValueSets, options_of, translations_of
from waymark.exchange.questionnaires.reading import found_resources, mapping, sequence, text_of

__all__ = ["NUMBERS", "read_form", "release_of"]

MOST_LEAVES = 500
SHOWN = ("display", "group")
ASKED = ("choice", "open-choice", "coding", "question", "boolean", "integer", "decimal", "quantity", "string", "text")
NUMBERS = ("integer", "decimal", "quantity")
RESULT_WORDS = ("score", "total", "puntaje", "puntuacion", "gesamtwert", "summe", "screen is positive", "risk level")


def read_form(document: dict[str, Any], where: str, notes: Notes, extra: list[dict[str, Any]] | None = None) -> Form:
    """The one Questionnaire of a document. `extra`: value sets given beside it. Raises QuestionnaireError."""
    raw = _one(document, where)
    release = release_of(raw, where)
    sets = ValueSets([*_contained(raw), *found_resources({"x": _others(document, raw)}, "ValueSet"), *(extra or [])])
    reader = _Leaves(sets, notes, release)
    leaves = tuple(islice(reader.read(sequence(raw.get("item"))), MOST_LEAVES + 1))
    if len(leaves) > MOST_LEAVES:
        raise QuestionnaireError(f"{where}: more than {MOST_LEAVES} questions, which none of our instruments has")
    if not any(leaf.role == "question" for leaf in leaves):
        raise QuestionnaireError(f"{where}: the Questionnaire asks nothing; it has no item that can be answered")
    _tell_release(release, reader, notes)
    panels = [_code(coding, notes, "the form") for coding in sequence(raw.get("code"))] + reader.panels
    title = text_of(raw.get("title")).strip()
    names = (text_of(raw.get("name")), text_of(raw.get("id")), text_of(raw.get("url")).rpartition("/")[2])
    copyrights = [text_of(raw.get(name)) for name in ("copyright", "copyrightLabel")]
    language, told = language_of(text_of(raw.get("language")), " ".join(leaf.text for leaf in leaves))
    if not told:
        notes.add("read", f"the file names no language; its words look like “{language}”")
    return Form(
        title=title,
        names=tuple(name.strip() for name in names if name.strip()),
        url=text_of(raw.get("url")).strip(),
        version=text_of(raw.get("version")).strip(),
        release=release,
        language=language,
        copyright="\n".join(line for line in copyrights if line),
        panels=tuple(dict.fromkeys(code for code in panels if code)),
        leaves=leaves,
    )


def _one(document: dict[str, Any], where: str) -> dict[str, Any]:
    found = found_resources(document, "Questionnaire")
    if len(found) == 1:
        return found[0]
    if found:
        raise QuestionnaireError(f"{where}: holds {len(found)} Questionnaires; name a file with one")
    kind = text_of(document.get("resourceType"))
    if kind == "QuestionnaireResponse":
        raise QuestionnaireError(f"{where}: these are answers (QuestionnaireResponse), not the form; name the form")
    if kind:
        raise QuestionnaireError(f"{where}: this is a {kind}, not a Questionnaire; name the Questionnaire")
    raise QuestionnaireError(f"{where}: there is no Questionnaire in it (no resourceType says so); name one")


def _contained(raw: dict[str, Any]) -> list[dict[str, Any]]:
    return [part for part in sequence(raw.get("contained")) if part.get("resourceType") == "ValueSet"]


def _others(document: dict[str, Any], raw: dict[str, Any]) -> list[Any]:
    return [] if document is raw else [part for part in document.values() if isinstance(part, dict | list)]


def release_of(raw: dict[str, Any], where: str) -> str:
    """STU3, R4 (or R4B) or R5. Raises QuestionnaireError for what is older."""
    if isinstance(raw.get("group"), dict):
        raise QuestionnaireError(f"{where}: this is a Questionnaire of DSTU2 (group/question); convert it to R4 first")
    items = list(_all_items(sequence(raw.get("item")), 0))
    newest = any(
        (text_of(item.get("type")) in ("coding", "question") and "answerConstraint" in item)
        or text_of(item.get("type")) == "coding"
        for item in items
    )
    if newest or "copyrightLabel" in raw or "versionAlgorithmString" in raw or "versionAlgorithmCoding" in raw:
        return "R5"
    oldest = any("option" in item or "options" in item for item in items)
    asks = any("hasAnswer" in condition for item in items for condition in sequence(item.get("enableWhen")))
    return "STU3" if oldest or asks else "R4"


def _all_items(items: list[dict[str, Any]], depth: int) -> Iterator[dict[str, Any]]:
    for item in items:
        yield item
        yield from _all_items(sequence(item.get("item")), depth + 1)


def _tell_release(release: str, reader: "_Leaves", notes: Notes) -> None:
    notes.add("read", f"a Questionnaire of FHIR {release}" + ("" if release != "R4" else " or R4B"))
    if release == "STU3":
        notes.add("converted", "STU3: lists of options (option, options) read as answerOption and answerValueSet")
    if release == "R5":
        notes.add("converted", "R5: items of type coding read as choice; answer constraints are not enforced")
    for kind in sorted(reader.unknown):
        notes.add("converted", f"items of the type “{kind}” are not read as questions")


def _code(raw: Any, notes: Notes, where: str) -> str:
    """A LOINC code of the form or an item; codes of other systems and empty ones give nothing."""
    coding = coding_of(raw, notes, where)
    if not coding.code:
        if coding.display:
            notes.add("codes", f"{where}: a code element names {coding.display!r} but has no code")
        return ""
    if not is_loinc(coding.code):
        if "loinc" in coding.system.lower():
            notes.add("codes", f"{where}: {coding.code!r} is not a valid LOINC code and is not used")
        return ""
    if not coding.system:
        notes.add("repaired", "codes without a system that are valid LOINC codes are read as LOINC")
    elif "loinc" not in coding.system.lower():
        return ""
    return coding.code


class _Leaves:
    """Going through the items in order; groups give only their codes and the words above their questions."""

    def __init__(self, sets: ValueSets, notes: Notes, release: str) -> None:
        self.sets, self.notes, self.release = sets, notes, release
        self.panels: list[str] = []
        self.unknown: set[str] = set()
        self.links: set[str] = set()

    def read(self, items: list[dict[str, Any]], above: tuple[dict[str, str], ...] = ()) -> Iterator[Question]:
        """The leaves below these items. `above`: what is shown over them, by language; the form's own is ""."""
        shown = above
        for item in items:
            kind = text_of(item.get("type"))
            link = text_of(item.get("linkId"))
            where = f"question {link.strip()}" if link.strip() else "a question without linkId"
            if kind not in SHOWN:
                if link in self.links:
                    self.notes.add("codes", f"{where}: the linkId stands twice in the form")
                self.links.add(link)
                yield self._leaf(item, kind, link, where, shown)
            elif kind == "group":
                self.panels += [_code(coding, self.notes, where) for coding in sequence(item.get("code"))]
            words = _shown(item) if kind in SHOWN else {}
            if words and kind == "display":
                shown = (*above, words)
            below = (*shown, words) if words and kind == "group" else shown
            yield from self.read(sequence(item.get("item")), below)

    def _leaf(
        self, item: dict[str, Any], kind: str, link: str, where: str, shown: tuple[dict[str, str], ...]
    ) -> Question:
        codes = [_code(coding, self.notes, where) for coding in sequence(item.get("code"))]
        linked = loinc_in(link)
        codes = list(dict.fromkeys(code for code in codes if code))
        if linked and not codes:
            self.notes.add("repaired", "codes that stand only in the linkId are read as the code of the question")
            codes = [linked]
        elif linked and linked not in codes:
            self.notes.add("codes", f"{where}: its linkId says {linked} and its code {codes[0]}; the code is used")
        offered = options_of(item, self.sets, self.notes, where)
        expression = _expression(item)
        if kind not in ASKED:
            self.unknown.add(kind or "none")
        return Question(
            link=link,
            text=words_of(item),
            kind="choice" if kind in ("coding", "question", "open-choice") else kind,
            role=_role(item, kind, expression, offered),
            codes=tuple(codes),
            options=offered.options,
            options_absent=offered.absent,
            value_set=offered.value_set,
            translations=translations_of(item.get("_text")),
            stem=_stem(shown),
            expression=expression,
            weighted=any(option.weight is not None for option in offered.options),
        )


def _shown(item: dict[str, Any]) -> dict[str, str]:
    """The words of an instruction or heading by language; nothing for what is hidden or help for one question."""
    words = words_of(item)
    for extension in sequence(item.get("extension")):
        name = text_of(extension.get("url")).rpartition("/")[2]
        if name == "questionnaire-hidden" and extension.get("valueBoolean") is True:
            return {}
    if not words or plain(words).startswith("placeholder") or text_of(item.get("linkId")).endswith("-help"):
        return {}
    return {"": words, **translations_of(item.get("_text"))}


def _stem(shown: tuple[dict[str, str], ...]) -> dict[str, str]:
    """What stands above a question, in every language that has all of it."""
    languages = set(shown[0]).intersection(*shown[1:]) if shown else set()
    return {language: "\n".join(words[language] for words in shown) for language in sorted(languages)}


def _expression(item: dict[str, Any]) -> str:
    """The language of the expression that computes the item, or nothing."""
    for extension in sequence(item.get("extension")):
        if text_of(extension.get("url")).rpartition("-")[2] == "calculatedExpression":
            inner = mapping(extension.get("valueExpression"))
            return text_of(inner.get("language")) or "a language it does not name"
    return ""


def _role(item: dict[str, Any], kind: str, expression: str, offered: Offered) -> Role:
    if kind not in ASKED:
        return "display"
    if expression:
        return "result"
    words = plain(text_of(item.get("text")))
    if item.get("readOnly") is True:
        return "result"
    if not offered.options and not offered.value_set and kind in (*NUMBERS, "string") and len(words) < 90:
        return "result" if any(word in words for word in RESULT_WORDS) else "question"
    if len(words) < 40 and any(word in words for word in ("risk level", "suicide risk", "food insecurity risk")):
        return "result"
    return "question"
