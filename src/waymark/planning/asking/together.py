"""Questions that may stand on one page: several items of a form, or several facts of one area that go together.

One at a time is the order that asks least; a page for each costs whoever asks a minute for every three. So what stands
together is only what would be asked anyway, whichever way the others are answered, as far as that can be told
beforehand. A question about danger always stands alone: its answer is looked at before anything else is asked.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from waymark.planning.asking.wording import worded
from waymark.record.index import index_of

if TYPE_CHECKING:
    from waymark.planning.asking.catalogue import Topic
    from waymark.planning.asking.choosing import Chooser
    from waymark.planning.asking.steps import Question

__all__ = ["MOST_TOGETHER", "together"]

# As many as fit a screen without scrolling, and as somebody holds in mind. Our choice.
MOST_TOGETHER = 6


def together(chooser: "Chooser", question: "Question", most: int = MOST_TOGETHER) -> tuple["Question", ...]:
    """The question and those that may stand beside it, in the order in which they would come; often itself alone."""
    topic = chooser.catalogue.topics.get(question.topic)
    if topic is None or most < 2:
        return (question,)
    if question.kind == "item":
        names = list(_items(chooser, topic, question.item or ""))[:most]
        rest = [worded(chooser, topic, matters=question.matters, item=name) for name in names[1:]]
    elif question.kind == "fact" and question.matters and not _dangerous(chooser, topic):
        rest = [worded(chooser, one, matters=True) for one in _facts(chooser, topic, most)[1:]]
    else:
        rest = []
    return (question, *rest)


def _items(chooser: "Chooser", topic: "Topic", first: str) -> Iterator[str]:
    """Items from this one on that are still to be asked, up to the next one about safety."""
    left = list(chooser.sheet(topic).left)
    start = next((place for place, item in enumerate(left) if item.id == first), None)
    yield first
    if start is None or left[start].safety:
        return
    for item in left[start + 1 :]:
        if item.safety:
            return
        yield item.id


def _facts(chooser: "Chooser", first: "Topic", most: int) -> list["Topic"]:
    """Facts of the same area, those about the same substance first; what a list to be gone through tells is left."""
    facts = chooser.prepared.facts
    about = facts[first.facts[0]]
    found = [first]
    order = [one for one in chooser.in_order() if one.id != first.id and one.kind == "fact"]
    order.sort(key=lambda one: facts[one.facts[0]].subject != about.subject)
    for one in order:
        if len(found) == most:
            break
        alike = facts[one.facts[0]].area == about.area and one.by == first.by and one.sensitive == first.sensitive
        if alike and _plain(chooser, one) and not any(_meets(chooser, one, other) for other in found):
            found.append(one)
    return found


def _plain(chooser: "Chooser", topic: "Topic") -> bool:
    """Of no danger, sure to be of the moment, and in no list that is still to be gone through."""
    listed = chooser.catalogue.lists.get(topic.facts[0], "") in chooser.left
    return not listed and not _dangerous(chooser, topic) and chooser.indicated(topic) is True


def _meets(chooser: "Chooser", one: "Topic", other: "Topic") -> bool:
    """An answer to the other may make this one needless, or says something of it."""
    return _hangs_on(chooser, one, other) or _implied(chooser, one, other)


def _dangerous(chooser: "Chooser", topic: "Topic") -> bool:
    return topic.danger or chooser.is_safety(topic)


def _hangs_on(chooser: "Chooser", one: "Topic", other: "Topic") -> bool:
    """Every open rule that waits for the one waits for the other too: its answer may make this one needless."""
    waiting = chooser.votes.conditions
    return set(waiting.get(one.id, ())) <= set(waiting.get(other.id, ()))


def _implied(chooser: "Chooser", one: "Topic", other: "Topic") -> bool:
    """An answer to either can say something of the other."""
    implying = index_of(chooser.prepared.release).implying

    def says_of(a: "Topic", b: "Topic") -> bool:
        return any(b.facts[0] in implication.then for implication in implying.get(a.facts[0], ()))

    return says_of(one, other) or says_of(other, one)
