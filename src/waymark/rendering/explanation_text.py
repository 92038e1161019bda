"""An explanation as lines of text: trees indented with signs, in both voices."""

from waymark.planning.explaining.explanation import (
    Because,
    Choice,
    Explanation,
    Footing,
    ForPerson,
    Supposition,
    Tree,
    WhyNot,
    WhyNotForPerson,
    WouldChange,
)
from waymark.planning.phrases_explaining import tell
from waymark.planning.plan import RuleLine
from waymark.rendering.dates import dated
from waymark.rendering.explanation_view import (
    Branch,
    branch,
    change_words,
    differing_words,
    fact_origin,
    move_words,
    none_words,
    rule_facts,
    rule_says,
    told_facts,
)
from waymark.rendering.explanation_words import SIGNS, word
from waymark.rendering.lines import Line, Sheet

__all__ = [
    "write_explanation",
    "write_footing",
    "write_for_person",
    "write_supposition",
    "write_why_not",
    "write_why_not_for_person",
]

ACCENT, QUIET, LOOK, WELL = "cyan", "dim", "yellow", "green"
# The conditions below name all of them.
UNKNOWN_SHOWN = 12
STYLES = {"yes": WELL, "no": QUIET, "not known": LOOK}


class Writer:
    """Writes headings and indented lines in one language."""

    def __init__(self, sheet: Sheet, language: str) -> None:
        self.sheet, self.language = sheet, language

    def word(self, key: str, /, **parts: object) -> str:
        return word(key, self.language, **parts)

    def head(self, text: str) -> None:
        self.sheet.blank()
        self.sheet.put(Line(text.upper(), style=f"bold {ACCENT}"))

    def line(self, text: str | Line, indent: int = 2, style: str = "") -> None:
        if text:
            self.sheet.put(Line(text, style=style) if isinstance(text, str) else text, indent)

    def bullet(self, text: str | Line, indent: int = 2, mark: str = "·", style: str = "") -> None:
        body = Line(text, style=style) if isinstance(text, str) else text
        self.sheet.put(body, indent, lead=Line(f"{mark} ", style=QUIET))

    def pair(self, name: str, text: str, indent: int = 2) -> None:
        if text:
            self.line(Line.assemble((f"{name}: ", QUIET), text), indent)


def write_footing(sheet: Sheet, footing: Footing, language: str) -> None:
    """What the explanation stands on; loud where it is the document alone."""
    w = Writer(sheet, language)
    w.line(footing.says, 0, QUIET if footing.rebuilt else LOOK)
    w.line(differing_words(footing, language), 0, LOOK)
    sheet.blank()


def write_explanation(sheet: Sheet, said: Explanation, language: str) -> None:
    """One line for the clinician: complete."""
    w = Writer(sheet, language)
    sheet.put(Line.assemble((said.title, "bold"), (f"  {said.standing}" if said.standing else "", QUIET)))
    w.line(said.id, style=QUIET)
    w.line(said.detail or "")
    if said.why is not None:
        w.pair(w.word("clinician"), said.why.clinician)
        w.pair(w.word("person"), said.why.person)
    if said.find_out_first:
        w.pair(w.word("find first"), ", ".join(said.find_out_first))
    _facts(w, said)
    if said.rules:
        w.head(w.word("rules"))
        for name, rule in said.rules.items():
            _rule(w, name, rule, said.trees.get(name), rule_says(rule, said))
    _others(w, said)
    _change(w, said.would_change, w.word("change"))
    if said.sources:
        w.head(w.word("sources"))
        for name, cited in said.sources.items():
            w.bullet(f"{name}: {cited.title}. {cited.citation} ({cited.read})")


def _facts(w: Writer, said: Explanation) -> None:
    if not said.facts and not said.not_known:
        return
    w.head(w.word("facts"))
    shown, rest = told_facts(said)
    for line in shown:
        origin = fact_origin(line, w.language)
        w.bullet(Line.assemble(f"{line.label}: ", (line.value, "bold"), (f"  {origin}", QUIET)))
    if rest:
        w.pair(w.word("also read"), "; ".join(f"{line.label}: {line.value}" for line in rest))
    for name, label in list(said.not_known.items())[:UNKNOWN_SHOWN]:
        because = said.not_known_because.get(name)
        more = f" ({because})" if because else ""
        w.bullet(f"{label}: {w.word('not known')}{more}", mark="?", style=LOOK)
    if len(said.not_known) > UNKNOWN_SHOWN:
        w.line(w.word("more unknown", count=len(said.not_known) - UNKNOWN_SHOWN), style=QUIET)


def _rule(w: Writer, name: str, rule: RuleLine, tree: Tree | None, reason: str) -> None:
    truth = tree.truth if tree is not None else "yes" if rule.answer == "yes" else "not known"
    answer = w.word(f"answer {truth}")
    w.bullet(Line.assemble((rule.asks, "bold"), (f"  {answer}", STYLES[truth])), mark=SIGNS[truth])
    w.line(" · ".join([name, rule_facts(rule, w.language), *rule.reference]), 4, QUIET)
    w.line(reason, 4)
    w.line(rule.note or "", 4, QUIET)
    if tree is not None:
        _tree(w, branch(tree, w.language), 4)
    w.line(f"{w.word('as written')}: {rule.condition}", 4, QUIET)
    for source in rule.sources:
        w.line(source, 4, QUIET)


