"""Sentences about what was decided: agreed earlier, changed by somebody, offered again, taken back."""

from waymark.planning.phrases import LANGUAGES

__all__ = ["tell", "told"]

TOLD: dict[str, tuple[str, str]] = {
    "level": ("Level of care", "Nivel de atención"),
    "not proposed": ("not proposed", "no propuesto"),
    "not known": ("not known any more", "ya no se sabe"),
    "both": ("both of you", "las dos partes"),
    "person": ("you", "usted"),
    "clinician": ("your team", "su equipo"),
    "by person": ("the person", "la persona"),
    "by clinician": ("the clinician", "el profesional"),
    "by both": ("both", "ambos"),
    # A fact that moved, and several of them
    "moved": ("{fact}: {before} → {after}", "{fact}: {before} → {after}"),
    "moved on": ("{fact}: {before} → {after} ({at})", "{fact}: {before} → {after} ({at})"),
    "gone stale": (
        "{fact}: {before}, to be asked again since {at}",
        "{fact}: {before}, hay que volver a preguntarlo desde {at}",
    ),
    "nothing moved clinician": (
        "No fact behind it moved: another line, a decision, the programme or the library made the difference.",
        "No cambió ningún dato detrás: lo decidió otra línea, una decisión, el programa o la biblioteca.",
    ),
    "nothing moved person": (
        "Other parts of the plan changed, and this one with them.",
        "Cambiaron otras partes del plan, y esta con ellas.",
    ),
    "since": ("Since then: {moves}.", "Desde entonces: {moves}."),
    "since person": ("What we have learned since: {facts}.", "Lo que hemos sabido desde entonces: {facts}."),
    # Agreed earlier, no longer proposed
    "agreed clinician": ("Agreed by {who} on {at}.", "Acordado por {who} el {at}."),
    "agreed person": ("Agreed on {at}.", "Acordado el {at}."),
    "earlier stopped clinician": (
        "Stopped: a safety rule now excludes it. {why}",
        "Detenido: una regla de seguridad lo excluye ahora. {why}",
    ),
    "earlier stopped person": (
        "This is on hold for your safety. {why} Talk with us about it today.",
        "Esto queda en pausa por su seguridad. {why} Hable hoy con nosotros sobre esto.",
    ),
    "stopped medicine person": (
        "Please do not start or stop a medicine by yourself.",
        "Por favor, no empiece ni deje una medicina por su cuenta.",
    ),
    "earlier moved clinician": (
        "Agreed: {was}. Now proposed: {now}. {stands}",
        "Acordado: {was}. Ahora se propone: {now}. {stands}",
    ),
    "earlier moved person": (
        "You agreed to this: {was}. The proposal now is: {now}. {stands}",
        "Usted aceptó esto: {was}. La propuesta ahora es: {now}. {stands}",
    ),
    "level stands": ("What was agreed is still safe and stands until you decide anew.", "Lo acordado sigue siendo "
        "seguro y vale hasta que se decida de nuevo."),
    "level unsafe": (
        "What was agreed no longer covers what safety asks for, so the new proposal comes first.",
        "Lo acordado ya no cubre lo que pide la seguridad; por eso va primero la nueva propuesta.",
    ),
    "earlier reached clinician": ("Reached: {now}, aim {target}.", "Alcanzado: {now}, meta {target}."),
    "earlier reached person": (
        "You have reached what you set out to do. That is yours.",
        "Usted ha logrado lo que se propuso. Es su logro.",
    ),
    "earlier settled clinician": (
        "Done, answered, or no longer called for.",
        "Hecho, respondido o ya no hace falta.",
    ),
    "earlier settled person": (
        "This is done, answered, or no longer needed.",
        "Esto está hecho, respondido, o ya no hace falta.",
    ),
    "went with goal": (
        "It belongs to the goal “{now}”, which is not worked on now.",
        "Pertenece a la meta «{now}», en la que ahora no se trabaja.",
    ),
    "earlier waits clinician": ("Waits: {why}", "Espera: {why}"),
    "earlier waits person": ("This waits for now: {why}", "Esto espera por ahora: {why}"),
    "earlier replaced clinician": ("Replaced by: {now}.", "Sustituido por: {now}."),
    "earlier replaced person": ("You chose this in its place: {now}.", "En su lugar eligió: {now}."),
    "earlier kept clinician": (
        "Kept by decision. Nothing known calls for it, and nothing excludes it.",
        "Se mantiene por decisión. Nada de lo conocido lo pide y nada lo excluye.",
    ),
    "earlier kept person": (
        "You keep this. It is your choice, and nothing speaks against it.",
        "Usted lo mantiene. Es su decisión y nada habla en contra.",
    ),
    "earlier not proposed clinician": (
        "No rule proposes it any more.",
        "Ninguna regla lo propone ya.",
    ),
    "earlier not proposed person": (
        "From what we know today, we would not suggest this again. It stays here until you decide.",
        "Con lo que sabemos hoy, no lo volveríamos a sugerir. Queda aquí hasta que usted decida.",
    ),
    "in its place": ("In its place the plan now has: {now}.", "En su lugar el plan tiene ahora: {now}."),
    "earlier unknown here clinician": (
        "The knowledge base in use no longer has this line. It was seen in release {release}.",
        "La base de conocimiento en uso ya no tiene esta línea. Se vio en la versión {release}.",
    ),
    "earlier unknown here person": (
        "Waymark no longer has this in its library. What you agreed on is kept here.",
        "Waymark ya no lo tiene en su biblioteca. Lo que usted acordó se guarda aquí.",
    ),
    "why emergency": ("first comes what is urgent now.", "primero va lo que ahora es urgente."),
    "why week": ("the week is full.", "la semana está llena."),
    "decide stopped": (
        "Decide with the prescriber or clinician today: another way, or wait until the reason is gone.",
        "Decidir hoy con quien receta o con el profesional: otro camino, o esperar a que pase el motivo.",
    ),
    "decide moved": (
        "Decide together: stay with what was agreed, or take up the new proposal.",
        "Decidir en conjunto: seguir con lo acordado o aceptar la nueva propuesta.",
    ),
    "decide reached": (
        "Decide together: keep it up, aim further, or close it.",
        "Decidir en conjunto: mantenerlo, apuntar más lejos o cerrarlo.",
    ),
    "decide settled": (
        "Nothing to do. Let it go when you are content with it.",
        "Nada que hacer. Se puede cerrar cuando quieran.",
    ),
    "decide waits": ("Nothing to decide now: it comes back by itself.", "Nada que decidir ahora: vuelve por sí solo."),
    "decide replaced": ("It can be taken up again at any time.", "Se puede retomar en cualquier momento."),
    # A goal in the person's own words that no goal of the library stands for
    "own letters": (
        "Still open: what exactly (S), how we notice it (M), what helps to do it (A), why it matters (R), by when (T).",
        "Aún abierto: qué exactamente (S), cómo lo notamos (M), qué ayuda (A), por qué importa (R), para cuándo (T).",
    ),
    "own clinician": (
        "In the person's own words; no goal of the library stands for it. It asks for nothing by itself.",
        "En palabras de la persona; ninguna meta de la biblioteca le corresponde. Por sí sola no pide nada.",
    ),
    "own person": (
        "These are your own words. They stay in your plan. We make the goal clear with you, step by step.",
        "Son sus propias palabras. Se quedan en su plan. Aclaramos la meta con usted, paso a paso.",
    ),
    "decide own": (
        "Make it clear together, letter by letter.",
        "Aclararla en conjunto, letra por letra.",
    ),
    "decide kept": ("Look at it again at the next review.", "Volver a verlo en la próxima revisión."),
    "decide not proposed": (
        "Decide together: keep it, change it, or let it go.",
        "Decidir en conjunto: mantenerlo, cambiarlo o dejarlo.",
    ),
    "stopped alert": (
        "Stopped for safety, though agreed: {title}",
        "Detenido por seguridad, aunque estaba acordado: {title}",
    ),
    # Three ways
    "field target": ("aim", "meta"),
    "field days": ("time", "plazo"),
    "field says": ("words", "palabras"),
    "field who": ("who", "quién"),
    "field within_hours": ("when", "cuándo"),
    "field level": ("level", "nivel"),
    "field order": ("place", "lugar"),
    "field line": ("the line itself", "la línea misma"),
    "value days": ("{number} days", "{number} días"),
    "value hours": ("within {number} hours", "en {number} horas"),
    "value order": ("place {number}", "lugar {number}"),
    "merge untouched clinician": ("As agreed: {human}.", "Como se acordó: {human}."),
    "merge untouched person": ("As you agreed: {human}.", "Como usted acordó: {human}."),
    "merge same clinician": (
        "Changed to {human}; the facts now say the same.",
        "Cambiado a {human}; los datos dicen ahora lo mismo.",
    ),
    "merge same person": (
        "You chose {human}. What we know now says the same.",
        "Usted eligió {human}. Lo que sabemos ahora dice lo mismo.",
    ),
    "merge facts moved clinician": (
        "Agreed: {human}. New facts would propose {proposed}. {moves} The agreement stands.",
        "Acordado: {human}. Los datos nuevos propondrían {proposed}. {moves} El acuerdo vale.",
    ),
    "merge facts moved person": (
        "You agreed to {human}. From what we know now it could be {proposed}. Yours stays until we decide together.",
        "Usted acordó {human}. Con lo que sabemos ahora podría ser {proposed}. Lo suyo vale hasta decidir en conjunto.",
    ),
    "merge human moved clinician": (
        "Changed by {who} from {base} to {human}. The facts have not moved.",
        "Cambiado por {who} de {base} a {human}. Los datos no han cambiado.",
    ),
    "merge human moved person": ("Changed from {base} to {human}.", "Cambiado de {base} a {human}."),
    "merge conflict clinician": (
        "Changed by {who} from {base} to {human}. New facts propose {proposed}. {moves} {stands}",
        "Cambiado por {who} de {base} a {human}. Los datos nuevos proponen {proposed}. {moves} {stands}",
    ),
    "merge conflict person": (
        "It was {base} and became {human}. From what we know now it could be {proposed}. {stands}",
        "Era {base} y pasó a {human}. Con lo que sabemos ahora podría ser {proposed}. {stands}",
    ),
    "edit stands clinician": ("The change stands until both decide anew.", "El cambio vale hasta que ambos decidan."),
    "edit stands person": ("The change stays until we decide together.", "El cambio vale hasta decidirlo en conjunto."),
    "safety stands clinician": (
        "{proposed} stands: the change would go against a safety rule.",
        "Vale {proposed}: el cambio iría contra una regla de seguridad.",
    ),
    "safety stands person": (
        "For your safety it stays at {proposed} for now. Please talk with us about it.",
        "Por su seguridad queda por ahora en {proposed}. Por favor, hable con nosotros sobre esto.",
    ),
    # The plan runs
    "not signed": (
        "The person has not said yes or no to this plan yet. Care goes on; each line waits for their word.",
        "La persona aún no ha dicho sí ni no a este plan. La atención sigue igual; cada línea espera su palabra.",
    ),
    "clinician declined": ("The team does not offer this for now.", "El equipo no lo ofrece por ahora."),
    # Decisions in words
    "said proposed": ("opened again", "abierto de nuevo"),
    "said agreed": ("agreed", "de acuerdo"),
    "said disagreed": ("disagreed", "en desacuerdo"),
    "said declined": ("said no", "dijo que no"),
    "said declined until": ("said no; offered again on {day}", "dijo que no; se ofrece de nuevo el {day}"),
    "said changed": ("changed: {what}", "cambió: {what}"),
    "said settled": ("settled {fact} as {value}", "dio por sabido {fact}: {value}"),
    "said override": ("set a rule aside ({reason})", "dejó de lado una regla ({reason})"),
    "said paused": ("paused", "en pausa"),
    "said paused until": ("paused until {day}", "en pausa hasta el {day}"),
    "said replaced": ("replaced by {now}", "sustituido por {now}"),
    "said withdrawn": ("took back what was decided", "retiró lo decidido"),
    "reason clinical-judgement": ("clinical judgement", "juicio clínico"),
    "reason does-not-fit-this-person": ("does not fit this person", "no encaja con esta persona"),
    "reason benefit-outweighs-risk": ("benefit outweighs risk", "el beneficio supera el riesgo"),
    "reason person-informed-and-prefers": (
        "the person was informed and prefers otherwise",
        "la persona fue informada y prefiere otra cosa",
    ),
    "reason record-is-wrong": ("the record is wrong", "el registro está equivocado"),
    "reason done-elsewhere": ("done elsewhere", "se hace en otro lugar"),
    "reason cannot-be-had-here": ("cannot be had here", "no se consigue aquí"),
    "reason newer-evidence": ("newer evidence", "evidencia más reciente"),
    "reason other": ("other reason", "otro motivo"),
    "first visit": ("First visit", "Primera visita"),
    "emergency": ("Emergency", "Emergencia"),
}  # fmt: skip


def tell(key: str, language: str, /, **parts: object) -> str:
    """The sentence `key` in this language with its parts filled in."""
    return TOLD[key][LANGUAGES.index(language)].format(**parts)


def told(key: str) -> bool:
    """Whether there is such a sentence."""
    return key in TOLD
