"""Words by which a question is known, per item: a second witness beside its code, and a first one where it has none.

Stems of single words in English, Spanish and German, our own choice, never the sentences of a form. Text is compared
in small letters without marks.
"""

from waymark.exchange.questionnaires.cues_screens import CSSRS_SINCE, PHQ_A, SCREENS

__all__ = ["CUES", "POLARITY"]

_AUDIT_C = {
    "item_1": r"(how often|frecuencia|wie oft).*(alcohol|alkohol)",
    "item_2": r"(how many|cuant[ao]s|wie ?viele?).*(drinks|bebida|consumicion|copa|trago|glas|alkohol)",
    "item_3": r"\d or more|\b(x|four|five|six)\b.* or more|\bo mas (bebida|consumicion|copa|trago)|oder mehr",
}
_EXTRA_AUDIT = {
    "item_4": r"(\bnot\b|\bno\b|nicht|unable|incapaz|unfahig).*(stop|parar|dejar de|aufhoren)",
    "item_5": r"expect|esperaba|erwart",
    "item_6": r"morning|ayunas|manana|morgen",
    "item_7": r"guilt|remorse|culpa|remordimiento|schuld|gewissen",
    "item_8": r"remember|recordar|acordar|erinner",
    "item_9": r"injur|herid|lesion|verletz",
    "item_10": r"concern|worried about|preocup|sorge|besorg",
}

_FOOD = {
    "food_worry": r"worr.*food|food.*run out|preocup.*(comida|alimento)|sorge.*(essen|lebensmittel)",
    "food_last": r"(food|bought).*(last)|(comida|alimento).*(no (dur|alcanz))|(essen|lebensmittel).*nicht gereicht",
}

