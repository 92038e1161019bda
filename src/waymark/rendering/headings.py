"""Headings and small words of a rendered plan, in every language it speaks."""

__all__ = ["heading", "hours_text", "need_word", "who_text"]

LANGUAGES = ("en", "es")

HEADINGS: dict[str, tuple[str, str]] = {
    "plan": ("Plan", "Plan"),
    "as of": ("as of", "al"),
    "days after": ("day {day} after {anchor}", "día {day} desde {anchor}"),
    "programme": ("Programme", "Programa"),
    "release": ("Knowledge release", "Versión del conocimiento"),
    "emergency": ("Emergency now", "Emergencia ahora"),
    "alerts": ("Look at this first", "Vea esto primero"),
    "words": ("In your words", "En sus palabras"),
    "understanding": ("How we understand it together", "Cómo lo entendemos en conjunto"),
    "strengths": ("Strengths", "Fortalezas"),
    "going": ("How it goes", "Cómo va"),
    "72": ("The next 72 hours", "Las próximas 72 horas"),
    "needs": ("Needs", "Necesidades"),
    "level": ("Level of care", "Nivel de atención"),
    "acceptable": ("Also acceptable", "También aceptable"),
    "next down": ("One step less", "Un paso menos"),
    "next up": ("One step more", "Un paso más"),
    "unmet": ("Would help, but not to be had now", "Ayudaría, pero ahora no se consigue"),
    "interim": ("Until then", "Hasta entonces"),
    "could rise": ("Could rise with", "Podría subir según"),
    "goals": ("Goals now", "Metas de ahora"),
    "later": ("Later", "Más adelante"),
    "interventions": ("What helps, and how", "Qué ayuda, y cómo"),
    "medicines": ("Medicines to talk about with the prescriber", "Medicinas para hablar con quien receta"),
    "integrated": ("Body and mind together", "Cuerpo y mente juntos"),
    "support": ("Who walks with you", "Quién camina con usted"),
    "skills": ("Life skills", "Habilidades para la vida"),
    "hard": ("Plan for hard moments", "Plan para momentos difíciles"),
    "not well": ("When I am not well", "Cuando no estoy bien"),
    "family": ("Family part", "Parte de la familia"),
    "week": ("The week", "La semana"),
    "monitoring": ("How we keep an eye on it", "Cómo lo seguimos"),
    "reviews": ("After the first days", "Después de los primeros días"),
    "moving on": ("When to move on", "Cuándo avanzar"),
    "aftercare": ("After treatment", "Después del tratamiento"),
    "expectations": ("Expectations", "Expectativas"),
    "informs": ("Good to know when deciding", "Para tener en cuenta al decidir"),
    "diagnoses": ("Diagnoses a professional set", "Diagnósticos establecidos por un profesional"),
    "left out": ("Left out, and why", "Lo que quedó fuera, y por qué"),
    "open": ("Open questions", "Preguntas abiertas"),
    "contradictions": ("These do not agree", "Esto no concuerda"),
    "noted": ("Noted and not used", "Anotado y no usado"),
    "crisis": ("Help at any hour", "Ayuda a cualquier hora"),
    "tools": ("Things to do tonight", "Cosas para hacer esta noche"),
    "reasons": ("Reasons: rules and sources", "Razones: reglas y fuentes"),
    "facts": ("Known facts", "Datos conocidos"),
    "why": ("Why", "Por qué"),
    "for clinician": ("For the clinician", "Para el profesional"),
    "for you": ("For you", "Para usted"),
    "find first": ("find out first", "averiguar primero"),
    "to confirm": ("to confirm with", "por confirmar con"),
    "alternatives": ("Or instead", "O en su lugar"),
    "steps": ("Steps", "Pasos"),
    "dose": ("How much", "Cuánto"),
    "provider": ("With", "Con"),
    "evidence": ("Evidence", "Evidencia"),
    "grade": ("grade", "grado"),
    "checks": ("Checks", "Controles"),
    "benefits": ("Gives", "Beneficio"),
    "burdens": ("Asks", "Pide"),
    "risks": ("Risks", "Riesgos"),
    "interactions": ("Interactions", "Interacciones"),
    "cautions": ("Cautions", "Precauciones"),
    "off label": ("off-label", "fuera de indicación"),
    "not here": ("not offered here", "no se ofrece aquí"),
    "status": ("status", "estado"),
    "sources": ("Sources", "Fuentes"),
    "not known": ("not known", "no se sabe"),
    "hours a week": ("hours a week", "horas por semana"),
    "of which treatment": ("of which treatment", "de ellas tratamiento"),
    "minutes": ("min", "min"),
    "state person": ("you", "usted"),
    "state clinician": ("clinician", "profesional"),
    "agreed": ("agreed", "de acuerdo"),
    "disagreed": ("disagreed", "en desacuerdo"),
    "declined": ("said no", "dijo que no"),
    "changed": ("changed", "cambiado"),
    "proposed": ("proposed", "propuesto"),
    "paused": ("paused", "en pausa"),
    "replaced": ("chose another", "eligió otra"),
    "active": ("agreed together", "acordado en conjunto"),
    "open between us": ("open between us", "abierto entre nosotros"),
    "until": ("until", "hasta el"),
    "offered again as agreed": ("offered again as agreed on", "se ofrece de nuevo, como se acordó, el"),
    "earlier": ("Agreed earlier, no longer proposed as it was", "Acordado antes, ya no propuesto como estaba"),
    "earlier stopped": ("stopped for safety", "detenido por seguridad"),
    "earlier moved": ("the proposal has moved", "la propuesta cambió"),
    "earlier reached": ("reached", "alcanzado"),
    "earlier settled": ("done or no longer needed", "hecho, o ya no hace falta"),
    "earlier waits": ("waits", "espera"),
    "earlier replaced": ("another was chosen", "se eligió otra"),
    "earlier kept": ("kept by choice", "se mantiene por decisión"),
    "earlier not proposed": ("no longer proposed", "ya no se propone"),
    "earlier unknown here": ("no longer in the library", "ya no está en la biblioteca"),
    "merged": ("What you decided, and what is new", "Lo que se decidió y lo nuevo"),
    "log": ("Who decided what, and when", "Quién decidió qué, y cuándo"),
    "author person": ("the person", "la persona"),
    "author clinician": ("clinician", "profesional"),
    "counts later word": ("a later word counts", "cuenta lo dicho después"),
    "counts withdrawn": ("taken back", "retirado"),
    "counts not followed": ("not followed", "no se siguió"),
    "re-offer": ("offered again", "se ofrece de nuevo"),
    "option": ("option", "opción"),
    "held": ("held", "en espera"),
    "excluded": ("not now", "ahora no"),
    "current": ("taking now", "la toma ahora"),
    "rating": ("of 4", "de 4"),
    "could be": ("could be", "podría ser"),
    "and more": ("and {count} more", "y {count} más"),
    "medicines short": ("Medicines", "Medicinas"),
    "contents": ("In this plan", "En este plan"),
    "next step": ("Next step", "Siguiente paso"),
    "rest": ("Everything else", "Todo lo demás"),
    "asks of you": ("Asks of you", "Le pide"),
    "how given": ("How it is taken", "Cómo se toma"),
    "watch": ("Then watched", "Después se sigue"),
    "serves": ("For", "Para"),
    "more": ("More", "Más"),
    "smart": ("How this goal is built, and why", "Cómo está hecha esta meta, y por qué"),
    "specific": ("Specific", "Específica"),
    "measurable": ("Measurable", "Medible"),
    "achievable": ("Achievable", "Alcanzable"),
    "relevant": ("Relevant", "Relevante"),
    "time_bound": ("Time-bound", "Con tiempo (fecha)"),
    "load line": (
        "About {hours} hours a week in all, {treatment} of them treatment.",
        "Unas {hours} horas por semana en total, {treatment} de ellas de tratamiento.",
    ),
    "quiet days": ("Nothing planned", "Nada previsto"),
    "by phone": ("by phone or video", "por teléfono o video"),
    "your life": ("your own life", "su propia vida"),
    "this plan": ("this plan", "este plan"),
    "for substance": ("For {name}", "Para {name}"),
    "yes": ("yes", "sí"),
    "not yet known": ("not yet known", "aún no se sabe"),
    "rest note": (
        "What is watched, what comes later, what is still open, and where every line comes from.",
        "Lo que se sigue, lo que viene después, lo que queda abierto, y de dónde viene cada línea.",
    ),
    "footer": (
        "Waymark proposes with reasons; people decide. Not an emergency service and not watched live.",
        "Waymark propone con razones; las personas deciden. No es un servicio de emergencia ni se vigila en vivo.",
    ),
}

