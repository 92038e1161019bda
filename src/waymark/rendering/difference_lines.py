"""One changed line as a sentence, in the voice of who reads it. To the person never a word such as worse."""

from collections.abc import Iterable

from waymark.planning.deciding.difference import Changed
from waymark.rendering.difference_words import Voice, tell_change, told_change
from waymark.rendering.headings import hours_text, need_word, who_text

__all__ = ["folded_into", "is_for_team", "say_line", "say_lines", "say_team"]

_STEPS = ("step", "task", "get", "review", "tonight")


# Facts named where something waits for them.
MOST_NAMED = 3
# Names may stand in one row; whole sentences each need a line of their own.
LONGEST_JOINED = 80


def folded_into(entry: Changed, changed: frozenset[str]) -> str | None:
    """The line that tells this one along with itself: a reached goal also left the goals and is no longer watched."""
    kind, _, rest = entry.item.partition(":")
    candidates: tuple[str, ...]
    if kind == "earlier":
        plain = rest.removeprefix("watch:")
        goal = f"goal:{rest.removeprefix('step:').rpartition(':')[0]}"
        candidates = (f"earlier:{plain}" if plain != rest else "", f"earlier:{goal}", goal)
    elif kind == "left-out":
        same = tuple(i for i in changed if i == rest or (rest.startswith("medicine:") and i.startswith(f"{rest}:")))
        candidates = same if entry.what == "gone" or rest == "level" else ()
    elif kind == "watch":
        candidates = (f"earlier:{entry.item}", rest)
    elif kind == "hold":
        candidates = tuple(i for i in changed if i.startswith(f"{rest}:") or i == rest)
    else:
        candidates = (f"earlier:{entry.item}", f"left-out:{entry.item}" if entry.what == "gone" else "")
    return next((c for c in candidates if c in changed and c != entry.item), None)


def say_lines(entries: Iterable[Changed], voice: Voice, language: str) -> list[str]:
    """The lines as sentences; those that begin alike are told as one."""
    found: dict[str, list[str]] = {}
    for entry in entries:
        lead, colon, rest = say_line(entry, voice, language).partition(": ")
        if colon and entry.title == rest and len(rest) <= LONGEST_JOINED and not rest.endswith("."):
            found.setdefault(f"{lead}:", []).append(rest)
        else:
            found.setdefault(lead + colon + rest, [])
    return [f"{lead} {'; '.join(rests)}" if rests else lead for lead, rests in found.items()]


def is_for_team(entry: Changed) -> bool:
    """Whether the line is worded for clinicians: what they do, look at, ask for or note for one another."""
    kind = entry.item.partition(":")[0]
    if kind in ("alert", "inform", "review", "get"):
        return True
    who = str((entry.after or entry.before or {}).get("who") or "person")
    return kind in ("step", "task") and not who.startswith(("person", "family"))


def say_team(entries: list[Changed], group: str, language: str) -> str:
    """Those lines as the person is told of them: that they are there, how many, and who does them."""
    who = dict.fromkeys(str((e.after or e.before or {}).get("who") or "clinician") for e in entries)
    key = group if group in ("safety", "steps") else "rest"
    named = ", ".join(who_text(one, language) for one in who)
    return tell_change(f"team {key}", language, count=len(entries), who=named)


def say_line(entry: Changed, voice: Voice, language: str) -> str:
    """What is new, gone or different about this line."""
    kind = entry.item.partition(":")[0]
    match kind:
        case "level":
            return _level(entry, voice, language)
        case "goal":
            return _goal(entry, language)
        case "medicine":
            return _medicine(entry, language)
        case "intervention":
            return _help(entry, language)
        case "need":
            return _need(entry, voice, language)
        case "earlier":
            return _earlier(entry, voice, language)
        case "watch":
            when = str((entry.after or entry.before or {}).get("rhythm") or "")
            return tell_change(f"watch {entry.what}", language, title=entry.title, when=when)
        case "alert" if entry.what == "changed":
            return tell_change("alert changed", language, title=entry.title, **_both(entry, "level"))
    if kind in _STEPS:
        return _step(entry, language)
    return _plain(entry, kind, language)


def _plain(entry: Changed, kind: str, language: str) -> str:
    key = f"{kind} {entry.what}"
    until = _some(str((entry.after or {}).get("until") or ""), language)
    return tell_change(key if told_change(key) else entry.what, language, title=entry.title, until=until)


