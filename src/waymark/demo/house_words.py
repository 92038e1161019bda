"""What is said in the invented house: names, whom never to reach, what sessions were about, what comes next."""

from collections.abc import Mapping
from typing import Any

__all__ = ["AHEAD", "FAMILY", "GIVEN", "HE", "INSTEAD", "IN_SPANISH", "KIN", "NEVER", "SESSIONS", "SHE", "WORDS"]

GIVEN = (
    "Ana", "Bo", "Cleo", "Dez", "Eli", "Fay", "Gus", "Hana", "Ira", "Jo", "Kim", "Lou", "Mo", "Nia", "Oz", "Pat",
    "Quinn", "Rosa", "Sol", "Tess", "Uma", "Vic", "Wes", "Xio", "Yara", "Zane", "Abel", "Bea", "Cruz", "Dot", "Emil",
    "Flor",
)  # fmt: skip
# What a name suggests to most who hear it; the others suggest nothing.
SHE = frozenset(
    {"Ana", "Cleo", "Fay", "Hana", "Nia", "Rosa", "Tess", "Uma", "Yara", "Bea", "Dot", "Flor"}
)  # fmt: skip
HE = frozenset({"Gus", "Oz", "Vic", "Wes", "Zane", "Abel", "Cruz", "Emil"})
# People around somebody, by who they are to them.
KIN: Mapping[str, tuple[str, ...]] = {
    "mother": ("Marta", "Joan", "Elena", "Ruby"),
    "father": ("Luis", "Frank", "Henry", "Earl"),
    "sister": ("Hana", "Ines", "Carol", "June"),
    "brother": ("Abel", "Dean", "Marco", "Otis"),
    "aunt": ("Rosa", "Bev", "Nell", "Odette"),
    "friend": ("Jo", "Robin", "Chris", "Alex", "Terry", "Max"),
}
# What only some can say: what has to be so, and what others say instead.
INSTEAD: Mapping[str, tuple[str, str]] = {
    "My daughter asked me why I sleep so much.": ("children", "My best friend asked me why I never call back."),
    "Who looks after the kids while I am away?": ("children", "I worry that it will not work again."),
    "My doctor said my liver will not wait.": ("liver", "I am tired of lying about where the money went."),
    "My mother still picks up when I call.": ("mother", "I want to be there when my grandchildren come."),
}
# What somebody who speaks Spanish says; the generator knows only wishes in it.
IN_SPANISH: Mapping[str, str] = {
    "My daughter asked me why I sleep so much.": "Mi hija me preguntó por qué duermo tanto.",
    "My best friend asked me why I never call back.": "Un amigo me preguntó por qué nunca llamo.",
    "I am tired of lying about where the money went.": "Ya no quiero mentir sobre el dinero.",
    "My doctor said my liver will not wait.": "El doctor dijo que mi hígado no espera.",
    "I lost two friends this year.": "Este año perdí a dos amigos.",
    "I want my license back.": "Quiero recuperar mi licencia.",
    "My mother still picks up when I call.": "Mi mamá todavía contesta cuando llamo.",
    "I want to be there when my grandchildren come.": "Quiero estar cuando vengan mis nietos.",
    "I am afraid of the withdrawal.": "Me da miedo la abstinencia.",
    "People at work might find out.": "En el trabajo podrían enterarse.",
    "I do not want to talk in a group.": "No quiero hablar en un grupo.",
    "I worry that it will not work again.": "Temo que otra vez no funcione.",
    "Who looks after the kids while I am away?": "¿Quién cuida a los niños si no estoy?",
    "Payday.": "El día de pago.",
    "Being alone at night.": "Estar a solas de noche.",
    "Pain in my back.": "El dolor de espalda.",
    "A fight with my brother.": "Una pelea con mi hermano.",
    "The corner by the bus stop.": "La esquina de la parada.",
    "Fixing bikes.": "Arreglar bicicletas.",
    "Walking the dog.": "Pasear al perro.",
    "Calling my aunt.": "Llamar a mi tía.",
    "Music, loud.": "Música, fuerte.",
    "Praying in the morning.": "Rezar por la mañana.",
    "Cooking for others.": "Cocinar para otros.",
    "shows up when it counts": "llega cuando importa",
    "eleven months without use two years ago": "once meses sin consumir hace dos años",
    "a sister who answers at any hour": "una hermana que contesta a cualquier hora",
    "a room of their own": "un cuarto propio",
    "a steady job": "un trabajo fijo",
    "faith": "la fe",
    "good with their hands": "buenas manos para todo",
    "strong and walks a lot": "mucha fuerza, camina mucho",
    "knows the town and who helps in it": "conoce el pueblo y a quien ayuda",
    "speaks two languages": "habla dos idiomas",
}
FAMILY = (
    "Alder", "Birch", "Castillo", "Dunmore", "Eastwick", "Fenn", "Garza", "Hollis", "Ivers", "Jessup", "Kestrel",
    "Larkspur", "Moreno", "Nightingale", "Ortega", "Pruitt", "Quell", "Rivera", "Sorrel", "Tanager", "Underhill",
    "Vance", "Whitlock", "Yarrow",
)  # fmt: skip
NEVER = (
    ("my former partner", "must not know where I am"),
    ("anybody at work", ""),
    ("my father", "not even that you called"),
    ("my landlord", ""),
)


# What sessions were about, and what the person said; then what comes next, some of it with a referral.
SESSIONS = (
    ("Went through the first days together: what helps tonight, whom to call.", "I slept. That is new."),
    ("Looked at evenings and what comes before a craving; two ways out.", "Walking works better than waiting."),
    ("Talked about the test and what to change in the week.", "I would rather come on Mondays."),
    ("Read the plan line by line and took one step out that was too much.", "It is my plan now."),
    ("Role play: saying no to an old friend.", "I hear my own voice."),
)  # fmt: skip
WORDS = (
    "Blood results came back, all fine. I told them on the phone.",
    "They asked for an earlier time on Tuesdays. Can we?",
    "Met them in the hall: a good week, they say.",
)
AHEAD: tuple[Mapping[str, Any], ...] = (
    {},
    {"next": "Call on Thursday and ask how the evening was", "days": 6},
    {"next": "Dentist on Mill Street, letter sent", "days": 10, "referral": True},
    {"next": "Bring the list of free evenings", "days": 7},
)