def _tree(w: Writer, place: Branch, indent: int) -> None:
    """A place with its sign, what is known, and its parts below it, further in."""
    body = Line(place.says)
    if place.joint:
        body.append(f" – {place.joint}", style=QUIET)
    if place.now:
        body.append(f"  [{place.now}]", style=STYLES[place.truth])
    w.sheet.put(body, indent, lead=Line(f"{place.sign} ", style=STYLES[place.truth]))
    for part in place.parts:
        _tree(w, part, indent + 3)
    if place.rest:
        w.line(w.word("and more", count=len(place.rest)), indent + 3, QUIET)


def _others(w: Writer, said: Explanation) -> None:
    if said.others:
        w.head(w.word("others"))
        for choice in said.others:
            _choice(w, choice)
    elif said.alternatives:
        w.head(w.word("others"))
        for title in said.alternatives:
            w.bullet(title)


def _choice(w: Writer, choice: Choice) -> None:
    w.bullet(Line.assemble((choice.title, "bold"), (f"  {w.word(choice.relation)}  {choice.id}", QUIET)))
    w.pair(w.word("costs"), "; ".join(choice.costs), 4)
    w.pair(w.word("gains"), "; ".join(choice.gains), 4)
    for differs in choice.differs:
        w.pair(differs.aspect, f"{w.word('here')}: {differs.this} | {w.word('there')}: {differs.other}", 4)
    for because in choice.because:
        w.line(because, 4)


def _change(w: Writer, change: WouldChange | None, title: str) -> None:
    if change is None:
        return
    w.head(title)
    for sentence in none_words(change, w.language):
        w.line(sentence)
    for one in (*change.singles, *change.pairs):
        moves, becomes, notes = change_words(one, w.language)
        mark = "→" if one.kind == "different" else "?"
        w.bullet(Line.assemble(moves, (f"  ⇒ {becomes}", "bold")), mark=mark)
        w.line(notes, 6, QUIET)


def write_for_person(sheet: Sheet, said: ForPerson, language: str) -> None:
    """One line for the person: said."""
    w = Writer(sheet, language)
    sheet.put(Line(said.title, style="bold"))
    w.line(said.detail)
    w.line(said.why)
    if said.known:
        w.head(w.word("what we know"))
        for shown in said.known:
            w.bullet(f"{shown.label}: {shown.value}")
    if said.find_out:
        w.head(w.word("find first"))
        for label in said.find_out:
            w.bullet(label)
    if said.others:
        w.head(w.word("others person"))
        for choice in said.others:
            w.bullet(Line.assemble((choice.title, "bold"), f"  {choice.person}"))
    if said.can_change:
        w.head(w.word("change person"))
        for sentence in said.can_change:
            w.bullet(sentence)
    sheet.blank()
    w.line(w.word("ask"), 0, QUIET)


def write_why_not(sheet: Sheet, said: WhyNot, where: str, language: str) -> None:
    """Why an option is not in the plan, for the clinician; `where`: a sentence on where it stands."""
    w = Writer(sheet, language)
    sheet.put(Line(w.word("why not", title=said.title), style="bold"))
    w.line(said.option, style=QUIET)
    w.line(where)
    for because in said.because:
        _because(w, because)
    if said.rules:
        w.head(w.word("rules"))
        for name, rule in said.rules.items():
            _rule(w, name, rule, said.trees.get(name), rule.clinician)
    _change(w, said.would_change, w.word("brings in"))


def _because(w: Writer, because: Because) -> None:
    w.bullet(because.says)
    if because.lacks:
        lacks = "; ".join(f"{s.label}: {s.value}" for s in because.lacks)
        w.pair(w.word("lacks"), lacks, 4)


def write_why_not_for_person(sheet: Sheet, said: WhyNotForPerson, where: str, language: str) -> None:
    """The same in plain words."""
    w = Writer(sheet, language)
    sheet.put(Line(w.word("why not", title=said.title), style="bold"))
    w.line(where)
    for sentence in said.because:
        w.line(sentence)
    if said.can_change:
        w.head(w.word("change person"))
        for sentence in said.can_change:
            w.bullet(sentence)
    sheet.blank()
    w.line(w.word("ask"), 0, QUIET)


def write_supposition(sheet: Sheet, said: Supposition, language: str, *, ids: bool = True) -> None:
    """The lines that would differ, marked as a supposition; with their ids for who works with them."""
    w = Writer(sheet, language)
    sheet.put(Line(said.says, style=f"bold {LOOK}"))
    for move in (*said.moves, *said.companions):
        w.bullet(move_words(move, language))
    if not said.passages:
        sheet.blank()
        w.line(tell("suppose same", language), 0)
        return
    absent = tell("absent", language)
    w.head(w.word("lines that differ"))
    for passage in said.passages:
        w.bullet(Line.assemble((dated(passage.title, language), "bold"), (f"  {passage.id}" if ids else "", QUIET)))
        w.line(f"{passage.before or absent}  ⇒  {passage.after or absent}", 4)
