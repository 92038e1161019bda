"""What the interview itself says, in every language it speaks. Questions come from the library in their own words."""

__all__ = ["AREAS", "say"]

LANGUAGES = ("en", "es")

# The road, in the order it is walked.
AREAS: dict[str, tuple[str, str]] = {
    "safety": ("safety", "seguridad"),
    "body": ("body", "cuerpo"),
    "use": ("use", "consumo"),
    "mind": ("mind", "mente"),
    "home": ("home", "casa"),
    "people": ("people", "gente"),
    "readiness": ("readiness", "disposición"),
    "wishes": ("wishes", "deseos"),
}

WORDS: dict[str, tuple[str, str]] = {
    # What an entry was not
    "entry empty": (
        "Write an answer; “skip” leaves the question for later.",
        "Escriba una respuesta; «saltar» deja la pregunta para después.",
    ),
    "entry truth": ("Write yes or no.", "Escriba sí o no."),
    "entry choice": ("Write a number from 1 to {last}.", "Escriba un número del 1 al {last}."),
    "entry item": (
        "Write the number that the form gives: {values}.",
        "Escriba el número que da el formulario: {values}.",
    ),
    "entry number": ("Write a number{range}.", "Escriba un número{range}."),
    "entry whole": ("Write a whole number{range}.", "Escriba un número entero{range}."),
    "entry range": (" from {low} to {high}", " de {low} a {high}"),
    "entry since": (
        "Write how long ago: a number of days, “3 weeks”, a date such as 2026-11-03, or “never”.",
        "Escriba hace cuánto: un número de días, «3 semanas», una fecha como 2026-11-03, o «nunca».",
    ),
    "entry date": ("Write a date that is not still to come.", "Escriba una fecha que ya pasó."),
    # How to answer
    "how boolean": ("yes / no", "sí / no"),
    "how category": ("the number of your answer", "el número de su respuesta"),
    "how item": ("the number that the form gives the answer", "el número que el formulario da a la respuesta"),
    "how amount": (
        "a number{range}{unit}; “5-10” or “at least 5” if not sure",
        "un número{range}{unit}; «5-10» o «al menos 5» si no es seguro",
    ),
    "how item amount": ("a number{range}", "un número{range}"),
    "how since": (
        "how long ago: days, “3 weeks”, a date, “never”",
        "hace cuánto: días, «3 semanas», una fecha, «nunca»",
    ),
    "bounds since": ("days, “3 weeks”, a date, “never”", "días, «3 semanas», una fecha, «nunca»"),
    "bounds number": ("a number", "un número"),
    "how check": (
        "the numbers of all that are so, such as 2, 5; or none",
        "los números de todo lo que sea así, como 2, 5; o nada",
    ),
    "how list": (
        "the numbers of all that apply, such as 2, 5; or none",
        "los números de todo lo que corresponda, como 2, 5; o nada",
    ),
    "entry check": ("Write numbers from 1 to {last}, or none.", "Escriba números del 1 al {last}, o nada."),
    "entry names": (
        "Write names, one after another, or “none”.",
        "Escriba nombres, uno tras otro, o «nada».",
    ),
    "goes on": (
        "Is somebody looking after this, so that we can go on? yes / no",
        "¿Alguien se ocupa de esto, para poder seguir? sí / no",
    ),
    "another": ("Another one? Write it, or “none” if that was all.", "¿Otra más? Escríbala, o «nada» si era todo."),
    "not in library": (
        "{name}: not a name we know. It is kept as you wrote it.",
        "{name}: no conocemos ese nombre. Queda como lo escribió.",
    ),
    "list days": ("{name}: on how many of the last 30 days?", "{name}: ¿cuántos de los últimos 30 días?"),
    "list since": ("{name}: when last?", "{name}: ¿cuándo fue la última vez?"),
    "list injected": ("{name}: injected? yes / no", "{name}: ¿inyectada? sí / no"),
    "how named": ("one after another, or none", "una tras otra, o nada"),
    "unit days": ("days", "días"),
    "unit hours": ("hours", "horas"),
    "unit weeks": ("weeks", "semanas"),
    "unit months": ("months", "meses"),
    "unit years": ("years", "años"),
    "unit talks": ("talks", "pláticas"),
    "unit celsius": ("°C, or °F with an F", "°C, o °F con una F"),
    "steers": (
        "skip · ? don't know · - rather not say · back · not today · stop · why · help",
        "saltar · ? no sé · - prefiero no decir · atrás · hoy no · parar · por qué · ayuda",
    ),
    # Beginning
    "hello": (
        "Questions for {name}. Any of them can be skipped, and every answer is kept at once.",
        "Preguntas para {name}. Cualquiera se puede saltar, y cada respuesta se guarda en el momento.",
    ),
    "resumed": (
        "Going on where it was left: {count} answers are there already, and none is asked again.",
        "Seguimos donde quedó: ya hay {count} respuestas, y ninguna se vuelve a preguntar.",
    ),
    "how to steer": ("At any question you can write:", "En cualquier pregunta puede escribir:"),
    "minutes left": ("about {minutes} min left at most", "quedan unos {minutes} min como mucho"),
    "minutes left one": ("less than a minute left", "queda menos de un minuto"),
    "safety left": ("safety settled in about {minutes} min", "la seguridad queda clara en unos {minutes} min"),
    # Confidentiality
    "limits title": ("Before personal questions", "Antes de las preguntas personales"),
    "limits": (
        "What you say stays with your care team, unless you agree in writing to share it. There are limits. "
        "Only what is needed is shared when a life is in danger, in a medical emergency, when a child is being hurt "
        "or left without care, when someone threatens the staff or commits a crime here, or when a judge orders it "
        "in the way the law asks. You can skip any question, and you get the same care if you do.",
        "Lo que usted diga queda con su equipo, salvo que usted acepte por escrito compartirlo. Hay límites. "
        "Se comparte solo lo necesario cuando una vida está en peligro, en una emergencia médica, cuando se lastima "
        "o descuida a un niño, cuando alguien amenaza al personal o comete un delito aquí, o cuando un juez lo ordena "
        "como pide la ley. Puede saltar cualquier pregunta, y recibe la misma atención si lo hace.",
    ),
    "limits programme": (
        "The programme's own notice comes first: read it out if there is one.",
        "El aviso del propio programa va primero: léalo si lo hay.",
    ),
    "sensitive": ("A personal question. You can skip it.", "Una pregunta personal. La puede saltar."),
    # Forms
    "form begins": ("{name}, {count} items, about {minutes} min.", "{name}, {count} preguntas, unos {minutes} min."),
    "form official": (
        "Read each sentence from the official form; what stands here is only a reminder of which one it is.",
        "Lea cada frase del formulario oficial; aquí solo hay un recordatorio de cuál es.",
    ),
    "form pack": (
        "The words below are the form's own, as installed here; say them as they stand.",
        "Las palabras de abajo son las del formulario, tal como está instalado aquí; dígalas tal cual.",
    ),
    "form window": ("It asks about the last {days} days.", "Pregunta por los últimos {days} días."),
    "form item": ("{name}: {label}", "{name}: {label}"),
    "form done": ("{name}: nothing more in it can change the plan.", "{name}: nada más de él puede cambiar el plan."),
    # After an answer
    "noted": ("Noted: {value}.", "Anotado: {value}."),
    "settles": ("This settles: {what}", "Esto aclara: {what}"),
    "more settled": ("and {count} more", "y {count} más"),
    "taken back": ("Taken back: {question}", "Retirada: {question}"),
    "nothing to take back": ("There is nothing to go back to.", "No hay nada a lo que volver."),
    "skipped": ("Left for later.", "Queda para después."),
    "value declined": ("rather not say", "prefiere no decir"),
    "value unknown": ("not known", "no se sabe"),
    # Danger
    "now": ("Look at this now", "Vea esto ahora"),
    "now emergency": ("Emergency: act now", "Emergencia: actúe ahora"),
    "now goes on": (
        "The interview can wait. Every answer is kept; go on when it is safe.",
        "La entrevista puede esperar. Cada respuesta está guardada; siga cuando sea seguro.",
    ),
    "numbers": ("Help at any hour", "Ayuda a cualquier hora"),
    "nobody there": (
        "Nobody reads these answers while you type. If there is danger now, call.",
        "Nadie lee estas respuestas mientras usted escribe. Si hay peligro ahora, llame.",
    ),
    # Ending
    "not today": (
        "Not today, then. What was answered is kept. Safety questions come first next time.",
        "Hoy no, entonces. Lo respondido está guardado. La próxima vez la seguridad va primero.",
    ),
    "stopped": ("Stopped. Everything that was answered is kept.", "Detenida. Todo lo respondido está guardado."),
    "go on with": ("To go on:", "Para seguir:"),
    "whole": (
        "That is all. Nothing left to ask could change the plan.",
        "Eso es todo. Nada de lo que queda por preguntar podría cambiar el plan.",
    ),
    "whole full": ("That is all: everything was asked.", "Eso es todo: se preguntó todo."),
    "provisional": (
        "Safety is settled: a provisional plan can be made now. Going on makes it fit better.",
        "La seguridad está clara: ya se puede hacer un plan provisional. Seguir lo ajusta mejor.",
    ),
    "safety open": (
        "Some safety questions are still open; the plan says which.",
        "Algunas preguntas de seguridad siguen abiertas; el plan dice cuáles.",
    ),
    "asked so far": (
        "Answers now: {questions}, in about {minutes} min.",
        "Respuestas de ahora: {questions}, en unos {minutes} min.",
    ),
    "plan with": ("For the plan:", "Para el plan:"),
    "reached": ("{area}: done. Next: {next}.", "{area}: listo. Sigue: {next}."),
    "changes nothing": (
        "Asked for a full assessment; the answer no longer changes the plan.",
        "Se pregunta para una evaluación completa; la respuesta ya no cambia el plan.",
    ),
    "why ask": ("Why we ask: {why}", "Por qué preguntamos: {why}"),
    "could change": ("It can settle: {what}", "Puede aclarar: {what}"),
}


def say(key: str, language: str, **values: object) -> str:
    """A phrase in this language, with its values."""
    text = WORDS[key][LANGUAGES.index(language) if language in LANGUAGES else 0]
    return text.format(**values) if values else text
