"""What the two authors said of a line, in a few words behind it."""

from waymark.planning.plan import State
from waymark.rendering.headings import heading

__all__ = ["said_of"]

# Said by what stands between the two; a mere proposal needs no word.
_STANDING = ("active", "open between us")


def said_of(state: State, language: str, *, brief: bool = False) -> list[str]:
    """Parts such as “you: agreed”; empty where nobody said anything. `brief`: without the reason given."""

    def word(key: str) -> str:
        return heading(key, language)

    parts = [
        f"{word(f'state {author}')}: {word(getattr(state, author))}"
        for author in ("person", "clinician")
        if getattr(state, author) != "proposed"
    ]
    if state.standing in _STANDING:
        parts.append(word(state.standing))
    if state.re_offer:
        parts.append(f"{word('re-offer')}: {state.re_offer}")
    if state.until:
        parts.append(f"{word('until')} {state.until}")
    if state.offered_again:
        parts.append(f"{word('offered again as agreed')} {state.offered_again}")
    if state.says and not brief:
        parts.append(f"“{state.says}”")
    if state.text and not brief:
        parts.append(f"“{state.text}”")
    return parts
