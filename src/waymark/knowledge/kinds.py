"""The kinds of content files: the top key of a file names its kind, its value is a list of entries."""

import re
from typing import Final

import msgspec

from waymark.knowledge.model.care import AddOn, CrisisResource, Dimension, Level, Role
from waymark.knowledge.model.care_elements import GoalPattern, Intervention, Medicine, Problem
from waymark.knowledge.model.course import Capital, CheckUp, Move, Track
from waymark.knowledge.model.coverage import GuidanceLine
from waymark.knowledge.model.fact import Fact
from waymark.knowledge.model.hazard import Hazard
from waymark.knowledge.model.instrument import Instrument
from waymark.knowledge.model.overlay import ReleaseNote
from waymark.knowledge.model.plain_words import Avoided, ReadingNames, ReadingScale
from waymark.knowledge.model.rule import Rule
from waymark.knowledge.model.source import Case, Source
from waymark.knowledge.model.substance import Substance
from waymark.knowledge.model.tool import Promise, Tool
from waymark.knowledge.model.value import NamedValue
from waymark.knowledge.model.wording import Reply, Wish, WordList

__all__ = ["ENTRY_ID", "FACT_ID", "KINDS", "SINGULAR"]

KINDS: Final[dict[str, type[msgspec.Struct]]] = {
    "facts": Fact,
    "values": NamedValue,
    "substances": Substance,
    "instruments": Instrument,
    "dimensions": Dimension,
    "levels": Level,
    "add_ons": AddOn,
    "rules": Rule,
    "problems": Problem,
    "goals": GoalPattern,
    "interventions": Intervention,
    "medicines": Medicine,
    "tools": Tool,
    "promises": Promise,
    "tracks": Track,
    "moves": Move,
    "checkups": CheckUp,
    "capital": Capital,
    "crisis": CrisisResource,
    "roles": Role,
    "word_lists": WordList,
    "wishes": Wish,
    "replies": Reply,
    "avoided": Avoided,
    "reading_scales": ReadingScale,
    "reading_names": ReadingNames,
    "sources": Source,
    "cases": Case,
    "hazards": Hazard,
    "coverage": GuidanceLine,
    "releases": ReleaseNote,
}

SINGULAR: Final[dict[str, str]] = {
    "facts": "fact",
    "values": "named value",
    "substances": "substance",
    "instruments": "instrument",
    "dimensions": "dimension",
    "levels": "level",
    "add_ons": "add-on",
    "rules": "rule",
    "problems": "problem",
    "goals": "goal pattern",
    "interventions": "intervention",
    "medicines": "medicine",
    "tools": "tool",
    "promises": "promise",
    "tracks": "track",
    "moves": "move",
    "checkups": "check-up",
    "capital": "field of recovery capital",
    "crisis": "crisis resource",
    "roles": "role",
    "word_lists": "word list",
    "wishes": "wish",
    "replies": "reply",
    "avoided": "list of avoided words",
    "reading_scales": "reading scale",
    "reading_names": "list of names",
    "sources": "source",
    "cases": "case",
    "hazards": "hazard",
    "coverage": "guidance line",
    "releases": "release",
}

# Facts and named values are words of the language of conditions; other ids are read by people and stand in addresses.
FACT_ID: Final = re.compile(r"[a-z][a-z0-9_]*(\.[a-z0-9_]+)*")
ENTRY_ID: Final = re.compile(r"[A-Za-z0-9]+([-_.][A-Za-z0-9]+)*")
