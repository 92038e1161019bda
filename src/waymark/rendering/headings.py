"""Headings and small words of a rendered plan, in every language it speaks."""

__all__ = ["heading", "hours_text", "who_text"]

LANGUAGES = ("en", "es")

HEADINGS: dict[str, tuple[str, str]] = {
    "plan": ("Plan", "Plan"),
    "as of": ("as of", "a fecha de"),
    "days after": ("day {day} after {anchor}", "día {day} desde {anchor}"),
    "programme": ("Programme", "Programa"),
    "release": ("Knowledge release", "Versión del conocimiento"),
    "emergency": ("Emergency now", "Emergencia ahora"),
    "alerts": ("Look at this first", "Mire esto primero"),
    "words": ("In your words", "En sus palabras"),
    "understanding": ("How we understand it together", "Cómo lo entendemos juntos"),
    "strengths": ("Strengths", "Fortalezas"),
    "72": ("The next 72 hours", "Las próximas 72 horas"),
    "needs": ("Needs", "Necesidades"),
    "level": ("Level of care", "Nivel de atención"),
    "acceptable": ("Also acceptable", "También aceptable"),
    "next down": ("One step less", "Un paso menos"),
    "next up": ("One step more", "Un paso más"),
    "unmet": ("Indicated, but not to be had now", "Indicado, pero ahora no disponible"),
    "interim": ("Until then", "Hasta entonces"),
    "could rise": ("Could rise with", "Podría subir según"),
    "goals": ("Goals now", "Metas ahora"),
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
    "load": ("What it asks", "Lo que pide"),
    "monitoring": ("How we keep an eye on it", "Cómo lo seguimos"),
    "reviews": ("Then", "Después"),
    "moving on": ("When to move on", "Cuándo avanzar"),
    "aftercare": ("After treatment", "Después del tratamiento"),
    "expectations": ("Expectations", "Expectativas"),
    "informs": ("Good to know when deciding", "Bueno saber al decidir"),
    "diagnoses": ("Diagnoses a professional set", "Diagnósticos establecidos por un profesional"),
    "holds": ("Held until known", "En espera hasta saberlo"),
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
    "alternatives": ("Instead", "En su lugar"),
    "steps": ("Steps", "Pasos"),
    "dose": ("Dose", "Dosis"),
    "provider": ("With", "Con"),
    "evidence": ("Evidence", "Evidencia"),
    "grade": ("grade", "grado"),
    "checks": ("Checks", "Controles"),
    "benefits": ("Gives", "Da"),
    "burdens": ("Asks", "Pide"),
    "risks": ("Risks", "Riesgos"),
    "interactions": ("Interactions", "Interacciones"),
    "cautions": ("Cautions", "Precauciones"),
    "off label": ("off-label", "fuera de indicación"),
    "not here": ("not offered here", "no se ofrece aquí"),
    "used": ("used", "usado"),
    "status": ("status", "estado"),
    "sources": ("Sources", "Fuentes"),
    "not known": ("not known", "no se sabe"),
    "hours a week": ("hours a week", "horas por semana"),
    "of which treatment": ("of which treatment", "de ellas tratamiento"),
    "unplaced": ("Still without a place", "Aún sin lugar"),
    "minutes": ("min", "min"),
    "owner": ("Who", "Quién"),
    "by": ("by", "para el"),
    "no one decided": ("proposed", "propuesto"),
    "state person": ("you", "usted"),
    "state clinician": ("clinician", "profesional"),
    "agreed": ("agreed", "acordado"),
    "disagreed": ("disagreed", "en desacuerdo"),
    "declined": ("declined", "rechazado"),
    "changed": ("changed", "cambiado"),
    "proposed": ("proposed", "propuesto"),
    "re-offer": ("offered again", "se ofrece de nuevo"),
    "option": ("option", "opción"),
    "held": ("held", "en espera"),
    "excluded": ("not now", "ahora no"),
    "current": ("taking now", "la toma ahora"),
    "rating": ("of 4", "de 4"),
    "could be": ("could be", "podría ser"),
    "and more": ("and {count} more", "y {count} más"),
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
    "case manager": ("case manager", "gestor de caso"),
    "peer": ("peer", "par"),
    "family": ("family", "familia"),
    "person and prescriber": ("you and the prescriber", "usted y quien receta"),
    "person and clinician": ("you and your counsellor", "usted y su profesional"),
}


def heading(key: str, language: str, /, **parts: object) -> str:
    """A heading or small word in this language."""
    return HEADINGS[key][LANGUAGES.index(language)].format(**parts)


def who_text(who: str, language: str) -> str:
    """Who does a step, in words."""
    found = WHO.get(who)
    return who if found is None else found[LANGUAGES.index(language)]


def hours_text(hours: float, language: str) -> str:
    """When a step is due, in words."""
    if hours <= 1:
        return ("now", "ahora")[LANGUAGES.index(language)]
    if hours <= 12:
        return ("today", "hoy")[LANGUAGES.index(language)]
    if hours < 48:
        return ("within {h:g} h", "en {h:g} h")[LANGUAGES.index(language)].format(h=hours)
    return ("within {d:g} days", "en {d:g} días")[LANGUAGES.index(language)].format(d=round(hours / 24))
