"""Words by which questions of screens on drugs, young people, childhood and withdrawal are known: stems of our own.

English, Spanish and German, never the sentences of a form. Text is compared in small letters without marks.
"""

__all__ = ["CSSRS_SINCE", "PHQ_A", "SCREENS"]

# Beside those of the PHQ-9.
PHQ_A = {
    "past_month": r"(past|last) month.*(ending|end your) life|ultimo mes.*(terminar|acabar).*vida|letzten monat.*leben",
    "attempt_ever": r"(tried|attempt).*(kill|suicid)|suicide attempt|intent(o|ado).*(suicid|matar)|umzubringen",
}
CSSRS_SINCE = ("item_1", "item_2", "item_3", "item_4", "item_5", "item_6")

SCREENS: dict[str, dict[str, str]] = {
    "dudit": {
        "item_1": r"other than alcohol|distintas (del|al) alcohol|ausser alkohol",
        "item_2": r"more than one (type of |kind of )?drug|mas de un(a| tipo de) droga|mehr als eine (art )?droge",
        "item_3": r"how many times|cuantas veces|wie viele? ?mal",
        "item_4": r"influenc|influi|beeinfluss",
        "item_5": r"longing|ansia|anhelo|verlangen",
        "item_6": r"\b(not|unable)\b.*stop|\bno\b.*(parar|dejar)|nicht.*aufhor",
        "item_7": r"(not|fail).*something.*(should|ought)|neglect|dej(o|ado) de hacer|nicht getan",
        "item_8": r"morning|manana|morgen",
        "item_9": r"guilt|conscience|culpa|schuld|gewissen",
        "item_10": r"\bhurt|injur|herid|lesion|verletz",
        "item_11": r"worried|concern|preocup|sorge",
    },
    "crafft": {
        "alcohol_days": r"\bsip|sorbo|schluck",
        "cannabis_days": r"marijuana|cannabis|\bweed\b|marihuana",
        "other_days": r"anything else|cualquier otra|irgendetwas anderes",
        "nicotine_days": r"nicotin|vap(e|ing)|tobacco|tabaco",
        "car": r"\bcar\b|\bauto\b|coche|carro|automovil",
        "relax": r"relax|relaj|entspann",
        "alone": r"\balone\b|by yourself|\bsol[oa]\b|allein",
        "forget": r"forget|forgot|olvid|vergess",
        "family": r"family|familia|familie",
        "trouble": r"trouble|problemas|schwierigkeit",
    },
    "ace": {
        "item_1": r"swear|insult|humillar|humiliat|beschimpf",
        "item_2": r"\bpush|\bslap|empuj|abofete|geschlagen|gestossen",
        "item_3": r"fondle|sexual|toc(o|ar)|sexuell",
        "item_4": r"(no one|nobody).*(lov|special)|nadie.*(quer|quiso|importan)|niemand.*(lieb|wichtig)",
        "item_5": r"enough to eat|dirty clothes|suficiente.*comer|ropa sucia|genug zu essen",
        "item_6": r"divorc|separat|separad|geschieden|getrennt",
        "item_7": r"(step)?mother|madr(e|astra)|mutter",
        "item_8": r"drinker|alcoholic|street drugs|bebedor|trinker",
        "item_9": r"mentally ill|mental illness|enfermedad mental|enferm.*mental|psychisch",
        "item_10": r"prison|jail|prision|carcel|gefangnis",
    },
    "sows": {
        "item_1": r"anxious|ansios|angstlich",
        "item_2": r"yawn|bostez|gahn",
        "item_3": r"perspir|sweat|sud(o|an)|schwitz",
        "item_4": r"tear(ing|y)|\beyes\b|lagrim|tranen",
        "item_5": r"nose|nariz|nase",
        "item_6": r"goose|gallina|gansehaut",
        "item_7": r"shak|tembl|zitter",
        "item_8": r"\bhot\b|calor|hitze",
        "item_9": r"\bcold\b|\bfrio|kalte",
        "item_10": r"\bache|bones|huesos|knochen",
        "item_11": r"restless|inquiet|unruh",
        "item_12": r"nause|ubel",
        "item_13": r"vomit|erbrech",
        "item_14": r"twitch|tiron|zuck",
        "item_15": r"cramp|colico|calambre|krampf",
        "item_16": r"like using|ganas de (consumir|usar)|lust.*konsum",
    },
    "cows": {
        "item_1": r"pulse|pulso|puls\b",
        "item_2": r"sweat|sudor|schwitz",
        "item_3": r"restless|inquiet|unruh",
        "item_4": r"pupil",
        "item_5": r"\bjoint|articulacion|gelenk",
        "item_6": r"runny|tearing|nariz|nase",
        "item_7": r"\bgi\b|gastro|stomach upset|digestiv|magen",
        "item_8": r"tremor|temblor",
        "item_9": r"yawn|bostez|gahn",
        "item_10": r"anxiety|irritab|ansiedad|angst",
        "item_11": r"goose|piloerection|gallina|gansehaut",
    },
    "ciwa_ar": {
        "item_1": r"nausea|vomit|ubelkeit",
        "item_2": r"tremor|temblor",
        "item_3": r"sweat|sudor|schweiss",
        "item_4": r"anxiety|anxious|ansiedad|angst",
        "item_5": r"agitat|agitac|unruhe",
        "item_6": r"tactile|tactil|taktil",
        "item_7": r"auditory|auditiv|audit",
        "item_8": r"visual|visuell",
        "item_9": r"headache|fullness in head|cabeza|kopf",
        "item_10": r"orientation|sensorium|orientac|orientierung",
    },
    "taps": {
        "tobacco": r"tobacco.*(12|twelve) months|tabaco.*(12|doce) meses",
        "heavy_5": r"(five|\b5\b) or more drinks|(cinco|\b5\b) o mas (tragos|bebidas|copas)",
        "heavy_4": r"(four|\b4\b) or more drinks|(cuatro|\b4\b) o mas (tragos|bebidas|copas)",
        "drugs": r"(illegal|illicit|recreational|any drugs).*(12|twelve) months|drogas.*(12|doce) meses",
        "medicines": r"prescription medic.*(feeling|more than|not) |medic.*recetad.*(12|doce) meses",
        "tobacco_ten": r"more than 10 cigarettes|mas de 10 cigarrillos",
        "tobacco_waking": r"within 30 minutes|30 minutos",
        "alcohol_cut_down": r"(tried|fail).*(cut down|stop drinking)|(reducir|dejar) .*beb",
        "alcohol_concern": r"concern.*drink|preocup.*beb",
        "heroin_use": r"use heroin|\bheroina\b.*3",
    },
}
