"""Sheets of a plan as PDF: one page, the full plan, the card, each also for a pocket that others look into."""

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse

from waymark.knowledge.release import load_release
from waymark.planning.plan import Plan
from waymark.progress.walk import Walk
from waymark.progress.walking import look_at
from waymark.rendering.pdf.make import Order, PdfError, make_pdf
from waymark.rendering.pdf.telling import Telling
from waymark.rendering.pdf.wording import word
from waymark.rendering.progress_note import person_lines
from waymark.site.access.gate import Gate
from waymark.site.access.policy import policy
from waymark.site.audit.record import note
from waymark.site.pages.wording import language_of
from waymark.site.people.selectors import identity_of
from waymark.site.plans.forms import PrintForm
from waymark.site.plans.grounds import Grounded, plan_at

__all__ = ["printed"]


@policy("plan", "read")
def printed(request: HttpRequest, gate: Gate, version: str) -> HttpResponse:
    """Choose a sheet; `?sheet=` gives it. Taking one along is an export, with its row in the audit."""
    language = language_of(request)
    asked = PrintForm(request.GET if "sheet" in request.GET else None, language=language)
    found = plan_at(gate, version, language)
    if not asked.is_valid():
        spoken = identity_of(gate).language if gate.may("identity", "read") else language
        form = asked if asked.is_bound else PrintForm(language=language, initial={"lang": spoken})
        return _print_form(request, gate, found, version, form)
    gate.also("plan", "export")
    given = asked.cleaned_data
    told = found if given["lang"] == language else plan_at(gate, version, given["lang"])
    plan = told.plan
    going = _going(told) if given["going"] else ()
    if given["going"] and not going:
        asked.add_error("going", asked.words("going_nothing"))
        return _print_form(request, gate, found, version, asked)
    order = Order(
        sheet=given["sheet"], paper=given["paper"] or None, discreet=given["discreet"], card_size=given["card_size"],
        going=going,
    )  # fmt: skip
    telling = Telling(load_release(locale=""), plan) if order.discreet else None
    try:
        made = make_pdf(plan, order, telling)
    except PdfError as error:
        asked.add_error(None, str(error))
        return _print_form(request, gate, found, version, asked)
    _exported(gate, order, version)
    answer = HttpResponse(made, content_type="application/pdf")
    answer.headers["Content-Disposition"] = f'inline; filename="{_file_name(plan, order)}"'
    return answer


def _print_form(request: HttpRequest, gate: Gate, found: Grounded, name: str, form: PrintForm) -> HttpResponse:
    """What is asked; once more where something is wrong with it."""
    wrong = form.is_bound
    own, may = gate.acting.role == "person", gate.may("plan", "export")
    shown = {"gate": gate, "own": own, "version": found.version, "name": name, "form": form, "mend": wrong}
    return TemplateResponse(request, "plans/print.html", shown | {"may_export": may}, status=422 if wrong else 200)


def _going(told: Grounded) -> tuple[str, ...]:
    """How it goes as of the plan that is printed; nothing where the plan cannot be made again."""
    return () if told.ground is None else person_lines(look_at(Walk(told.ground.situation)))


def _exported(gate: Gate, order: Order, version: str) -> None:
    by, sheet = gate.acting, f"{order.sheet} discreet" if order.discreet else order.sheet
    note(
        "plans.export_sheet", chain=by.programme.pk, actor=by.user.public_id, role=by.role, content="plan",
        person=gate.about.public_id, target=f"{version} {sheet}",
    )  # fmt: skip


def _file_name(plan: Plan, order: Order) -> str:
    """Of a discreet sheet a name that tells nothing either."""
    if order.discreet:
        return f"{word('neutral file', plan.header.language)}.pdf"
    return {"full": "plan-full.pdf", "card": "card.pdf"}.get(order.sheet, "plan.pdf")
