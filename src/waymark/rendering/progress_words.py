"""Headings and short sentences around how it goes, in every language."""

from waymark.planning.phrases import LANGUAGES

__all__ = ["word"]

WORDS: dict[str, tuple[str, str]] = {
    "title": ("How it goes: {person}, as of {at}", "Cómo va: {person}, a fecha de {at}"),
    "since": ("In care since {since} ({weeks} weeks).", "En atención desde {since} ({weeks} semanas)."),
    "own": ("In your own terms", "En sus propios términos"),
    "stands out": ("What stands out", "Lo que llama la atención"),
    "nothing stands out": ("Nothing that calls for somebody now.", "Nada que pida a alguien ahora."),
    "about safety": ("Safety first", "Primero la seguridad"),
    "about contact": ("Staying in touch", "Seguir en contacto"),
    "about use": ("Use and craving", "Consumo y ganas"),
    "about mind": ("Mood", "Ánimo"),
    "about working together": ("How we work together", "Cómo trabajamos en común"),
    "about course": ("The road as a whole", "El camino entero"),
    "changes": ("What could be changed", "Qué se podría cambiar"),
    "change after": ("If that does not help: {title} ({lines})", "Si no ayuda: {title} ({lines})"),
    "change waits": (
        "Waits until {until}, one change at a time: {title} ({lines})",
        "Espera hasta {until}, un cambio a la vez: {title} ({lines})",
    ),
    "edit agreed": ("begin: {title}", "empezar: {title}"),
    "edit changed": ("change: {title}", "cambiar: {title}"),
    "edit changed to": ("{title}: {after} in place of {before}", "{title}: {after} en lugar de {before}"),
    "edit declined": ("stop: {title}", "dejar: {title}"),
    "edit declined to": ("{after} in place of {title}", "{after} en lugar de {title}"),
    "expected": (
        "Expected: {expects}. Looked at on {look}. It asks of you: {burden}.",
        "Se espera: {expects}. Se mira el {look}. Le pide: {burden}.",
    ),
    "by measure": ("By: {measure}", "Según: {measure}"),
    "made": ("What was changed", "Qué se cambió"),
    "made line": ("{title} ({at}): {says}", "{title} ({at}): {says}"),
    "more": ("And {count} more that are less pressing.", "Y {count} más, menos urgentes."),
    "asleep": ("Put aside until {until}: {title} ({why})", "A un lado hasta {until}: {title} ({why})"),
    "followed": ("What we follow together", "Lo que seguimos en común"),
    "nothing followed": (
        "Nothing was noted twice yet, so there is nothing to compare.",
        "Todavía no se anotó nada dos veces, así que no hay nada que comparar.",
    ),
    "counted": ("Counted along the way", "Contado en el camino"),
    "due": ("What is looked at again", "Lo que se vuelve a mirar"),
    "nothing due": ("The plan repeats nothing yet.", "El plan todavía no repite nada."),
    "from to": ("{first} at the start, {now} now", "{first} al inicio, {now} ahora"),
    "now": ("{now} ({at})", "{now} ({at})"),
    "aim": ("aim {target}", "objetivo {target}"),
    "counts instrument": ("{meaning} counts as a change (its own scale)", "{meaning} cuenta como cambio (su escala)"),
    "counts library": ("{meaning} counts as a change (our choice)", "{meaning} cuenta como cambio (elección nuestra)"),
    "counts goal": (
        "{meaning} counts as a change (part of the way to the aim)",
        "{meaning} cuenta como cambio (parte del camino)",
    ),
    "gaps": (
        "{gaps} times without a value, {days} days in all; they count as nothing, not as zero",
        "{gaps} tiempos sin valor, {days} días en total; no cuentan, ni siquiera como cero",
    ),
}


def word(key: str, language: str, /, **parts: object) -> str:
    """The words `key` in this language with their parts filled in."""
    return WORDS[key][LANGUAGES.index(language)].format(**parts)
