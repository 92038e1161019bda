"""How it goes as one self-contained page: what was reached first, then what stands out, pictures with their tables, the
plan for hard moments, and what comes next."""

from waymark.progress.report import Progress
from waymark.progress.report_ahead import Event, HardPart
from waymark.rendering.dates import dated
from waymark.rendering.page import style, template, tidied
from waymark.rendering.pictures.drawing import Picture
from waymark.rendering.pictures.of_progress import pictures_of
from waymark.rendering.pictures.trajectory import MARKS
from waymark.rendering.progress_words import word

__all__ = ["ProgressView", "render_progress_page"]

MOST_SIGNALS = 5


class ProgressView:
    """What the page shows, in words."""

    def __init__(self, progress: Progress) -> None:
        self.progress, self.language = progress, progress.language
        self.pictures: dict[str, tuple[Picture, ...]] = pictures_of(progress)

    def w(self, key: str, /, **parts: object) -> str:
        return word(key, self.language, **parts)

    def dated(self, text: str) -> str:
        """With dates as people write them."""
        return dated(text, self.language)

    @property
    def title(self) -> str:
        return f"{self.w('short title')} · {self.progress.person}"

    @property
    def reached(self) -> tuple[str, ...]:
        """In the person's own terms first, then along the way of goals; each once."""
        found = [one.says for one in self.progress.milestones]
        # Of several reached on one day the farthest is told.
        farthest = {(one.goal, one.reached): one.says for one in self.progress.waypoints if one.reached is not None}
        return tuple(dict.fromkeys((*found, *farthest.values())))

    @property
    def ahead(self) -> tuple[str, ...]:
        return tuple(one.says for one in self.progress.waypoints if one.reached is None)

    @property
    def signals(self) -> tuple[object, ...]:
        """What protects life, and of the rest the most pressing."""
        awake = [one for one in self.progress.signals if one.snoozed_until is None and one.rests_until is None]
        return tuple(one for place, one in enumerate(awake) if one.safety or place < MOST_SIGNALS)

    @property
    def help(self) -> HardPart | None:
        hard = self.progress.hard_moments
        return None if hard is None else next((part for part in hard.parts if part.id == "steps"), None)

    def whose(self, by: str) -> str:
        return "" if by == "own words" else self.w(f"by {by}")

    def checkup(self, one: object) -> str:
        state = one.state  # type: ignore[attr-defined]
        return self.w(f"checkup {state}", at=one.at, until=one.until, opens=one.opens)  # type: ignore[attr-defined]

    def mark(self, event: Event) -> str:
        return MARKS[event.kind]

    def sign(self, holds: bool | None) -> tuple[str, str]:
        """A mark and its word."""
        key = "nobody knows" if holds is None else "holds" if holds else "does not hold"
        return {"holds": "✓", "does not hold": "○", "nobody knows": "?"}[key], self.w(key)


def render_progress_page(progress: Progress) -> str:
    """One HTML document with nothing to fetch: style inside, no script."""
    css = style("plan.css", "pictures.css", "progress.css")
    return tidied(template("progress.html.jinja").render(page=ProgressView(progress), p=progress, css=css))
