"""Sentences of an explanation, in every language it speaks: what something rests on, what came second, why not."""

from waymark.planning.phrases import LANGUAGES

__all__ = ["tell"]

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
    "is none of": ("{fact}: not {options}", "{fact}: no {options}"),
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
        "This document is not what its record gives: it was changed after it was made. Below stands only what the "
        "document itself says; nothing was checked.",
        "Este documento no es lo que da su registro: se cambió después de hacerlo. Abajo está solo lo que dice el "
        "propio documento; nada se comprobó.",
    ),
    "edited lines": (
        "This document is not what its record gives: it was changed after it was made ({count} lines differ). Below "
        "stands only what the document itself says; nothing was checked.",
        "Este documento no es lo que da su registro: se cambió después de hacerlo ({count} líneas difieren). Abajo "
        "está solo lo que dice el propio documento; nada se comprobó.",
    ),
    "cannot rebuild": (
        "This plan cannot be made again here ({why}). Below stands only what the document itself says; nothing was "
        "checked.",
        "Este plan no se puede hacer de nuevo aquí ({why}). Abajo está solo lo que dice el propio documento; nada se "
        "comprobó.",
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
    "stands here": ("in the plan", "en el plan"),
    "stands level": ("recommended", "recomendado"),
    # The level beside it
    "hours more": ("{count} more hours a week", "{count} horas más por semana"),
    "hours fewer": ("{count} fewer hours a week", "{count} horas menos por semana"),
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
    "hours asked": ("{count} hours a week", "{count} horas por semana"),
    "no hours asked": ("no treatment hours", "sin horas de tratamiento"),
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
    "stands before": ("stands before it", "está antes"),
    "pattern fits not": ("its condition is not met", "su condición no se cumple"),
    "pattern open": ("its condition is not yet known", "su condición aún no se sabe"),
    "pattern later": ("fits too; another pattern comes first", "también encaja; otra forma va antes"),
    # Why not
    "why excluded": ("Excluded: {rules}", "Excluido: {rules}"),
    "why excluded person": ("It does not fit now. {why}", "Ahora no conviene. {why}"),
    "why held": (
        "Waits until it is known: {facts}.",
        "Espera hasta saber: {facts}.",
    ),
    "why held person": (
        "It can be looked at as soon as we know: {facts}.",
        "Se puede ver en cuanto sepamos: {facts}.",
    ),
    "why declined": ("Declined by the person.", "La persona dijo que no."),
    "why declined until": (
        "Declined by the person; offered again from {date} on.",
        "La persona dijo que no; se ofrece de nuevo desde el {date}.",
    ),
    "why declined person": (
        "You said no to it. It stays open to you: say so at any time.",
        "Usted dijo que no. Sigue abierto para usted: dígalo en cualquier momento.",
    ),
    "why declined until person": (
        "You said no to it. We ask again from {date} on, and you can take it up before.",
        "Usted dijo que no. Preguntamos de nuevo desde el {date}, y puede retomarlo antes.",
    ),
    "why no rule": (
        "No rule recommends it on what is known. Rules that could: {rules}.",
        "Ninguna regla lo recomienda con lo que se sabe. Reglas que podrían: {rules}.",
    ),
    "why no rule at all": (
        "No rule recommends it to anybody: a clinician may still choose it.",
        "Ninguna regla lo recomienda a nadie: un profesional aún puede elegirlo.",
    ),
    "why no rule person": (
        "Nothing we talked about so far points to it. If it interests you, ask your team.",
        "Nada de lo hablado hasta ahora lleva a esto. Si le interesa, pregunte a su equipo.",
    ),
    "why ranked person": (
        "For “{goal}”, something else comes first: {first}. You can ask for this one instead.",
        "Para «{goal}», otra cosa va primero: {first}. Puede pedir esto en su lugar.",
    ),
    "why week": (
        "It would fit, and the week is full: {hours} hours a week are left of what the level and the free hours hold.",
        "Encajaría, y la semana está llena: quedan {hours} horas por semana de lo que caben en el nivel y en las "
        "horas libres.",
    ),
    "why week person": (
        "It would fit you, and your week is full. It is offered when something else is done.",
        "Le iría bien, y su semana está llena. Se ofrece cuando termine otra cosa.",
    ),
    "why skills": (
        "At most {count} new skills are learnt at once; these come first: {names}.",
        "Se aprenden como mucho {count} habilidades nuevas a la vez; primero van: {names}.",
    ),
    "why skills person": (
        "You already have {count} new things to learn. This one can come after.",
        "Ya tiene {count} cosas nuevas que aprender. Esta puede venir después.",
    ),
    "why conflict": ("Does not go together with: {names}.", "No va junto con: {names}."),
    "why interest": (
        "Offered only where the person is interested; no interest is noted.",
        "Solo se ofrece si a la persona le interesa; no hay interés anotado.",
    ),
    "why interest person": (
        "It is offered to those who want it. Say so if you do.",
        "Se ofrece a quien lo quiere. Dígalo si es así.",
    ),
    "why no need": (
        "The needs it answers are not open in this plan: {needs}.",
        "Las necesidades a las que responde no están abiertas en este plan: {needs}.",
    ),
    "why need later": (
        "It answers a goal that stands under later: {goals}.",
        "Responde a una meta que está para más adelante: {goals}.",
    ),
    "why need later person": (
        "It belongs to a goal for later: {goals}. You can move that goal up.",
        "Es de una meta para más adelante: {goals}. Usted puede adelantarla.",
    ),
    "why not offered": ("This programme does not offer it.", "Este programa no lo ofrece."),
    "why not offered person": (
        "It is not offered here. Your team can help you find it elsewhere.",
        "Aquí no se ofrece. Su equipo puede ayudarle a encontrarlo en otro lugar.",
    ),
    "why emergency": (
        "There is an emergency now; the routine plan waits until it is over.",
        "Ahora hay una emergencia; el plan de rutina espera hasta que pase.",
    ),
    "why emergency person": (
        "First comes what keeps you safe. The rest of the plan is made after that.",
        "Primero va lo que le mantiene a salvo. El resto del plan se hace después.",
    ),
    "why adjunct cap": (
        "At most {count} things go along beside the goals; others came first.",
        "Como mucho {count} cosas acompañan a las metas; otras fueron antes.",
    ),
    "why along person": (
        "Other things go along with your goals first. You can ask for this one.",
        "Otras cosas acompañan antes a sus metas. Puede pedir esta.",
    ),
    "why gate": (
        "The level has a condition of its own, which is not met: {condition}.",
        "El nivel tiene una condición propia, que no se cumple: {condition}.",
    ),
    "why gate open": (
        "The level has a condition of its own, which is not yet known: {condition}.",
        "El nivel tiene una condición propia, que aún no se sabe: {condition}.",
    ),
    "why too little": (
        "Gives less than what safety asks for: {axis} ({gives} of {asked}), by “{rule}”.",
        "Da menos de lo que pide la seguridad: {axis} ({gives} de {asked}), según «{rule}».",
    ),
    "why too little target": (
        "Gives less than what is likely to help: {axis} ({gives} of {asked}), by “{rule}”.",
        "Da menos de lo que probablemente ayuda: {axis} ({gives} de {asked}), según «{rule}».",
    ),
    "why too little person": (
        "It gives less help or safety than you need now.",
        "Da menos ayuda o seguridad de la que necesita ahora.",
    ),
    "why more than needed": (
        "Asks more than is needed: {costs}. The least intensive level that meets floors and targets comes first.",
        "Pide más de lo necesario: {costs}. Va primero el nivel menos intenso que cumple mínimos y objetivos.",
    ),
    "why more than needed person": (
        "It asks more of you than what you need now: {costs}.",
        "Le pide más de lo que necesita ahora: {costs}.",
    ),
    "why human choice": (
        "The software never proposes it; only people choose it.",
        "El programa nunca lo propone; solo lo eligen las personas.",
    ),
    "why needless part": (
        "Has a part that nothing asks for: {parts}.",
        "Tiene una parte que nada pide: {parts}.",
    ),
    "why not a level": ("There is no such level: {parts}.", "No hay tal nivel: {parts}."),
    "why level acceptable": (
        "It would do as well, and is listed as acceptable: {compared}.",
        "También serviría, y figura como aceptable: {compared}.",
    ),
    "why level next": (
        "It is listed as the next step: {compared}.",
        "Figura como el paso siguiente: {compared}.",
    ),
    "why goal closed": (
        "The need behind it is not open: {need}. Rules that open it: {rules}.",
        "La necesidad que hay detrás no está abierta: {need}. Reglas que la abren: {rules}.",
    ),
    "why goal fallback": (
        "It stands only where no other need is open.",
        "Solo está cuando no hay otra necesidad abierta.",
    ),
    "why goal closed person": (
        "Nothing we talked about so far points to it. You can bring it in as your own goal.",
        "Nada de lo hablado hasta ahora lleva a esto. Puede traerlo como meta propia.",
    ),
    "why goal later": (
        "It stands under later: {count} goals are active, and the last of them ranks before it ({last}).",
        "Está para más adelante: hay {count} metas activas, y la última va antes ({last}).",
    ),
    "why goal later person": (
        "A few goals at a time work better. This one is on the list for later; you can move it up.",
        "Pocas metas a la vez funcionan mejor. Esta está en la lista para después; puede adelantarla.",
    ),
    "why other pattern": (
        "For this need another form of the goal fits: {title}.",
        "Para esta necesidad encaja otra forma de la meta: {title}.",
    ),
    "why reached": ("It is reached already: {measure} {value}.", "Ya está cumplida: {measure} {value}."),
    "why reached person": ("You are there already.", "Usted ya llegó."),
    "why done": ("It is done already: {fact}.", "Ya está hecho: {fact}."),
    "why done person": ("It is done already.", "Ya está hecho."),
    "why known": (
        "Its result is known and still holds; it is given again by its cadence.",
        "Su resultado se sabe y aún vale; se repite según su ritmo.",
    ),
    "why rule false": (
        "The rule does not speak for this person: {rules}.",
        "La regla no habla de esta persona: {rules}.",
    ),
    "why rule open": (
        "It is not yet known whether the rule speaks: {rules}.",
        "Aún no se sabe si la regla habla: {rules}.",
    ),
    "why set aside": (
        "A clinician set this rule aside: {reason}",
        "Un profesional dejó de lado esta regla: {reason}",
    ),
    "why nothing uses": (
        "Nothing in this plan hands it out; these would: {names}.",
        "Nada en este plan lo entrega; lo harían: {names}.",
    ),
    "why nothing uses person": (
        "It belongs to ways of help that are not in your plan now: {names}.",
        "Es de formas de ayuda que ahora no están en su plan: {names}.",
    ),
    "why tool cut": (
        "It comes with “{name}”; a few things for tonight are enough, and others came first.",
        "Viene con «{name}»; pocas cosas para esta noche bastan, y otras fueron antes.",
    ),
    "not in plan": ("{title} is not in this plan.", "{title} no está en este plan."),
    "in plan": ("{title} is in this plan: {line} ({standing}).", "{title} está en este plan: {line} ({standing})."),
    "is excluded": (
        "{title} is listed, and not possible now.",
        "{title} figura en el plan, y ahora no es posible.",
    ),
    "is held": (
        "{title} is listed, and waits.",
        "{title} figura en el plan, y espera.",
    ),
    # Suppositions
    "suppose": (
        "A supposition, not a plan: what would stand if {moves}. Nothing is stored.",
        "Una suposición, no un plan: lo que estaría si {moves}. No se guarda nada.",
    ),
    "suppose same": (
        "No line would be different.",
        "Ninguna línea sería distinta.",
    ),
    "move": ("{label} were: {after}", "{label} fuera: {after}"),
    "now": ("now: {before}", "ahora: {before}"),
    "absent": ("not in the plan", "no está en el plan"),
    # For the person
    "person level": ("{title}. {says}", "{title}. {says}"),
    "person choice": ("It would ask: {costs}.", "Pediría: {costs}."),
    "person gives": ("It would give: {gains}.", "Daría: {gains}."),
    "person medicine": ("{benefits} It asks: {burdens}", "{benefits} Pide: {burdens}"),
    "held until": ("Waits until we know: {facts}", "Espera hasta que sepamos: {facts}"),
}


def tell(key: str, language: str, /, **parts: object) -> str:
    """The sentence `key` in this language with its parts filled in."""
    return TOLD[key][LANGUAGES.index(language)].format(**parts)
