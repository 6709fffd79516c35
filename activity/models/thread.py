"""A thread: what everything that can be discussed owns."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, ClassVar, Self

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from communities.models import Community, Shared, SharedQuerySet
from people.models import Person

if TYPE_CHECKING:
    from activity.models.post import Post


# What the kinds of posts keep beside the post itself.
KINDS = (
    "post__poll",
    "post__praise__value",
    "post__must_read",
    "post__link",
    "post__accepted_answer__author",
)


def not_held_from(viewer: Person, author: str, community: str, row: str = "") -> Q:
    """Return the condition "not held back, or mine, or in a community that I lead"; paths lead from the row.

    `row` is the path to what is held, such as "thread__".
    """
    led = Community.objects.led_by(viewer).values("pk")
    return Q(**{f"{row}held_at": None}) | Q(**{author: viewer}) | Q(**{f"{community}__in": led})


# Apps above name threads that are closed to somebody for a while, such as an idea that they judge blind.
Veil = Callable[[Person], models.QuerySet[Any, Any]]
_veils: list[Veil] = []


def register_veil(veil: Veil) -> Veil:
    """Name the numbers of threads that a person does not see for now, on any road."""
    _veils.append(veil)
    return veil


class ThreadQuerySet(SharedQuerySet["Thread"]):
    """Threads as adjectives."""

    def visible_to(self, viewer: Person) -> Self:
        """What lies in a readable community and was not removed; what is held, for its starter and its moderators."""
        rows = super().visible_to(viewer)
        for veil in _veils:
            rows = rows.exclude(pk__in=veil(viewer))
        return rows.filter(not_held_from(viewer, "starter", "community"), removed_at=None)

    def public(self) -> Self:
        """What is neither removed nor held."""
        return self.filter(removed_at=None, held_at=None)

    def questions(self) -> Self:
        return self.filter(is_question=True)

    def solved(self) -> Self:
        return self.questions().filter(post__accepted_answer__isnull=False)

    def unsolved(self) -> Self:
        return self.questions().filter(post__accepted_answer=None)

    def taken_from(self, viewer: Person) -> Self:
        """What was removed, for whoever may still know of it: its starter, and who leads the community."""
        led = Community.objects.led_by(viewer).values("pk")
        concerned = Q(starter=viewer) | Q(community__in=led)
        return super().visible_to(viewer).filter(concerned, removed_at__isnull=False)

    def newest_first(self) -> Self:
        return self.order_by("-created_at", "-pk")

    def for_display(self) -> Self:
        return self.select_related("community", "starter__department", "post__author__department", *KINDS)


class Held(models.TextChoices):
    """Why something is held back from its readers for now."""

    APPROVAL = "approval", _("waits for approval")
    REVIEW = "review", _("hidden while it is reviewed")


class Thread(Shared):
    """A discussion in a community; a post or an idea owns it."""

    class Kind(models.TextChoices):
        POST = "post", _("post")
        IDEA = "idea", _("idea")

    class Sharing(models.TextChoices):
        NOBODY = "nobody", _("nobody")
        READERS = "readers", _("only where everybody can read it already")
        ANYONE = "anyone", _("anywhere in the company")

    kind = models.CharField(max_length=8, choices=Kind, default=Kind.POST)
    title = models.CharField(max_length=200, blank=True)
    starter = models.ForeignKey(Person, models.PROTECT, related_name="threads")
    created_at = models.DateTimeField()
    last_activity_at = models.DateTimeField()
    # Changes whenever the finished card would look different: the cache key of the card.
    version = models.PositiveIntegerField(default=1)
    comment_count = models.PositiveIntegerField(default=0, help_text=_("Derived; `reconcile` checks it."))
    is_question = models.BooleanField(default=False)
    language = models.CharField(max_length=12, blank=True, help_text=_("A language tag such as pt-BR."))
    # Into which audiences others may carry the opening; its author decides.
    sharing = models.CharField(max_length=8, choices=Sharing, default=Sharing.READERS)
    shared_from = models.ForeignKey("self", models.SET_NULL, null=True, related_name="shares")
    # No further comments, with who said so and when.
    closed_at = models.DateTimeField(null=True)
    closed_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    # Held back: waiting for approval, or hidden while a report is looked at.
    held_at = models.DateTimeField(null=True)
    held_because = models.CharField(max_length=12, blank=True, choices=Held)
    removed_at = models.DateTimeField(null=True)
    removed_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    removal_reason = models.CharField(max_length=400, blank=True)

    post: "Post"
    # The card names the community: moved, it is drawn anew.
    on_move = {"version": F("version") + 1}
    objects: ClassVar[ThreadQuerySet] = ThreadQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        # With `held_at` a stream is read from the index alone; as a condition it would not serve a viewer's own held ones.
        indexes = [
            models.Index(
                fields=["community", "-created_at", "-id", "held_at"],
                name="thread_stream",
                condition=Q(removed_at=None),
            ),
            models.Index(
                fields=["starter", "-created_at", "-id", "held_at"],
                name="thread_by_person",
                condition=Q(removed_at=None),
            ),
            # Somebody in very many communities is served from the newest of all.
            models.Index(
                fields=["-created_at", "-id", "community", "held_at"],
                name="thread_newest",
                condition=Q(removed_at=None),
            ),
            # What happened since somebody's last visit.
            models.Index(
                fields=["community", "-last_activity_at", "-id", "held_at"],
                name="thread_active",
                condition=Q(removed_at=None),
            ),
            # Questions that wait for an answer are few among many threads.
            models.Index(
                fields=["community", "-created_at"],
                name="thread_unanswered",
                condition=Q(is_question=True, comment_count=0, removed_at=None),
            ),
            models.Index(
                fields=["-created_at"],
                name="thread_questions",
                condition=Q(is_question=True, removed_at=None),
            ),
        ]

    def __str__(self) -> str:
        return self.title or f"thread {self.pk}"

    def get_absolute_url(self) -> str:
        return reverse("activity:thread", args=[self.pk, self.slug])

    @property
    def slug(self) -> str:
        """Decoration of the address; the number decides."""
        return slugify(self.title)[:60].strip("-") or "post"
