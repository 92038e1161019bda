"""`{% say "people.title" %}`: a text in the language of the page."""

from typing import Any

from django import template
from django.template.context import Context

from waymark.site.pages.wording import say as _say

register = template.Library()


@register.simple_tag(takes_context=True)
def say(context: Context, name: str, **given: Any) -> str:
    """A text by its name; what is filled in is escaped by the template as any other value."""
    return _say(str(context.get("language", "en")), name, **given)


@register.simple_tag(takes_context=True)
def sayof(context: Context, family: str, member: object) -> str:
    """`{% sayof "roles." member.role %}`: one of a family of texts, by a value that is kept."""
    return _say(str(context.get("language", "en")), family + str(member).replace(" ", "_"))


@register.filter
def of(table: dict[Any, Any], key: Any) -> Any:
    """`{{ names|of:user.pk }}`: what a table has for a key, or nothing."""
    return table.get(key, "")
