"""Sentences said about a worded goal, in every language. Whole texts on wishes and dangers stand in the library."""

from waymark.planning.phrases import LANGUAGES

__all__ = ["area_label", "say"]

AREAS: dict[str, tuple[str, str]] = {
    "safety": ("Being safe", "Estar a salvo"),
    "use": ("Alcohol, tobacco and drugs", "Alcohol, tabaco y drogas"),
    "medication": ("Medicine", "Medicina"),
    "body": ("Body and health", "Cuerpo y salud"),
    "mind": ("Mind and mood", "Mente y ánimo"),
    "sleep": ("Sleep", "Sueño"),
    "pain": ("Pain", "Dolor"),
    "home": ("A home, food, a way to get there", "Vivienda, comida, transporte"),
    "work": ("Work and school", "Trabajo y estudios"),
    "money": ("Money", "Dinero"),
    "law": ("The law", "La ley"),
    "family": ("Family and children", "Familia e hijos"),
    "people": ("Friends and people around me", "Amistades y gente cercana"),
    "coping": ("Stress, urges and hard moments", "Estrés, ganas y momentos difíciles"),
    "meaning": ("Meaning and faith", "Sentido y fe"),
    "life skills": ("Everyday skills", "Habilidades de cada día"),
    "recovery": ("What supports my recovery", "Lo que sostiene mi recuperación"),
}

