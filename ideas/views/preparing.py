"""The wizard: a challenge is written in steps, kept at each, checked and launched."""

from datetime import timedelta
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from activity.views.showing import fresh_key, refused, viewer_of
from esn.kit import clock
from ideas import readiness
from ideas.actions import preparing
from ideas.models import Challenge, ChallengePlan
from ideas.plan_forms import MOST_ROWS
from ideas.policies import may_launch_somewhere
from ideas.wizard_forms import BY_KEY, STEPS, Step, Typed, said_in
from people.models import Person

CHECK = "check"


def _plan(request: HttpRequest, pk: int) -> ChallengePlan:
    return get_object_or_404(ChallengePlan.objects.visible_to(viewer_of(request)), pk=pk)


def _usual(viewer: Person) -> dict[str, Any]:
    """Return what stands in fields that nobody has filled in."""
    now = clock.now().replace(minute=0, second=0, microsecond=0)
    days = {"submissions_close_at": 21, "voting_close_at": 35, "decide_by": 49}
    return {"sponsor": viewer.pk, "opens_at": now} | {
        name: now + timedelta(days=number) for name, number in days.items()
    }


def _step_page(request: HttpRequest, step: Step, typed: Typed, plan: ChallengePlan | None) -> HttpResponse:
    place = STEPS.index(step)
    context = {
        "plan": plan,
        "steps": _marked(request, plan, step.key),
        "step": step,
        "number": place + 1,
        "total": len(STEPS) + 1,
        "before": STEPS[place - 1] if place else None,
        "typed": typed,
        "idempotency_key": fresh_key(),
    }
    if plan is None:
        context["unfinished"] = ChallengePlan.objects.visible_to(viewer_of(request)).order_by(
            "-changed_at", "-pk"
        )
    if request.method == "POST":
        return refused(request, "ideas/wizard.html", context)
    return render(request, "ideas/wizard.html", context)


def _marked(request: HttpRequest, plan: ChallengePlan | None, here: str) -> list[dict[str, Any]]:
    """Return the steps with how they stand: done, to be looked at again, not yet, or the one that is shown."""
    said = plan.said if plan else {}
    marks = []
    for step in STEPS:
        kept = said.get(step.key)
        is_good = kept is not None and step.typed(viewer_of(request), kept, {}).is_valid()
        mark = "" if kept is None else "done" if is_good else "wrong"
        marks.append({"key": step.key, "label": step.label, "mark": mark, "is_here": step.key == here})
    return [*marks, {"key": CHECK, "label": _("Check and open"), "mark": "", "is_here": here == CHECK}]


@require_http_methods(["GET", "POST"])
def create(request: HttpRequest) -> HttpResponse:
    """Begin a new challenge with its question."""
    viewer, step = viewer_of(request), STEPS[0]
    if not may_launch_somewhere(viewer):
        raise PermissionDenied(_("Only those who run a community launch challenges in it."))
    if request.method == "GET":
        return _step_page(request, step, step.typed(viewer, None, _usual(viewer)), None)
    said = said_in(request.POST)
    typed = step.typed(viewer, said, {})
    if not any(value.strip() for values in said.values() for value in values):
        return _step_page(request, step, typed, None)
    plan = preparing.begin_plan(viewer, step=step.key, said=said)
    return _onward(request, plan, step, typed)


def _with_another(request: HttpRequest, step: Step, said: dict[str, list[str]]) -> dict[str, list[str]]:
    """Add an empty row where one was asked for."""
    name = f"{step.key}-TOTAL_FORMS"
    number = (said.get(name) or ["0"])[0]
    if request.POST.get("wish") != "more" or not number.isdecimal():
        return said
    return {**said, name: [str(min(int(number[:4]) + 1, MOST_ROWS))]}


