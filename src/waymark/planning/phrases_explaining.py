"""Sentences of an explanation, in every language it speaks: what something rests on, what came second, why not."""

from waymark.planning.phrases import LANGUAGES
from waymark.planning.phrases_why_not import WHY_NOT

__all__ = ["tell", "tell_hours"]

TOLD: dict[str, tuple[str, str]] = {
    # Conditions in words
    "and": (" and ", " y "),
    "or": (" or ", " o "),
    "not so": ("not so: {what}", "no es así: {what}"),
    "always": ("for everybody", "para todos"),
    "compare >=": ("{left}: at least {right}", "{left}: al menos {right}"),
    "compare >": ("{left}: more than {right}", "{left}: más de {right}"),
    "compare <=": ("{left}: at most {right}", "{left}: como mucho {right}"),
    "compare <": ("{left}: less than {right}", "{left}: menos de {right}"),
    "compare ==": ("{left}: exactly {right}", "{left}: exactamente {right}"),
    "compare !=": ("{left}: anything but {right}", "{left}: distinto de {right}"),
    "is one of": ("{fact}: {options}", "{fact}: {options}"),
    "is none of": ("{fact}: anything but “{options}”", "{fact}: cualquier cosa menos «{options}»"),
    "min": ("the smallest of ({items})", "el menor de ({items})"),
    "max": ("the largest of ({items})", "el mayor de ({items})"),
    "count": ("how many of these are so ({items})", "cuántas de estas son así ({items})"),
    "readings differ": (
        "open: what was noted does not agree",
        "abierto: lo anotado no concuerda",
    ),
    # Why something is not known
    "too old": ("last known {at}: {value}; too old to count now", "lo último, {at}: {value}; ya es viejo para contar"),
    "not answered": ("asked, and not answered", "se preguntó y no se respondió"),
    "counts as open": (
        "nobody has asked yet; it counts as open",
        "nadie lo ha preguntado aún; cuenta como abierto",
    ),
    # What the explanation stands on
    "rebuilt": (
        "Made again from the record this plan carries: it is the same plan, with the same release {release}.",
        "Hecho de nuevo con el registro que este plan lleva: es el mismo plan, con la misma versión {release}.",
    ),
    "edited": (
        "This document is not what its record gives: it was changed after it was made, or made by another build. "
        "Below stands only what the document itself says; nothing was checked.",
        "Este documento no es lo que da su registro: se cambió después de hacerlo, o lo hizo otra compilación. "
        "Abajo está solo lo que dice el propio documento; nada se comprobó.",
    ),
    "edited lines": (
        "This document is not what its record gives: it was changed after it was made, or made by another build "
        "(lines that differ: {count}). Below stands only what the document itself says; nothing was checked.",
        "Este documento no es lo que da su registro: se cambió después de hacerlo, o lo hizo otra compilación "
        "(líneas que difieren: {count}). Abajo está solo lo que dice el propio documento; nada se comprobó.",
    ),
    "cannot rebuild": (
        "This plan cannot be made again here ({why}). Below stands only what the document itself says; nothing was "
        "checked.",
        "Este plan no se puede hacer de nuevo aquí ({why}). Abajo está solo lo que dice el propio documento; nada se "
        "comprobó.",
    ),
    "document person": (
        "This plan was changed after it was made. Here you read what is written in it. Your team can say more.",
        "Este plan se cambió después de hacerse. Aquí lee lo que está escrito en él. Su equipo puede decirle más.",
    ),
    "document language": (
        "Its texts are in the language of the document.",
        "Sus textos están en el idioma del documento.",
    ),
    "no record": ("it does not carry its record", "no lleva su registro"),
    "other engine": (
        "made with engine version {made}; this Waymark runs version {here}",
        "hecho con la versión {made} del motor; este Waymark usa la {here}",
    ),
    "other release": (
        "made with release {release}, which is not kept here",
        "hecho con la versión de conocimiento {release}, que aquí no se guarda",
    ),
    "record refused": ("its record is refused: {why}", "su registro no se acepta: {why}"),
    # Where a line stands
    "stands first": ("first line", "primera elección"),
    "stands second": ("second line", "segunda elección"),
    "stands adjunct": ("goes along with the rest", "acompaña a lo demás"),
    "stands option": ("an option for the prescriber", "una opción para quien receta"),
    "stands held": ("waits until something is known", "espera hasta saber algo"),
    "stands excluded": ("not now", "ahora no"),
    "stands current": ("taken now", "la toma ahora"),
    "stands goal": ("goal {place} of {count} now", "meta {place} de {count} por ahora"),
    "stands bundle": ("safety and medication: always now", "seguridad y medicación: siempre ahora"),
    "stands later": ("later", "más adelante"),
    "stands rating": ("{rating} of 4", "{rating} de 4"),
    "stands unrated": ("not yet rated", "aún sin valorar"),
    "stands review": ("after the first days", "después de los primeros días"),
    "stands watched": ("watched", "se sigue"),
    "stands level": ("recommended", "recomendado"),
    # The level beside it
    "hours more": ("{count} more hours a week", "{count} horas más por semana"),
    "hours fewer": ("{count} fewer hours a week", "{count} horas menos por semana"),
    "hour more": ("1 more hour a week", "1 hora más por semana"),
    "hour fewer": ("1 hour less a week", "1 hora menos por semana"),
    "nights more": ("nights away from home", "noches fuera de casa"),
    "nights fewer": ("nights at home", "noches en casa"),
    "medical more": ("more medical cover", "más atención médica"),
    "medical fewer": ("less medical cover", "menos atención médica"),
    "cooccurring more": ("more mental health care on site", "más salud mental en el lugar"),
    "cooccurring fewer": ("less mental health care on site", "menos salud mental en el lugar"),
    "dispensing more": ("medication given on site", "medicación entregada en el lugar"),
    "dispensing fewer": ("no medication given on site", "sin medicación entregada en el lugar"),
    "same asked": ("asks about the same", "pide más o menos lo mismo"),
    "misses target": (
        "gives less than is asked for: {axis} ({gives} of {asked}), by “{rule}”",
        "da menos de lo indicado: {axis} ({gives} de {asked}), según «{rule}»",
    ),
    "not needed": (
        "nothing known asks for more than the recommended level gives",
        "nada de lo conocido pide más de lo que da el nivel recomendado",
    ),
    "enough too": (
        "meets every floor, and the targets in their relaxed form",
        "cumple todos los mínimos, y los objetivos en su forma menos estricta",
    ),
    "not to be had": ("indicated, and not offered here or not wanted", "indicado, y aquí no se ofrece o no se desea"),
    "axis hours": ("hours a week", "horas por semana"),
    "axis medical": ("medical cover", "atención médica"),
    "axis nights": ("nights", "noches"),
    "axis cooccurring": ("mental health care on site", "salud mental en el lugar"),
    "axis dispensing": ("medication on site", "medicación en el lugar"),
    # Ways of help and what ranked them
    "speaks against": ("against it: {what}", "en contra: {what}"),
    "speaks for": ("for it: {what}", "a favor: {what}"),
    "point second line": ("second line for this need", "segunda elección para esta necesidad"),
    "point first line": ("first line for this need", "primera elección para esta necesidad"),
    "point rule": ("a rule speaks for it here: “{rule}”", "aquí habla a favor la regla «{rule}»"),
    "point no rule": ("no rule speaks for it here", "aquí ninguna regla habla a favor"),
    "point wanted": ("the person wants it", "la persona lo quiere"),
    "point rather not": ("the person would rather not", "la persona preferiría que no"),
    "point discouraged": ("a rule advises against it: “{rule}”", "una regla lo desaconseja: «{rule}»"),
    "point held": ("something has to be found out first", "antes hay que averiguar algo"),
    "point not here": ("not offered by this programme", "este programa no lo ofrece"),
    "point order": ("stands later in the declared order", "está después en el orden declarado"),
    "ranked": (
        "For “{goal}” it came {place} of {count} ({points} points, “{first}” {best}; fewer come first).",
        "Para «{goal}» quedó {place} de {count} ({points} puntos, «{first}» {best}; menos va primero).",
    ),
    "enough chosen": (
        "{count} ways of help are enough for this goal at a time.",
        "Con {count} formas de ayuda a la vez basta para esta meta.",
    ),
    "one chosen": (
        "One way of help is enough for this goal at a time.",
        "Con una forma de ayuda a la vez basta para esta meta.",
    ),
    "aspect hours": ("Time", "Tiempo"),
    "aspect grade": ("Evidence", "Evidencia"),
    "aspect burden": ("Asks", "Pide"),
    "aspect how": ("How it is taken", "Cómo se toma"),
    "aspect gives": ("Gives", "Beneficio"),
    "aspect risks": ("Risks", "Riesgos"),
    "aspect standing": ("Standing", "Situación"),
    "aspect here": ("Here", "Aquí"),
    "aspect priority": ("Your own order", "Su propio orden"),
    "aspect urgency": ("Urgency (0–3)", "Urgencia (0–3)"),
    "aspect leverage": ("How much else it eases (0–3)", "Cuánto más alivia (0–3)"),
    "no grade": ("not graded", "sin grado"),
    "grade": ("grade {grade}", "grado {grade}"),
    "offered": ("offered", "se ofrece"),
    "not offered": ("not offered", "no se ofrece"),
    "no order": ("not named", "sin nombrar"),
    # Goals
    "moves up": (
        "would move up if this goal were put off",
        "pasaría adelante si esta meta se dejara para después",
    ),
    "stays later": (
        "stands next, and would stay for later: fewer goals would be active then",
        "es la siguiente, y seguiría para después: habría menos metas activas",
    ),
    "stands before": ("stands before it", "está antes"),
    "pattern fits not": ("its condition is not met", "su condición no se cumple"),
    "pattern open": ("its condition is not yet known", "su condición aún no se sabe"),
    "pattern later": ("fits too; another pattern comes first", "también encaja; otra forma va antes"),
    # Suppositions
    "suppose": (
        "A supposition, not a plan: what would stand if {moves}. Nothing is stored.",
        "Una suposición, no un plan: lo que estaría si {moves}. No se guarda nada.",
    ),
    "suppose person": (
        "Only a thought, not a plan. Nothing is stored. If this were so:",
        "Solo una idea, no un plan. No se guarda nada. Si esto fuera así:",
    ),
    "suppose same": (
        "No line would be different.",
        "Ninguna línea sería distinta.",
    ),
    "move": ("{label} were: {after}", "{label} fuera: {after}"),
    "listed left out": ("left out, with the reason", "queda fuera, con la razón"),
    "listed hold": ("waits until something is known", "espera hasta saber algo"),
    "listed inform": ("said", "se dice"),
    "absent": ("not in the plan", "no está en el plan"),
    # For the person
    "person choice": ("Against it: {costs}.", "En contra: {costs}."),
    "person gives": ("For it: {gains}.", "A favor: {gains}."),
}


def tell_hours(hours: float, language: str) -> str:
    """So many more or fewer hours a week."""
    which = "more" if hours > 0 else "fewer"
    count = f"{round(abs(hours), 1 if abs(hours) >= 1 else 2):g}"
    return tell(f"hour {which}" if count == "1" else f"hours {which}", language, count=count)


def tell(key: str, language: str, /, **parts: object) -> str:
    """The sentence `key` in this language with its parts filled in."""
    said = TOLD.get(key) or WHY_NOT[key]
    return said[LANGUAGES.index(language)].format(**parts)
