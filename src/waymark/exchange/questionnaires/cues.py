"""Words by which a question is known, per item: a second witness beside its code, and a first one where it has none.

Stems of single words in English, Spanish and German, our own choice, never the sentences of a form. Text is compared
in small letters without marks.
"""

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
}
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
    "pss10": {
        "item_4": (r"confident|\bsure\b|segur|confia|zuversicht|sicher", _NOT, False),
        "item_5": (r"going your way|\bwell\b|\bbien\b|ihrem sinne|\bgut\b", _NOT, False),
        "item_7": (r"control|beeinfluss|kontroll", _NOT, False),
        "item_8": (r"on top of|control|im griff", _NOT, False),
    },
}