def _onward(request: HttpRequest, plan: ChallengePlan, step: Step, typed: Typed) -> HttpResponse:
    """Lead to the next step, away, or back to what is wrong; everything is kept already."""
    if request.POST.get("wish") == "leave":
        return redirect("ideas:index")
    if request.POST.get("wish") == "more":
        return redirect("ideas:prepare", pk=plan.pk, step=step.key)
    if not typed.is_valid():
        return _step_page(request, step, typed, plan)
    after = STEPS.index(step) + 1
    return redirect("ideas:prepare", pk=plan.pk, step=STEPS[after].key if after < len(STEPS) else CHECK)


@require_GET
def carry_on(request: HttpRequest, pk: int) -> HttpResponse:
    """Lead to the first step that is not done."""
    plan = _plan(request, pk)
    waiting = [row["key"] for row in _marked(request, plan, "") if row["mark"] != "done"]
    return redirect("ideas:prepare", pk=pk, step=waiting[0])


@require_http_methods(["GET", "POST"])
def show(request: HttpRequest, pk: int, step: str) -> HttpResponse:
    """Show a step, or keep what was typed and go on."""
    viewer, plan = viewer_of(request), _plan(request, pk)
    if step == CHECK:
        return _check(request, plan)
    asked = BY_KEY.get(step) or STEPS[0]
    if request.method == "GET":
        return _step_page(request, asked, asked.typed(viewer, plan.said.get(asked.key), _usual(viewer)), plan)
    said = _with_another(request, asked, said_in(request.POST))
    plan = preparing.keep_step(viewer, plan, step=asked.key, said=said)
    return _onward(request, plan, asked, asked.typed(viewer, said, {}))


def _whole(viewer: Person, plan: ChallengePlan) -> tuple[dict[str, Any], list[Step]]:
    """Return everything that was planned, and the steps that are still wrong."""
    found: dict[str, Any] = {"brief": {}, "ballots": {}, "criteria": [], "questions": []}
    wrong = []
    for step in STEPS:
        said = plan.said.get(step.key)
        if said is None and step.key not in {"question", "people", "dates"}:
            continue
        typed = step.typed(viewer, said or {}, {})
        if not typed.is_valid():
            wrong.append(step)
            continue
        own = typed.found()
        found["brief"] |= own.pop("brief", {})
        found |= own
    return found, wrong


def _check(request: HttpRequest, plan: ChallengePlan, error: str = "") -> HttpResponse:
    """Show whether it can be decided at all, or open it."""
    viewer = viewer_of(request)
    found, wrong = _whole(viewer, plan)
    checks = _checks(viewer, found) if not wrong else []
    is_ready = not wrong and all(check.is_good for check in checks if check.is_needed)
    if request.method == "POST" and is_ready and not error:
        return _launch(request, plan, found)
    context = {
        "plan": plan,
        "steps": _marked(request, plan, CHECK),
        "wrong": wrong,
        "checks": checks,
        "is_ready": is_ready,
        "found": found,
        "error": error,
        "last": STEPS[-1],
        "idempotency_key": fresh_key(),
    }
    if request.method == "POST":
        return refused(request, "ideas/wizard_check.html", context)
    return render(request, "ideas/wizard_check.html", context)


def _checks(viewer: Person, found: dict[str, Any]) -> list[readiness.Check]:
    challenge = Challenge(**{**found["brief"], "manager": viewer})
    return readiness.checks_of(challenge, set(found["ballots"]), has_criteria=bool(found["criteria"]))


def _launch(request: HttpRequest, plan: ChallengePlan, found: dict[str, Any]) -> HttpResponse:
    brief = dict(found["brief"])
    try:
        made = preparing.launch_plan(
            viewer_of(request),
            plan,
            community=brief.pop("community"),
            brief=brief,
            ballots=found["ballots"],
            criteria=found["criteria"],
            questions=found["questions"],
        )
    except ValidationError as error:
        return _check(request, plan, error=" ".join(error.messages))
    return redirect(made)


@require_POST
def discard(request: HttpRequest, pk: int) -> HttpResponse:
    """Throw an unfinished challenge away."""
    preparing.discard_plan(viewer_of(request), _plan(request, pk))
    return redirect("ideas:index")
