"""What the printed sheets say beside the plan's own words, in every language they speak."""

__all__ = ["LANGUAGES", "counted", "word"]

LANGUAGES = ("en", "es")

WORDS: dict[str, tuple[str, str]] = {
    "my plan": ("My plan", "Mi plan"),
    "plan of": ("Plan · {name}", "Plan · {name}"),
    "full plan of": ("Full plan · {name}", "Plan completo · {name}"),
    "steps": ("Next steps", "Siguientes pasos"),
    "care": ("The care we propose", "La atención que proponemos"),
    "hours": ("About {hours} hours a week in all.", "Unas {hours} horas por semana en total."),
    "hour": ("About 1 hour a week in all.", "1 hora por semana en total, más o menos."),
    "goals": ("My goals", "Mis metas"),
    "going": ("How it goes for me", "Cómo me va"),
    "week": ("My week", "Mi semana"),
    "day": ("Day", "Día"),
    "this plan": ("This plan", "Este plan"),
    "my life": ("Work, children and the rest", "Trabajo, hijos y lo demás"),
    "medicines": ("Medicines: options to talk about", "Medicinas: opciones para hablar"),
    "taking": ("Taking now: {names}", "La toma ahora: {names}"),
    "options for": ("For {name}: {names}", "Para {name}: {names}"),
    "people": ("With me", "Conmigo"),
    "hard": ("When it is hard", "Cuando es difícil"),
    "signs": ("Early signs", "Primeras señales"),
    "helps": ("What helps me", "Lo que me ayuda"),
    "call": ("I call", "Llamo a"),
    "if I use": ("If I use", "Si consumo"),
    "numbers": ("Help at any hour", "Ayuda a cualquier hora"),
    "unchecked": ("° number not yet checked by us", "° número que aún no hemos revisado"),
    "unsigned": (
        "A proposal to decide on together; no named clinician has signed its rules",
        "Una propuesta para decidir en conjunto; ningún profesional ha firmado sus reglas",
    ),
    "provisional": ("Provisional: some safety questions are open", "Provisional: quedan preguntas de seguridad"),
    "routine waits": (
        "The routine plan waits until the emergency is over",
        "El plan de rutina espera hasta que pase la emergencia",
    ),
    "until then": ("Until then, here: {name}", "Mientras tanto, aquí: {name}"),
    "wanted": ("Would help, but not to be had now: {name}", "Ayudaría, pero ahora no se consigue: {name}"),
    "times agreed": (
        "Times for the rest are agreed together.",
        "Las horas para lo demás se acuerdan en conjunto.",
    ),
    "and more": ("and {count} more", "y {count} más"),
    "more": ("The full plan has more: {list}.", "El plan completo tiene más: {list}."),
    "shortened": ("A line that ends in “…” is whole there.", "Una línea que termina en «…» está entera allí."),
    "and": ("and", "y"),
    # The plan for the record
    "page": ("page {page} of {pages}", "página {page} de {pages}"),
    "unsigned short": ("unsigned", "sin firmar"),
    "safety": ("safety", "seguridad"),
    "holds": ("Waiting until something is known", "En espera hasta saber algo"),
    "versions": ("What this plan was made from", "De qué se hizo este plan"),
    "number": ("No.", "N.º"),
    "time": ("Time", "Hora"),
    "what": ("What", "Qué"),
    "whose": ("Part of", "Parte de"),
    "open question": ("Question", "Pregunta"),
    "asked for": ("For", "Para"),
    "question": ("Question and answer", "Pregunta y respuesta"),
    "reason": ("Reason", "Razón"),
    "strength": ("Strength · status", "Fuerza · estado"),
    "fact": ("Fact", "Dato"),
    "value": ("Value", "Valor"),
    "when": ("When", "Cuándo"),
    "from": ("From", "De"),
    "valid": ("Valid until", "Vale hasta"),
    "read": ("How it was read", "Cómo se leyó"),
    "record": ("Record", "Registro"),
    "decisions": ("Decisions", "Decisiones"),
    "engine": ("Engine", "Motor"),
    "document": ("Document", "Documento"),
    "made from": ("Made from", "Hecho de"),
    "version": ("Version or hash", "Versión o huella"),
    # The card
    "card": ("Plan for hard moments", "Plan para momentos difíciles"),
    "card front": ("When it gets hard", "Cuando se pone difícil"),
    "card back": ("I am not alone", "No estoy a solas"),
    "card signs": ("My signs", "Mis señales"),
    "card first": ("My first steps", "Mis primeros pasos"),
    "card people": ("I call", "Llamo a"),
    "card numbers": ("At any hour", "A cualquier hora"),
    "card unchecked": ("° not yet checked by us", "° aún no revisado"),
    "cut": (
        "Print at 100 %. Cut at the corner marks, then fold along the dashes.",
        "Imprima al 100 %. Corte por las marcas de las esquinas y doble por la línea de puntos.",
    ),
    "neutral card signs": ("I notice", "Lo noto en"),
    "neutral card first": ("First I do this", "Primero hago esto"),
    "neutral card numbers": ("Phone numbers", "Teléfonos"),
    # Neutral wording
    "notes": ("My notes", "Mis notas"),
    "neutral steps": ("To do", "Por hacer"),
    "neutral goals": ("What I am working on", "En lo que trabajo"),
    "appointment": ("appointment", "cita"),
    "appointments": ("Appointments", "Citas"),
    "neutral hard": ("On a bad day", "En un mal día"),
    "neutral signs": ("I notice", "Lo noto en"),
    "neutral people": ("I call", "Llamo a"),
    "neutral numbers": ("Phone numbers", "Teléfonos"),
    "neutral first": ("First I do this", "Primero hago esto"),
    "go somewhere safe": (
        "Go to a safe place, with someone. Call one person.",
        "Ir a un lugar seguro, con alguien. Llamar a una persona.",
    ),
    "neutral emergency": ("Now", "Ahora"),
    "first appointment": ("Appointment", "Cita"),
    "kept elsewhere": ("{count} more lines are kept elsewhere.", "{count} líneas más se guardan en otro lugar."),
    "kept elsewhere one": ("1 more line is kept elsewhere.", "1 línea más se guarda en otro lugar."),
    "neutral file": ("notes", "notas"),
}

