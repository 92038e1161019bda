"""A small vocabulary that the unit tests of the language share."""

from waymark.logic import FactType, Vocabulary

WORDS = Vocabulary(
    {
        "pregnant": FactType("boolean"),
        "homeless": FactType("boolean"),
        "tired": FactType("boolean"),
        "age": FactType("integer", "years", range=(0.0, 120.0)),
        "phq9.total": FactType("integer", range=(0.0, 27.0)),
        "gad7.total": FactType("integer", range=(0.0, 21.0)),
        "opioid_free_days": FactType("integer", "days"),
        "weight_kg": FactType("number", "kg", range=(20.0, 300.0), resolution=0.5),
        "creatinine": FactType("number", "mg/dL", range=(0.1, 20.0), resolution=0.1),
        "qtc": FactType("number", "ms"),
        "mat.state": FactType("category", options=("on", "open", "declined")),
    },
    {"adult_age": (18.0, "years"), "mild": (5.0, None), "wait": (7.0, "days")},
)
