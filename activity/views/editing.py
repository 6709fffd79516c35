"""Changing one's own words: with the draft of the change, and with nothing lost when two changes meet."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from activity import drafts, gates, policies
from activity.actions import commenting, drafting, publishing
from activity.actions.revising import ChangedMeanwhile
from activity.forms import EditCommentForm, EditPostForm, VersionForm, language_choice
from activity.models import Comment, Post
from activity.views.comments import find_comment, to
from activity.views.showing import heeded, refused, viewer_of
from activity.views.threads import find
from esn.kit.differences import compare

CONFLICT = 409


@dataclass(frozen=True)
class Editing:
    """One text that is being changed: its row, its form's kind, where its draft is kept, and how it is saved."""

    row: Post | Comment
    form: type[forms.Form]
    key: str
    initial: dict[str, Any]
    save: Callable[..., Any]
    back: str
    context: dict[str, Any]


@require_http_methods(["GET", "POST"])
def edit_post(request: HttpRequest, pk: int) -> HttpResponse:
    """Change the words of one's own post."""
    thread = find(request, pk)
    post = getattr(thread, "post", None)
    viewer = viewer_of(request)
    if post is None:
        return redirect(thread)
    policies.require(policies.may_edit_post(viewer, post))
    post.thread = thread
    title = "" if post.body.startswith(thread.title[:20]) else thread.title
    words = {"title": title, "body": post.body, "language": thread.language}

    def save(**fields: Any) -> str:
        publishing.edit_post(viewer, post, **fields)
        return thread.get_absolute_url()

    context = {"thread": thread, "post": post}
    return _edit(
        request, Editing(post, EditPostForm, f"edit:{pk}", words, save, thread.get_absolute_url(), context)
    )


@require_http_methods(["GET", "POST"])
def edit_comment(request: HttpRequest, pk: int) -> HttpResponse:
    """Change the words of one's own comment."""
    comment = find_comment(request, pk)
    viewer = viewer_of(request)
    policies.require(policies.may_edit_comment(viewer, comment))

    def save(**fields: Any) -> str:
        return to(commenting.edit_comment(viewer, comment, **fields))

    context = {"thread": comment.thread, "comment": comment}
    words = {"body": comment.body}
    return _edit(
        request, Editing(comment, EditCommentForm, f"comment:{pk}", words, save, to(comment), context)
    )


def _edit(request: HttpRequest, editing: Editing) -> HttpResponse:
    viewer = viewer_of(request)
    if request.method == "GET":
        draft = drafts.at(viewer, editing.key)
        words = {**editing.initial, **(drafts.initial(draft.fields) if draft else {})}
        return render(
            request, "activity/edit.html", _context(editing, editing.form(initial=words), draft=draft)
        )
    form, seen = editing.form(request.POST), VersionForm(request.POST)
    if not (form.is_valid() and seen.is_valid() and _is_heeded(request, editing, form)):
        return refused(request, "activity/edit.html", _context(editing, form))
    try:
        url = editing.save(**form.cleaned_data, base=seen.cleaned_data["version"])
    except ChangedMeanwhile as error:
        return _conflict(request, editing, form, str(error))
    drafting.drop_draft(viewer, editing.key)
    return redirect(url)


def _is_heeded(request: HttpRequest, editing: Editing, form: forms.Form) -> bool:
    said = f"{form.cleaned_data.get('title', '')}\n{form.cleaned_data['body']}".strip()
    is_comment, place = isinstance(editing.row, Comment), editing.context["thread"].community
    return heeded(request, form, gates.Words(place, said, is_comment=is_comment, is_edit=True))


def _context(editing: Editing, form: forms.Form, **more: Any) -> dict[str, Any]:
    return {
        **editing.context,
        "form": form,
        "draft_key": editing.key,
        "version": form.data.get("version") or editing.row.revision,
        **language_choice(form),
        "back": editing.back,
        **more,
    }


def _conflict(request: HttpRequest, editing: Editing, form: forms.Form, why: str) -> HttpResponse:
    """Show both texts: the one that was saved meanwhile, and the one that was about to be; nothing is lost."""
    editing.row.refresh_from_db()
    shown = {
        "why": why,
        "theirs": editing.row.body,
        "mine": form.cleaned_data["body"],
        "pieces": compare(editing.row.body, form.cleaned_data["body"]),
        "version": editing.row.revision,
        "action": reverse("activity:edit", args=[editing.context["thread"].pk])
        if isinstance(editing.row, Post)
        else reverse("activity:edit_comment", args=[editing.row.pk]),
    }
    return render(request, "activity/conflict.html", {**_context(editing, form), **shown}, status=CONFLICT)
