"""The level of care with what was said of it: a word is about the level that was on the table, not about any other."""

import msgspec

from waymark.planning.care_level import choose_level
from waymark.planning.evidence import Evidence
from waymark.planning.findings import Findings
from waymark.planning.options import Options
from waymark.planning.plan import LevelChoice
from waymark.planning.prepare import Prepared
from waymark.planning.stand import Stand

__all__ = ["with_said"]


def with_said(
    prepared: Prepared,
    findings: Findings,
    options: Options,
    evidence: Evidence,
    stand: Stand,
    level: LevelChoice,
    preferred: frozenset[str],
    refused: frozenset[str],
) -> LevelChoice:
    """The level with its state; where the authors chose one, also what the facts alone would recommend."""
    proposed: dict[str, str | float] = {}
    chosen = stand.changes.get("level", {}).get("level")
    if chosen is not None:
        mute = Evidence(prepared, evidence.known, mute=True)
        alone = choose_level(prepared, findings, options, mute, preferred - {str(chosen)}, refused, level.state)
        proposed["level"] = alone.recommended.key
    return msgspec.structs.replace(level, state=stand.level_state(level.recommended.key), proposed=proposed)
