"""How a difference is told: to the person and to the clinician, in every language."""

from typing import Literal

__all__ = ["Voice", "tell_change", "told_change"]

Voice = Literal["person", "clinician"]
LANGUAGES = ("en", "es")

WORDS: dict[str, tuple[str, str]] = {
    # The letter as a whole
    "since person": (
        "{name}, this is what is different in your plan since {since}. You decide about it together with your team.",
        "{name}: esto es lo que ha cambiado en su plan desde el {since}. Lo deciden usted y su equipo.",
    ),
    "since clinician": (
        "{name}: what is different in the plan since {since} (now {until}).",
        "{name}: lo que ha cambiado en el plan desde el {since} (ahora {until}).",
    ),
    "same person": (
        "{name}, nothing in your plan is different since {since}.",
        "{name}: nada ha cambiado en su plan desde el {since}.",
    ),
    "same clinician": (
        "{name}: no line of the plan is different since {since} (now {until}).",
        "{name}: ninguna línea del plan ha cambiado desde el {since} (ahora {until}).",
    ),
    "decided": ("What was decided", "Lo que se decidió"),
    "decided person agreed": ("You said yes to: {what}.", "Usted dijo que sí a: {what}."),
    "decided person disagreed": ("You see it differently: {what}.", "Usted lo ve de otra manera: {what}."),
    "decided person declined": ("You said no for now to: {what}.", "Usted dijo que no por ahora a: {what}."),
    "decided person changed": ("You changed: {what}.", "Usted cambió: {what}."),
    "decided person paused": ("You paused: {what}.", "Usted puso en pausa: {what}."),
    "decided person replaced": ("You chose another in place of: {what}.", "Usted eligió otra en lugar de: {what}."),
    "decided person withdrawn": (
        "You took back what you had decided on: {what}.",
        "Usted retiró lo decidido sobre: {what}.",
    ),
    "decided person proposed": ("You opened again: {what}.", "Usted volvió a abrir: {what}."),
    "decided person settled": ("You settled: {what}.", "Usted aclaró: {what}."),
    "decided person override": ("You asked to set aside: {what}.", "Usted pidió dejar de lado: {what}."),
    "decided clinician agreed": ("Your team said yes to: {what}.", "Su equipo dijo que sí a: {what}."),
    "decided clinician disagreed": (
        "Your team sees it differently: {what}.",
        "Su equipo lo ve de otra manera: {what}.",
    ),
    "decided clinician declined": (
        "Your team does not offer for now: {what}.",
        "Su equipo no ofrece por ahora: {what}.",
    ),
    "decided clinician changed": ("Your team changed: {what}.", "Su equipo cambió: {what}."),
    "decided clinician paused": ("Your team paused: {what}.", "Su equipo puso en pausa: {what}."),
    "decided clinician replaced": (
        "Your team suggests another in place of: {what}.",
        "Su equipo propone otra en lugar de: {what}.",
    ),
    "decided clinician withdrawn": (
        "Your team took back what it had decided on: {what}.",
        "Su equipo retiró lo decidido sobre: {what}.",
    ),
    "decided clinician proposed": ("Your team opened again: {what}.", "Su equipo volvió a abrir: {what}."),
    "decided clinician settled": ("Your team settled: {what}.", "Su equipo aclaró: {what}."),
    "decided clinician override": (
        "Your team set aside a rule that did not fit: {what}.",
        "Su equipo dejó de lado una regla que no encajaba: {what}.",
    ),
    "decided row": ("{at}, {who}: {title}: {says}{why}", "{at}, {who}: {title}: {says}{why}"),
    "safety": ("Safety first", "Primero la seguridad"),
    "level": ("Level of care", "Nivel de atención"),
    "medicines": ("Medicines", "Medicinas"),
    "goals": ("Goals", "Metas"),
    "help": ("What helps", "Lo que ayuda"),
    "steps": ("Steps and the week", "Pasos y semana"),
    "needs": ("How we see your needs", "Cómo vemos sus necesidades"),
    "rest": ("Also", "También"),
    # Why
    "because facts person": ("From what we know now about {facts}:", "Por lo que sabemos ahora de {facts}:"),
    "because facts clinician": ("Because of {facts}:", "Por {facts}:"),
    "because decision person": (
        "Because of what you and your team decided:",
        "Por lo que usted y su equipo decidieron:",
    ),
    "because decision own": ("Because of what you decided:", "Por lo que usted decidió:"),
    "because decision team": (
        "Because of what your team decided. You can talk about it:",
        "Por lo que decidió su equipo. Puede hablarlo con ellos:",
    ),
    "because decision clinician": ("Decided by {who} on {at}:", "Decidido por {who} el {at}:"),
    "because again person": ("Offered again, as you agreed:", "Se ofrece de nuevo, como usted acordó:"),
    "because again clinician": ("Offered again as agreed ({at}):", "Se ofrece de nuevo como se acordó ({at}):"),
    "because release person": (
        "Because what Waymark knows was updated:",
        "Porque se actualizó lo que Waymark sabe:",
    ),
    "because release clinician": (
        "No fact behind it moved; the knowledge release did, {old} to {new}:",
        "No cambió ningún dato detrás; cambió la versión del conocimiento, {old} a {new}:",
    ),
    "because programme person": (
        "Because what is offered here is different now:",
        "Porque lo que se ofrece aquí es ahora distinto:",
    ),
    "because programme clinician": ("The programme changed, {old} to {new}:", "Cambió el programa, {old} a {new}:"),
    "because others person": ("Along with the other changes:", "Junto con los otros cambios:"),
    "because others clinician": (
        "Follows from other lines, or from the day:",
        "Se debe a otras líneas, o al paso de los días:",
    ),
    "move": ("{fact}: {before} → {after}", "{fact}: {before} → {after}"),
    "move on": ("{fact}: {before} → {after} ({at})", "{fact}: {before} → {after} ({at})"),
    "move stale": ("{fact}: {before}, to be asked again", "{fact}: {before}, hay que volver a preguntarlo"),
    "not known": ("not known", "no se sabe"),
    # Lines
    "emergency new": ("First comes what is urgent now: {title}", "Primero va lo urgente ahora: {title}"),
    "emergency gone": (
        "The emergency is over. The plan goes on from here.",
        "La emergencia pasó. El plan sigue desde aquí.",
    ),
    "emergency changed": ("What is urgent now: {title}", "Lo urgente ahora: {title}"),
    "new": ("New: {title}", "Nuevo: {title}"),
    "gone": ("No longer in the plan: {title}", "Ya no está en el plan: {title}"),
    "changed": ("Changed: {title}", "Cambiado: {title}"),
    "alert gone": ("No longer stands here: {title}", "Ya no figura aquí: {title}"),
    "alert changed": (
        "Said with another weight ({old} to {new}): {title}",
        "Dicho con otro peso ({old} a {new}): {title}",
    ),
    "level changed": ("{old} → {new}.", "{old} → {new}."),
    "level changed person": (
        "The plan now suggests: {new}. Before it was: {old}.",
        "El plan propone ahora: {new}. Antes era: {old}.",
    ),
    "level same": ("It stays {new}; {more}", "Sigue siendo {new}; {more}"),
    "level unmet": (
        "what would be indicated and cannot be had now: {unmet}.",
        "lo indicado que ahora no se consigue: {unmet}.",
    ),
    "level met": ("nothing indicated is missing.", "no falta nada de lo indicado."),
    "level meanwhile": (
        "until it can be had elsewhere, here: {here}.",
        "hasta conseguirlo en otro lugar, aquí: {here}.",
    ),
    "level around": ("what else would do has changed.", "cambió qué más serviría."),
    "medicine option": ("Can be talked about now: {title}", "Ya se puede hablar de: {title}"),
    "medicine held": ("Waits until more is known: {title}", "Espera hasta saber más: {title}"),
    "medicine excluded": ("Not possible now: {title}", "Ahora no es posible: {title}"),
    "medicine current": ("Taken now: {title}", "Se toma ahora: {title}"),
    "medicine gone": ("No longer listed: {title}", "Ya no está en la lista: {title}"),
    "medicine rank": ("{title}: other place in the order", "{title}: otro lugar en el orden"),
    "goal new active": ("New goal: {title}", "Meta nueva: {title}"),
    "goal new later": ("Noted for later: {title}", "Anotada para después: {title}"),
    "goal gone": ("No longer among the goals: {title}", "Ya no está entre las metas: {title}"),
    "goal to active": ("Taken up now: {title}", "Se retoma ahora: {title}"),
    "goal to later": ("Waits for later: {title}", "Queda para después: {title}"),
    "goal target": ("{title}: aim {old} → {new} {unit}", "{title}: meta {old} → {new} {unit}"),
    "goal days": ("{title}: {old} → {new} days", "{title}: {old} → {new} días"),
    "goal by": ("{title}: by {new}", "{title}: hasta el {new}"),
    "goal says": ("{title}: now in these words: “{new}”", "{title}: ahora con estas palabras: «{new}»"),
    "goal baseline": (
        "{title}: where it starts is now {new} {unit}",
        "{title}: el punto de partida es ahora {new} {unit}",
    ),
    "help rank": ("{title}: {old} → {new}", "{title}: {old} → {new}"),
    "help serves": ("{title}: now for other goals", "{title}: ahora para otras metas"),
    "first": ("first choice", "primera opción"),
    "second": ("second choice", "segunda opción"),
    "adjunct": ("beside the rest", "junto con lo demás"),
    "step new": ("New: {title} ({who}, {when})", "Nuevo: {title} ({who}, {when})"),
    "step gone": ("Done, or no longer among the steps: {title}", "Hecho, o ya no está entre los pasos: {title}"),
    "step changed": ("{title}: now {who}, {when}", "{title}: ahora {who}, {when}"),
    "step to first": (
        "Now in the first days: {title} ({who}, {when})",
        "Ahora en los primeros días: {title} ({who}, {when})",
    ),
    "step to later": ("Comes later: {title} ({who}, {when})", "Viene después: {title} ({who}, {when})"),
    "watch new": ("Looked at from now on: {title} ({when})", "Se sigue desde ahora: {title} ({when})"),
    "watch gone": ("No longer followed: {title}", "Ya no se sigue: {title}"),
    "watch changed": ("{title}: {when}", "{title}: {when}"),
    "need new": ("Now looked at: {title} ({new})", "Ahora se mira: {title} ({new})"),
    "need changed": ("{title}: {old} → {new}", "{title}: {old} → {new}"),
    "need person": ("Looked at again: {title}", "Se volvió a mirar: {title}"),
    "need gone": ("No longer rated: {title}", "Ya no se valora: {title}"),
    "not rated": ("not rated", "sin valorar"),
    "hold new": ("Waits until we know {until}: {title}", "Espera hasta saber {until}: {title}"),
    "hold gone": ("No longer waits: {title}", "Ya no espera: {title}"),
    "and more": ("{named} and {count} more", "{named} y {count} más"),
    "hold changed": ("Still waits, now for {until}: {title}", "Sigue en espera, ahora de {until}: {title}"),
    "left-out new": ("Not proposed now: {title}", "Ahora no se propone: {title}"),
    "left-out gone": ("Could be chosen again: {title}", "Se puede elegir de nuevo: {title}"),
    "inform new": ("Good to know: {title}", "Para tener en cuenta: {title}"),
    "inform gone": ("No longer stands here: {title}", "Ya no figura aquí: {title}"),
    "earlier reached": ("Reached: {title}", "Alcanzado: {title}"),
    "earlier stopped": (
        "Stopped for safety, though agreed: {title}",
        "Detenido por seguridad, aunque acordado: {title}",
    ),
    "earlier moved": ("Agreed on, and the proposal has moved: {title}", "Acordado, y la propuesta cambió: {title}"),
    "earlier settled": (
        "Agreed on, and done or no longer needed: {title}",
        "Acordado, y hecho o ya no hace falta: {title}",
    ),
    "earlier waits": ("Agreed on, and waits for now: {title}", "Acordado, y espera por ahora: {title}"),
    "earlier replaced": ("Another was chosen in place of: {title}", "Se eligió otra en lugar de: {title}"),
    "earlier kept": ("Kept by choice: {title}", "Se mantiene por decisión: {title}"),
    "earlier not proposed": ("Agreed on, and no longer proposed: {title}", "Acordado, y ya no se propone: {title}"),
    "earlier unknown here": (
        "Agreed on, and no longer in the library: {title}",
        "Acordado, y ya no está en la biblioteca: {title}",
    ),
    "earlier gone": ("Settled between you: {title}", "Resuelto entre ustedes: {title}"),
    "release": ("Knowledge release {old} → {new}.", "Versión del conocimiento {old} → {new}."),
    "learned person": ("What we have learned: {facts}.", "Lo que hemos sabido: {facts}."),
    # What clinicians do and note, as the person is told of it
    "team safety": (
        "Your team looks at your safety with you. Ask them what it is about.",
        "Su equipo mira su seguridad con usted. Pregúnteles de qué se trata.",
    ),
    "team steps": (
        "New or different for your team to do: {count} ({who}). Ask about any of it.",
        "Nuevo o distinto para su equipo: {count} ({who}). Pregunte por lo que quiera.",
    ),
    "team rest": (
        "Your team has other notes for its own work: {count}. You may ask about them.",
        "Su equipo tiene otras notas para su trabajo: {count}. Puede preguntar por ellas.",
    ),
    "close person": (
        "If something here does not fit, say so. Nothing is final.",
        "Si algo aquí no le encaja, dígalo. Nada es definitivo.",
    ),
}


def tell_change(key: str, language: str, /, **parts: object) -> str:
    """The sentence `key` in this language with its parts filled in."""
    return WORDS[key][LANGUAGES.index(language)].format(**parts)


def told_change(key: str) -> bool:
    """Whether there is such a sentence."""
    return key in WORDS
