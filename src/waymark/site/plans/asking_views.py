"""Why a line stands, what came second, what would change it, why not, and what if. Nothing is stored."""

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse

from waymark.knowledge.release import load_bundle
from waymark.planning.deciding.contents import items_in
from waymark.planning.explaining.changes import Changes
from waymark.planning.explaining.explain import NOT_FOR_PERSON, PARTS, explain, items_of, part_of
from waymark.planning.explaining.library_names import Ambiguous, NoSuchOption, find_option
from waymark.planning.explaining.person_voice import for_person, why_not_for_person
from waymark.planning.explaining.suppose import Impossible, NoSuchValue, read_moves, suppose, worsens
from waymark.planning.explaining.suppose import for_person as supposed_for_person
from waymark.planning.explaining.why_not import in_words, why_not
from waymark.planning.phrases import LANGUAGES
from waymark.planning.prepare import Prepared, prepare
from waymark.rendering.explanation_page import render_lines, render_supposition, render_why_not
from waymark.rendering.explanation_words import PART_HEADINGS, word
from waymark.rendering.headings import heading
from waymark.site.access.gate import Absent, Gate
from waymark.site.access.policy import policy
from waymark.site.pages.wording import language_of, say
from waymark.site.plans.grounds import NOW, Grounded, plan_at
from waymark.site.plans.keys import key_of, named_by
from waymark.site.plans.reading import with_bar

__all__ = ["why", "why_line"]

MOST_TYPED = 200


@policy("plan", "read")
def why(request: HttpRequest, gate: Gate, version: str) -> HttpResponse:
    """Every line to ask about; why not, and what if. What is typed is sent, and never put in an address."""
    asked = _Asked(request, gate, version)
    if request.method == "POST":
        try:
            if request.POST.get("why_not", "").strip():
                return asked.why_not(request.POST["why_not"][:MOST_TYPED])
            return asked.what_if(request.POST.get("fact", "")[:MOST_TYPED], request.POST.get("value", "")[:MOST_TYPED])
        except (Ambiguous, NoSuchOption, NoSuchValue, Impossible) as error:
            return asked.listed(str(error.args[0]))
    return asked.listed()


@policy("plan", "read")
def why_line(request: HttpRequest, gate: Gate, version: str, line: str) -> HttpResponse:
    """One line: what is known, the rules with their trees and sources, what came second, what would change it."""
    return _Asked(request, gate, version).line(line)


class _Asked:
    """Questions about one plan, in the voice of whoever asks."""

    def __init__(self, request: HttpRequest, gate: Gate, version: str) -> None:
        self.request, self.gate = request, gate
        self.language = language_of(request)
        self.at: Grounded = plan_at(gate, version, self.language)
        self.name = version
        self.own = gate.acting.role == "person"

    @property
    def _facts(self) -> dict[str, Any]:
        return {} if self.at.ground is None else dict(self.at.ground.prepared.facts)

    def line(self, key: str) -> HttpResponse:
        plan = self.at.plan
        lines = items_of(plan)
        every = [*lines, *items_in(plan), *(row.item for row in plan.log), *(one.option for one in plan.left_out)]
        item = named_by(self.gate.about, key, every)
        if item not in lines:
            # It was decided on and is not proposed now: then why not.
            try:
                return self.why_not(item)
            except (Ambiguous, NoSuchOption) as error:
                return self.listed(str(error.args[0]))
        return self._lined(item)

    def _lined(self, item: str) -> HttpResponse:
        plan, ground = self.at.plan, self.at.ground
        changes = Changes(ground.situation) if ground is not None else None
        change = changes.of(item) if changes is not None and item in changes.lines else None
        said: Any = explain(plan, item, ground, change)
        if self.own:
            said = for_person(said, self._facts)
        return self._page(render_lines(plan, [said], self.at.footing, self.language, one=True))

    def why_not(self, name: str) -> HttpResponse:
        """Raises Ambiguous, NoSuchOption."""
        ground = self._ground()
        option = find_option(name, _libraries(ground.prepared))
        found = why_not(ground, self.at.plan, option, changes=True)
        if found.line in items_of(self.at.plan) and not found.because:
            # It is there: then why it is.
            return self._lined(str(found.line))
        where = in_words(self.at.plan, found, self.language)
        said = why_not_for_person(found, self._facts) if self.own else found
        return self._page(render_why_not(self.at.plan, said, where, self.at.footing, self.language))

    def what_if(self, fact: str, value: str) -> HttpResponse:
        """Raises NoSuchValue, Impossible."""
        ground = self._ground()
        moves = read_moves(ground.prepared, [f"{fact.strip()}={value.strip()}"])
        if self.own and worsens(ground.situation, moves):
            return self.listed(say(self.language, "plans.if_not_worse"))
        found = suppose(ground.situation, self.at.plan, moves)
        if self.own:
            found = supposed_for_person(found, self.language)
        return self._page(render_supposition(self.at.plan, found, self.at.footing, self.language))

    def listed(self, wrong: str = "") -> HttpResponse:
        """Lines by the parts of the plan, and the two questions."""
        plan, parts = self.at.plan, part_of(self.at.plan)
        groups: dict[str, list[tuple[str, str]]] = {}
        for name, item in items_of(plan).items():
            if parts[name] != "crisis" and not (self.own and parts[name] in NOT_FOR_PERSON):
                groups.setdefault(parts[name], []).append((key_of(self.gate.about, name), item.title))
        named = [(self._part(part), groups[part]) for part in PARTS if part in groups]
        facts = {name: line.label for name, line in plan.facts.items()} | plan.labels
        shown = {
            "gate": self.gate, "own": self.own, "version": self.at.version, "name": self.name, "groups": named,
            "facts": sorted(facts.items(), key=lambda pair: pair[1].casefold()) if self.at.ground else [],
            "sentences": [wrong] if wrong else [], "mend": bool(wrong), "typed": self.request.POST,
            "may_suppose": self.at.ground is not None,
        }  # fmt: skip
        return TemplateResponse(self.request, "plans/why.html", shown, status=422 if wrong else 200)

    def _part(self, part: str) -> str:
        return word("holds", self.language) if part == "holds" else heading(PART_HEADINGS[part], self.language)

    def _ground(self) -> Any:
        if self.at.ground is None:
            raise Absent("the version cannot be made again", person=self.gate.about.public_id, target=self.name)
        return self.at.ground

    def _page(self, page: str) -> HttpResponse:
        shown = {
            "gate": self.gate, "own": self.own, "version": self.at.version, "name": self.name,
            "now": self.name == NOW,
        }  # fmt: skip
        title = say(self.language, "plans.why_title")
        return HttpResponse(with_bar(self.request, page, title, shown, "plans/why_bar.html"))


def _libraries(ready: Prepared) -> Iterator[Prepared]:
    """The library in this language, and in the others only when a name is not known in this one."""
    yield ready
    for language in LANGUAGES:
        if language != ready.language:
            yield prepare(load_bundle(ready.release.bundle(), language), ready.programme, language)
