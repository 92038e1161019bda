"""What the room of progress says by itself, in every language. Texts of rules and moves carry their own."""

from waymark.planning.phrases import LANGUAGES
from waymark.progress.phrases_ahead import AHEAD

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
    "stands not known": ("not known yet: nothing was counted", "aún no se sabe: no se contó nada"),
    "stands old": ("too old to speak of now", "demasiado viejo para hablar de hoy"),
    "stands counted": ("counted, not judged", "contado, sin valorar"),
    # What is due
    "due done": ("done {last}, next {next}", "hecho el {last}, próximo {next}"),
    "due due": ("due now (last {last})", "toca ahora (último: {last})"),
    "due overdue": ("overdue since {until} (last {last})", "atrasado desde {until} (último: {last})"),
    "due due first": ("due now, not done yet", "toca ahora, aún no se ha hecho"),
    "due overdue first": ("overdue since {until}, not done yet", "atrasado desde {until}, aún no se ha hecho"),
    "due never": ("not done yet", "aún no se ha hecho"),
    "due skipped": ("left out for now: {why}", "se deja por ahora: {why}"),
    # In the person's own terms
    "own not chosen": (
        "What should count is yours to choose: days added up, a date of your own, less use, or no count.",
        "Qué debe contar lo elige usted: días sumados, una fecha suya, menos consumo o ninguna cuenta.",
    ),
    "own no_count": ("You chose no count. That stands.", "Usted eligió no contar. Así queda."),
    "own days_added_up": (
        "{number} days without use, added up. Days of use take none of them away.",
        "{number} días sin consumo, sumados. Los días de consumo no quitan ninguno.",
    ),
    "own days_added_up open": (
        "Days added up: none were told yet since care began.",
        "Días sumados: aún no se ha contado ninguno desde que empezó la atención.",
    ),
    "own own_date": (
        "{number} days since your own date. Only you change it.",
        "{number} días desde su propia fecha. Solo usted la cambia.",
    ),
    "own days_added_up none": (
        "Days without use are added up here. None was counted yet, and none is ever taken away.",
        "Aquí se suman los días sin consumir. Aún no se contó ninguno, y nunca se quita ninguno.",
    ),
    "own own_date none": ("Today is your own date.", "Hoy es su propia fecha."),
    "own own_date open": ("Your own date is still to be set.", "Falta poner su propia fecha."),
    "own less_use": (
        "{number} days of use fewer in 30 than at the start.",
        "{number} días de consumo menos en 30 que al inicio.",
    ),
    "own less_use open": (
        "Less use: there is nothing to compare with yet, or it is as at the start.",
        "Menos consumo: aún no hay con qué comparar, o está como al inicio.",
    ),
    "milestone days_added_up": ("{days} days, added up", "{days} días, sumados"),
    "milestone own_date": ("{days} days since your own date", "{days} días desde su propia fecha"),
    "milestone reached": ("You are where you wanted to get: {measure}", "Está donde quería llegar: {measure}"),
    "milestone better": ("Better by enough to count: {measure}", "Mejor, lo bastante para contar: {measure}"),
    # After use
    "nothing starts over": (
        "Nothing starts over. What you reached stays yours, and your care goes on.",
        "Nada vuelve a empezar. Lo que logró sigue siendo suyo, y su atención continúa.",
    ),
    "tolerance": (
        "After days without, your body is not used to it: the same amount can be too much. Do not use alone.",
        "Tras días sin consumir, su cuerpo no está acostumbrado: igual cantidad puede ser mucha. No lo haga a solas.",
    ),
    "naloxone near": ("Keep your naloxone near.", "Tenga cerca su naloxona."),
    "naloxone get": ("Let us get you naloxone today.", "Le conseguimos naloxona hoy."),
    "medicine goes on": ("Your medicine goes on as it is.", "Su medicina sigue igual."),
    "talk within three days": (
        "Someone talks with you within three days, without blame.",
        "Alguien habla con usted en tres días, sin culpa.",
    ),
    "learned": (
        "What you wrote stands in your plan for hard moments now.",
        "Lo que escribió está ahora en su plan para momentos difíciles.",
    ),
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
    "rests change": (
        "Answered by a change: {title}. Looked at on {until}.",
        "Respondido con un cambio: {title}. Se mira el {until}.",
    ),
    "rests talk": (
        "Talked about on {at}. It comes back on {until} if it is still so.",
        "Se habló el {at}. Vuelve el {until} si sigue igual.",
    ),
    "snoozed": ("put aside: {why}", "se deja a un lado: {why}"),
    "declined": ("declined", "se rechazó"),
    **AHEAD,
}


def tell(key: str, language: str, /, **parts: object) -> str:
    """The sentence `key` in this language with its parts filled in."""
    return SAID[key][LANGUAGES.index(language)].format(**parts)
