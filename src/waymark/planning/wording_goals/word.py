"""From a person's own words to goals: what was heard, what is said to it, and SMART proposals to choose from.

One pure function. Nothing is chosen here, and the words are never changed.
"""

from collections.abc import Iterable, Mapping, Sequence

import msgspec

from waymark.knowledge.model.wording import Reply
from waymark.planning.findings import Findings
from waymark.planning.front import list_crisis
from waymark.planning.outline import outlined
from waymark.planning.plan import Item
from waymark.planning.prepare import Prepared
from waymark.planning.situation import Situation
from waymark.planning.wording_goals.amounts import read_amounts, units_of
from waymark.planning.wording_goals.asked import Asked
from waymark.planning.wording_goals.dates import read_days
from waymark.planning.wording_goals.goal import GRAVITY, Answer, AreaLine, Clue, Standing, WordedGoal
from waymark.planning.wording_goals.hearing import EVERYDAY, Heard, Hearing, listen
from waymark.planning.wording_goals.lexicon import Lexicon, lexicon_of
from waymark.planning.wording_goals.meeting import Meeting
from waymark.planning.wording_goals.phrases import AREAS, area_label, say
from waymark.planning.wording_goals.proposing import Chosen, Offered, propose
from waymark.record.time import Calendar

__all__ = ["MOST_CHARACTERS", "Wording", "word_goal"]

# Four pages. A goal is a sentence or a few.
MOST_CHARACTERS = 10_000
# A wish heard by fewer words may be about anything.
CLEAR_WISH = 2


class Wording:
    """A release and a language, ready for any number of texts."""

    def __init__(self, prepared: Prepared) -> None:
        self.prepared = prepared
        self.lexicon: Lexicon = lexicon_of(prepared.release)
        self.units = units_of(prepared.release.word_lists)


def word_goal(
    wording: Wording,
    text: str,
    calendar: Calendar,
    *,
    situation: Situation | None = None,
    answers: Mapping[str, str] | None = None,
    chosen: Chosen | None = None,
) -> WordedGoal:
    """What a text wants, as goals. `answers`: by the names of `asked.ANSWERS`. `chosen`: area or goal people chose."""
    answers, chosen = answers or {}, chosen or Chosen()
    prepared, lexicon = wording.prepared, wording.lexicon
    meeting = Meeting(prepared, calendar, {} if situation is None else situation.values, wording.units)
    hearing = listen(lexicon, text, meeting.due)
    more = [listen(lexicon, answer, meeting.due) for answer in answers.values()]
    replies, cautions = _replies(lexicon, meeting, hearing)
    replies = _faint(lexicon, replies, hearing)
    replies += [
        (heard, other) for other in more for heard in other.replies if lexicon.replies[heard.id].kind == "danger"
    ]
    asked = _asked(wording, text, calendar, hearing, situation, answers)
    offered = _offered(lexicon, hearing, [heard for heard, _ in replies], answers.get("specific"), meeting)
    replies, cautions = _weighed(lexicon, replies, cautions, offered)
    if offered and not replies and not cautions and hearing.hardly_understood:
        cautions += [(reply, offered[0].wish) for reply in lexicon.replies.values() if _of_silence(reply)]
    if not replies and not offered:
        # What is not understood is read by a person: nothing here may look as if all were well.
        replies += [(Heard(reply.id, "", ()), hearing) for reply in lexicon.replies.values() if _of_silence(reply)]
    kinds = {lexicon.replies[heard.id].kind for heard, _ in replies}
    grave = [kind for kind in GRAVITY if kind in kinds and not (kind == "vague" and (offered or len(kinds) > 1))]
    danger = "danger" in kinds
    plan = None if situation is None or danger else outlined(situation)
    first = {wish: _text(prepared, c.question) for c, wish in cautions if c.question is not None}
    proposals = () if danger else propose(asked, lexicon.wishes, offered, chosen, first, plan)
    standing: Standing = grave[0] if grave else ("goal" if offered else "unread")
    return WordedGoal(
        words=text,
        standing=standing,
        at=calendar.show(calendar.day),
        language=prepared.language,
        person=None if situation is None else situation.person.id,
        release=prepared.release.version,
        notices=_notices(prepared.language, standing, bool(proposals)),
        crisis=_crisis(prepared, situation),
        answers=_answers(prepared, meeting, replies, grave),
        cautions=() if danger else _cautions(prepared, cautions),
        proposals=proposals,
        areas=_areas(prepared.language) if standing in ("vague", "unread") and not proposals else (),
    )


