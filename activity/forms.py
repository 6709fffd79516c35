"""The shape of what is typed in conversation; no rules."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from activity.models import Post
from communities.models import Community
from esn.kit import markup

MAX = markup.MAX_LENGTH


class PostForm(forms.Form):
    """A post to a community that the writer may write in."""

    community = forms.ModelChoiceField(Community.objects.none(), label=_("Where"))
    kind = forms.ChoiceField(choices=Post.Kind.choices, initial=Post.Kind.UPDATE, label=_("Kind"))
    title = forms.CharField(max_length=200, required=False, label=_("Title"))
    body = forms.CharField(
        max_length=MAX,
        label=_("Text"),
        widget=forms.Textarea,
        error_messages={"required": _("Write something first.")},
    )

    def __init__(self, *args: Any, communities: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["community"].queryset = communities  # type: ignore[attr-defined]


class EditPostForm(forms.Form):
    """New words for a post."""

    title = forms.CharField(max_length=200, required=False, label=_("Title"))
    body = forms.CharField(max_length=MAX, label=_("Text"), widget=forms.Textarea)


class CommentForm(forms.Form):
    """An answer, perhaps to another comment."""

    body = forms.CharField(
        max_length=MAX,
        label=_("Comment"),
        widget=forms.Textarea,
        error_messages={"required": _("Write something first.")},
    )
    parent = forms.IntegerField(required=False, min_value=1, max_value=2**62, widget=forms.HiddenInput)


class ReactionForm(forms.Form):
    """One sign, on the opening or on a comment."""

    kind = forms.SlugField(max_length=12)
    comment = forms.IntegerField(required=False, min_value=1, max_value=2**62)


class RemovalForm(forms.Form):
    """Why something is taken away."""

    reason = forms.CharField(max_length=400, required=False, label=_("Reason"))
