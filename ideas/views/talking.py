"""Commenting on an idea with a kind, and writing it together with others."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from activity import drafts, fragments, gates
from activity import threads as read
from activity.actions import sending
from activity.actions.attaching import FileRefused
from activity.models import Comment
from activity.views.comments import to
from activity.views.files import carried, sent_with
from activity.views.showing import fresh_key, heeded, is_partial, refused, viewer_of
from ideas import policies, remarks
from ideas.actions import coauthoring, moving, remarking
from ideas.forms import CoauthorForm, RemarkForm
from ideas.models import Contributor, Draft, Idea
from ideas.views.ideas import find, idea_context
from people.models import Person


@require_POST
def remark(request: HttpRequest, pk: int) -> HttpResponse:
    """Comment on an idea."""
    idea = find(request, pk=pk)
    form = RemarkForm(request.POST)
    parent = _parent(idea, form)
    said = gates.Words(idea.challenge.community, form.data.get("body", ""), is_comment=True)
    if not (form.is_valid() and heeded(request, form, said)):
        return _again(request, idea, form)
    words = {"body": form.cleaned_data["body"], "kind": form.cleaned_data["kind"]}
    try:
        comment = remarking.remark(
            viewer_of(request),
            idea,
            parent=parent,
            attachments=sent_with(request),
            key=request.POST.get("draft", "")[:60],
            stamp=request.POST.get("idempotency_key", ""),
            fields=drafts.typed(request.POST),
            **words,
        )
    except FileRefused as error:
        form.add_error(None, error)
        return _again(request, idea, form)
    if not is_partial(request):
        return redirect(to(comment).replace("?", "?sent&", 1))
    read.count_reactions([comment])
    html = fragments.comments([comment])[comment.pk]
    context = {
        **_empty(request, idea),
        "comment": comment,
        "html": html,
        "undo_url": reverse("activity:undo_comment", args=[comment.pk]),
        "undo_left": sending.seconds_left(comment),
    }
    return render(request, "activity/_commented.html", context)


def _empty(request: HttpRequest, idea: Idea) -> dict[str, object]:
    return {
        "thread": idea.thread,
        "form": RemarkForm(),
        "idempotency_key": fresh_key(),
        "comment_kinds": remarks.offered(viewer_of(request), idea),
        "comment_url": request.path,
        "draft_key": f"thread:{idea.thread_id}",
    }


def _parent(idea: Idea, form: RemarkForm) -> Comment | None:
    if not form.is_valid() or not form.cleaned_data["parent"]:
        return None
    parent = Comment.objects.filter(thread=idea.thread_id, pk=form.cleaned_data["parent"]).first()
    if parent is None:
        form.add_error(
            "body",
            _("The comment that you answer is gone. Your text is kept: send it as a comment of its own."),
        )
    return parent


def _again(request: HttpRequest, idea: Idea, form: RemarkForm) -> HttpResponse:
    if is_partial(request):
        context = {**_empty(request, idea), "form": form, "files": carried(request)}
        return refused(request, "activity/_comment_form.html", context)
    return refused(request, "ideas/idea.html", idea_context(request, idea, form=form, files=carried(request)))


@require_POST
def authors(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask somebody to stand beside the author, agree to it oneself, or take a name away."""
    viewer = viewer_of(request)
    idea = find(request, pk=pk)
    if "remove" in request.POST:
        coauthoring.remove_coauthor(viewer, _contributor(idea, request.POST["remove"]))
        return redirect(idea)
    if "agree" in request.POST:
        coauthoring.agree(viewer, get_object_or_404(Contributor, idea=idea, person=viewer))
        return redirect(idea)
    policies.require(policies.may_name_authors(viewer, idea))
    form = CoauthorForm(request.POST)
    person = _person(viewer, form)
    if person is None:
        return refused(request, "ideas/idea.html", idea_context(request, idea, coauthor_form=form))
    coauthoring.ask_coauthor(viewer, idea, person)
    return redirect(idea)


@require_POST
def draft_authors(request: HttpRequest, pk: int) -> HttpResponse:
    """Let somebody write a draft with oneself, or take them off again."""
    viewer = viewer_of(request)
    draft = get_object_or_404(Draft.objects.visible_to(viewer).for_display(), pk=pk)
    if "remove" in request.POST:
        coauthoring.remove_coauthor(viewer, _contributor(draft, request.POST["remove"]))
        return redirect("ideas:draft", pk=draft.pk)
    form = CoauthorForm(request.POST)
    person = _person(viewer, form)
    policies.require(person is not None, _("There is nobody of that user name."))
    if person is not None:
        coauthoring.share_draft(viewer, draft, person)
    return redirect("ideas:draft", pk=draft.pk)


def _contributor(of: Idea | Draft, key: str) -> Contributor:
    return get_object_or_404(of.contributors, pk=int(key) if key.isdecimal() and len(key) < 19 else 0)


def _person(viewer: Person, form: CoauthorForm) -> Person | None:
    if not form.is_valid():
        return None
    name = form.cleaned_data["username"].strip().strip("@, ").lower()
    person: Person | None = Person.objects.visible_to(viewer).filter(username=name).first()
    if person is None:
        form.add_error("username", _("There is nobody of that user name."))
    return person


@require_http_methods(["POST"])
def informed(request: HttpRequest, pk: int) -> HttpResponse:
    """Tell that the question to the author is answered."""
    idea = find(request, pk=pk)
    moving.give_information(viewer_of(request), idea, said=request.POST.get("said", "")[:2000])
    return redirect(idea)