CUES: dict[str, dict[str, str]] = {
    "audit_c": _AUDIT_C,
    "audit": {**_AUDIT_C, **_EXTRA_AUDIT},
    "dast10": {
        "item_1": r"other than|medical reasons|razones medicas|fines medicos|medizinischen grunden",
        "item_2": r"more than one drug|mas de una droga|mehr als eine droge",
        "item_3": r"\b(stop|quit)\b.*(drug|using|abus|want)|dejar de (usar|consumir|abusar)|aufhoren|aufzuhoren",
        "item_4": r"blackout|flashback|laguna|filmriss",
        "item_5": r"guilt|culpa|schuld",
        "item_6": r"complain|queja|beklag|beschwer",
        "item_7": r"neglect|descuid|desatend|vernachlass",
        "item_8": r"illegal|ilegal",
        "item_9": r"withdrawal|abstinencia|entzug",
        "item_10": r"medical problem|problemas (medicos|de salud)|medizinische probleme|gesundheitliche probleme",
    },
    "phq9": {
        "item_1": r"interest|pleasure|interes|placer|freude",
        "item_2": r"depress|hopeless|decaid|deprimid|esperanza|niedergeschlagen|hoffnungslos",
        "item_3": r"sleep|asleep|dorm|sueno|schlaf",
        "item_4": r"\btired|energy|cansad|energia|\bmud|energie",
        "item_5": r"appetit|overeat|apetito",
        "item_6": r"failure|let yourself|fracas|versager|schlechte meinung",
        "item_7": r"concentrat|concentr|konzentr",
        "item_8": r"slowly|fidget|despacio|lent|inquiet|verlangsamt|zappelig",
        "item_9": r"\bdead\b|hurting|muert|lastim|dano|danar|\btot\b|leid zu",
    },
    "gad7": {
        "item_1": r"nervous|on edge|nervios|nervos",
        "item_2": (
            r"(stop|control|parar|dejar de|controlar).*(worr|preocup)|(stoppen|"
            r"kontroll).*sorge|sorge.*(stoppen|kontroll)"
        ),
        "item_3": (
            r"(too much|demasiado|excesiv|ubermassig).*(different|diferentes|distint|"
            r"verschied)|sorge.*(verschied|angelegenheit)"
        ),
        "item_4": r"relax|relaj|entspann",
        "item_5": r"restless|sit still|inquiet|rastlos|stillzusitzen",
        "item_6": r"irritab|annoyed|reizbar|verarger",
        "item_7": r"afraid|awful|miedo|terrible|schlimm",
    },
    "cssrs": {
        "item_1": r"wish(ed)?\b.*(dead|asleep|wake)|deseado estar muert|gewunscht.*tot",
        "item_2": (
            r"thoughts (about|of) killing|pensad.*(matar|suicid)|ideas? de (matar|suicid)|"
            r"gedanken.*(umzubringen|toten)"
        ),
        "item_3": r"how you might|think.*how.*do this|como (lo )?(haria|podria|llevaria)|wie sie (dies|das|es)",
        "item_4": r"(some|alguna) inten|einige absicht|die absicht",
        "item_5": r"details|detalles|einzelheiten",
        "item_6": r"done anything|started to do|hecho algo|etwas unternommen",
        "item_6a": r"(past|last) (three|3) months|ultimos (tres|3) meses|letzten (drei|3) monat",
    },
    "pc_ptsd5": {
        "gate": r"this kind of event|kind of event|tipo de (evento|hecho|suceso)|solches ereignis",
        "item_1": r"nightmare|pesadilla|albtraum|alptraum",
        "item_2": r"tried hard|avoid|evitar|vermied|vermeid",
        "item_3": r"guard|watchful|startled|alerta|sobresalt|wachsam|schreckhaft",
        "item_4": r"numb|detached|insensible|distanciad|betaubt|entfremdet",
        "item_5": r"guilty|blam|culpa|schuld",
    },
    "mdq": {
        "item_1": r"hyper|so good|euforic",
        "item_2": r"irritable|shouted|gritab",
        "item_3": r"confident|confianza|selbstsicher|selbstbewusst",
        "item_4": r"less sleep|durmi|menos sueno|weniger schlaf",
        "item_5": r"talkative|spoke|hablador|hablaba|gesprachig",
        "item_6": r"raced|racing|pensamientos|gedanken",
        "item_7": r"distract|distra|abgelenkt",
        "item_8": r"more energy|mas energia|mehr energie",
        "item_9": r"more active|mas activ|aktiver",
        "item_10": r"more social|outgoing|sociable|geselliger",
        "item_11": r"\bsex\b|\bsexo\b|sexual",
        "item_12": r"foolish|risky|arriesgad|riskant",
        "item_13": r"spending|gast(o|ar|aba)|ausgegeben",
        "together": r"same (period|time)|mismo (periodo|tiempo)|gleichen zeit",
        "problem": r"how much of a problem|cuanto problema|que tanto problema|wie gross.*problem",
    },
    "peg": {
        "item_1": r"average|promedio|durchschnitt",
        "item_2": r"enjoyment|disfrut|lebensfreude",
        "item_3": r"activity|actividad|aktivitat",
    },
    "hunger_vital_sign": _FOOD,
    "hrsn": {
        "housing": r"(living|housing) situation|situacion de vivienda|wohnsituation",
        "housing_problems": r"problems with|problemas con|probleme mit",
        **_FOOD,
        "transport": r"transport",
        "utilities": r"electric|utilit|shut off|servicios|strom|electricidad",
        "hurt": r"physically hurt|dano fisic|lastim|korperlich",
        "insulted": r"insult|beleidig",
        "threatened": r"threaten|amenaz|bedroh",
        "screamed_at": r"scream|curse|grit|angeschrie",
    },
    "epds": {
        "item_1": r"laugh|funny|\breir|gracios|lachen",
        "item_2": r"enjoyment|look(ed|ing)? forward|disfrutar|futuro con|gefreut|freude",
        "item_3": r"blame|\bculp|schuld",
        "item_4": r"anxious|ansios|angstlich|besorgt",
        "item_5": r"scared|panick|panico|\bmiedo|panik|erschreck",
        "item_6": r"on top of|agobi|abrum|oprim|uber den kopf|uberford",
        "item_7": r"sleep|dormir|schlaf",
        "item_8": r"\bsad\b|miserable|triste|traurig",
        "item_9": r"crying|llor|geweint|weinen",
        "item_10": r"harming|dano|danar|lastim|leid zuzufugen|anzutun",
    },
    "whodas12": {
        "item_1": r"standing|de pie|stehen",
        "item_2": r"household|hogar|haushalt",
        "item_3": r"learning|aprender|lernen",
        "item_4": r"community|comunidad|gemeinschaft",
        "item_5": r"emotionally|emocional|emotional|seelisch",
        "item_6": r"concentrat|konzentr",
        "item_7": r"walking|caminar|andar|gehen",
        "item_8": r"washing|lavar|waschen",
        "item_9": r"dressed|vestir|anziehen",
        "item_10": r"do not know|don't know|no conoce|desconocid|nicht kennen|fremd",
        "item_11": r"friend|amist|freund",
        "item_12": r"\bwork|trabajo|arbeit",
    },
    "ftnd": {
        "item_1": r"how soon|cuanto tiempo|wann",
        "item_2": r"refrain|forbid|prohibid|verbot",
        "item_3": r"hate|give up|costaria|renunciar|verzichten",
        "item_4": r"how many|cuantos|wie ?viele",
        "item_5": r"first hours|primeras horas|ersten stunden",
        "item_6": r"\bbed\b|cama|\bbett",
    },
    "barc10": {
        "item_1": r"more important|mas importantes|wichtiger",
        "item_2": r"happy with my life|feliz con mi vida|zufrieden mit meinem leben",
        "item_3": r"energy|energia|energie",
        "item_4": r"proud|orgullos|stolz",
        "item_5": r"support.*friend|apoyo.*amig|unterstutzung.*freund",
        "item_6": r"fulfil|plen[ao]|satisfactoria sin|erfull",
        "item_7": r"living space|housing|vivienda|wohn",
        "item_8": r"responsib|responsab|verantwort",
        "item_9": r"professional|profesional|fachleut",
        "item_10": r"progress|progreso|avance|fortschritt",
    },
    "bam": {
        "item_1": r"physical health|salud fisica",
        "item_2": r"sleep|dormir",
        "item_3": r"depressed|deprimid",
        "item_4": r"any alcohol|algo de alcohol|cualquier.*alcohol",
        "item_5": r"at least 5|5 (or more )?drinks|heavy|al menos 5|5 tragos",
        "item_6": r"illegal.*(drug|medic)|drogas ilegales",
        "item_7a": r"marijuana|cannabis|marihuana",
        "item_7b": r"sedat|tranquil",
        "item_7c": r"cocain|crack",
        "item_7d": r"other stimulants|amphetamine|otros estimulantes",
        "item_7e": r"opiate|opioid|opiac",
        "item_7f": r"inhal",
        "item_7g": r"other drugs|otras drogas",
        "item_8": r"craving|urges|ganas|ansias",
        "item_9": r"confident|confianza|segur[ao] de",
        "item_10": r"self-?help|mutual|autoayuda|ayuda mutua",
        "item_11": r"risky|at risk|riesgo",
        "item_12": r"spiritual|religio|espiritual",
        "item_13": r"volunteer|voluntari",
        "item_14": r"income|ingreso",
        "item_15": r"argu|getting along|conflict|discusi",
        "item_16": r"supportive|support.*recovery|apoy",
        "item_17": r"satisfied|satisfech",
    },
    "pss4": {
        "item_2": r"important things|cosas importantes|wichtigen dinge",
        "item_4": r"handle|manejar|umgehen|confident",
        "item_5": r"going your way|van bien|ihrem sinne",
        "item_10": r"piling|acumul|aufgehauft",
    },
    "pss10": {
        "item_1": r"upset|unexpected|inesperad|unerwartet",
        "item_2": r"important things|cosas importantes|wichtigen dinge",
        "item_3": r"nervous|nervios|nervos",
        "item_4": r"handle|manejar|umgehen|confident",
        "item_5": r"going your way|van bien|ihrem sinne",
        "item_6": r"could not cope|no podia afrontar|nicht bewaltigen",
        "item_7": r"irritations|argerliche",
        "item_8": r"on top of|todo bajo control|im griff",
        "item_9": r"angered|enojad|enfadad|geargert",
        "item_10": r"piling|acumul|aufgehauft",
    },
    "pcl5": {
        "item_1": r"disturbing.*memories",
        "item_2": r"dreams",
        "item_3": r"happening again|reliving",
        "item_4": r"feeling very upset",
        "item_5": r"physical reactions",
        "item_6": r"avoiding memories",
        "item_7": r"external reminders",
        "item_8": r"trouble remembering",
        "item_9": r"negative beliefs",
        "item_10": r"blaming",
        "item_11": r"strong negative feelings",
        "item_12": r"loss of interest",
        "item_13": r"distant|cut off",
        "item_14": r"positive feelings",
        "item_15": r"irritable",
        "item_16": r"risks",
        "item_17": r"superalert|watchful",
        "item_18": r"jumpy",
        "item_19": r"concentrat",
        "item_20": r"asleep",
    },
    **SCREENS,
}
CUES["phq_a"] = {**CUES["phq9"], **PHQ_A}
CUES["cssrs_since"] = {item: CUES["cssrs"][item] for item in CSSRS_SINCE}
# Items that count the other way round: what the wording says in our polarity, what says the opposite, and whether the
# opposite is itself a published wording (then the answer is turned round; else the item stays without a value).
_ABLE = r"\bable\b|\bcan you\b|\bcan always\b|capaz|\bpuede\b|in der lage|\bkonnen\b"
_UNABLE = (
    r"\bunable\b|\bnot\b.*\bable\b|\bcannot\b|\bcan not\b|\bcan't\b|aren't|"
    r"\bnever\b.*\bable|difficult|\bhard\b|\bfail"
    r"|incapaz|\bno (es|esta|era|puede|ha podido|logra)\b|dificil|\bnicht\b|unfahig|schwer"
)
_NOT = (
    r"\bunable\b|\bnot\b|n't\b|\bcannot\b|\black|\bunsure\b|\binsecure|\bdifficult|"
    r"\bfail|\bwrong\b|\bbadly\b|\bagainst\b"
    r"|\bno (puede|es|esta|era|ha|iban|van|se)\b|incapaz|insegur|dificil|\bmal\b|\bnicht\b|unfahig|unsicher|schlecht"
)
POLARITY: dict[str, dict[str, tuple[str, str, bool]]] = {
    "dast10": {"item_3": (_ABLE, _UNABLE, True)},
    "pss4": {
        "item_4": (r"confident|\bsure\b|segur|confia|zuversicht|sicher", _NOT, False),
        "item_5": (r"going your way|\bwell\b|\bbien\b|ihrem sinne|\bgut\b", _NOT, False),
    },
    "pss10": {
        "item_4": (r"confident|\bsure\b|segur|confia|zuversicht|sicher", _NOT, False),
        "item_5": (r"going your way|\bwell\b|\bbien\b|ihrem sinne|\bgut\b", _NOT, False),
        "item_7": (r"control|beeinfluss|kontroll", _NOT, False),
        "item_8": (r"on top of|control|im griff", _NOT, False),
    },
}
