"""In the plan's page each tool is folded; unfolded it says all it has, and an example is never the person's own."""

import re
from html import unescape

import pytest

from tests.people.cast import MARIA
from tests.people.plans import plan_of
from waymark.planning.plan import Plan, Worksheet
from waymark.rendering.page import render_page


def section(page: str) -> str:
    found = re.search(r'<section id="tools">(.*?)</section>', page, re.DOTALL)
    assert found is not None
    return unescape(found[1])


@pytest.mark.parametrize("language", ["en", "es"])
def test_each_tool_is_folded_and_whole(language: str) -> None:
    plan = plan_of(MARIA, language=language)
    shown = section(render_page(plan))
    assert len(plan.tools) > 5
    assert shown.count('<details class="tool">') == len(plan.tools)
    for tool in plan.tools:
        assert tool.says
        assert tool.not_when
        assert tool.blanks
        for text in (tool.title, tool.says, tool.not_when, *tool.lines, tool.example, tool.recheck):
            assert text in shown
        for blank in tool.blanks:
            assert f"<b>{blank.label}</b>" in shown


@pytest.mark.parametrize(("language", "said"), [("en", "Example:"), ("es", "Ejemplo:")])
def test_what_an_invented_person_wrote_is_marked_as_an_example(language: str, said: str) -> None:
    plan = plan_of(MARIA, language=language)
    shown = section(render_page(plan))
    rows = sum(len(blank.example) for tool in plan.tools for blank in tool.blanks)
    assert (
        rows == shown.count('<p class="wrote">') == shown.count(f'<p class="wrote"><span class="quiet">{said}</span>')
    )


def test_a_plan_of_earlier_times_shows_the_steps_it_has() -> None:
    plan = plan_of(MARIA)
    old = Worksheet(id="tool:walk", title="A walk", lines=("Go out.", "Come back."))
    earlier = Plan(**{name: getattr(plan, name) for name in plan.__struct_fields__} | {"tools": (old,)})
    shown = section(render_page(earlier))
    assert "<li>Go out.</li><li>Come back.</li>" in shown
    assert "<h3>" not in shown
    assert "look" not in shown
