"""A community's settings as a form in sections; what a sender leaves out keeps its value."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from communities.actions.describing import MOST_LINKS, MOST_QUESTIONS, MOST_TOPICS, is_harmless
from communities.browsing import is_name_taken
from communities.models import Community
from people.models import OrgUnit, Person, Site

KINDS = [
    (Community.Kind.OPEN, _("Open: every colleague can read and answer")),
    (Community.Kind.PRIVATE, _("Private: everybody knows it, members read it")),
    (Community.Kind.SECRET, _("Secret: only members know that it exists")),
]
POSTINGS = [
    (Community.Posting.EVERYONE, _("Everybody who may write")),
    (Community.Posting.LEADS, _("Announcements only: those who run it start threads, everybody may answer")),
]
WAYS_IN = [
    (Community.JoinPolicy.OPEN, _("At once: a click is enough")),
    (Community.JoinPolicy.REQUEST, _("On request: those who run it decide, after your questions")),
    (Community.JoinPolicy.INVITATION, _("By invitation: somebody who runs it asks them in, or sends a link")),
]
TINTS = [("", _("by itself")), *((number, str(number + 1)) for number in range(10))]
SECTIONS: list[tuple[str, Any, Any, tuple[str, ...]]] = [
    ("basics", _("Name and purpose"), "", ("name", "description", "topics", "cover", "tint")),
    ("access", _("Who reads, joins and writes"), "", ("kind", "join_policy", "questions", "posting")),
    (
        "rule",
        _("Members by rule"),
        _("Everybody in these departments (and below them) who works at these sites belongs by themselves. "
          "Who leaves by hand is not brought back."),
        ("rule_units", "rule_sites", "rule_removes"),
    ),
    ("words", _("Welcome and rules"), "", ("welcome", "rules")),
    (
        "links",
        _("Links"),
        _("One a line: title | address. The address begins with https:// or is one of this site, such as /t/12/."),
        ("pinned", "links"),
    ),
    ("place", _("Its place in the company"), "", ("reach", "department", "parent")),
]  # fmt: skip
ROWS = {"description": 3, "questions": 3, "welcome": 4, "rules": 5, "pinned": 2, "links": 3}
# Fields that a browser does not send when nothing is chosen: only a whole form says that they are empty.
SILENT = {"rule_units", "rule_sites", "rule_removes"}


class CommunityForm(forms.ModelForm):  # type: ignore[type-arg]
    """All settings of a community."""

    topics = forms.CharField(
        label=_("Topics"), required=False, max_length=400, help_text=_("Words, separated by commas.")
    )
    tint = forms.TypedChoiceField(
        label=_("Colour"),
        choices=TINTS,
        required=False,
        coerce=int,
        empty_value=None,
        widget=forms.RadioSelect,
    )
    questions = forms.CharField(
        label=_("Questions to those who ask to join"),
        required=False,
        max_length=1500,
        widget=forms.Textarea,
        help_text=_("One a line, five at most. Whoever decides sees the answers."),
    )
    rule_units = forms.ModelMultipleChoiceField(
        OrgUnit.objects.none(), label=_("Departments"), required=False, widget=forms.CheckboxSelectMultiple
    )
    rule_sites = forms.ModelMultipleChoiceField(
        Site.objects.none(), label=_("Sites"), required=False, widget=forms.CheckboxSelectMultiple
    )
    rule_removes = forms.BooleanField(
        label=_("Who no longer matches leaves by themselves, if the rule had added them"), required=False
    )
    pinned = forms.CharField(
        label=_("Pinned resources, at the top of the page"), required=False, widget=forms.Textarea
    )
    links = forms.CharField(label=_("Further links"), required=False, widget=forms.Textarea)

    class Meta:
        model = Community
        fields = (
            "name", "description", "cover", "kind", "join_policy", "posting", "welcome", "rules", "reach",
            "department", "parent",
        )  # fmt: skip
        widgets = {
            "kind": forms.RadioSelect,
            "join_policy": forms.RadioSelect,
            "posting": forms.RadioSelect,
            "cover": forms.RadioSelect,
            "description": forms.Textarea,
            "welcome": forms.Textarea,
            "rules": forms.Textarea,
        }
        help_texts = {
            "department": _("Only if it belongs to one department."),
            "parent": _("It is listed there for whoever may know of it. What it lets be read stays its own."),
            "welcome": _("Shown to new members until they put it away."),
            "reach": _("For whom it is meant; who can read it is said above."),
        }

    def __init__(self, *args: Any, viewer: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.viewer = viewer
        self.before = {name: getattr(self.instance, name) for name in self._meta.fields or ()}
        choices: dict[str, Any] = {
            "kind": KINDS, "join_policy": WAYS_IN, "posting": POSTINGS,
            "reach": [(value, capfirst(name)) for value, name in Community.Reach.choices],
            "cover": [(value, capfirst(name)) for value, name in Community.Cover.choices],
        }  # fmt: skip
        for name, pairs in choices.items():
            self.fields[name].choices = pairs  # type: ignore[attr-defined]
        for name, rows in ROWS.items():
            self.fields[name].widget.attrs["rows"] = rows
        is_whole = not self.is_bound or "is_whole" in self.data
        for name in ("department", "parent", "join_policy", "posting", "cover", "kind", "reach"):
            is_needed = name not in {"department", "parent"} and (name in {"kind", "reach"} or is_whole)
            self.fields[name].required = is_needed and (is_whole or not self.instance.pk)
        self._offer(viewer)
        if self.instance.pk:
            self._show_what_is()

    def _offer(self, viewer: Person) -> None:
        """Offer departments, sites, and the communities under which this one may stand."""
        departments = OrgUnit.objects.filter(kind=OrgUnit.Kind.DEPARTMENT)
        parents = Community.objects.led_by(viewer).standing().filter(is_everyone=False).by_name()
        if self.instance.pk:
            parents = parents.exclude(pk=self.instance.pk) | Community.objects.filter(
                pk=self.instance.parent_id, children=self.instance
            )
        offered: dict[str, QuerySet[Any]] = {
            "department": departments,
            "parent": parents.distinct(),
            "rule_units": departments,
            "rule_sites": Site.objects.all(),
        }
        for name, rows in offered.items():
            self.fields[name].queryset = rows  # type: ignore[attr-defined]
        self.fields["department"].empty_label = _("No single department")  # type: ignore[attr-defined]
        self.fields["parent"].empty_label = _("Stands by itself")  # type: ignore[attr-defined]

    def _show_what_is(self) -> None:
        here = self.instance
        rule = getattr(here, "rule", None)
        resources = list(here.resources.all())
        kept: dict[str, Any] = {
            "topics": ", ".join(topic.name for topic in here.topics.all()),
            "questions": "\n".join(here.questions),
            "tint": here.tint if here.tint is not None else "",
            "pinned": "\n".join(f"{r.title} | {r.url}" for r in resources if r.is_pinned),
            "links": "\n".join(f"{r.title} | {r.url}" for r in resources if not r.is_pinned),
            "rule_units": list(rule.units.all()) if rule else [],
            "rule_sites": list(rule.sites.all()) if rule else [],
            "rule_removes": rule.is_removing if rule else True,
        }
        self.initial.update(kept)

    def sections(self) -> list[dict[str, Any]]:
        """Return the fields in their sections, for the page."""
        found = []
        for key, title, words, names in SECTIONS:
            fields = [self[name] for name in names]
            # Starting is easy: what can wait is folded, unless something in it is filled or wrong.
            can_wait = not self.instance.pk and key not in {"basics", "access"}
            is_filled = key == "words" and bool(self.initial.get("rules") or self.initial.get("welcome"))
            is_folded = can_wait and not is_filled and not any(field.errors for field in fields)
            found.append(
                {"key": key, "title": title, "help": words, "fields": fields, "is_folded": is_folded}
            )
        return found

    def clean_name(self) -> str:
        name: str = " ".join(self.cleaned_data["name"].split())
        is_secret = self.data.get("kind", self.before.get("kind")) == Community.Kind.SECRET
        if not is_secret and is_name_taken(name, self.instance if self.instance.pk else None):
            raise forms.ValidationError(
                _("There is a community of this name already. Join it, or choose another name.")
            )
        return name

    def clean_topics(self) -> list[str]:
        words = [word.strip().lstrip("#") for word in self.cleaned_data["topics"].split(",")]
        topics = [word.casefold().replace(" ", "-")[:50] for word in words if word]
        if len(topics) > MOST_TOPICS:
            raise forms.ValidationError(_("Twelve topics at most."))
        return topics

    def clean_questions(self) -> list[str]:
        lines = [line.strip() for line in self.cleaned_data["questions"].splitlines() if line.strip()]
        if len(lines) > MOST_QUESTIONS:
            raise forms.ValidationError(_("Five questions at most; whoever asks to join has other work too."))
        return [line[:240] for line in lines]

    def clean_pinned(self) -> list[dict[str, str]]:
        return self._links("pinned")

    def clean_links(self) -> list[dict[str, str]]:
        return self._links("links")

    def _links(self, name: str) -> list[dict[str, str]]:
        found = []
        for line in self.cleaned_data[name].splitlines():
            title, _mark, url = (part.strip() for part in line.rpartition("|"))
            if line.strip():
                if not is_harmless(url) or len(url) > 400:
                    raise forms.ValidationError(
                        _("“%(line)s” needs a title, a stroke and an address: Handbook | https://…")
                        % {"line": line[:60]}
                    )
                found.append({"title": (title or url)[:120], "url": url})
        if len(found) > MOST_LINKS:
            raise forms.ValidationError(_("Twenty links at most."))
        return found

    def changes(self) -> dict[str, Any]:
        """Return what was sent, as the actions take it; a field that is not in the form keeps its value."""
        is_whole = "is_whole" in self.data
        names = [name for name in self.cleaned_data if name in self.data and name not in SILENT]
        given = {name: self.cleaned_data[name] for name in names}
        for name in ("join_policy", "posting", "cover", "kind", "reach"):
            if not given.get(name):
                given.pop(name, None)
        if is_whole:
            given["rule"] = {
                "units": list(self.cleaned_data["rule_units"]),
                "sites": list(self.cleaned_data["rule_sites"]),
                "is_removing": self.cleaned_data["rule_removes"],
            }
        return given

    def validate_unique(self) -> None:
        """Leave the name to `clean_name`: a secret community must not give itself away by taking one."""

    def validate_constraints(self) -> None:
        """Leave to the action what goes together: the database would name what must not be known."""
