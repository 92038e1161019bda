"""Small words of a rendered goal, in every language."""

__all__ = ["heading"]

LANGUAGES = ("en", "es")

HEADINGS: dict[str, tuple[str, str]] = {
    "words": ("Your words", "Sus palabras"),
    "today": ("Today", "Hoy"),
    "tonight": ("Tonight", "Esta noche"),
    "ask": ("We would like to ask", "Queremos preguntarle"),
    "instruments": ("Ask", "Preguntar"),
    "clinician": ("For the clinician", "Para el profesional"),
    "not sure": (
        "Not known of this person; said to be careful.",
        "No se sabe de esta persona; se dice por precaución.",
    ),
    "caution": ("Before you start", "Antes de empezar"),
    "crisis": ("Help at any hour", "Ayuda a cualquier hora"),
    "areas": ("Choose an area", "Elija un área"),
    "ready": ("Your goal", "Su meta"),
    "draft": ("It could read", "Podría decir"),
    "owner": ("Who", "Quién"),
    "perhaps": ("perhaps", "quizás"),
    "lint": ("Still to mend", "Falta corregir"),
    "in plan active": ("Your plan has this goal now.", "Su plan ya tiene esta meta."),
    "in plan later": ("Your plan keeps this goal for later.", "Su plan guarda esta meta para más adelante."),
}


def heading(key: str, language: str) -> str:
    """A small word in this language."""
    return HEADINGS[key][LANGUAGES.index(language)]
