"""Why a way of help (an intervention) is not in a plan."""

from waymark.knowledge.model.effect import OpenProblem, Recommend
from waymark.planning.explaining.explanation import Because
from waymark.planning.explaining.ground import Ground
from waymark.planning.explaining.other_help import placed, refusal, sentence, titles
from waymark.planning.explaining.standing import against, could_speak, lacking_rules, not_offered
from waymark.planning.offers import MOST_ADJUNCTS
from waymark.planning.open_questions import option_title
from waymark.planning.phrases_explaining import tell
from waymark.planning.plan import Goal, Plan

__all__ = ["no_help"]


def no_help(ground: Ground, plan: Plan, name: str) -> list[Because]:
    """Every reason that stands, the ones that settle it first."""
    option, item = f"intervention:{name}", ground.prepared.interventions[name]
    found = against(ground, option)
    if ground.lines.emergency is not None:
        found.append(_emergency(ground))
    if not ground.prepared.offers_intervention(name):
        found.append(not_offered(ground))
    weighed = [g for g in plan.goals if any(n == name for _, n in _scored(ground, g))]
    found += [_ranked(ground, goal, name) for goal in weighed]
    rules = ground.speaking(Recommend, option=option)
    spoken = [r for r in rules if ground.answer(r.id) is True and r.id not in ground.stand.set_aside]
    wanted = ground.stand.interested(option)
    if item.needs_interest and not wanted and not spoken and not ground.stand.declined(option):
        language = ground.language
        found.append(
            Because(
                kind="not asked for",
                says=tell("why interest", language),
                person=tell("why interest person", language),
            )
        )
    if not weighed and not ground.options.standing(option).excluded:
        found += _not_weighed(ground, plan, name, spoken=bool(spoken))
    return found


def _scored(ground: Ground, goal: Goal) -> list[tuple[tuple[float, int], str]]:
    return ground.lines.considered.chooser.scored.get(goal.problem, [])


def _emergency(ground: Ground) -> Because:
    return Because(
        kind="emergency",
        says=tell("why emergency", ground.language),
        person=tell("why emergency person", ground.language),
        rules=ground.lines.emergency.rules if ground.lines.emergency is not None else (),
    )


def _ranked(ground: Ground, goal: Goal, name: str) -> Because:
    """It was weighed for this goal and something came before it, or stood in the way."""
    language, chooser = ground.language, ground.lines.considered.chooser
    why = chooser.refused.get(name, {}).get(goal.id)
    served = [n for n, goals in chooser.chosen.items() if goal.id in goals]
    said = placed(ground, goal, ground.opened[goal.problem], name, served[0] if served else None)
    if why == "week full":
        person = tell("why week person", language)
    elif why == "skills full":
        count = sum(ground.prepared.interventions[n].new_skill for n in chooser.chosen)
        person = tell("why skills person", language, count=count)
    elif why == "conflict":
        person = refusal(ground, name, goal.id)
    else:
        person = tell("why ranked person", language, goal=goal.title, first=titles(ground, served))
    kind = why or "ranked below"
    return Because(kind=kind, says=" ".join(sentence(s) for s in said), person=person)  # type: ignore[arg-type]


def _not_weighed(ground: Ground, plan: Plan, name: str, *, spoken: bool) -> list[Because]:
    """No active goal calls for it: its needs are closed or for later, no rule speaks, or others went along first."""
    prepared, language = ground.prepared, ground.language
    named = [p for p in prepared.problems.values() if {name, f"intervention:{name}"} & {*p.first_line, *p.second_line}]
    later = [g for g in plan.later if g.problem.partition(":")[0] in {p.id for p in named}]
    found = []
    if later:
        goals = ", ".join(g.title for g in later)
        found.append(
            Because(
                kind="later",
                says=tell("why need later", language, goals=goals),
                person=tell("why need later person", language, goals=goals),
            )
        )
    elif named:
        rules = [r for p in named for r in ground.speaking(OpenProblem, problem=p.id)]
        nearest = could_speak(ground, rules)[0].rules if rules else ()
        needs = ", ".join(dict.fromkeys(prepared.text(p.label) for p in named))
        found.append(
            Because(
                kind="no need",
                says=tell("why no need", language, needs=needs),
                person=tell("why no rule person", language),
                rules=nearest,
                lacks=lacking_rules(ground, [prepared.rule(r) for r in nearest]),
            )
        )
    speaking = ground.speaking(Recommend, option=f"intervention:{name}")
    if spoken and name in ground.lines.considered.chooser.waiting:
        title = option_title(prepared, f"intervention:{name}")
        room = f"{round(max(ground.lines.considered.chooser.room, 0), 1):g}"
        found.append(
            Because(
                kind="week full",
                says=tell("why week", language, hours=room, title=title),
                person=tell("why week person", language),
            )
        )
    elif spoken and not ground.stand.declined(f"intervention:{name}") and not later:
        cap = tell("why adjunct cap", language, count=MOST_ADJUNCTS)
        found.append(Because(kind="cut", says=cap, person=tell("why along person", language)))
    elif speaking and not spoken:
        found += could_speak(ground, speaking)
    return found
