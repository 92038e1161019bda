"""How long a first plan takes at a desk: a scripted counsellor replays intakes of invented people in the real site.

python -m bench.time_to_plan [--pages]

From "new person" through the interview to a provisional plan once safety is settled; on until the level of care is
settled, or to the end of the interview; both agree on the lines, and both sign. `min`: every word of every page is read
at 200 words a minute; `new`: only what had not stood on an earlier page. Clicks and keys take what `_counsellor` says;
CPU seconds of the server count too. What people think and tell beside the answers takes its own time, not in here.
"""

import os
import sys
import tempfile
from functools import partial
from pathlib import Path
from typing import Any

# Lives of one seed that differ as intakes do; see `waymark.demo.whole`.
SEED = 5
PEOPLE = {
    "opioids, severe": 22,
    "opioids, mild": 18,
    "opioids, resting": 52,
    "alcohol, severe, low mood": 46,
    "alcohol, mild": 135,
    "stimulants and depression": 96,
    "alcohol, 16 years old": 12,
    "four substances, injecting": 57,
}
BARS = {"provisional": 12.0, "signed": 35.0}
_MOST = 400
# How far the counsellor goes: a plan in the middle, as soon as the page offers one; signed once the level of care is
# settled; signed with everything asked that can still change the plan.
PROVISIONAL, SETTLED, WHOLE = "provisional plan", "signed, level of care settled", "signed, everything asked"


def main() -> None:
    with tempfile.TemporaryDirectory(prefix="waymark-bench-") as home:
        os.environ |= {"WAYMARK_HOME": home, "DJANGO_SETTINGS_MODULE": "waymark.site.settings"}
        os.environ.pop("DATABASE_URL", None)
        from waymark.site.keys.ring import make_ring

        make_ring(Path(home) / "keys")
        import django

        django.setup()
        from django.core.management import call_command

        call_command("migrate", verbosity=0)
        _replay(pages="--pages" in sys.argv)


def _replay(*, pages: bool) -> None:
    from bench._counsellor import Cost, Counsellor
    from tests.integration.site.people_there import make_there
    from waymark.demo.whole import make_whole
    from waymark.knowledge.release import load_release

    release, there = load_release(), make_there()
    parts = (PROVISIONAL, SETTLED, WHOLE)
    print(f"{'':<27} " + " | ".join(f"{part:^31}" for part in parts))
    print(f"{'':<27} " + " | ".join(f"{'min':>5} {'new':>5} {'clicks':>6} {'keys':>5} {'words':>6}" for _ in parts))
    sums: dict[str, Cost] = {}
    for name, number in PEOPLE.items():
        told: list[Any] = []
        for until in parts:
            client = there.client("counsellor")
            client.defaults["SERVER_NAME"] = "localhost"
            desk = Counsellor(client, make_whole(number, SEED, release), release)
            _walk(desk, until=until)
            told.append(desk.cost)
            if until == SETTLED:
                _add(sums, desk.by_page)
        print(f"{name:<27} " + " | ".join(map(_told, told)) + f"  {desk.cost.pages} pages", flush=True)
    print(f"bars: provisional {BARS['provisional']:g} min, signed {BARS['signed']:g} min")
    if pages:
        print(f"all of them, {SETTLED}, by page:")
        for kind, cost in sorted(sums.items(), key=lambda one: -one[1].minutes()):
            print(f"{kind:<27} {_told(cost)} {cost.pages:5} pages {cost.server:5.1f} s")


def _add(sums: dict[str, Any], by_page: dict[str, Any]) -> None:
    for kind, cost in by_page.items():
        whole = sums.setdefault(kind, type(cost)())
        for field in cost.__struct_fields__:
            setattr(whole, field, getattr(whole, field) + getattr(cost, field))


def _told(cost: Any) -> str:
    return f"{cost.minutes():5.1f} {cost.minutes(anew=True):5.1f} {cost.clicks:6} {cost.keys:5} {cost.words:6}"


def _walk(desk: Any, *, until: str) -> None:
    """From nothing to a plan."""
    desk.open("/people/new", "register")
    desk.press(desk.sheet.form("called"), "interview", keys=3, called="Sam", anyway="on", then="interview")
    for _ in range(_MOST):
        sheet = desk.sheet
        form, now = sheet.form("question"), sheet.form("/plan")
        if form is not None and now is not None and until == PROVISIONAL:
            _unread(desk, partial(desk.press, now, "plan"))
            return
        if form is not None and now is not None and until == SETTLED and dict(now.fields).get("then") == "decide":
            break
        if not _went_on(desk):
            break
    _plan(desk)


def _went_on(desk: Any) -> bool:
    """One page of the interview; false at its end."""
    sheet = desk.sheet
    for name, field in (("go-on", "then"), ("told", "do"), ("goes-on", "do"), ("after-all", "do")):
        form = sheet.form(name)
        if form is not None:
            desk.press(form, "danger", **{field: name})
            return True
    form = sheet.form("question")
    if form is None:
        return False
    desk.answer(form)
    return True


def _plan(desk: Any) -> None:
    """The plan decided on by both, and signed by both."""
    desk.press(desk.sheet.form("/plan"), "workspace")
    form = desk.sheet.form("agreed")
    groups = form.choices("group")
    grouped = {line.given["value"] for one in form.node.every("section") if any(
        box.given.get("name") == "group" for box in one.every("input")
    ) for line in one.every("input") if line.given.get("name") == "line"}  # fmt: skip
    lines = [line for line in form.choices("line") if line not in grouped and not _folded(form, line)]
    clicks = len(groups) + len(lines) + 2
    desk.press(form, "workspace again", clicks=clicks, say="agreed", group=groups, line=lines, whose="both")
    desk.press(desk.sheet.form("/plan"), "sign here")
    form = desk.sheet.form("intent")
    desk.press(form, "sign", keys=3, clicks=4, intent="agrees", signer="Sam", understood="on")
    form = desk.sheet.form("intent")
    _unread(desk, lambda: desk.press(form, "person", clicks=2, intent="agrees"))


def _unread(desk: Any, last: Any) -> None:
    """The last press: what it leads to stands there then, and has not been read yet."""
    words = desk.cost.words, desk.cost.anew
    last()
    desk.cost.words, desk.cost.anew = words


def _folded(form: Any, line: str) -> bool:
    """Nobody agrees to what is folded away."""
    return any(
        box.given.get("value") == line
        for one in form.node.every("details")
        for box in one.every("input")
        if box.given.get("name") == "line"
    )


if __name__ == "__main__":
    main()