PHRASES: dict[str, tuple[str, str]] = {
    "why": ("You said {words}.", "Usted dijo {words}."),
    "read as": ("“{words}” (read as “{word}”)", "«{words}» (leído como «{word}»)"),
    "quoted": ("“{words}”", "«{words}»"),
    "why in place": ("Offered as a safe next step.", "Se ofrece como un siguiente paso seguro."),
    "why turned": (
        "You said you do not want the other, so we start here.",
        "Usted dijo que lo otro no lo quiere, así que empezamos aquí.",
    ),
    "why chosen": ("You chose this area.", "Usted eligió esta área."),
    "S met": ("Clear: {title}.", "Claro: {title}."),
    "S missing": ("Not yet clear what you will do.", "Aún no está claro qué hará."),
    "S ask": ("Which of these comes closest?", "¿Cuál de estas se acerca más?"),
    "M met": ("Counted as {measure}: {target} {unit}.", "Se cuenta como {measure}: {target} {unit}."),
    "M from": (
        "Counted as {measure}: from {baseline} to {target} {unit}.",
        "Se cuenta como {measure}: de {baseline} a {target} {unit}.",
    ),
    "M missing": ("No number yet.", "Aún no hay un número."),
    "M ask": ("How many would be right for you? ({measure})", "¿Cuántos serían buenos para usted? ({measure})"),
    "M suggests": ("{target} {unit}", "{target} {unit}"),
    "M per": (
        "“{words}” could be a day or a week.",
        "«{words}» puede ser al día o a la semana.",
    ),
    "M per ask": ("Is that a day, or a week?", "¿Es al día o a la semana?"),
    "M half": ("Half of what it is now.", "La mitad de lo que es ahora."),
    "M half ask": ("How much is it now? ({measure})", "¿Cuánto es ahora? ({measure})"),
    "M no number": ("“{words}” holds no number.", "En «{words}» no hay ningún número."),
    "M range": (
        "{target} is outside what can be counted here: {low} to {high}.",
        "{target} queda fuera de lo que aquí se puede contar: de {low} a {high}.",
    ),
    "M there": (
        "You are at {baseline} now, so {target} would change nothing.",
        "Hoy está en {baseline}, así que {target} no cambiaría nada.",
    ),
    "A met step": (
        "From {baseline} to {target}: {because}.",
        "De {baseline} a {target}: {because}.",
    ),
    "A met sure": ("You are {number} of 10 sure.", "Su seguridad es de {number} de 10."),
    "A met words": ("You say: “{words}”.", "Usted dice: «{words}»."),
    "A missing": ("Not yet known if it is in reach.", "Aún no se sabe si está a su alcance."),
    "A ask start": ("Where are you today? ({measure})", "¿Dónde está hoy? ({measure})"),
    "A ask sure": (
        "From 0 to 10, how sure are you that you can do this by {by}?",
        "De 0 a 10, ¿qué tan seguro se siente de lograrlo para el {by}?",
    ),
    "A big": (
        "From {baseline} to {target} is a big step in this time.",
        "De {baseline} a {target} es un paso grande en ese tiempo.",
    ),
    "A smaller": ("A first step could be {target} {unit}.", "Un primer paso podría ser {target} {unit}."),
    "A unsure": ("You are {number} of 10 sure.", "Su seguridad es de {number} de 10."),
    "A ask easier": ("What would bring it one point up?", "¿Qué la subiría un punto?"),
    "A trial": ("Try it for one week and look again.", "Pruébelo una semana y lo vemos de nuevo."),
    "A not now": (
        "Right now other things matter more to you, and that is fine.",
        "Ahora mismo otras cosas le importan más, y está bien.",
    ),
    "A not now ask": ("What would be worth trying anyway?", "¿Qué valdría la pena probar de todos modos?"),
    "A duties": (
        "Pick times around what you have to do: {duties}.",
        "Elija horas que respeten lo que tiene que hacer: {duties}.",
    ),
    "A first": ("First this: {question}", "Primero esto: {question}"),
    "R met": ("It matters to you: “{words}”.", "Le importa: «{words}»."),
    "R priority": ("You put this area at place {rank}.", "Usted puso esta área en el lugar {rank}."),
    "R missing": ("Not yet said why it matters to you.", "Aún no dijo por qué le importa."),
    "R ask": ("Why does this matter to you?", "¿Por qué le importa esto?"),
    "T met": ("By {by}, {days} days from now.", "Para el {by}, dentro de {days} días."),
    "T missing": ("No day yet.", "Aún no hay una fecha."),
    "T ask": ("By what day do you want this?", "¿Para qué día lo quiere?"),
    "T start": (
        "You begin on {start}. A day to look at it is still missing.",
        "Empieza el {start}. Falta el día para ver cómo fue.",
    ),
    "T start ask": ("When do we look at how it went?", "¿Cuándo vemos cómo le fue?"),
    "T far": (
        "{by} is {days} days away. A goal runs at most {most} days, so take it in stages.",
        "Para el {by} faltan {days} días. Una meta dura como mucho {most} días: vaya por etapas.",
    ),
    "T past": ("{by} has gone by.", "El {by} ya pasó."),
    "T unread": ("“{words}” holds no day that can be read.", "En «{words}» no hay un día que se pueda leer."),
    "T suggests": ("by {by}", "para el {by}"),
    "lint number": ("has no number", "no tiene un número"),
    "lint unit": ("does not say of what", "no dice de qué"),
    "lint date": ("has no date", "no tiene fecha"),
    "lint owner": ("does not say who", "no dice quién"),
    "lint words": ("does not carry the person's words", "no lleva las palabras de la persona"),
    "lint differs from baseline": ("asks for what there is already", "pide lo que ya hay"),
    "lint window": ("runs for more than {most} days", "dura más de {most} días"),
    "lint not punishable": (
        "says what will not happen (“{words}”); say what the person does",
        "dice lo que no pasará («{words}»); diga qué hace la persona",
    ),
    "lint person first": ("says “{words}”; write {instead}", "dice «{words}»; escriba {instead}"),
    "lint prescriber": (
        "is about medicine and is not owned by the prescriber too",
        "trata de medicina y no es también de quien receta",
    ),
    "not watched": (
        "Nobody reads this here at once. If you may be in danger, call.",
        "Nadie lee esto aquí al momento. Si puede estar en peligro, llame.",
    ),
    "can miss": (
        "A list of words was read, not you. It can miss what matters: tell a person.",
        "Se leyó una lista de palabras, no a usted. Puede pasar por alto lo importante: dígaselo a una persona.",
    ),
    "proposed": (
        "These are proposals from your words. You choose.",
        "Son propuestas a partir de sus palabras. Usted elige.",
    ),
    "unsigned": (
        "Unsigned knowledge: no named clinician has signed what is heard and said here.",
        "Conocimiento sin firmar: ningún profesional ha firmado lo que aquí se oye y se dice.",
    ),
}


def say(key: str, language: str, /, **parts: object) -> str:
    """The sentence `key` in this language with its parts filled in."""
    return PHRASES[key][LANGUAGES.index(language)].format(**parts)


def area_label(area: str, language: str) -> str:
    """An area as people would name it."""
    return AREAS[area][LANGUAGES.index(language)]
