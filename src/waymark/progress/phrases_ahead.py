"""What the room says of hard moments, less care, moves and the time after, in every language."""

__all__ = ["AHEAD"]

AHEAD: dict[str, tuple[str, str]] = {
    # The plan for hard moments
    "hard situations": ("What pulls me", "Lo que me tira"),
    "hard signs": ("How I notice", "Cómo lo noto"),
    "hard coping": ("What helps me", "Lo que me ayuda"),
    "hard people": ("Whom I can call", "A quién puedo llamar"),
    "hard steps": ("If I use, or it gets dangerous", "Si consumo, o se pone peligroso"),
    "hard weekday": (
        "Most days of use that were noted fell on a {weekday} ({count} of {all}).",
        "La mayoría de los días de consumo anotados cayó en {weekday} ({count} de {all}).",
    ),
    "hard date": ("A hard date lies ahead: {text}", "Viene una fecha difícil: {text}"),
    "hard date open": ("A hard date lies ahead", "Viene una fecha difícil"),
    "hard missing situations": ("situations that pull ({left} more)", "situaciones que tiran ({left} más)"),
    "hard missing signs": ("early signs ({left} more)", "primeras señales ({left} más)"),
    "hard missing coping": ("things that help ({left} more)", "cosas que ayudan ({left} más)"),
    "hard missing people": ("people to call ({left} more)", "personas a quienes llamar ({left} más)"),
    "hard missing steps": (
        "naloxone at hand, as opioids may be near",
        "naloxona a la mano, pues puede haber opioides cerca",
    ),
    "hard complete": ("Complete. Look at it again on {renew}.", "Completo. Se vuelve a ver el {renew}."),
    "hard due": (
        "Complete, and it is time to look at it again.",
        "Completo, y toca verlo de nuevo.",
    ),
    "hard incomplete": (
        "Still to be written together: {missing}.",
        "Falta escribir en común: {missing}.",
    ),
    # Expectations
    "expected nothing measured": (
        "Nothing that is measured says yet whether it came.",
        "Nada de lo que se mide dice todavía si llegó.",
    ),
    "expected open": ("Not talked through yet.", "Todavía no se habló."),
    "expected settled": ("Talked through and settled.", "Se habló y se acordó."),
    "happened": ("{label}: {says}", "{label}: {says}"),
    "happened numbers": (
        "{label}: {first} at the start, {now} now; {says}",
        "{label}: {first} al inicio, {now} ahora; {says}",
    ),
    # Working together
    "working none": (
        "Nobody asked yet how it is to work together. Four short questions after the next talk.",
        "Aún nadie preguntó cómo es trabajar en común. Cuatro preguntas cortas tras la próxima plática.",
    ),
    "working old": (
        "Asked some time ago. Ask again after the next talk.",
        "Se preguntó hace tiempo. Preguntar otra vez tras la próxima plática.",
    ),
    "working low": (
        "Something was not right. It is ours to ask and to mend.",
        "Algo no fue bien. Nos toca preguntar y arreglarlo.",
    ),
    "working well": ("By your account it works.", "Según usted, funciona."),
    # Milestones
    "waypoint reached": ("{label}: {value}, reached on {at}", "{label}: {value}, alcanzado el {at}"),
    "waypoint next": (
        "Next: {label} {value}, hoped for by {at}",
        "Lo que sigue: {label} {value}, esperado para el {at}",
    ),
    "waypoint next open": ("Next: {label} {value}", "Lo que sigue: {label} {value}"),
    # Less care
    "check improved": (
        "Reviews in a row that went well: {now} of {needs}",
        "Revisiones seguidas que fueron bien: {now} de {needs}",
    ),
    "check improved open": (
        "Reviews in a row that went well: nothing to judge by yet",
        "Revisiones seguidas que fueron bien: aún no hay con qué valorar",
    ),
    "check worse": ("Nothing that is followed got harder", "Nada de lo que se sigue empeoró"),
    "check use": ("Use did not come back lately", "El consumo no volvió últimamente"),
    "hard sure": ("how sure I am: {number} of 10", "cuánta confianza tengo: {number} de 10"),
    "check safety": ("Nothing urgent for safety stands out", "No hay nada urgente de seguridad"),
    "check level": (
        "There is a smaller level that keeps every minimum of safety",
        "Hay un nivel menor que respeta todos los mínimos de seguridad",
    ),
    "check hard plan": (
        "The plan for hard moments is complete",
        "El plan para momentos difíciles está completo",
    ),
    "step ready": (
        "Less care can be talked about: {title}. You decide together; medicine is not lowered; you can come back.",
        "Ya se puede hablar de menos atención: {title}. Se decide en común; la medicina no baja; puede volver.",
    ),
    "step first": (
        "Less care is near: {title}. First: {first}.",
        "Menos atención está cerca: {title}. Primero: {first}.",
    ),
    "step not now": ("Care stays as it is for now.", "La atención sigue como está por ahora."),
    "step lowest": (
        "No smaller level is safe for now; the same care can come less often.",
        "Por ahora ningún nivel menor es seguro; la misma atención puede ser menos seguida.",
    ),
    "step too early": ("Too early to think of less care.", "Es pronto para pensar en menos atención."),
    "overlap": (
        "The first visit there comes within {days} days, and before this place ends. Both go on until it took place.",
        "La primera visita allí es en {days} días, y antes de terminar aquí. Ambos siguen hasta que se haga.",
    ),
    # The time after
    "checkup after use": ("A call this week", "Una llamada esta semana"),
    "checkup after use about": (
        "How you are, your medicine, naloxone, and your plan for hard moments.",
        "Cómo está, su medicina, la naloxona y su plan para momentos difíciles.",
    ),
    "back any time": (
        "You can come back at any time, for any reason, and you do not start from nothing.",
        "Puede volver cuando quiera, por lo que sea, y no empieza de cero.",
    ),
    "back within a day": (
        "Say so, and someone sees or calls you within a day. There is no new waiting list.",
        "Dígalo, y alguien le ve o le llama en un día. No hay nueva lista de espera.",
    ),
    "back medicine": (
        "Your medicine can begin again the same day, at a dose that is safe now.",
        "Su medicina puede volver a empezar el mismo día, con una dosis segura.",
    ),
    "back use": (
        "Use is a reason to come, never a reason to stay away.",
        "Consumir es motivo para venir, nunca para quedarse lejos.",
    ),
    "capital none": (
        "Not asked yet: what you can build on. Ten short questions (BARC-10).",
        "Aún sin preguntar: sobre qué puede construir. Diez preguntas cortas (BARC-10).",
    ),
    "capital one": ("{now} of 60 on {at}.", "{now} de 60 el {at}."),
    "capital two": ("{first} at the start, {now} now, of 60.", "{first} al inicio, {now} ahora, de 60."),
    "capital item": ("{label} ({now} of 6)", "{label} ({now} de 6)"),
    # The road
    "version": ("{count} lines decided by {authors}", "{count} líneas decididas por {authors}"),
    "version one": ("One line decided by {authors}", "Una línea decidida por {authors}"),
    "author person": ("you", "usted"),
    "author clinician": ("the team", "el equipo"),
    "and": (" and ", " y "),
    "event began": ("Care began", "Empezó la atención"),
    "event use came back": ("Use came back; nothing starts over", "Volvió el consumo; nada empieza de nuevo"),
    "event move step_down": ("Less care is prepared", "Se prepara menos atención"),
    "event move transfer": ("Another place is prepared", "Se prepara otro lugar"),
    "event move discharge": ("The agreed end is prepared", "Se prepara el final acordado"),
    "event move leaving_early": ("Leaving early; the door stays open", "Se va antes; la puerta queda abierta"),
    "event end": ("The main part of care ended", "Terminó la parte principal de la atención"),
    # What came of a change
    "then not yet": (
        "Measure it before {look}: {measure}",
        "Medirlo antes del {look}: {measure}",
    ),
    "then came": (
        "Keep it. Nothing else needs to change for this.",
        "Se mantiene. Por esto no hace falta cambiar nada más.",
    ),
    "then in part": (
        "It helps somewhat: keep it, measure again, and see whether one more step is wanted.",
        "Ayuda en parte: se mantiene, se mide otra vez y se ve si hace falta otro paso.",
    ),
    "then did not come": (
        "This step did not help. That is the plan's failure, not yours; the next one stands below.",
        "Este paso no ayudó. Falló el plan, no usted; el siguiente está abajo.",
    ),
    "then not measured": ("Measure now, then decide: {measure}", "Medir ahora y luego decidir: {measure}"),
    "then not measured open": (
        "Ask together whether it helped, and note it.",
        "Preguntar en común si ayudó, y anotarlo.",
    ),
    # Handing over
    "first visit booked": ("First visit: {at}. {text}", "Primera visita: {at}. {text}"),
    "first visit open": ("The first visit is not booked yet.", "La primera visita aún no está reservada."),
    "first visit kept": ("The first visit took place.", "La primera visita se hizo."),
    "first visit overdue": (
        "The first visit was due on {at}, and nobody noted that it took place. Call.",
        "La primera visita tocaba el {at} y nadie anotó que se hizo. Llamar.",
    ),
    "medicine goes on with": ("Goes on with {who}.", "Sigue con {who}."),
    "medicine goes on open": (
        "Goes on. Who goes on with it is still to be agreed.",
        "Sigue. Falta acordar quién sigue con ella.",
    ),
    "medicine not named": ("medicine for substance use", "medicina para el consumo"),
    "medicine not listed": (
        "It stands on no list of medicines: ask which, and how much.",
        "No está en ninguna lista de medicinas: preguntar cuál y cuánto.",
    ),
    "find out first": ("Before {title}: find out {facts}", "Antes de {title}: averiguar {facts}"),
    "medicine covered": ("In hand until {until}.", "La tiene hasta el {until}."),
    "naloxone in hand": ("Naloxone is at hand.", "Tiene naloxona a la mano."),
    "naloxone open": (
        "Naloxone: nobody noted that it is at hand. Two doses today, with practice.",
        "Naloxona: nadie anotó que la tenga. Dos dosis hoy, con práctica.",
    ),
    "naloxone offered": ("Naloxone is offered to everybody who asks for it.", "Se ofrece naloxona a quien la pida."),
    "consent noted": ("What may go to whom is noted: {text}", "Está anotado qué puede ir a quién: {text}"),
    "consent open": (
        "Nobody noted yet what may go to whom. Until then nothing leaves this place.",
        "Aún no se anotó qué puede ir a quién. Hasta entonces nada sale de aquí.",
    ),
    "notes stay": (
        "Counsellors' own notes of talks do not go along.",
        "Las notas propias de las pláticas no van con esto.",
    ),
    "bridge talk": (
        "A talk about what you want, without pressing you to stay.",
        "Una plática sobre lo que usted quiere, sin presionar para quedarse.",
    ),
    "bridge medicine": (
        "Your medicine goes on. You get it for the days until the next visit.",
        "Su medicina sigue. La recibe para los días hasta la próxima visita.",
    ),
    "bridge naloxone": ("Naloxone in your hand, and practice.", "Naloxona en su mano, y práctica."),
    "bridge tolerance": (
        "After time without, your body is not used to it: the same amount can be too much. Do not use alone.",
        "Tras un tiempo sin consumir, su cuerpo no está acostumbrado: lo mismo puede ser mucho. No lo haga a solas.",
    ),
    "bridge call": (
        "We call you tomorrow, and then each week for four weeks, unless you tell us not to.",
        "Le llamamos mañana y luego cada semana por cuatro semanas, si no nos dice que no.",
    ),
    "bridge door": (
        "The door stays open. Nothing bad follows from leaving.",
        "La puerta queda abierta. Irse no trae nada malo.",
    ),
    "bridge card": ("The crisis card goes with you.", "La tarjeta de crisis va con usted."),
    "withdrawal soon": ("within 48 hours after withdrawal care", "en 48 horas tras la desintoxicación"),
    "needs rated": ("{title}: {rating} of 4", "{title}: {rating} de 4"),
    "needs open": ("{title}: not rated yet", "{title}: aún sin valorar"),
    "unknown allergies": ("Allergies: nobody noted whether there are any.", "Alergias: nadie anotó si hay."),
    "unknown medicines": (
        "The list of medicines was never called complete.",
        "La lista de medicinas nunca se dio por completa.",
    ),
    "unknown people": ("No person is noted whom we may call.", "No hay nadie anotado a quien podamos llamar."),
}