def _some(named: str, language: str) -> str:
    """The first few of several names."""
    names = named.split(", ")
    if len(names) <= MOST_NAMED:
        return named
    return tell_change("and more", language, named=", ".join(names[:MOST_NAMED]), count=len(names) - MOST_NAMED)


def _both(entry: Changed, field: str) -> dict[str, str]:
    return {"old": _shown((entry.before or {}).get(field)), "new": _shown((entry.after or {}).get(field))}


def _shown(value: str | float | None) -> str:
    return f"{value:g}" if isinstance(value, int | float) else value or "?"


def _moved(entry: Changed, field: str) -> bool:
    return (entry.before or {}).get(field) != (entry.after or {}).get(field)


def _level(entry: Changed, voice: Voice, language: str) -> str:
    parts = _both(entry, "level")
    if _moved(entry, "level"):
        return tell_change("level changed person" if voice == "person" else "level changed", language, **parts)
    after = entry.after or {}
    more = tell_change("level around", language)
    if _moved(entry, "meanwhile") and after.get("meanwhile"):
        more = tell_change("level meanwhile", language, here=after["meanwhile"])
    elif _moved(entry, "unmet"):
        unmet = after.get("unmet")
        more = tell_change("level unmet", language, unmet=unmet) if unmet else tell_change("level met", language)
    return tell_change("level same", language, new=parts["new"], more=more)


def _goal(entry: Changed, language: str) -> str:
    after = entry.after or {}
    if entry.what == "new":
        return tell_change(f"goal new {after.get('place')}", language, title=entry.title)
    if entry.what == "gone":
        return tell_change("goal gone", language, title=entry.title)
    said = []
    if _moved(entry, "place"):
        said.append(tell_change(f"goal to {after.get('place')}", language, title=entry.title))
    for field in ("target", "days", "says", "by", "baseline"):
        if _moved(entry, field) and after.get(field) is not None and not (field == "by" and said):
            unit = after.get("unit") or ""
            said.append(tell_change(f"goal {field}", language, title=entry.title, unit=unit, **_both(entry, field)))
    return ". ".join(said) or tell_change("changed", language, title=entry.title)


def _medicine(entry: Changed, language: str) -> str:
    if entry.what == "gone":
        return tell_change("medicine gone", language, title=entry.title)
    if entry.what == "new" or _moved(entry, "status"):
        return tell_change(f"medicine {(entry.after or {}).get('status', 'option')}", language, title=entry.title)
    return tell_change("medicine rank", language, title=entry.title)


def _sides(entry: Changed):  # type: ignore[no-untyped-def]
    return (("old", entry.before), ("new", entry.after))


def _help(entry: Changed, language: str) -> str:
    if entry.what != "changed":
        return tell_change(entry.what, language, title=entry.title)
    if _moved(entry, "rank"):
        ranks = {side: tell_change(name, language) for side, name in _both(entry, "rank").items()}
        return tell_change("help rank", language, title=entry.title, **ranks)
    return tell_change("help serves", language, title=entry.title)


def _need(entry: Changed, voice: Voice, language: str) -> str:
    if entry.what == "gone":
        return tell_change("need gone", language, title=entry.title)
    if voice == "person":
        return tell_change("need person", language, title=entry.title)
    words = {side: _rating((facet or {}).get("rating"), language) for side, facet in _sides(entry)}
    return tell_change(f"need {entry.what}", language, title=entry.title, **words)


def _rating(rating: str | float | None, language: str) -> str:
    if not isinstance(rating, int | float):
        return tell_change("not rated", language)
    return f"{rating:g} ({need_word(int(rating), language)})"


def _step(entry: Changed, language: str) -> str:
    after = entry.after
    if after is None:
        return tell_change("step gone", language, title=entry.title)
    hours = after.get("hours")
    parts = {
        "title": entry.title,
        "who": who_text(str(after.get("who")), language),
        "when": hours_text(float(hours), language) if isinstance(hours, int | float) else "",
    }
    if entry.what == "new":
        return tell_change("step new", language, **parts)
    place = after.get("place")
    if _moved(entry, "place") and place in ("first", "later"):
        return tell_change(f"step to {place}", language, **parts)
    return tell_change("step changed", language, **parts)


def _earlier(entry: Changed, voice: Voice, language: str) -> str:
    if entry.after is None:
        return tell_change("earlier gone", language, title=entry.title)
    said = tell_change(f"earlier {entry.after.get('standing')}", language, title=entry.title)
    why = entry.after.get("person")
    return f"{said}. {why}" if voice == "person" and isinstance(why, str) and why and entry.group == "safety" else said
