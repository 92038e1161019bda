"""The parts of a plan as lines of text, in the order a person would want to meet them."""

from collections.abc import Iterable, Sequence

from waymark.planning.phrases import weekday
from waymark.planning.plan import (
    Goal,
    Item,
    LevelChoice,
    MedicineOption,
    Need,
    Offer,
    OpenQuestion,
    Plan,
    State,
    Step,
    Text,
    Timetable,
)
from waymark.rendering.headings import heading, hours_text, who_text
from waymark.rendering.lines import Line, Sheet
from waymark.rendering.said import said_of

__all__ = ["write_plan"]

ACCENT, QUIET, LOOK, DANGER, WELL = "cyan", "dim", "yellow", "bold magenta", "green"
LEVEL_STYLE = {"danger": DANGER, "attention": LOOK, "note": QUIET}
# Long lists are cut here in the terminal; JSON and HTML carry all of them.
QUESTIONS_SHOWN = 12
RISES_SHOWN = 6
NOTED_SHOWN = 24


class Writer:
    """Writes headings, paragraphs and indented lines in one language."""

    def __init__(self, sheet: Sheet, language: str) -> None:
        self.sheet, self.language = sheet, language

    def word(self, key: str, /, **parts: object) -> str:
        return heading(key, self.language, **parts)

    def head(self, key: str) -> None:
        self.sheet.blank()
        self.sheet.put(Line(self.word(key).upper(), style=f"bold {ACCENT}"))

    def line(self, text: str | Line, indent: int = 2, style: str = "") -> None:
        body = Line(text, style=style) if isinstance(text, str) else text
        self.sheet.put(body, indent)

    def bullet(self, text: str | Line, indent: int = 2, mark: str = "·", style: str = "") -> None:
        body = Line(text, style=style) if isinstance(text, str) else text
        self.sheet.put(body, indent, lead=Line(f"{mark} ", style=QUIET))

    def pair(self, key: str, text: str, indent: int = 4) -> None:
        if text:
            self.line(Line.assemble((f"{self.word(key)}: ", QUIET), text), indent)

    def state(self, state: State) -> Line:
        """What the authors said, where someone said something."""
        said = said_of(state, self.language, brief=True)
        return Line(f"  [{'; '.join(said)}]", style=WELL) if said else Line("")


def write_plan(sheet: Sheet, plan: Plan, going: Sequence[str] = ()) -> None:
    """Write the whole plan. `going`: lines on how it goes, for somebody on their way."""
    w = Writer(sheet, plan.header.language)
    _header(w, plan)
    _plain(w, "going", going)
    _now(w, plan)
    _care(w, plan)
    _life(w, plan)
    _course(w, plan)
    _basis(w, plan)
    _items(w, "crisis", plan.crisis)
    sheet.blank()
    w.line(w.word("footer"), indent=0, style=QUIET)


def _now(w: Writer, plan: Plan) -> None:
    """Dangers, the person's own words, the first days."""
    if plan.emergency is not None:
        w.head("emergency")
        w.line(plan.emergency.action, style=DANGER)
        w.line(plan.emergency.afterwards)
    if plan.alerts:
        w.head("alerts")
        for alert in plan.alerts:
            w.bullet(alert.title, mark="▲", style=LEVEL_STYLE[alert.level])
    _texts(w, "words", plan.words, quoted=True)
    _texts(w, "understanding", plan.understanding)
    _plain(w, "strengths", plan.strengths)
    _steps(w, "72", plan.next_72_hours, plan)


def _care(w: Writer, plan: Plan) -> None:
    """Needs, and what answers them."""
    _needs(w, plan.needs, plan)
    _level(w, plan.level, plan)
    _goals(w, plan)
    _offers(w, plan.interventions, plan)
    _medicines(w, plan.medicines, plan)
    if plan.earlier or plan.merged:
        from waymark.rendering.agreed import write_agreed

        write_agreed(w, plan)


def _life(w: Writer, plan: Plan) -> None:
    """People, skills, hard moments, the week."""
    for key, texts in (("integrated", plan.integrated), ("support", plan.support)):
        _texts(w, key, texts)
    _plain(w, "skills", plan.skills)
    for key, texts in (("hard", plan.hard_moments), ("not well", plan.when_not_well), ("family", plan.family)):
        _texts(w, key, texts)
    _week(w, plan.timetable, plan)


def _course(w: Writer, plan: Plan) -> None:
    """What is watched and looked at again, and how it goes on."""
    _steps(w, "monitoring", plan.monitoring, plan, when=False)
    _steps(w, "reviews", plan.reviews, plan)
    for key, lines in (
        ("moving on", plan.moving_on),
        ("aftercare", plan.aftercare),
        ("expectations", plan.expectations),
    ):
        _plain(w, key, lines)


