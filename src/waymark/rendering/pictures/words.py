"""What stands in and beside pictures, in every language."""

from waymark.planning.phrases import LANGUAGES

__all__ = ["word"]

WORDS: dict[str, tuple[str, str]] = {
    "trajectory": ("{label} over time", "{label} en el tiempo"),
    "trajectory says": (
        "{count} values from {first} to {last}; {standing}. The table beside it has the same numbers.",
        "{count} valores del {first} al {last}; {standing}. La tabla al lado tiene los mismos números.",
    ),
    "day": ("Day", "Día"),
    "value": ("Value", "Valor"),
    "of": ("Of how many", "De cuántos"),
    "what happened": ("What happened", "Qué pasó"),
    "aim": ("aim {target}", "objetivo {target}"),
    "band": (
        "Shaded: the straight way from the start to the aim, as wide as a change that counts. It is no forecast.",
        "Sombreado: el camino recto del inicio al objetivo, tan ancho como un cambio que cuenta. No es un pronóstico.",
    ),
    "gap": (
        "A broken line is a time without a value. It counts as nothing, not as zero.",
        "Una línea cortada es un tiempo sin valor. No cuenta, ni siquiera como cero.",
    ),
    "event": ("{mark} {at}: {says}", "{mark} {at}: {says}"),
    "road": ("The road of the plan", "El camino del plan"),
    "road says": (
        "{count} versions of the plan from {first} to {last}. The table beside it has each one.",
        "{count} versiones del plan del {first} al {last}. La tabla al lado tiene cada una.",
    ),
    "version": ("Version", "Versión"),
    "by whom": ("By whom", "De quién"),
    "lines": ("What was decided", "Qué se decidió"),
    "first plan": ("The first plan", "El primer plan"),
    "person": ("you", "usted"),
    "clinician": ("the team", "el equipo"),
    "weeks": ("Week by week", "Semana por semana"),
    "weeks says": (
        "{count} weeks of care. Each field has its number; a dot is a week without a note, never a zero.",
        "{count} semanas de atención. Cada casilla tiene su número; un punto es una semana sin nota, nunca un cero.",
    ),
    "week": ("Week", "Semana"),
    "from": ("From", "Desde"),
    "visits": ("Visits kept", "Visitas"),
    "tests": ("Tests negative", "Pruebas neg."),
    "doses": ("Days of medicine", "Días de medicina"),
    "use_days": ("Days of use", "Días de consumo"),
    "check_ins": ("Check-ins", "Controles"),
    "of all": ("{some} of {all}", "{some} de {all}"),
    "nothing noted": ("nothing noted", "nada anotado"),
    "change": ("Before and after: {title}", "Antes y después: {title}"),
    "change says": (
        "{measure}: {before} when it began, hoped for {hoped}, {value} when it was looked at. {says}",
        "{measure}: {before} al empezar, se esperaba {hoped}, {value} al mirar. {says}",
    ),
    "change open": (
        "{measure}: {before} when it began, hoped for {hoped}; looked at on {look}.",
        "{measure}: {before} al empezar, se esperaba {hoped}; se mira el {look}.",
    ),
    "began here": ("begins", "empieza"),
    "looked at": ("looked at", "se mira"),
    "hoped": ("hoped for {hoped}", "se esperaba {hoped}"),
    "before": ("Before", "Antes"),
    "after": ("After", "Después"),
    "when": ("When", "Cuándo"),
    "not known": ("not known", "no se sabe"),
    "same numbers": ("The same in numbers", "Lo mismo en números"),
}


def word(key: str, language: str, /, **parts: object) -> str:
    """The words `key` in this language with their parts filled in."""
    return WORDS[key][LANGUAGES.index(language)].format(**parts)
