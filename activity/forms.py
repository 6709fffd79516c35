"""The shape of what is typed in conversation; no rules."""

import re
import zoneinfo
from datetime import datetime
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as now_
from django.utils.translation import gettext_lazy as _

from activity.models import Post
from communities.models import Community
from esn.kit import markup

MAX = markup.MAX_LENGTH
TOO_LONG = _("This is longer than %(limit_value)s characters. Shorten it, or make two posts of it.")
LANGUAGE = re.compile(r"([A-Za-z]{2,3})(?:-([A-Za-z]{4}))?(?:-([A-Za-z]{2}|[0-9]{3}))?")
# Each in its own words: whoever writes a language reads its name in it.
LANGUAGES = (
    ("da", "Dansk"), ("de", "Deutsch"), ("en", "English"), ("es", "Español"), ("fr", "Français"),
    ("it", "Italiano"), ("nl", "Nederlands"), ("no", "Norsk"), ("pl", "Polski"), ("pt", "Português"),
    ("fi", "Suomi"), ("sv", "Svenska"), ("tr", "Türkçe"), ("cs", "Čeština"), ("uk", "Українська"),
    ("ar", "العربية"), ("hi", "हिन्दी"), ("zh", "中文"), ("ja", "日本語"),
)  # fmt: skip


class LanguageFields(forms.Form):
    """In which language a text is written: one of a short list, or any other by its tag."""

    language = forms.CharField(max_length=12, required=False, label=_("Language"))
    language_other = forms.CharField(max_length=12, required=False, label=_("Language tag"))

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        other = cleaned.pop("language_other", "")
        chosen = other if cleaned.get("language") == "other" else cleaned.get("language", "")
        match = LANGUAGE.fullmatch(chosen or "")
        if chosen and not match:
            self.add_error("language", now_("Write a language tag such as pt-BR or nl."))
        elif match:
            script, region = (match[2] or "").title(), (match[3] or "").upper()
            cleaned["language"] = "-".join(part for part in (match[1].lower(), script, region) if part)
        else:
            cleaned["language"] = ""
        return cleaned


class PostForm(LanguageFields):
    """A post to a community that the writer may write in."""

    community = forms.ModelChoiceField(Community.objects.none(), label=_("Where"))
    kind = forms.ChoiceField(choices=Post.Kind.choices, initial=Post.Kind.UPDATE, label=_("Kind"))
    title = forms.CharField(max_length=200, required=False, label=_("Title"))
    body = forms.CharField(
        max_length=MAX,
        label=_("Text"),
        widget=forms.Textarea,
        error_messages={"required": _("Write something first."), "max_length": TOO_LONG},
    )

    def __init__(self, *args: Any, communities: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["community"].queryset = communities  # type: ignore[attr-defined]


def language_choice(form: forms.Form) -> dict[str, Any]:
    """Return what the language fields show: the list, what is chosen of it, and the tag of any other."""
    if "language" not in form.fields:
        return {}
    value, other = str(form["language"].value() or ""), str(form["language_other"].value() or "")
    is_listed = value in {"", *(code for code, _name in LANGUAGES)}
    return {
        "languages": LANGUAGES,
        "language": value if is_listed else "other",
        "language_other": other if is_listed or value == "other" else value,
    }


class SendingForm(forms.Form):
    """When to publish: a moment in the writer's own time zone."""

    publish_at = forms.DateTimeField(
        label=_("When"),
        error_messages={"required": _("Choose a day and a time."), "invalid": _("Choose a day and a time.")},
    )
    zone = forms.CharField(required=False, max_length=60)

    def moment(self) -> datetime:
        """Return the chosen moment; a browser's zone counts only where the profile names none."""
        at: datetime = self.cleaned_data["publish_at"]
        zone = self.cleaned_data["zone"]
        if timezone.get_current_timezone_name() != "UTC" or zone not in zoneinfo.available_timezones():
            return at
        return at.astimezone(zoneinfo.ZoneInfo("UTC")).replace(tzinfo=zoneinfo.ZoneInfo(zone))


class EditPostForm(LanguageFields):
    """New words for a post."""

    title = forms.CharField(max_length=200, required=False, label=_("Title"))
    body = forms.CharField(
        max_length=MAX, label=_("Text"), widget=forms.Textarea, error_messages={"max_length": TOO_LONG}
    )
    is_minor = forms.BooleanField(required=False, label=_("A small correction: notify nobody"))


class EditCommentForm(forms.Form):
    """New words for a comment."""

    body = forms.CharField(
        max_length=MAX, label=_("Text"), widget=forms.Textarea, error_messages={"max_length": TOO_LONG}
    )
    is_minor = forms.BooleanField(required=False, label=_("A small correction: notify nobody"))


class VersionForm(forms.Form):
    """Which wording an edit stands on; forms without one stand on the newest."""

    version = forms.IntegerField(required=False, min_value=1, max_value=2**31 - 1)


class DraftForm(forms.Form):
    """Where a draft is kept, and which version of it the form knew."""

    draft = forms.CharField(max_length=60)
    draft_version = forms.IntegerField(required=False, min_value=0, max_value=2**31 - 1)


class CommentForm(forms.Form):
    """An answer, perhaps to another comment."""

    body = forms.CharField(
        max_length=MAX,
        label=_("Comment"),
        widget=forms.Textarea,
        error_messages={"required": _("Write something first."), "max_length": TOO_LONG},
    )
    parent = forms.IntegerField(required=False, min_value=1, max_value=2**62, widget=forms.HiddenInput)


class ReactionForm(forms.Form):
    """One sign, on the opening or on a comment."""

    kind = forms.SlugField(max_length=12)
    comment = forms.IntegerField(required=False, min_value=1, max_value=2**62)


class RemovalForm(forms.Form):
    """Why something is taken away."""

    reason = forms.CharField(max_length=400, required=False, label=_("Reason"))

    def __init__(self, *args: Any, is_own: bool = True, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].required = not is_own
