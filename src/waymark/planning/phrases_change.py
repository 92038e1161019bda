"""Sentences about what would change a line, in every language: what it would then be, what is worth acting on."""

from waymark.planning.phrases import LANGUAGES

__all__ = ["change_says", "has_words"]

CHANGE: dict[str, tuple[str, str]] = {
    # What a line would be
    "gone": ("no longer in the plan", "ya no estaría en el plan"),
    "there": ("in the plan", "estaría en el plan"),
    "not proposed": ("not proposed", "no se propondría"),
    "active": ("one of the goals for now", "una de las metas de ahora"),
    "later": ("a goal for later", "una meta para más adelante"),
    "first days": ("in the first 72 hours", "en las primeras 72 horas"),
    "after first days": ("after the first 72 hours", "después de las primeras 72 horas"),
    "watched": ("watched over time", "se seguiría con el tiempo"),
    "rating": ("rated {rating}", "valorado con {rating}"),
    "not rated": ("not yet rated", "aún sin valorar"),
    "rank first": ("a first choice", "una primera opción"),
    "rank second": ("a second choice", "una segunda opción"),
    "rank adjunct": ("beside the rest", "junto a lo demás"),
    "status current": ("taken now", "se toma ahora"),
    "status option": ("an option", "una opción"),
    "status held": ("held until something is known", "en espera hasta saber algo"),
    "status excluded": ("excluded", "excluido"),
    "alert danger": ("a danger", "un peligro"),
    "alert attention": ("for attention", "para tener en cuenta"),
    "alert note": ("a note", "una nota"),
    "emergency": ("an emergency: {rules}", "una emergencia: {rules}"),
    "no emergency": ("no emergency", "sin emergencia"),
    "level": ("{level}", "{level}"),
    "level elsewhere": ("{level}, found elsewhere; here {meanwhile}", "{level}, en otro lugar; aquí {meanwhile}"),
    "level unmet": ("{level}; indicated {unmet}", "{level}; indicado {unmet}"),
    # Values in words
    "any": ("known, whatever it is", "se sabe, sea lo que sea"),
    # For the person
    "find out": (
        "We do not know this yet: {label}. Finding it out could change this part of your plan.",
        "Todavía no sabemos esto: {label}. Saberlo podría cambiar esta parte de su plan.",
    ),
    "act": ("{acting} Then this part of your plan can change.", "{acting} Así esta parte de su plan puede cambiar."),
    "act number": (
        "{label}: {before} now. At {after}, this part of your plan can change.",
        "{label}: ahora {before}. Con {after}, esta parte de su plan puede cambiar.",
    ),
}


def change_says(key: str, language: str, /, **parts: object) -> str:
    """The sentence `key` in this language with its parts filled in."""
    return CHANGE[key][LANGUAGES.index(language)].format(**parts)


def has_words(key: str) -> bool:
    """There is such a sentence."""
    return key in CHANGE