WHO: dict[str, tuple[str, str]] = {
    "person": ("you", "usted"),
    "clinician": ("counsellor", "profesional"),
    "prescriber": ("prescriber", "quien receta"),
    "physician": ("doctor", "médico"),
    "nurse": ("nurse", "enfermería"),
    "psychiatry": ("psychiatry", "psiquiatría"),
    "obstetric": ("pregnancy care", "cuidado del embarazo"),
    "supervisor": ("supervisor", "supervisión"),
    "emergency": ("emergency services", "emergencias"),
    "case manager": ("case manager", "gestión de caso"),
    "peer": ("peer", "alguien que ya pasó por esto"),
    "family": ("family", "familia"),
    "person and prescriber": ("you and the prescriber", "usted y quien receta"),
    "person and clinician": ("you and your counsellor", "usted y su profesional"),
}


# A rating of 0 to 4 in a word.
NEEDS: tuple[tuple[str, str], ...] = (
    ("no need seen now", "sin necesidad por ahora"),
    ("mild", "leve"),
    ("moderate", "moderada"),
    ("serious", "seria"),
    ("very serious", "muy seria"),
)


def heading(key: str, language: str, /, **parts: object) -> str:
    """A heading or small word in this language."""
    return HEADINGS[key][LANGUAGES.index(language)].format(**parts)


def who_text(who: str, language: str) -> str:
    """Who does a step, in words."""
    found = WHO.get(who)
    return who if found is None else found[LANGUAGES.index(language)]


def need_word(rating: int, language: str) -> str:
    """A rating of 0 to 4 in a word."""
    return NEEDS[rating][LANGUAGES.index(language)]


def hours_text(hours: float, language: str) -> str:
    """When a step is due, in words."""
    if hours <= 1:
        return ("now", "ahora")[LANGUAGES.index(language)]
    if hours <= 12:
        return ("today", "hoy")[LANGUAGES.index(language)]
    if hours < 48:
        return ("within {h:g} h", "en {h:g} h")[LANGUAGES.index(language)].format(h=hours)
    return ("within {d:g} days", "en {d:g} días")[LANGUAGES.index(language)].format(d=round(hours / 24))