def _basis(w: Writer, plan: Plan) -> None:
    """What to know when deciding, what was left out and why, what is open, what was noted and decided."""
    _items(w, "informs", plan.informs)
    _plain(w, "diagnoses", plan.diagnoses)
    _items(w, "left out", plan.left_out, why=True)
    _questions(w, plan.open_questions)
    _plain(w, "contradictions", tuple(c.says for c in plan.contradictions))
    _noted(w, plan)
    if plan.log:
        from waymark.rendering.agreed import write_log

        write_log(w, plan.log)


def _header(w: Writer, plan: Plan) -> None:
    head = plan.header
    name = head.called or head.person
    w.sheet.put(Line.assemble((f"{w.word('plan')} · {name}", "bold"), (f"  {head.pronouns or ''}", QUIET)))
    w.line(f"{w.word('as of')} {head.at} · {w.word('programme')}: {head.programme}", 0, QUIET)
    w.line(f"{w.word('release')} {head.release_version} ({plan.inputs.release[:12]})", 0, QUIET)
    for notice in head.notices:
        w.line(notice, 0, QUIET)


def _texts(w: Writer, key: str, texts: tuple[Text, ...], quoted: bool = False) -> None:
    if not texts:
        return
    w.head(key)
    for text in texts:
        w.line(text.title, style="bold")
        for said in text.lines:
            w.bullet(f"“{said}”" if quoted else said, 4)


def _plain(w: Writer, key: str, lines: Iterable[str]) -> None:
    said = tuple(lines)
    if said:
        w.head(key)
        for line in said:
            w.bullet(line)


def _items(w: Writer, key: str, items: Iterable[Item], why: bool = False) -> None:
    shown = tuple(items)
    if not shown:
        return
    w.head(key)
    for item in shown:
        w.bullet(Line.assemble(item.title, w.state(item.state)))
        if item.detail:
            w.line(item.detail, 4, QUIET)
        if why and item.why is not None:
            w.line(item.why.person or item.why.clinician, 4)


def _steps(w: Writer, key: str, steps: tuple[Step, ...], plan: Plan, when: bool = True) -> None:
    if not steps:
        return
    w.head(key)
    for step in steps:
        due = hours_text(step.within_hours, w.language) if when else (step.detail or "")
        w.bullet(Line.assemble(step.title, (f"  {who_text(step.who, w.language)} · {due}", QUIET), w.state(step.state)))
        if when and step.why is not None and not step.how:
            w.line(step.why.person, 4, QUIET)
        for number, how in enumerate(step.how, start=1):
            w.line(f"{number}. {how}", 6)


def _needs(w: Writer, needs: tuple[Need, ...], plan: Plan) -> None:
    w.head("needs")
    for need in needs:
        dots = "○○○○" if need.rating is None else "●" * need.rating + "○" * (4 - need.rating)
        body = Line.assemble((dots, ACCENT), f" {need.title}")
        if need.rating is None:
            body.append(f"  {need.detail or ''}", style=LOOK)
        if need.could_be:
            labels = _labels(plan, need.open_facts[:2])
            body.append(f"  {w.word('could be')} {need.could_be}: {labels}", style=QUIET)
        w.bullet(body)
        if need.why is not None and need.rating:
            w.line(need.why.clinician, 9, QUIET)


def _level(w: Writer, level: LevelChoice, plan: Plan) -> None:
    w.head("level")
    chosen = level.recommended
    w.line(Line.assemble((chosen.title, "bold"), (f"  {chosen.key}", QUIET), w.state(level.state)))
    w.line(chosen.says)
    if chosen.asks_of_person:
        w.line(chosen.asks_of_person, style=QUIET)
    w.line(level.chosen_because, style=QUIET)
    if level.why is not None:
        w.pair("why", level.why.person, 2)
        w.pair("for clinician", level.why.clinician, 2)
    for option in level.acceptable:
        w.pair("acceptable", f"{option.title} – {option.compared}", 2)
    for key, other in (("next down", level.next_down), ("next up", level.next_up), ("unmet", level.unmet)):
        if other is not None:
            w.pair(key, f"{other.title} – {other.compared}", 2)
    for line in level.interim:
        w.pair("interim", line, 2)
    if level.could_rise_with:
        shown = _labels(plan, level.could_rise_with[:RISES_SHOWN])
        more = len(level.could_rise_with) - RISES_SHOWN
        w.pair("could rise", f"{shown}, {w.word('and more', count=more)}" if more > 0 else shown, 2)


def _goals(w: Writer, plan: Plan) -> None:
    w.head("goals")
    for goal in plan.goals:
        _goal(w, goal)
    if plan.later:
        w.head("later")
        for goal in plan.later:
            w.bullet(Line.assemble(goal.title, w.state(goal.state)))


