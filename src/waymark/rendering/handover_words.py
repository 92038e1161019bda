"""Headings and short sentences of a hand-over, in every language."""

from waymark.planning.phrases import LANGUAGES

__all__ = ["word"]

WORDS: dict[str, tuple[str, str]] = {
    "title": ("Hand-over: {name}", "Entrega: {name}"),
    "kind": ("{kind}, as of {at}", "{kind}, a fecha de {at}"),
    "first": ("First what keeps you safe", "Primero lo que le protege"),
    "medicines": ("Medicines, and who goes on with them", "Medicinas y quién sigue con ellas"),
    "no medicines": ("No medicine is noted as taken now.", "No consta ninguna medicina que tome ahora."),
    "last dose": ("last dose {at}", "última dosis {at}"),
    "prescribed by": ("prescribed by {who}", "receta {who}"),
    "naloxone": ("Naloxone", "Naloxona"),
    "bridge": ("Before you go", "Antes de irse"),
    "visit": ("The way over", "El paso"),
    "open": ("What is open, and who follows it", "Lo pendiente y quién lo sigue"),
    "nothing open": ("Nothing is open.", "No hay nada pendiente."),
    "closed": ("Closed on the way", "Cerrado en el camino"),
    "by": ("{who}, by {by}", "{who}, hasta el {by}"),
    "closed on": ("closed on {at}", "cerrado el {at}"),
    "no date": ("{who}", "{who}"),
    "stands": ("How things stand", "Cómo están las cosas"),
    "words": ("In your own words", "En sus propias palabras"),
    "level": ("Care until now: {level}", "Atención hasta ahora: {level}"),
    "needs": ("Needs", "Necesidades"),
    "goals": ("Goals", "Metas"),
    "helps": ("What helps and was agreed", "Lo que ayuda y se acordó"),
    "moved": ("What was measured", "Lo que se midió"),
    "made": ("What was changed", "Qué se cambió"),
    "hard": ("The plan for hard moments", "El plan para momentos difíciles"),
    "after": ("The time after", "El tiempo después"),
    "checkups": ("Check-ups from here on", "Controles desde ahora"),
    "way back": ("The way back", "La vuelta"),
    "unknown": ("What nobody asked", "Lo que nadie preguntó"),
    "consent": ("What may go to whom", "Qué puede ir a quién"),
    "numbers": ("Numbers to call", "Números para llamar"),
    "danger": ("Dangers", "Peligros"),
    "sign open": ("open", "pendiente"),
    "sign closed": ("done", "hecho"),
    "footer": (
        "Made by rules from what was noted. Nothing closes by itself: somebody notes that it is done.",
        "Hecho con reglas a partir de lo anotado. Nada se cierra solo: alguien anota que está hecho.",
    ),
}


def word(key: str, language: str, /, **parts: object) -> str:
    """The words `key` in this language with their parts filled in."""
    return WORDS[key][LANGUAGES.index(language)].format(**parts)
