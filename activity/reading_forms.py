"""The shape of what is typed about reading: what one follows, mutes and keeps, and streams of one's own; no rules."""

from datetime import date, datetime, time, timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from activity.models import Bookmark, Post, SavedFilter, Watch
from communities.models import Community
from esn.kit import clock
from people.models import Person, StreamOrder


class WatchForm(forms.Form):
    """Follow, mute, or neither."""

    level = forms.ChoiceField(choices=Watch.Level.choices)


class OrderForm(forms.Form):
    """In which order home is read."""

    stream_order = forms.ChoiceField(choices=StreamOrder.choices)


class ReadingForm(OrderForm):
    """How somebody reads."""

    stream_order = forms.ChoiceField(
        choices=StreamOrder.choices, label=_("Order of home"), widget=forms.RadioSelect
    )
    has_shortcuts = forms.BooleanField(
        required=False,
        label=_("Single keys do something"),
        help_text=_("Such as j and k for the next and the previous post. Press ? to see them all."),
    )


class BookmarkForm(forms.Form):
    """A note on what is kept, and when to be reminded; moments are nine in the morning where the reader is."""

    WHEN = [
        ("", _("Do not remind me")),
        ("tomorrow", _("Tomorrow morning")),
        ("week", _("Next Monday morning")),
        ("date", _("On the day below, in the morning")),
    ]
    note = forms.CharField(max_length=200, required=False, label=_("Note"))
    when = forms.ChoiceField(choices=WHEN, required=False, label=_("Remind me"), widget=forms.RadioSelect)
    on = forms.DateField(required=False, label=_("Day"), widget=forms.DateInput(attrs={"type": "date"}))

    def __init__(self, *args: Any, bookmark: Bookmark, **kwargs: Any) -> None:
        due = bookmark.remind_at if not bookmark.reminded_at else None
        known = {"note": bookmark.note, "when": "date" if due else "", "on": due and timezone.localdate(due)}
        kwargs.setdefault("initial", known)
        super().__init__(*args, **kwargs)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        when, day = given.get("when", ""), given.get("on")
        if when == "date" and (day is None or day <= clock.today()):
            self.add_error("on", _("Choose a day after today."))
            day = None
        days = {"tomorrow": clock.today() + timedelta(days=1), "week": _next_monday(), "date": day}
        chosen = days.get(when)
        given["remind_at"] = _morning(chosen) if chosen else None
        return given


def _next_monday() -> date:
    today = clock.today()
    return today + timedelta(days=7 - today.weekday())


def _morning(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(9)))


class FilterForm(forms.Form):
    """What a stream of one's own lets through."""

    name = forms.CharField(max_length=40, label=_("Name"))
    kind = forms.ChoiceField(required=False, label=_("Kind"))
    community = forms.ModelChoiceField(
        Community.objects.none(), required=False, label=_("Community"), empty_label=_("All of mine")
    )
    author = forms.CharField(
        max_length=41, required=False, label=_("Author"), help_text=_("A user name, such as @bo.")
    )
    since_on = forms.DateField(
        required=False, label=_("From"), widget=forms.DateInput(attrs={"type": "date"})
    )
    until_on = forms.DateField(
        required=False, label=_("Until"), widget=forms.DateInput(attrs={"type": "date"})
    )
    is_pinned = forms.BooleanField(required=False, label=_("Show it in the navigation"))

    def __init__(self, *args: Any, viewer: Person, saved: SavedFilter | None = None, **kwargs: Any) -> None:
        known: dict[str, Any] = {}
        if saved:
            fields = ("name", "kind", "since_on", "until_on", "is_pinned")
            known = {field: getattr(saved, field) for field in fields}
            known |= {
                "community": saved.community_id,
                "author": saved.author.username if saved.author else "",
            }
        kwargs.setdefault("initial", known)
        super().__init__(*args, **kwargs)
        self.viewer = viewer
        self.fields["kind"].choices = [("", _("All kinds")), *self.kinds()]  # type: ignore[attr-defined]
        readable = Community.objects.readable_by(viewer).by_name()
        self.fields["community"].queryset = readable  # type: ignore[attr-defined]

    @staticmethod
    def kinds() -> list[tuple[str, Any]]:
        """Return what can be told apart: the kinds of posts, and ideas."""
        return [*Post.Kind.choices, ("idea", _("idea"))]

    def clean_author(self) -> Person | None:
        name = self.cleaned_data["author"].strip().removeprefix("@").lower()
        if not name:
            return None
        person: Person | None = Person.objects.visible_to(self.viewer).filter(username=name).first()
        if person is None:
            raise forms.ValidationError(_("Nobody here has this user name."))
        return person

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        first, last = given.get("since_on"), given.get("until_on")
        if first and last and last < first:
            self.add_error("until_on", _("This day is before the first."))
        return given
