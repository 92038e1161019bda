"""`{% say "people.title" %}`: a text in the language of the page."""

from collections.abc import Iterable
from datetime import date, datetime
from functools import cache
from typing import Any

from django import template
from django.template.base import FilterExpression, Node, Parser, Token, token_kwargs
from django.template.context import Context
from django.template.loader import get_template
from django.utils import translation
from django.utils.dateformat import format as date_format
from django.utils.html import conditional_escape
from django.utils.timezone import is_aware, localtime

from waymark.site.pages.faults import in_language
from waymark.site.pages.wording import say as _say

register = template.Library()


class _Say(Node):
    """One text; pages hold dozens, so this does no more than it must."""

    def __init__(self, name: FilterExpression, given: dict[str, FilterExpression], target: str) -> None:
        self.name, self.given, self.target = name, given, target

    def render(self, context: Context) -> str:
        language, name = str(context.get("language", "en")), self.name.resolve(context)
        if not self.given and not self.target and context.autoescape:
            return _escaped(language, name)
        text = _say(language, name, **{key: value.resolve(context) for key, value in self.given.items()})
        if self.target:
            context[self.target] = text
            return ""
        return conditional_escape(text) if context.autoescape else text


@cache
def _escaped(language: str, name: str) -> str:
    """A text of ours as it stands in a page: there are so many of them and no more."""
    return conditional_escape(_say(language, name))


@register.tag
def say(parser: Parser, token: Token) -> Node:
    """A text by its name, with what is filled in; `as` keeps it for later. Escaped as any other value."""
    bits = token.split_contents()[1:]
    target = bits.pop() if len(bits) > 2 and bits[-2] == "as" else ""
    if target:
        bits.pop()
    if not bits:
        raise template.TemplateSyntaxError("say takes the name of a text")
    name, rest = parser.compile_filter(bits[0]), bits[1:]
    given = token_kwargs(rest, parser)
    if rest:
        raise template.TemplateSyntaxError(f"say takes a name and what is filled in by name, not {rest[0]}")
    return _Say(name, given, target)


@register.simple_tag(takes_context=True)
def sayof(context: Context, family: str, member: object) -> str:
    """`{% sayof "roles." member.role %}`: one of a family of texts, by a value that is kept."""
    return _escaped(str(context.get("language", "en")), family + str(member).replace(" ", "_"))


@register.simple_tag(takes_context=True)
def drawn(context: Context, name: str) -> str:
    """`{% drawn "people/parts/needs.html" %}`: a part of a page that says nothing but what stands in the plan.

    Made once for each plan that a process has at hand, and kept as long, in memory alone, beside it. The part is given
    the language, `glance`, the id of the person and where it is asked why (the plan of today, on a past day the version
    that is shown), and nothing else: it cannot say what belongs to one reader.
    """
    glance, person = context["glance"], context["gate"].about.public_id
    standing, language = glance.standing, str(context.get("language", "en"))
    version = standing.version.public_id if standing.version is not None else ""
    why = "now" if not context.get("past") else version if standing.kept else ""
    key = (name, person, language, version, standing.moved, glance.own, why)
    found: str | None = standing.drawn.get(key)
    if found is None:
        given = {"glance": glance, "gate": {"about": {"public_id": person}}, "language": language, "why": why}
        found = standing.drawn[key] = get_template(name).template.render(Context(given))  # type: ignore[attr-defined]
    return found


# How a day is said, with its weekday: the year only where it is not this one.
_DAYS = {"en": ("l, F j", "l, F j, Y"), "es": ("l, j \\d\\e F", "l, j \\d\\e F \\d\\e Y")}


@register.simple_tag(takes_context=True)
def day(context: Context, when: date, within: str = "") -> str:
    """`{% day one.starts %}`: a day in words, in the language of the page; of a moment, by the clock of the page.

    `within` a sentence it begins as the language has it; else with a capital.
    """
    language = str(context.get("language", "en"))
    shown = localtime(when) if isinstance(when, datetime) and is_aware(when) else when
    short, long = _DAYS.get(language, _DAYS["en"])
    # A page of a past day speaks as of that day.
    year = (context.get("past") or localtime()).year
    with translation.override(language):
        told = date_format(shown, short if shown.year == year else long)
    return told if within else told[:1].upper() + told[1:]


@register.filter
def told(sentences: Iterable[str] | None, language: object) -> tuple[str, ...]:
    """`{% for sentence in sentences|told:language %}`: what is wrong with a record, in the language of the page. A page
    that has no such sentences has none to tell."""
    return in_language(sentences or (), str(language))


@register.filter
def of(table: dict[Any, Any], key: Any) -> Any:
    """`{{ names|of:user.pk }}`: what a table has for a key, or nothing."""
    return table.get(key, "")


@register.filter
def dollars(cents: int) -> str:
    """`{{ row.cents|dollars }}`: cents as dollars."""
    return f"{'−' if cents < 0 else ''}${abs(cents) / 100:.2f}"
