"""What the room of progress says by itself, in every language. Texts of rules and moves carry their own."""

from waymark.planning.phrases import LANGUAGES

__all__ = ["tell"]

SAID: dict[str, tuple[str, str]] = {
    "share": ("share that went well", "parte que salió bien"),
    "days a week": ("days a week", "días por semana"),
    # How a measure stands
    "stands reached": ("where we wanted to get", "donde queríamos llegar"),
    "stands better": ("better, and by enough to count", "mejor, y lo bastante para contar"),
    "stands as expected": ("on its way", "en camino"),
    "stands standing still": ("not moving yet", "todavía no se mueve"),
    "stands slipping": ("was better, and has slipped back a bit", "estuvo mejor y retrocedió un poco"),
    "stands worse": ("harder than at the start", "más difícil que al inicio"),
    "stands too early": ("too early to say", "es pronto para decirlo"),
    "stands one value": ("too few values to compare", "muy pocos valores para comparar"),
    "stands old": ("too old to speak of now", "demasiado viejo para hablar de hoy"),
    "stands counted": ("counted, not judged", "contado, sin valorar"),
    # What is due
    "due done": ("done {last}, next {next}", "hecho el {last}, próximo {next}"),
    "due due": ("due now (last {last})", "toca ahora (último: {last})"),
    "due overdue": ("overdue since {next} (last {last})", "atrasado desde {next} (último: {last})"),
    "due never": ("not done yet", "aún no se ha hecho"),
    "due skipped": ("left out for now: {why}", "se deja por ahora: {why}"),
    # What came of a change
    "came not yet": ("looked at on {look}", "se mira el {look}"),
    "came came": ("what was expected came", "llegó lo que se esperaba"),
    "came in part": ("it moved, by less than what was hoped", "se movió, menos de lo esperado"),
    "came did not come": (
        "what was expected did not come: time for the next step",
        "no llegó lo que se esperaba: toca el siguiente paso",
    ),
    "came not measured": (
        "nothing was measured by then, so nobody can say",
        "no se midió nada hasta entonces, así que no se puede decir",
    ),
    "every days": ("every {days} days", "cada {days} días"),
    "snoozed": ("put aside: {why}", "se deja a un lado: {why}"),
    "declined": ("declined", "se rechazó"),
}


def tell(key: str, language: str, /, **parts: object) -> str:
    """The sentence `key` in this language with its parts filled in."""
    return SAID[key][LANGUAGES.index(language)].format(**parts)