Met = tuple[Heard, Hearing]


def _replies(lexicon: Lexicon, meeting: Meeting, hearing: Hearing) -> tuple[list[Met], list[tuple[Reply, str]]]:
    """Replies that are given, and those that stand beside a wish as a caution, each with that wish."""
    replies = [(msgspec.structs.replace(h, id=meeting.turned(lexicon.replies[h.id])), hearing) for h in hearing.replies]
    given = {heard.id for heard, _ in replies}
    cautions: list[tuple[Reply, str]] = []
    for wish in hearing.wishes:
        for reply in lexicon.replies.values():
            if wish.id not in reply.on or reply.id in given or not reply.sure_when:
                continue
            sureness = meeting.sureness(reply, hearing.marks)
            if sureness == "sure" or (sureness == "unknown" and meeting.too_soon(reply, hearing.reading)):
                replies.append((Heard(reply.id, wish.cue, wish.literal), hearing))
                given.add(reply.id)
            elif sureness == "unknown":
                cautions.append((reply, wish.id))
    return replies, cautions


def _of_silence(reply: Reply) -> bool:
    return reply.kind == "unread" and not reply.cues


def _weighed(
    lexicon: Lexicon, replies: list[Met], cautions: list[tuple[Reply, str]], offered: Sequence[Offered]
) -> tuple[list[Met], list[tuple[Reply, str]]]:
    """Heavy words are met only where nothing graver is; beside a goal they are a caution."""
    heavy = [met for met in replies if lexicon.replies[met[0].id].kind == "unread"]
    others = [met for met in replies if lexicon.replies[met[0].id].kind != "unread"]
    kinds = {lexicon.replies[heard.id].kind for heard, _ in others}
    if "danger" in kinds or (kinds & {"unsafe"} and not offered):
        return others, cautions
    if not offered:
        return replies, cautions
    return others, [*((lexicon.replies[heard.id], offered[0].wish) for heard, _ in heavy), *cautions]


def _faint(lexicon: Lexicon, replies: list[Met], hearing: Hearing) -> list[Met]:
    """Faint signs stand where no wish is understood by more than one word. Beside one, danger weighs heavily."""
    if not any(heard.faint for heard, _ in replies):
        return replies
    clear = [met for met in replies if not met[0].faint]
    met = any(lexicon.replies[heard.id].kind in ("danger", "unsafe", "impossible") for heard, _ in clear)
    understood = any(len(wish.literal) >= CLEAR_WISH for wish in hearing.wishes)
    for heard, where in (met for met in replies if met[0].faint):
        danger = lexicon.replies[heard.id].kind == "danger"
        if not understood and not met and not (danger and EVERYDAY in where.marks):
            clear.append((heard, where))
        elif danger:
            heavy = next(reply.id for reply in lexicon.replies.values() if reply.kind == "unread" and reply.cues)
            clear.append((msgspec.structs.replace(heard, id=heavy), where))
    return clear


def _offered(
    lexicon: Lexicon, hearing: Hearing, replies: Sequence[Heard], specific: str | None, meeting: Meeting
) -> list[Offered]:
    """The wishes to propose goals for: those in place of something first, then those that were heard."""
    offered: dict[str, Offered] = {}
    dropped: set[str] = set()
    for heard in replies:
        reply = lexicon.replies[heard.id]
        if reply.kind == "danger":
            return []
        dropped.update(reply.on if reply.kind == "unsafe" else ())
        for wish in reply.instead:
            offered.setdefault(wish, Offered(wish, in_place_of=reply.id))
    wishes: Iterable[tuple[Heard, Hearing]] = [(heard, hearing) for heard in hearing.wishes]
    if specific is not None:
        answered = listen(lexicon, specific, meeting.due)
        # What was answered to "which?" takes the place of what was not specific.
        wishes = [pair for pair in wishes if lexicon.wishes[pair[0].id].goals]
        wishes = [*((heard, answered) for heard in answered.wishes), *wishes]
    for heard, where in wishes:
        if heard.id not in dropped and heard.id not in offered:
            offered[heard.id] = Offered(
                heard.id, heard=_clues(heard, where), turned=heard.instead_of is not None, weight=len(heard.literal)
            )
    return list(offered.values())


