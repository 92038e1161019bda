"""What stands first and last on every plan: header, emergency path, alerts, numbers to call, what is good to know."""

from waymark.knowledge.model.care import CrisisResource
from waymark.knowledge.model.effect import Alert as AlertEffect
from waymark.knowledge.model.effect import Emergency, Inform
from waymark.planning.evidence import Evidence
from waymark.planning.findings import Findings
from waymark.planning.phrases import say
from waymark.planning.plan import Alert, EmergencyPath, Header, Item
from waymark.planning.prepare import REFERENCE_PROGRAMME, Prepared
from waymark.planning.stand import Stand
from waymark.record.documents.person import Person
from waymark.record.time import Calendar

__all__ = ["diagnoses", "header", "list_alerts", "list_crisis", "list_informs", "look_for_emergency"]

DANGER = {"danger": 0, "attention": 1, "note": 2}


def header(
    prepared: Prepared,
    person: Person,
    calendar: Calendar,
    findings: Findings,
    stand: Stand,
    *,
    medication_open: bool,
    nothing_known: bool,
) -> Header:
    """Who, when, with what; `medication_open`: nobody has asked about medicine for opioids, so it counts as open."""
    language = prepared.language
    notices = [_signing(prepared), *(prepared.text(m) for m in prepared.release.marks)]
    waiting = [r.id for r, _ in findings.open(Emergency)]
    if waiting:
        notices.append(say("provisional", language))
    if nothing_known:
        notices.append(say("nothing known", language, at=calendar.show(calendar.day)))
    if medication_open:
        notices.append(say("medication not asked", language))
    notices += [
        say("overridden", language, rule=rule, reason=decision.text or decision.reason_code or "")
        for rule, decision in stand.set_aside.items()
    ]
    notices += [
        say(why, language, rule=prepared.text(prepared.rule(rule).asks) if prepared.has_rule(rule) else rule[:60])
        for rule, why in stand.not_followed
        # Where a clinician did set it aside, the sentence above already says so.
        if rule not in stand.set_aside
    ]
    return Header(
        person=person.id,
        called=person.about.called,
        pronouns=person.about.pronouns,
        # With its time where the moment has one: what was noted later that day is not known.
        at=calendar.at if isinstance(calendar.at, str) else calendar.show(calendar.day),
        anchor=person.anchor,
        language=language,
        release_version=prepared.release.version,
        programme=_programme(prepared),
        provisional=bool(waiting),
        notices=tuple(notices),
    )


def _signing(prepared: Prepared) -> str:
    """How much of what the plan rests on somebody at this site has signed."""
    signed, every = sum(rule.status == "signed" for rule in prepared.rules), len(prepared.rules)
    if not signed:
        return say("unsigned", prepared.language)
    return say("signed in part" if signed < every else "signed", prepared.language, signed=signed, every=every)


def _programme(prepared: Prepared) -> str:
    reference = prepared.programme.id == REFERENCE_PROGRAMME.id
    return say("reference programme", prepared.language) if reference else prepared.programme.name


def look_for_emergency(findings: Findings, evidence: Evidence) -> EmergencyPath | None:
    spoken = findings.yes(Emergency)
    if not spoken:
        return None
    rules = tuple(dict.fromkeys(r.id for r, _ in spoken))
    return EmergencyPath(
        action=" ".join(dict.fromkeys(evidence.fill(e.action) for _, e in spoken)),
        afterwards=" ".join(dict.fromkeys(evidence.fill(e.afterwards) for _, e in spoken)),
        facts=evidence.cite_rules(*rules),
        rules=rules,
    )


def list_alerts(findings: Findings, evidence: Evidence, stand: Stand) -> tuple[Alert, ...]:
    found = [
        Alert(
            id=f"alert:{rule.id}",
            title=evidence.fill(effect.says),
            why=evidence.reasons(rule.id),
            facts=evidence.cite_rules(rule.id),
            rules=(rule.id,),
            state=stand.of(f"alert:{rule.id}"),
            level=effect.level,
        )
        for rule, effect in findings.yes(AlertEffect)
    ]
    return tuple(sorted(found, key=lambda a: (DANGER[a.level], a.id)))


def list_informs(findings: Findings, evidence: Evidence, stand: Stand) -> tuple[Item, ...]:
    """What both should know when they decide, beside what has its own part of the plan."""
    own_part = ("aftercare", "moving-on")
    # Numbered within their rule: what another rule says must not move the name of this line.
    said: dict[str, int] = {}
    found = []
    for rule, effect in findings.yes(Inform):
        number = said[rule.id] = said.get(rule.id, -1) + 1
        if effect.about in own_part:
            continue
        found.append(
            Item(
                id=f"inform:{rule.id}:{number}",
                title=evidence.fill(effect.says),
                facts=evidence.cite_rules(rule.id),
                rules=(rule.id,),
                state=stand.of(f"inform:{rule.id}:{number}"),
            )
        )
    return tuple(found)


def diagnoses(prepared: Prepared, person: Person, evidence: Evidence) -> tuple[str, ...]:
    """Diagnoses a professional set; Waymark makes none."""
    rows = person.lists.conditions.rows
    found = [_named(prepared, c.condition) for c in rows if c.set_by == "professional" and c.state == "active"]
    for name, substance in prepared.substances.items():
        if evidence.value(f"{name}.diagnosed") is True:
            evidence.cite((f"{name}.diagnosed",))
            found.append(say("use disorder", prepared.language, name=prepared.text(substance.name)))
    return tuple(dict.fromkeys(found))


def _named(prepared: Prepared, condition: str) -> str:
    """A condition by the name the library has for it; one that it does not know, as it was written."""
    for fact in prepared.facts.values():
        drawn = fact.drawn
        if drawn is not None and drawn.list == "conditions" and drawn.where.get("condition") == condition:
            return prepared.text(fact.label)
    return condition


def list_crisis(prepared: Prepared, findings: Findings, calendar: Calendar | None = None) -> tuple[Item, ...]:
    """Numbers to call: for everybody, and those whose condition holds; `calendar`: the moment of the plan."""
    shown = []
    for resource in sorted(prepared.release.crisis.values(), key=lambda c: (c.order, c.id)):
        if resource.when is not None and findings.condition(f"crisis:{resource.id}") is not True:
            continue
        shown.append(
            Item(
                id=f"crisis:{resource.id}",
                title=f"{prepared.text(resource.label)}: {prepared.text(resource.contact)}",
                detail=f"{prepared.text(resource.says)} {_checked(prepared, resource, calendar)}",
            )
        )
    return tuple(shown)


def _checked(prepared: Prepared, resource: CrisisResource, calendar: Calendar | None) -> str:
    """When a number was checked; one that was never checked, or not again in time, is shown and says so."""
    if resource.status not in ("sourced", "signed"):
        return say("not re-checked", prepared.language)
    # Without a date of its own, as in a record that counts days, the plan gives both dates and leaves the rest open.
    today = None if calendar is None or calendar.anchor is not None else calendar.show(calendar.day)
    said = "verified" if today is None or today < resource.expires.isoformat() else "checked long ago"
    return say(said, prepared.language, date=resource.verified, expires=resource.expires)