def _goal(w: Writer, goal: Goal) -> None:
    w.bullet(Line.assemble((goal.says, "bold"), w.state(goal.state)), mark="◆")
    if goal.why is not None:
        w.pair("why", goal.why.person)
    w.line(goal.smart.measurable, 4, QUIET)
    w.line(f"{goal.smart.time_bound} · {who_text(goal.owner, w.language)} · {goal.review}", 4, QUIET)
    if goal.to_confirm:
        w.pair("to confirm", ", ".join(goal.to_confirm))
    for step in goal.steps:
        w.line(f"{step.detail}: {step.title}", 6)


def _offers(w: Writer, offers: tuple[Offer, ...], plan: Plan) -> None:
    if not offers:
        return
    w.head("interventions")
    for offer in offers:
        here = "" if offer.offered_here else f"  ({w.word('not here')})"
        held = f"  {w.word('held')}" if offer.held_by else ""
        w.bullet(Line.assemble((offer.title, "bold"), (held, LOOK), (here, LOOK), w.state(offer.state)))
        if offer.held_by:
            w.pair("find first", _labels(plan, offer.held_by))
        if offer.detail:
            w.line(offer.detail, 4)
        if offer.why is not None:
            w.pair("why", offer.why.person)
        w.pair("dose", offer.dose)
        w.pair("provider", ", ".join(offer.provider))
        grade = f"{w.word('grade')} {offer.grade}" if offer.grade else ""
        w.pair("evidence", ". ".join(p for p in (grade, offer.evidence) if p))
        w.pair("cautions", offer.cautions or "")
        w.pair("alternatives", ", ".join(offer.alternatives))


def _medicines(w: Writer, medicines: tuple[MedicineOption, ...], plan: Plan) -> None:
    if not medicines:
        return
    w.head("medicines")
    styles = {"option": WELL, "current": WELL, "held": LOOK, "excluded": QUIET}
    named = {need.substance: need.title.rpartition(": ")[2] for need in plan.needs if need.substance}
    several = len({medicine.treats for medicine in medicines if medicine.treats in named}) > 1
    for medicine in medicines:
        # The same medicine may stand for two uses, with other reasons to hold it.
        label = f" · {named[medicine.treats]}" if several and medicine.treats in named else ""
        label += f" · {w.word('off label')}" if medicine.off_label else ""
        label += "" if medicine.available_here else f" · {w.word('not here')}"
        title = Line.assemble(
            (medicine.title, "bold"), (f"  {w.word(medicine.status)}{label}", styles[medicine.status])
        )
        w.bullet(Line.assemble(title, w.state(medicine.state)))
        if medicine.find_out_first and medicine.status in ("held", "current"):
            w.pair("find first", _labels(plan, medicine.find_out_first))
        if medicine.status == "excluded":
            w.pair("why", medicine.why.clinician if medicine.why else "")
            continue
        for key in ("benefits", "burdens", "risks"):
            w.pair(key, getattr(medicine, key))
        for key in ("cautions", "interactions", "checks"):
            w.pair(key, " · ".join(getattr(medicine, key)))


def _week(w: Writer, week: Timetable, plan: Plan) -> None:
    w.head("week")
    for session in week.sessions:
        day = weekday(session.weekday, w.language)
        w.bullet(f"{day} {session.start}  {session.title}  {session.minutes} {w.word('minutes')}")
    for line in (*week.conflicts, *week.unplaced):
        w.bullet(line, style=LOOK)
    if week.note:
        w.line(week.note, style=QUIET)
    for line in week.busy:
        w.line(line, style=QUIET)
    load = plan.load
    hours = f"{load.person_hours:g} {w.word('hours a week')}, {w.word('of which treatment')} {load.treatment_hours:g}"
    w.line(f"{hours}. {load.within_level}")


def _questions(w: Writer, questions: tuple[OpenQuestion, ...]) -> None:
    if not questions:
        return
    w.head("open")
    for question in questions[:QUESTIONS_SHOWN]:
        mark = "▲" if question.safety else "?"
        w.bullet(Line.assemble(question.asks, (f"  {question.minutes:g} {w.word('minutes')}", QUIET)), mark=mark)
    if len(questions) > QUESTIONS_SHOWN:
        w.line(w.word("and more", count=len(questions) - QUESTIONS_SHOWN), style=QUIET)


def _noted(w: Writer, plan: Plan) -> None:
    if not plan.noted:
        return
    w.head("noted")
    shown = [f"{plan.facts[f].label}: {plan.facts[f].value}" for f in plan.noted[:NOTED_SHOWN]]
    if len(plan.noted) > NOTED_SHOWN:
        shown.append(w.word("and more", count=len(plan.noted) - NOTED_SHOWN))
    w.line("; ".join(shown), style=QUIET)


def _labels(plan: Plan, facts: Iterable[str]) -> str:
    return ", ".join(plan.labels.get(f, f) for f in facts)
