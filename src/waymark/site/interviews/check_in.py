"""A check-in by the person: the short form of what is due again, question by question, and nothing else.

The question itself, how it is answered, what becomes dangerous with it and how it is kept are those of an interview.
"""

from collections.abc import Iterator

from waymark.planning.asking.interview import Interview as Asking
from waymark.planning.asking.steps import Question, Step, Tell
from waymark.progress.asked_again import asked_again
from waymark.site.access.gate import Gate
from waymark.site.interviews.holding import Held
from waymark.site.interviews.steps import next_of
from waymark.site.walking.going import walk_of

__all__ = ["next_in_check_in"]


def next_in_check_in(gate: Gate, held: Held, put: tuple[str, tuple[str, ...]] | None = None) -> Step | None:
    """What comes next: what has to be told first, a question that was `put` once more, or the next that is due.

    None where nothing is left.
    """
    first = next_of(held, put)
    if isinstance(first, Tell) or (put is not None and isinstance(first, Question)):
        return first
    state = held.state
    done = {*state.aside, *(given.question for given in state.given)}
    if state.again is not None:
        done.discard(state.again)
    topics = asked_again(walk_of(gate, held.asking.prepared.language))
    if state.current is not None:
        # A form in hand: with its first answer it is due no more, and the rest of it is asked all the same.
        topics = tuple(dict.fromkeys((state.current, *topics)))
    for name in _questions(held.asking, topics):
        if name not in done and (question := held.asking.question(name)) is not None:
            return question
    return None


def _questions(asking: Asking, topics: tuple[str, ...]) -> Iterator[str]:
    """Ids of questions: of a form each item. What nobody who is alone may be asked is left out."""
    chooser, catalogue = asking.chooser, asking.catalogue
    for name in topics:
        topic = catalogue.topics.get(name)
        if topic is None or not chooser.permitted(topic):
            continue
        if topic.kind == "form":
            yield from (f"{name}:{item.id}" for item in catalogue.instrument(topic).items)
        else:
            yield name
