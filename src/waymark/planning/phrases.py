"""Sentences the plan itself says, in every language it speaks. Library texts carry their own languages."""

__all__ = ["LANGUAGES", "say", "say_or", "weekday"]

LANGUAGES = ("en", "es")

WEEKDAYS = {
    "monday": ("Monday", "lunes"),
    "tuesday": ("Tuesday", "martes"),
    "wednesday": ("Wednesday", "miércoles"),
    "thursday": ("Thursday", "jueves"),
    "friday": ("Friday", "viernes"),
    "saturday": ("Saturday", "sábado"),
    "sunday": ("Sunday", "domingo"),
}

PHRASES: dict[str, tuple[str, str]] = {
    # Values in words
    "not known": ("not known", "no se sabe"),
    "yes": ("yes", "sí"),
    "no": ("no", "no"),
    "or": (" or ", " o "),
    "unit days": ("days", "días"),
    "unit hours": ("hours", "horas"),
    "unit weeks": ("weeks", "semanas"),
    "unit months": ("months", "meses"),
    "unit years": ("years", "años"),
    "unit talks": ("talks", "charlas"),
    "unit celsius": ("°C", "°C"),
    "one days": ("day", "día"),
    "one hours": ("hour", "hora"),
    "one weeks": ("week", "semana"),
    "one months": ("month", "mes"),
    "one years": ("year", "año"),
    "one talks": ("talk", "charla"),
    "one celsius": ("°C", "°C"),
    "at most": ("at most {number}", "como mucho {number}"),
    "at least": ("at least {number}", "al menos {number}"),
    "between": ("between {low} and {high}", "entre {low} y {high}"),
    "minutes": ("{minutes} minutes", "{minutes} minutos"),
    "not yet rated": ("not yet rated: nothing known here so far", "aún sin valorar: todavía no se sabe nada de esto"),
    # Header
    "unsigned": (
        "Unsigned knowledge: no named clinician has signed these rules. A proposal to decide on together.",
        "Conocimiento sin firmar: ningún profesional ha firmado estas reglas. Una propuesta para decidir en conjunto.",
    ),
    "signed in part": (
        "Of {every} rules {signed} were signed by named people at this site, the others by nobody. A proposal to "
        "decide on together.",
        "De {every} reglas, {signed} fueron firmadas por personas con nombre en este lugar; las demás, por nadie. Una "
        "propuesta para decidir en conjunto.",
    ),
    "signed": (
        "Each of the {every} rules was signed by a named person at this site. A proposal to decide on together.",
        "Cada una de las {every} reglas fue firmada por una persona con nombre en este lugar. Una propuesta para "
        "decidir en conjunto.",
    ),
    "nothing known": (
        "Nothing in the record was known yet as of {at}: this is where everybody begins. Check the moment of the plan.",
        "Nada del registro se sabía aún a fecha de {at}: así empieza cualquiera. Revise el momento del plan.",
    ),
    "routine waits": (
        "The routine plan waits until the emergency is over; then it is made anew.",
        "El plan de rutina espera hasta que pase la emergencia; después se hace de nuevo.",
    ),
    "provisional": (
        "Provisional: some safety questions are still open. They are listed first under open questions.",
        "Provisional: quedan preguntas de seguridad abiertas. Están primero en la lista de preguntas abiertas.",
    ),
    "medication not asked": (
        "Nobody has asked yet whether medication is wanted; it counts as open and is offered.",
        "Aún nadie ha preguntado si se desea medicación; cuenta como abierta y se ofrece.",
    ),
    "overridden": (
        "A clinician set aside the rule “{rule}”: {reason}",
        "Un profesional dejó de lado la regla «{rule}»: {reason}",
    ),
    "override person": (
        "You asked to set aside “{rule}”. A clinician can do that with you; until then it still counts.",
        "Usted pidió dejar de lado «{rule}». Un profesional puede hacerlo con usted; mientras tanto sigue vigente.",
    ),
    "override safety": (
        "“{rule}” was not set aside: it is there to keep you safe, and it still counts.",
        "«{rule}» no se dejó de lado: está para su seguridad y sigue vigente.",
    ),
    "override nobody": (
        "“{rule}” was not set aside: nobody can do that for one plan, and it still counts.",
        "«{rule}» no se dejó de lado: nadie puede hacerlo para un solo plan, y sigue vigente.",
    ),
    "override prescriber": (
        "“{rule}” was not set aside: only someone who prescribes can do that, and it still counts.",
        "«{rule}» no se dejó de lado: solo puede hacerlo quien receta, y sigue vigente.",
    ),
    "override director": (
        "“{rule}” was not set aside: only the medical director can do that, and it still counts.",
        "«{rule}» no se dejó de lado: solo puede hacerlo la dirección médica, y sigue vigente.",
    ),
    "override unknown": (
        "Nothing was set aside for “{rule}”: there is no rule of that name.",
        "No se dejó nada de lado por «{rule}»: no hay ninguna regla con ese nombre.",
    ),
    # Level of care
    "level nothing demanded clinician": (
        "Nothing known so far asks for more than this; open facts that could raise it are listed.",
        "Nada de lo conocido pide más que esto; se enumeran los datos abiertos que podrían elevarlo.",
    ),
    "level nothing demanded person": (
        "From what we know today, this is enough to start. We look again together.",
        "Con lo que sabemos hoy, esto basta para empezar. Lo volveremos a ver en conjunto.",
    ),
    "level by wish": ("Chosen because you prefer it and it is safe.", "Elegido porque usted lo prefiere y es seguro."),
    "level elsewhere": (
        "What is safe now is not offered here. Arrange it elsewhere today; until then, here: {here}.",
        "Lo que ahora es seguro no se ofrece aquí. Conseguirlo hoy en otro lugar; mientras tanto, aquí: {here}.",
    ),
    "interim elsewhere": (
        "Ask the nearest place that has it today, and arrange the ride; if it gets worse on the way, call 911",
        "Pedirlo hoy al lugar más cercano que lo tenga y organizar el viaje; si empeora en el camino, llamar al 911",
    ),
    "first contact elsewhere": (
        "Arrange today, elsewhere: {level}",
        "Conseguir hoy, en otro lugar: {level}",
    ),
    "level least intensive": (
        "The least intensive care that is safe and likely to help.",
        "La atención menos intensa que es segura y puede ayudar.",
    ),
    "more hours": ("asks {hours} more hours a week", "pide {hours} horas más por semana"),
    "fewer hours": ("asks {hours} fewer hours a week", "pide {hours} horas menos por semana"),
    "more nights": ("more nights away from home", "más noches fuera de casa"),
    "less nights": ("fewer nights away from home", "menos noches fuera de casa"),
    "more medical": ("more medical cover", "más atención médica"),
    "less medical": ("less medical cover", "menos atención médica"),
    "more cooccurring": ("more mental health care on site", "más salud mental en el lugar"),
    "less cooccurring": ("less mental health care on site", "menos salud mental en el lugar"),
    "more dispensing": ("medication given on site", "medicación entregada en el lugar"),
    "less dispensing": ("no medication given on site", "sin medicación entregada en el lugar"),
    "asks the same": ("asks about the same", "pide más o menos lo mismo"),
    # What bridges an unmet level: guidance LOC-23, own words, project default.
    "interim daily contact": (
        "A short contact every day until the place is there",
        "Un contacto breve cada día hasta que haya lugar",
    ),
    "interim medication": (
        "Medication starts now where it fits; it does not wait for the place",
        "La medicación empieza ya donde convenga; no espera al lugar",
    ),
    "interim naloxone": ("Naloxone at home", "Naloxona en casa"),
    "interim waiting list": (
        "A place on the waiting list, with one named person who keeps in touch",
        "Un puesto en la lista de espera, con una persona con nombre que mantiene el contacto",
    ),
    "interim re-offer": ("Offered again within 7 days", "Se ofrece de nuevo en 7 días"),
    # Goals
    "review every day": ("look at it together every day", "mirarlo cada día en conjunto"),
    "review every": ("look at it together every {days} days", "revisarlo en conjunto cada {days} días"),
    "measured by": ("Done or not yet done: {measure}", "Hecho o aún no: {measure}"),
    "measured without baseline": (
        "{measure}: goal {target} {unit}; where you start is measured first",
        "{measure}: meta {target} {unit}; primero se mide de dónde parte",
    ),
    "measured from to": (
        "{measure}: from {baseline} to {target} {unit}",
        "{measure}: de {baseline} a {target} {unit}",
    ),
    "by when": ("By {by} ({days} days)", "Hasta {by} ({days} días)"),
    # First days and watching
    "first contact": ("First visit: {level}", "Primera visita: {level}"),
    "next contact": ("Next visit: {level}", "Próxima visita: {level}"),
    "every day": ("every day", "cada día"),
    "reference programme": ("reference programme (offers everything)", "programa de referencia (ofrece todo)"),
    "no sessions yet": (
        "No treatment hours are laid out yet; this level gives {low}–{high} a week.",
        "Aún no hay horas de tratamiento previstas; este nivel da {low}–{high} por semana.",
    ),
    "every days": ("every {days} days", "cada {days} días"),
    "does not follow": (
        "{fact}: what was noted does not go with what is known of {others}. Both are open until you settle it.",
        "{fact}: lo anotado no concuerda con lo que se sabe de {others}. Queda abierto hasta que ustedes lo aclaren.",
    ),
    # The week
    "session clashes": (
        "{title} on {day} at {start} meets a duty: another time, or by phone or video",
        "{title} el {day} a las {start} se cruza con otra obligación: otra hora, o por teléfono o video",
    ),
    "to be placed": (
        "{title}: {count} × {minutes:g} minutes still need a place in the week",
        "{title}: {count} × {minutes:g} minutos aún necesitan lugar en la semana",
    ),
    "hours kept by the house": (
        "While you stay there, the house keeps the hours of the day.",
        "Mientras esté allí, la casa lleva el horario del día.",
    ),
    "duty while away": (
        "Arrange who covers this while you are away: {duty}",
        "Acordar quién se ocupa de esto mientras usted no está: {duty}",
    ),
    "no free hours noted": (
        "No free hours are noted yet; times are agreed together.",
        "Aún no hay horas libres anotadas; los horarios se acuerdan en conjunto.",
    ),
    "duty work": ("work", "trabajo"),
    "duty school": ("school", "estudios"),
    "duty children": ("children", "hijos"),
    "duty caring": ("caring for someone", "cuidar a alguien"),
    "duty court": ("court", "juzgado"),
    "duty travel": ("travel", "viaje"),
    "duty other": ("busy", "ocupado"),
    "load below level": (
        "{hours} treatment hours a week are laid out so far; this level gives {low}–{high}.",
        "Hay {hours} horas de tratamiento por semana previstas; este nivel da {low}–{high}.",
    ),
    "load above level": (
        "{hours} treatment hours a week are more than the {low}–{high} of this level: agree what comes first.",
        "{hours} horas de tratamiento por semana son más que las {low}–{high} de este nivel: acordar qué va primero.",
    ),
    "load fits level": (
        "{hours} treatment hours a week fit the {low}–{high} of this level.",
        "{hours} horas de tratamiento por semana caben en las {low}–{high} de este nivel.",
    ),
    # Questions
    "give instrument": ("Complete: {name}", "Completar: {name}"),
    "find out": ("Find out: {name}", "Averiguar: {name}"),
    "option ambulatory-alcohol-withdrawal": (
        "alcohol withdrawal at home with visits",
        "dejar el alcohol en casa con visitas",
    ),
    "option confrontation": ("a harsh or shaming program", "un programa duro o de humillación"),
    "option discharge-for-use": ("ending care because of use", "terminar la atención por consumir"),
    "option disulfiram-implant": ("a disulfiram implant", "un implante de disulfiram"),
    "option group": ("group sessions", "sesiones en grupo"),
    "option ibogaine": ("ibogaine", "ibogaína"),
    "option joint-family-work": (
        "sessions together with family or partner",
        "sesiones con la familia o la pareja",
    ),
    "option medicine-as-sanction": ("less medicine as a sanction", "menos medicina como sanción"),
    "option sedatives-only": ("calming pills as the only treatment", "calmantes como único tratamiento"),
    "option surprise-confrontation": ("a surprise meeting to press the person", "una reunión sorpresa para presionar"),
    "option ultra-rapid-detox": (
        "opioid withdrawal under anesthesia",
        "desintoxicación de opioides con anestesia",
    ),
    "which medicine": (
        "What is in {names}? Not in our list, so nothing was checked for it. What depends on it waits.",
        "¿Qué contiene {names}? No está en nuestra lista, por eso nada se revisó. Lo que depende de eso espera.",
    ),
    "not checked for interactions": (
        "Not in our list, so not checked for interactions: {names}",
        "No está en nuestra lista, por eso no se revisaron interacciones: {names}",
    ),
    "not here instead": (
        "Not offered here; instead: {other}. Worth asking for it elsewhere.",
        "Aquí no se ofrece; en su lugar: {other}. Vale la pena buscarlo en otro lugar.",
    ),
    "not here loses": ("What that loses: {effect}", "Lo que se pierde: {effect}"),
    "week is full": (
        "Would fit, and the week is full: offered when something else is done.",
        "Encajaría, pero la semana está llena: se ofrece cuando termine otra cosa.",
    ),
    "declined": (
        "Not wanted for now; it can be taken up at any time.",
        "Por ahora no se desea; se puede retomar en cualquier momento.",
    ),
    "why held": (
        "Before this one, something has to be found out. Until then it waits. It is not a no.",
        "Antes de esto hay que averiguar algo. Hasta entonces, espera. No es un no.",
    ),
    # The person's own part
    "words want": ("What you want", "Lo que usted quiere"),
    "words reason": ("Why it matters to you", "Por qué le importa"),
    "words worry": ("What worries you", "Lo que le preocupa"),
    "words other": ("What else you said", "Lo que también dijo"),
    "words origin": ("Where it comes from, as we understand it", "De dónde viene, según lo entendemos"),
    "words trigger": ("What makes it hard", "Lo que lo hace difícil"),
    "words warning sign": ("Early signs", "Primeras señales"),
    "trauma informed": ("Hard things that happened", "Cosas duras que pasaron"),
    "trauma line": (
        "You choose what to talk about and when. Every part of care keeps this in mind.",
        "Usted elige de qué hablar y cuándo. Toda la atención lo tiene en cuenta.",
    ),
    "hard situations": ("Hard situations", "Situaciones difíciles"),
    "hard signs": ("Early signs", "Primeras señales"),
    "hard coping": ("What helps me", "Lo que me ayuda"),
    "hard people": ("People I can call", "Personas a las que puedo llamar"),
    "hard slip": ("If I use", "Si consumo"),
    "slip hour": (
        "First hour: go to a safe place, with someone. Call one person.",
        "Primera hora: ir a un lugar seguro, con alguien. Llamar a una persona.",
    ),
    "slip hour with naloxone": (
        "First hour: go to a safe place, with someone. Keep naloxone near. Call one person.",
        "Primera hora: ir a un lugar seguro, con alguien. Naloxona cerca. Llamar a una persona.",
    ),
    "slip day": (
        "First day: eat and sleep. Tell my team. It is a signal, not a failure.",
        "Primer día: comer y dormir. Avisar a mi equipo. Es una señal, no un fracaso.",
    ),
    "slip day with medicine": (
        "First day: eat, sleep, take my medicine. Tell my team. It is a signal, not a failure.",
        "Primer día: comer, dormir, tomar mi medicina. Avisar a mi equipo. Es una señal, no un fracaso.",
    ),
    "slip week": (
        "First week: look at what happened together and change one thing in the plan.",
        "Primera semana: ver en conjunto qué pasó y cambiar una cosa del plan.",
    ),
    "to write together": ("To be written together", "Para escribir en conjunto"),
    "to ask": ("Still to ask", "Aún por preguntar"),
    "nothing yet": ("Nothing yet", "Nada todavía"),
    "not well call": ("Whom to call", "A quién llamar"),
    "not well never": ("Whom never to call", "A quién no llamar nunca"),
    "not well helps": ("What helps me", "Lo que me ayuda"),
    "not well harms": ("What makes it worse", "Lo que lo empeora"),
    "not well children": ("Who cares for my children", "Quién cuida de mis hijos"),
    "support people": ("Who stands by you, and for what", "Quién le apoya, y en qué"),
    "support services": ("Services in the community", "Servicios en la comunidad"),
    "support added": ("What the plan adds", "Lo que añade el plan"),
    "family": ("Family and friends", "Familia y amistades"),
    "joint work waits": (
        "Sessions together wait until a private talk has shown that they are safe for you.",
        "Las sesiones con otras personas esperan hasta que una plática a solas muestre que son seguras para usted.",
    ),
    "family only with consent": (
        "Nobody is told anything without your yes.",
        "No se le dice nada a nadie sin su permiso.",
    ),
    "integrated both": ("Both are treated together", "Las dos cosas se tratan a la vez"),
    "integrated therapy": ("Talking therapy", "Terapia de plática"),
    "integrated medicines": ("Medicines to talk about with the prescriber", "Medicinas para hablar con quien receta"),
    "integrated daily": ("Everyday life", "Vida diaria"),
    "integrated together": ("One plan, one team", "Un plan, un equipo"),
    "one plan one team": (
        "One team and one named person keep both in view; neither waits for the other.",
        "Un equipo y una persona con nombre atienden las dos cosas; ninguna espera a la otra.",
    ),
    "you expect": ("You expect: “{text}”", "Usted espera: «{text}»"),
    "plan aims": ("This plan aims at: {goals}", "Este plan busca: {goals}"),
    "expectations not asked": (
        "What you expect of this plan has not been asked yet.",
        "Aún no se ha preguntado qué espera usted de este plan.",
    ),
    # When to move on
    "level review": (
        "We look at this level again in {low} to {high} days.",
        "Volvemos a ver este nivel en {low} a {high} días.",
    ),
    "level review daily": (
        "We look at this level again every day.",
        "Volvemos a ver este nivel cada día.",
    ),
    "level review on": (
        "We look at this level again every {high} days.",
        "Volvemos a ver este nivel cada {high} días.",
    ),
    "step down when": (
        "When goals are met at two reviews in a row: {level}, with the first visit there before leaving here.",
        "Si las metas se cumplen en dos revisiones seguidas: {level}, con la primera visita allí antes de dejar esto.",
    ),
    "step up when": (
        "If two reviews show no progress after a change of plan, or a new risk appears: {level}.",
        "Si dos revisiones no muestran avance tras cambiar el plan, o surge un riesgo nuevo: {level}.",
    ),
    "return to use": (
        "A return to use opens a calm review of the plan. It is never a reset and never a reason to end care.",
        "Volver a consumir abre una revisión tranquila del plan. Nunca borra lo logrado ni termina la atención.",
    ),
    "use disorder": (
        "use disorder ({name}), set by a professional",
        "trastorno por consumo de {name}, establecido por un profesional",
    ),
    "checked long ago": ("(not re-checked since {date})", "(sin revisar de nuevo desde el {date})"),
    "not re-checked": (
        "(number not yet checked by us)",
        "(número que aún no hemos revisado)",
    ),
    "verified": (
        "(checked {date}; check again by {expires})",
        "(revisado el {date}; revisar de nuevo antes del {expires})",
    ),
}


def say(key: str, language: str, /, **parts: object) -> str:
    """The sentence `key` in this language with its parts filled in."""
    return PHRASES[key][LANGUAGES.index(language)].format(**parts)


def say_or(key: str, language: str, otherwise: str) -> str:
    """The sentence `key` in this language, or other words where there is none."""
    return PHRASES[key][LANGUAGES.index(language)] if key in PHRASES else otherwise


def weekday(name: str, language: str) -> str:
    """The day's name in this language."""
    return WEEKDAYS[name][LANGUAGES.index(language)]
