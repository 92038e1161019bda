"""A worded goal in a terminal: the person's words first, what matters for safety next, then proposals."""

from typing import TextIO

from waymark.planning.wording_goals.goal import Answer, Letter, Proposal, WordedGoal
from waymark.rendering.dates import dated
from waymark.rendering.goal_headings import heading
from waymark.rendering.headings import hours_text, who_text
from waymark.rendering.lines import Line, Sheet
from waymark.rendering.terminal import WIDEST, show

__all__ = ["print_goal", "render_goal"]

# A page of a person's words is shown; the whole stands in the JSON.
MOST_SHOWN = 1200
_TWO_WIDE = 2


def print_goal(goal: WordedGoal, stream: TextIO) -> None:
    """Write the goal to a terminal or a pipe."""
    show(_sheet(goal, WIDEST), stream)


def render_goal(goal: WordedGoal, width: int = WIDEST) -> str:
    """The goal as plain text of this width."""
    return _sheet(goal, width).plain


def _sheet(goal: WordedGoal, width: int) -> Sheet:
    sheet = Sheet(width)
    language = goal.language
    if goal.standing == "danger":
        # Whom to call comes before any other content (CR-02).
        _crisis(sheet, goal)
    _title(sheet, heading("words", language))
    shown = goal.words if len(goal.words) <= MOST_SHOWN else goal.words[:MOST_SHOWN] + " …"
    sheet.put(Line(f"“{shown}”", "italic"), indent=2)
    for answer in goal.answers:
        _answer(sheet, answer, language)
    if goal.standing in ("unsafe", "unread"):
        _crisis(sheet, goal)
    for caution in goal.cautions:
        _caution(sheet, caution, language)
    for number, proposal in enumerate(goal.proposals, start=1):
        _proposal(sheet, number, proposal, language)
    if goal.areas:
        _title(sheet, heading("areas", language))
        for area in goal.areas:
            sheet.put(Line(area.label), indent=2, lead=Line(f"{area.area:<12} ", "bold"))
    if goal.standing not in ("danger", "unsafe", "unread"):
        _crisis(sheet, goal)
    sheet.blank()
    for notice in goal.notices:
        sheet.put(Line(notice, "dim"))
    return sheet


def _title(sheet: Sheet, text: str) -> None:
    if sheet.lines:
        sheet.blank()
    sheet.put(Line(text, "bold cyan"))


def _answer(sheet: Sheet, answer: Answer, language: str) -> None:
    """What is said to the person, then one line for the clinician."""
    _title(sheet, answer.title)
    sheet.put(Line(answer.says), indent=2)
    parts = (("today", answer.today), ("tonight", answer.tonight), ("ask", answer.question))
    for name, said in parts:
        if said is not None:
            sheet.put(Line(said), indent=2, lead=Line(f"{heading(name, language)}: ", "bold"))
    _for_clinician(sheet, answer, language)


def _for_clinician(sheet: Sheet, answer: Answer, language: str) -> None:
    said = [answer.because]
    if answer.review is not None and answer.within_hours is not None:
        said.append(f"{who_text(answer.review, language)}: {hours_text(answer.within_hours, language)}.")
    if answer.ask:
        said.append(f"{heading('instruments', language)}: {', '.join(answer.ask)}.")
    if not answer.sure:
        said.append(heading("not sure", language))
    said.append(f"[{', '.join((answer.status, *answer.reference))}]")
    sheet.put(Line(" ".join(said), "dim"), indent=2, lead=Line(f"{heading('clinician', language)}: ", "dim"))


def _caution(sheet: Sheet, caution: Answer, language: str) -> None:
    _title(sheet, heading("caution", language))
    sheet.put(Line(caution.says), indent=2)
    if caution.question is not None:
        sheet.put(Line(caution.question), indent=2, lead=Line(f"{heading('ask', language)}: ", "bold"))


def _crisis(sheet: Sheet, goal: WordedGoal) -> None:
    _title(sheet, heading("crisis", goal.language))
    shown = goal.crisis if goal.standing in ("danger", "unsafe", "unread") else goal.crisis[:_TWO_WIDE]
    for item in shown:
        sheet.put(Line(item.title), indent=2, lead=Line("· "))


def _proposal(sheet: Sheet, number: int, proposal: Proposal, language: str) -> None:
    _title(sheet, f"{number}. {proposal.area_label}: {proposal.title}")
    sheet.put(Line(proposal.why), indent=2)
    if proposal.draft is not None:
        style = "bold" if proposal.ready else ""
        lead = heading("ready" if proposal.ready else "draft", language)
        sheet.put(Line(dated(proposal.draft.says, language), style), indent=2, lead=Line(f"{lead}: ", "bold"))
        who = who_text(proposal.draft.owner, language)
        sheet.put(Line(who), indent=2, lead=Line(f"{heading('owner', language)}: ", "bold"))
    for letter in proposal.letters:
        _letter(sheet, letter, language)
    for finding in proposal.lint:
        sheet.put(Line(finding.says), indent=2, lead=Line(f"{heading('lint', language)}: ", "bold"))
    if proposal.in_plan is not None:
        sheet.put(Line(heading(f"in plan {proposal.in_plan}", language), "dim"), indent=2)


def _letter(sheet: Sheet, letter: Letter, language: str) -> None:
    mark = "●" if letter.met else "○"
    lead = Line.assemble((f"{mark} {letter.letter} ", "bold green" if letter.met else "bold"))
    sheet.put(Line(dated(letter.says, language)), indent=2, lead=lead)
    if letter.question is not None:
        sheet.put(Line(dated(letter.question, language)), indent=6)
    if letter.suggestions:
        said = dated(" · ".join(letter.suggestions), language)
        sheet.put(Line(said, "dim"), indent=6, lead=Line(f"{heading('perhaps', language)}: ", "dim"))
