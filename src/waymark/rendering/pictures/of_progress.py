"""All pictures of how it goes, by where they stand."""

from waymark.progress.report import Progress
from waymark.rendering.pictures.calendar import calendar
from waymark.rendering.pictures.change import before_and_after
from waymark.rendering.pictures.drawing import Picture
from waymark.rendering.pictures.trajectory import trajectory
from waymark.rendering.pictures.versions import road

__all__ = ["pictures_of"]

# More trajectories are not looked at: those of goals come first.
_MOST = 8
# Told in words where it belongs.
_ELSEWHERE = ("barc10.weak_areas",)


def pictures_of(progress: Progress) -> dict[str, tuple[Picture, ...]]:
    """`trajectories`, `weeks`, `road`, `changes`: each with what there is to draw."""
    language = progress.language
    drawn = (one for one in progress.series if one.standing != "counted" and not one.id.startswith(_ELSEWHERE))
    lines = (trajectory(one, progress.events, language) for one in drawn)
    began = next(((event.at, event.day) for event in progress.events if event.kind == "began"), None)
    return {
        "trajectories": tuple(one for one in lines if one is not None)[:_MOST],
        "weeks": _one(calendar(progress.weeks_table, language)),
        "road": _one(road(progress.versions, began, language)),
        "changes": before_and_after(progress),
    }


def _one(picture: Picture | None) -> tuple[Picture, ...]:
    return () if picture is None else (picture,)
