"""Sentences the interview itself says, in every language it speaks."""

__all__ = ["say_asking"]

PHRASES: dict[str, tuple[str, str]] = {
    "check": (
        "Look at the person. Is any of this happening now? Name all that are; if none is, say none.",
        "Mire a la persona. ¿Está pasando algo de esto ahora? Nombre todo lo que vea; si no hay nada, diga nada.",
    ),
    "check why": (
        "These need help at once. If you see one, stop and call.",
        "Esto necesita ayuda de inmediato. Si ve algo, pare y llame.",
    ),
    "any of these": ("any of these", "alguna de estas sustancias"),
    "these": ("these", "estas sustancias"),
    "list substances": (
        "Which substances have you used, how many of the last 30 days, when last, and how? Is that all?",
        "¿Qué sustancias ha consumido, cuántos de los últimos 30 días, cuándo por última vez y cómo? ¿Es todo?",
    ),
    "list medicines": (
        "Which medicines do you take now, with or without a prescription? Is that all?",
        "¿Qué medicinas toma ahora, con o sin receta? ¿Es todo?",
    ),
    "list conditions": (
        "Which health conditions do you have or have you had? Is that all?",
        "¿Qué problemas de salud tiene o ha tenido? ¿Es todo?",
    ),
    "list why": (
        "One list saves many single questions.",
        "Una sola lista evita muchas preguntas.",
    ),
    "why rules": ("It can change this: {asks}", "Puede cambiar esto: {asks}"),
    "why whole": (
        "It will be measured again, so we need a first value.",
        "Se medirá de nuevo, así que hace falta un primer valor.",
    ),
    "why goal": ("It shows where a goal starts from.", "Muestra desde dónde parte una meta."),
    "why full": (
        "This program asks it of everyone. It no longer changes the plan.",
        "Este programa lo pregunta a todos. Ya no cambia el plan.",
    ),
    "sensitive": (
        "The next question is personal. You can skip it.",
        "La siguiente pregunta es personal. Puede saltársela.",
    ),
    "done nothing left": (
        "Nothing more that can be asked here would change the plan.",
        "Nada más de lo que se puede preguntar aquí cambiaría el plan.",
    ),
    "done emergency": (
        "Stop here. Get help first; the rest waits.",
        "Pare aquí. Primero busque ayuda; lo demás espera.",
    ),
    "done not today": (
        "That is enough for today: {why}. The rest waits until {until}.",
        "Por hoy es suficiente: {why}. Lo demás espera hasta {until}.",
    ),
    "done full": ("Everything that this program asks was asked.", "Se preguntó todo lo que este programa pide."),
    "put off": ("The rest waits until {until}: {why}.", "Lo demás espera hasta {until}: {why}."),
    "form item": ("{form}, {number} of {count}: {label}", "{form}, {number} de {count}: {label}"),
}


def say_asking(phrase: str, language: str, **parts: object) -> str:
    """A sentence in this language; in English where it is not translated."""
    english, spanish = PHRASES[phrase]
    return (spanish if language == "es" else english).format(**parts)