def _asked(
    wording: Wording,
    text: str,
    calendar: Calendar,
    hearing: Hearing,
    situation: Situation | None,
    answers: Mapping[str, str],
) -> Asked:
    reading = hearing.reading
    amounts = tuple(a for a in read_amounts(reading, wording.units) if not hearing.of_unsafe(a.words, wording.lexicon))
    days = read_days(reading, calendar)
    return Asked(
        prepared=wording.prepared,
        calendar=calendar,
        text=text,
        amounts=amounts,
        days=tuple(said for said in days if not hearing.of_unsafe(said.words, wording.lexicon)),
        reasons=tuple(reading.said(start, end) for start, end in hearing.because if end > start),
        situation=situation,
        answers=answers,
        quoted={amount.words: reading.said(*amount.words) for amount in amounts},
    )


def _clues(heard: Heard, hearing: Hearing) -> tuple[Clue, ...]:
    """The words that stand for something, neighbours together."""
    spans: list[tuple[int, int]] = []
    for number in heard.literal:
        if spans and spans[-1][1] == number and number not in hearing.mended and number - 1 not in hearing.mended:
            spans[-1] = (spans[-1][0], number + 1)
        else:
            spans.append((number, number + 1))
    places = hearing.reading.places
    return tuple(
        Clue(
            words=hearing.reading.said(start, end),
            start=places[start][0],
            end=places[end - 1][1],
            read_as=hearing.mended.get(start),
        )
        for start, end in spans
    )


def _answers(
    prepared: Prepared, meeting: Meeting, replies: Sequence[Met], grave: Sequence[Standing]
) -> tuple[Answer, ...]:
    """What is said, each once; the gravest first, and where there is danger nothing else."""
    found: dict[str, Answer] = {}
    for heard, hearing in replies:
        reply = prepared.release.replies[heard.id]
        if reply.kind in grave and (reply.kind == "danger" or "danger" not in grave):
            sure = meeting.sureness(reply, hearing.marks) == "sure"
            found.setdefault(reply.id, _answer(prepared, reply, _clues(heard, hearing), sure=sure))
    order = {name: reply.order for name, reply in prepared.release.replies.items()}
    return tuple(sorted(found.values(), key=lambda a: (grave.index(a.kind), order[a.id], a.id)))


def _answer(prepared: Prepared, reply: Reply, heard: tuple[Clue, ...], *, sure: bool) -> Answer:
    instruments = prepared.instruments
    return Answer(
        id=reply.id,
        kind=reply.kind,
        title=_text(prepared, reply.label),
        says=_text(prepared, reply.says),
        today=None if reply.today is None else _text(prepared, reply.today),
        tonight=None if reply.tonight is None else _text(prepared, reply.tonight),
        question=None if reply.question is None else _text(prepared, reply.question),
        because=_text(prepared, reply.because),
        heard=heard,
        sure=sure,
        review=reply.review,
        within_hours=reply.within_hours,
        ask=tuple(prepared.text(instruments[name].name) for name in reply.ask),
        status=reply.status,
        sources=tuple(prepared.sources[ref.source].citation for ref in reply.sources),
        reference=reply.reference,
    )


def _cautions(prepared: Prepared, cautions: Sequence[tuple[Reply, str]]) -> tuple[Answer, ...]:
    """Each caution once."""
    once = {reply.id: reply for reply, _ in cautions}
    return tuple(_answer(prepared, reply, (), sure=False) for reply in once.values())


def _text(prepared: Prepared, text: object) -> str:
    return prepared.text(text)


def _crisis(prepared: Prepared, situation: Situation | None) -> tuple[Item, ...]:
    """Whom to call: for everybody, and whoever fits this person."""
    findings = Findings(prepared, {}, frozenset(), mute=True) if situation is None else situation.findings(mute=True)
    return list_crisis(prepared, findings, None if situation is None else situation.calendar)


def _notices(language: str, standing: Standing, proposed: bool) -> tuple[str, ...]:
    said = [say("unsigned", language)]
    if standing in ("danger", "unsafe", "unread"):
        said.append(say("not watched", language))
    said.append(say("can miss", language))
    if proposed:
        said.append(say("proposed", language))
    return tuple(said)


def _areas(language: str) -> tuple[AreaLine, ...]:
    return tuple(AreaLine(area=area, label=area_label(area, language)) for area in AREAS)
