"""Damage to questionnaires and responses: what really happens to such files, and what only chance does to them."""

import copy
import json
from collections.abc import Callable, Iterator
from random import Random
from typing import Any

__all__ = ["FORM_DAMAGE", "RESPONSE_DAMAGE", "damaged", "filled"]

Tree = dict[str, Any]
# Keys under which options stand, wherever they are kept.
OPTIONS = ("answerOption", "option", "contains", "concept")
JUNK: tuple[Any, ...] = (None, 5, -1.5, True, [], {}, "x", [[]], {"a": 1}, "68518-0", " ")


def leaves(items: list[Any]) -> Iterator[Tree]:
    """The items that can be answered."""
    for item in items:
        if item.get("type") not in ("group", "display"):
            yield item
        yield from leaves(item.get("item", []))


def holders(tree: Any, *names: str) -> list[list[Any]]:
    """Every list with more than one entry that stands under one of these keys."""
    found = []
    parts = tree.items() if isinstance(tree, dict) else enumerate(tree) if isinstance(tree, list) else ()
    for name, part in parts:
        if name in names and isinstance(part, list) and len(part) > 1:
            found.append(part)
        found += holders(part, *names)
    return found


def _two(entries: list[Any], chance: Random) -> list[Any]:
    return chance.sample(entries, 2) if len(entries) > 1 else []


def _exchange(pair: list[Tree], *names: str) -> None:
    one, other = pair
    for name in names:
        if name in one or name in other:
            mine, theirs = one.pop(name, None), other.pop(name, None)
            if theirs is not None:
                one[name] = theirs
            if mine is not None:
                other[name] = mine


def _coding(option: Tree) -> Tree:
    inner = option.get("valueCoding")
    return inner if isinstance(inner, dict) else option


def drop(tree: Tree, chance: Random) -> None:
    """An item is lost."""
    entries = chance.choice([tree["item"], *holders(tree, "item")])
    if entries:
        entries.pop(chance.randrange(len(entries)))


def double(tree: Tree, chance: Random) -> None:
    """An item stands twice."""
    entries = chance.choice([tree["item"], *holders(tree, "item")])
    if entries:
        entries.insert(chance.randrange(len(entries)), copy.deepcopy(chance.choice(entries)))


def move(tree: Tree, chance: Random) -> None:
    """Two items change places."""
    entries = chance.choice([tree["item"], *holders(tree, "item")])
    if len(entries) > 1:
        one, other = chance.sample(range(len(entries)), 2)
        entries[one], entries[other] = entries[other], entries[one]


def swap(*names: str) -> Callable[[Tree, Random], None]:
    """Two items exchange these."""

    def swapped(tree: Tree, chance: Random) -> None:
        pair = _two(list(leaves(tree["item"])), chance)
        if pair:
            _exchange(pair, *names)

    swapped.__name__ = "swap " + " and ".join(names)
    return swapped


def lose(*names: str) -> Callable[[Tree, Random], None]:
    """An item loses these."""

    def lost(tree: Tree, chance: Random) -> None:
        found = list(leaves(tree["item"]))
        if found:
            item = chance.choice(found)
            for name in names:
                item.pop(name, None)

    lost.__name__ = "lose " + " and ".join(names)
    return lost


def retag(tree: Tree, chance: Random) -> None:
    """The code of an item is another one."""
    items = [item for item in leaves(tree["item"]) if item.get("code")]
    if items:
        item = chance.choice(items)
        codes = ["44250-9", "44260-8", "68520-6", "93250-9", "99999-9", "44250-8", "", "nothing", "69736-7"]
        item["code"] = [{"system": "http://loinc.org", "code": chance.choice(codes)}]


def _options(tree: Tree, chance: Random) -> list[Any]:
    found = holders(tree, *OPTIONS)
    return chance.choice(found) if found else []


def swap_weights(tree: Tree, chance: Random) -> None:
    """Two options exchange their weights."""
    pair = _two(_options(tree, chance), chance)
    if pair:
        _exchange(pair, "extension")
        _exchange([_coding(pair[0]), _coding(pair[1])], "extension")


