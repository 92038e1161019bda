"""Sentences on why something is not in a plan, in every language: for the clinician, and for the person."""

__all__ = ["WHY_NOT"]

WHY_NOT: dict[str, tuple[str, str]] = {
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
        "Nothing we talked about so far leads to it. If it interests you, ask your team.",
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
    "why level next person": (
        "It is the next step, if you want more or less: {compared}.",
        "Es el paso siguiente, si usted quiere más o menos: {compared}.",
    ),
    "why level next": (
        "It is listed as the next step ({compared}). Nothing known asks for more than the recommended level gives.",
        "Figura como el paso siguiente ({compared}). Nada de lo conocido pide más de lo que da el nivel recomendado.",
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
        "Nothing we talked about so far leads to it. You can bring it in as your own goal.",
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
    "in plan": ("{title} is in this plan: {line}.", "{title} está en este plan: {line}."),
    "is later": (
        "{title} is in this plan under later.",
        "{title} está en este plan para más adelante.",
    ),
    "is excluded": (
        "{title} is listed, and not possible now.",
        "{title} figura en el plan, y ahora no es posible.",
    ),
    "is held": (
        "{title} is listed, and waits.",
        "{title} figura en el plan, y espera.",
    ),
}
