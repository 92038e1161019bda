"""Headings of a tool and its worksheet, in every language they speak."""

__all__ = ["look_again", "takes", "tool_word"]

WORDS: dict[str, tuple[str, str]] = {
    "for": ("What it is for", "Para qué sirve"),
    "not": ("Take care", "Cuidado"),
    "how": ("How to do it", "Cómo se hace"),
    "page": ("My page", "Mi hoja"),
    "example": ("How it went for someone", "Cómo le fue a alguien"),
    "wrote": ("Example", "Ejemplo"),
    "again": ("Does it help? When to look again", "¿Ayuda? Cuándo volver a mirar"),
    "look again": ("I look again on", "Vuelvo a mirar el"),
    "tomorrow": ("tomorrow", "mañana"),
    "in days": ("in {days} days", "en {days} días"),
    "minute": ("{minutes} minute", "{minutes} minuto"),
    "minutes": ("{minutes} minutes", "{minutes} minutos"),
    "yes": ("yes", "sí"),
    "no": ("no", "no"),
    "unsigned": (
        "A self-help page in our own words. No clinician has signed it.",
        "Una hoja de ayuda propia, en nuestras palabras. Ningún profesional la ha firmado.",
    ),
    "unreviewed": ("", "Nadie ha revisado aún el español."),
}


def tool_word(key: str, language: str, /, **parts: object) -> str:
    """A heading or small word; raises KeyError for one that is not there."""
    return WORDS[key][language == "es"].format(**parts)


def look_again(days: float | None, language: str) -> str:
    """After how many days to look again, in words; empty where a tool does not say."""
    if days is None:
        return ""
    return tool_word("tomorrow", language) if days <= 1 else tool_word("in days", language, days=f"{days:g}")


def takes(minutes: float, language: str) -> str:
    return tool_word("minute" if minutes == 1 else "minutes", language, minutes=f"{minutes:g}")