# How many of a kind: one, and more than one.
COUNTED: dict[str, tuple[tuple[str, str], tuple[str, str]]] = {
    "steps": (("1 step", "{count} steps"), ("1 paso", "{count} pasos")),
    "going": (
        ("1 line on how it goes", "{count} lines on how it goes"),
        ("1 línea de cómo va", "{count} líneas de cómo va"),
    ),
    "goals": (("1 goal", "{count} goals"), ("1 meta", "{count} metas")),
    "care": (("1 line on care", "{count} lines on care"), ("1 línea de la atención", "{count} líneas de la atención")),
    "medicines": (
        ("1 line on medicines", "{count} lines on medicines"),
        ("1 línea de medicinas", "{count} líneas de medicinas"),
    ),
    "people": (("1 person", "{count} people"), ("1 persona", "{count} personas")),
    "hard": (
        ("1 line for hard moments", "{count} lines for hard moments"),
        ("1 línea para momentos difíciles", "{count} líneas para momentos difíciles"),
    ),
    "numbers": (("1 phone number", "{count} phone numbers"), ("1 teléfono", "{count} teléfonos")),
    "words": (("1 line in your words", "{count} lines in your words"), ("1 frase suya", "{count} frases suyas")),
    "week": (("1 entry of the week", "{count} entries of the week"), ("1 cita o tarea", "{count} citas o tareas")),
}


def word(key: str, language: str, /, **parts: object) -> str:
    """A heading or sentence in this language."""
    return WORDS[key][LANGUAGES.index(language)].format(**parts)


def counted(key: str, language: str) -> tuple[str, str]:
    """“1 step” and “{count} steps”."""
    return COUNTED[key][LANGUAGES.index(language)]
