"""What somebody means by a name: an option's id, or its words in any language at hand."""

import re
import unicodedata
from collections.abc import Iterable, Iterator

from waymark.planning.care_level import level_title
from waymark.planning.open_questions import option_title
from waymark.planning.prepare import Prepared

__all__ = ["Ambiguous", "NoSuchOption", "find_option", "option_name"]

SHOWN = 6
# What people mean first when they say a name; rules only by their id.
FIRST = ("medicine", "intervention", "level", "goal")
THEN = ("problem", "tool", "get", "task")


class NoSuchOption(LookupError):
    """The library has nothing of this name; the message says what is near."""


class Ambiguous(LookupError):
    """Several entries go by this name; `candidates` are (option, title)."""

    def __init__(self, said: str, candidates: list[tuple[str, str]]) -> None:
        listed = "; ".join(f"{option} ({title})" for option, title in candidates[:SHOWN])
        more = f"; and {len(candidates) - SHOWN} more" if len(candidates) > SHOWN else ""
        super().__init__(f"“{said}” could be {listed}{more}; name one of them")
        self.candidates = candidates


def find_option(said: str, libraries: Iterable[Prepared]) -> str:
    """The option meant (`medicine:methadone`, `level:L3a`, `goal:GO-01:alcohol`).

    `libraries`: the same release in one language after the other, each opened only when the one before did not know the
    name. Raises Ambiguous or NoSuchOption.
    """
    near: dict[str, str] = {}
    wanted = _plain(said)
    if wanted:
        for prepared in libraries:
            known = dict(_options(prepared))
            exact = _by_id(said, known, prepared) or [o for o, title in known.items() if _plain(title) == wanted]
            inside = exact or [o for o, title in known.items() if _contains(f"{title} {o.partition(':')[2]}", wanted)]
            inside = _meant_first(inside)
            if len(inside) == 1:
                return inside[0]
            if inside:
                raise Ambiguous(said, [(o, known[o]) for o in inside])
            near.update({_plain(title): option for option, title in known.items()})
            near.update({_plain(option.partition(":")[2]): option for option in known})
    raise NoSuchOption(_nearest(said, near))


def option_name(prepared: Prepared, option: str) -> str:
    """The option's name in the language of the plan."""
    key = option.removeprefix("level:")
    composite = next((c for c in prepared.candidates if c.key == key), None)
    if composite is not None:
        return level_title(prepared, composite)
    return dict(_options(prepared)).get(option) or option_title(prepared, option)


def _meant_first(options: list[str]) -> list[str]:
    """Of several kinds of things the one people mean first."""
    for kinds in (FIRST, THEN):
        meant = [o for o in options if o.partition(":")[0] in kinds]
        if meant:
            return meant
    return [o for o in options if not o.startswith("rule:")] or options


def _by_id(said: str, known: dict[str, str], prepared: Prepared) -> list[str]:
    """Whole ids, ids without their kind, line ids of a plan, and composites of levels."""
    name = said.strip()
    name = re.sub(r"^(left-out|hold):", "", name).partition("@")[0]
    if name in known:
        return [name]
    if re.fullmatch(r"medicine:[^:]+:[^:]+", name) and name.rpartition(":")[0] in known:
        return [name.rpartition(":")[0]]
    key = name.removeprefix("level:")
    if any(c.key == key for c in prepared.candidates):
        return [f"level:{key}"]
    return [option for option in known if option.partition(":")[2].lower() == name.lower()]


def _options(prepared: Prepared) -> Iterator[tuple[str, str]]:
    """Everything a plan can hold, with its name."""
    text, release = prepared.text, prepared.release
    for name, medicine in prepared.medicines.items():
        yield f"medicine:{name}", text(medicine.label)
    for name, intervention in prepared.interventions.items():
        yield f"intervention:{name}", text(intervention.label)
    for name, level in prepared.levels.items():
        yield f"level:{name}", text(level.label)
    several = {name for problem in prepared.problems.values() if problem.per_substance for name in problem.goals}
    for name, pattern in prepared.goals.items():
        yield from _per_substance(prepared, f"goal:{name}", text(pattern.label), per=name in several)
    for name, problem in prepared.problems.items():
        yield from _per_substance(prepared, f"problem:{name}", text(problem.label), per=problem.per_substance)
    for name, tool in prepared.tools.items():
        yield f"tool:{name}", text(tool.label)
    for rule in prepared.rules:
        yield f"rule:{rule.id}", text(rule.asks)
        for effect in rule.effects:
            task, what = getattr(effect, "task", None), getattr(effect, "what", None)
            if isinstance(task, str):
                yield f"task:{task}", text(getattr(effect, "does", ""))
            elif isinstance(what, str):
                cadence = hasattr(effect, "every_days")
                yield f"{'watch' if cadence else 'get'}:{what}", text(getattr(effect, "label", ""))
    for name, instrument in release.instruments.items():
        yield f"instrument:{name}", text(instrument.name)


def _per_substance(prepared: Prepared, option: str, title: str, *, per: bool) -> Iterator[tuple[str, str]]:
    if per:
        for substance in prepared.substances:
            named = prepared.substance_text({"en": title}, substance)
            suffix = prepared.text(prepared.substances[substance].name)
            yield f"{option}:{substance}", named if named != title else f"{title}: {suffix}"
    else:
        yield option, title


def _contains(title: str, wanted: str) -> bool:
    words = _plain(title).split()
    return all(any(word.startswith(part) for word in words) for part in wanted.split())


def _plain(text: str) -> str:
    """Letters and digits without accents, lower case."""
    bare = unicodedata.normalize("NFKD", text.casefold())
    return " ".join(re.findall(r"[a-z0-9]+", "".join(c for c in bare if not unicodedata.combining(c))))


def _nearest(said: str, near: dict[str, str]) -> str:
    from difflib import get_close_matches

    found = dict.fromkeys(near[n] for n in get_close_matches(_plain(said), near, n=5, cutoff=0.6))
    hint = f"; nearest: {', '.join(list(found)[:3])}" if found else "; `waymark knowledge list` shows what there is"
    return f"nothing in the library goes by “{said[:60]}”{hint}"