def turn_weights(tree: Tree, chance: Random) -> None:
    """The weights of a question stand the other way round."""
    options = _options(tree, chance)
    for one, other in zip(options[: len(options) // 2], reversed(options), strict=False):
        _exchange([one, other], "extension")
        _exchange([_coding(one), _coding(other)], "extension")


def no_weights(tree: Tree, chance: Random) -> None:
    """No weights at all."""
    for options in holders(tree, *OPTIONS):
        for option in options:
            option.pop("extension", None)
            _coding(option).pop("extension", None)


def swap_options(name: str) -> Callable[[Tree, Random], None]:
    """Two options exchange their words, or their codes."""

    def swapped(tree: Tree, chance: Random) -> None:
        pair = _two(_options(tree, chance), chance)
        if pair:
            _exchange([_coding(pair[0]), _coding(pair[1])], name)

    swapped.__name__ = f"swap {name} of options"
    return swapped


def drop_option(tree: Tree, chance: Random) -> None:
    """An option is lost."""
    options = _options(tree, chance)
    if options:
        options.pop(chance.randrange(len(options)))


def double_option(tree: Tree, chance: Random) -> None:
    """An option stands twice."""
    options = _options(tree, chance)
    if options:
        options.append(copy.deepcopy(chance.choice(options)))


def panel(tree: Tree, chance: Random) -> None:
    """The form carries the code of another one."""
    tree["code"] = [{"system": "http://loinc.org", "code": chance.choice(["72109-2", "44249-1", "69737-5", "82666-9"])}]


def junk(tree: Tree, chance: Random) -> None:
    """Something anywhere is something else."""
    part: Any = tree
    for _ in range(chance.randint(1, 8)):
        keys: list[Any] = list(part) if isinstance(part, dict) else list(range(len(part)))
        keys = [key for key in keys if key != "resourceType"]
        if not keys:
            return
        key = chance.choice(keys)
        if not isinstance(part[key], dict | list) or chance.random() < 0.15:
            part[key] = chance.choice(JUNK)
            return
        part = part[key]


def lose_anything(tree: Tree, chance: Random) -> None:
    """A key anywhere is lost."""
    part: Any = tree
    for _ in range(chance.randint(2, 8)):
        keys: list[Any] = list(part) if isinstance(part, dict) else list(range(len(part)))
        keys = [key for key in keys if key not in ("resourceType", "item")] if chance.random() < 0.4 else keys
        if not keys:
            return
        key = chance.choice(keys)
        if not isinstance(part[key], dict | list):
            if key != "resourceType":
                del part[key]
            return
        part = part[key]


def _answers(tree: Tree, chance: Random) -> list[Tree]:
    found = [item for item in _entries(tree["item"]) if item.get("answer")]
    return chance.choice(found)["answer"] if found else []


def _entries(items: list[Any]) -> Iterator[Tree]:
    for item in items:
        yield item
        yield from _entries(item.get("item", []))


def _codings(tree: Tree, chance: Random) -> list[Tree]:
    return [a["valueCoding"] for a in _answers(tree, chance) if isinstance(a.get("valueCoding"), dict)]


def answer_exchanged(tree: Tree, chance: Random) -> None:
    """System and code of an answer are exchanged."""
    for coding in _codings(tree, chance):
        _exchange_within(coding)


def _exchange_within(coding: Tree) -> None:
    coding["system"], coding["code"] = coding.get("code", ""), coding.get("system", "")


def answer_blanks(tree: Tree, chance: Random) -> None:
    """Blanks in the code of an answer."""
    for coding in _codings(tree, chance):
        code = str(coding.get("code", ""))
        coding["code"] = chance.choice([f" {code}", f"{code}\u00a0 ", code.replace("LA", "LA ", 1)])


def answer_code(tree: Tree, chance: Random) -> None:
    """The code of an answer is another one; its words stay."""
    for coding in _codings(tree, chance):
        if coding.get("display"):
            coding["code"] = chance.choice(["LA6571-9", "LA33-6", "LA6270-8", "zzz", "4", "", "373066001"])


def answer_words(tree: Tree, chance: Random) -> None:
    """The words of an answer are other ones, or gone; its code stays."""
    for coding in _codings(tree, chance):
        coding["display"] = chance.choice(["Nearly every day", "Yes", "No", "Weekly", "", "something else", "3"])


def answer_twice(tree: Tree, chance: Random) -> None:
    """An item is answered twice, and not alike."""
    answers = _answers(tree, chance)
    if answers:
        answers.append(
            {"valueCoding": {"code": "LA6571-9", "system": "http://loinc.org", "display": "Nearly every day"}}
        )


def answer_as_words(tree: Tree, chance: Random) -> None:
    """An answer given as words alone."""
    for answer in _answers(tree, chance):
        coding = answer.pop("valueCoding", None)
        if isinstance(coding, dict):
            answer["valueString"] = coding.get("display", "")


def link(tree: Tree, chance: Random) -> None:
    """A link id is another one."""
    items = list(_entries(tree["item"]))
    chance.choice(items)["linkId"] = chance.choice(["", "nothing", "q1", "/44260-8", "g1.q2"])


FORM_DAMAGE: tuple[Callable[[Tree, Random], None], ...] = (
    drop, double, move, swap("code"), swap("text"), swap("linkId"), swap("linkId", "code"), lose("code"), lose("text"),
    lose("code", "text"), retag, swap_weights, turn_weights, no_weights, swap_options("display"), swap_options("code"),
    drop_option, double_option, panel, junk, lose_anything,
)  # fmt: skip
RESPONSE_DAMAGE: tuple[Callable[[Tree, Random], None], ...] = (
    drop, double, move, swap("linkId"), swap("text"), lose("linkId"), answer_exchanged, answer_blanks, answer_code,
    answer_words, answer_twice, answer_as_words, link, junk, lose_anything,
)  # fmt: skip


def damaged(tree: Tree, how: Callable[[Tree, Random], None], chance: Random) -> Tree:
    """A copy with one damage."""
    found: Tree = json.loads(json.dumps(tree))
    how(found, chance)
    return found


def filled(form: Tree, chance: Random) -> Tree:
    """A response to a form: one of its options for each question, with code and words, the questions repeated."""
    sets = {f"#{v.get('id')}": v for v in form.get("contained", [])} | {
        v.get("url", ""): v for v in form.get("contained", [])
    }
    entries = []
    for item in leaves(form["item"]):
        named = item.get("answerValueSet") or (item.get("options") or {}).get("reference") or ""
        held = holders(sets.get(named, {}), "contains", "concept")
        options = item.get("answerOption") or item.get("option") or (held[0] if held else [])
        codings = [_coding(option) for option in options if _coding(option).get("code")]
        if codings:
            chosen = {k: v for k, v in chance.choice(codings).items() if k in ("system", "code", "display")}
            entries.append(
                {"linkId": item["linkId"], "text": item.get("text", ""), "answer": [{"valueCoding": chosen}]}
            )
    return {"resourceType": "QuestionnaireResponse", "status": "completed", "item": entries}
