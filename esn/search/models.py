"""What is indexed: a narrow row for each thing that can be found, and beside it the text that it is found by.

No row here is a fact. Sight is taken from the communities at the moment of asking; whether a thing is held, removed or
moved is kept in the document by the database itself (see `storage`), in the transaction that changes the thing.
"""

from typing import ClassVar, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from activity.models import Attachment

NAMED = ["person", "community"]


class DocumentQuerySet(models.QuerySet["Document"]):
    """Documents as adjectives; the rule of sight is in `esn.search.sight`."""

    def shown(self) -> Self:
        """Those that are neither removed nor held, themselves and their thread."""
        return self.filter(is_hidden=False, is_thread_hidden=False)

    def named(self) -> Self:
        """People and communities: few beside all that is written, with indexes of their own."""
        return self.filter(kind__in=NAMED)

    def unnamed(self) -> Self:
        """What is written."""
        return self.filter(~Q(kind__in=NAMED))

    def newest_first(self) -> Self:
        return self.order_by("-at", "-pk")


class Document(models.Model):
    """One thing that can be found: narrow, so that many thousands are counted in a moment."""

    class Kind(models.TextChoices):
        PERSON = "person", _("People")
        COMMUNITY = "community", _("Communities")
        POST = "post", _("Posts")
        COMMENT = "comment", _("Comments")
        IDEA = "idea", _("Ideas")
        CHALLENGE = "challenge", _("Challenges")
        FILE = "file", _("Files")

    kind = models.CharField(max_length=9, choices=Kind)
    object_id = models.BigIntegerField()
    thread_id = models.BigIntegerField(null=True, db_index=True)
    community_id = models.BigIntegerField(null=True)
    author_id = models.BigIntegerField(null=True)
    at = models.DateTimeField()
    label = models.CharField(max_length=12, blank=True, help_text=_("The kind of a post."))
    language = models.CharField(max_length=12, blank=True)
    is_question = models.BooleanField(default=False)
    is_answered = models.BooleanField(default=False)
    is_solved = models.BooleanField(default=False)
    has_file = models.BooleanField(default=False)
    has_link = models.BooleanField(default=False)
    # Kept by the database when the thing or its thread is removed, held or let go.
    is_hidden = models.BooleanField(default=False)
    is_thread_hidden = models.BooleanField(default=False)
    # Changes with the text: the index of PostgreSQL is made of it.
    revision = models.PositiveIntegerField(default=0)
    fingerprint = models.CharField(max_length=16, blank=True)

    objects: ClassVar[DocumentQuerySet] = DocumentQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["kind", "object_id"], name="search_document_once"),
        ]
        indexes = [
            models.Index(fields=["-at", "-id"], name="search_newest"),
            models.Index(fields=["-at", "-id"], name="search_newest_written", condition=~Q(kind__in=NAMED)),
            models.Index(fields=["kind", "-at", "-id"], name="search_of_kind"),
            models.Index(
                fields=["label", "-at"], name="search_labelled", condition=~Q(label="") & ~Q(label="update")
            ),
            models.Index(fields=["author_id", "-at"], name="search_by_author"),
            models.Index(fields=["community_id", "-at"], name="search_in_community"),
            models.Index(
                fields=["-at"],
                name="search_unanswered",
                condition=Q(is_question=True, is_answered=False),
            ),
            models.Index(fields=["-at"], name="search_questions", condition=Q(is_question=True)),
            models.Index(fields=["-at"], name="search_solved", condition=Q(is_question=True, is_solved=True)),
            models.Index(fields=["-at"], name="search_with_file", condition=Q(has_file=True)),
            models.Index(fields=["-at"], name="search_with_link", condition=Q(has_link=True)),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.object_id}"


class Text(models.Model):
    """The words of a document as people read them; its row goes with the document's by the database's own hand."""

    document = models.OneToOneField(
        Document, models.DO_NOTHING, primary_key=True, db_constraint=False, related_name="text"
    )
    title = models.CharField(max_length=400, blank=True)
    keywords = models.TextField(blank=True)
    body = models.TextField(blank=True)
    # The title as it is compared with what was typed wrongly.
    shape = models.CharField(max_length=400, blank=True)


class FileText(models.Model):
    """The words of a file, read once by a worker; they can be read again from the file at any time."""

    file = models.OneToOneField(Attachment, models.CASCADE, primary_key=True, related_name="found_text")
    text = models.TextField(blank=True)
    is_read = models.BooleanField(default=False)
    tries = models.PositiveSmallIntegerField(default=0)


class Rebuild(models.Model):
    """How far a rebuild has come, so that it can go on where it was interrupted."""

    kind = models.CharField(max_length=9, unique=True)
    last_id = models.BigIntegerField(default=0)
    started_at = models.DateTimeField()


class Miss(models.Model):
    """Words that were looked for and not found; never who looked.

    Until five different people can be told apart the words themselves are not kept, only their keyed digest.
    """

    digest = models.CharField(max_length=32, unique=True)
    words = models.CharField(max_length=80, blank=True)
    # One bit for each sixteenth of the company that looked: five bits are at least five people, and no one is named.
    groups = models.PositiveIntegerField(default=0)
    days = models.PositiveIntegerField(default=1)
    last_on = models.DateField()

    class Meta:
        indexes = [models.Index(fields=["-days", "words"], name="search_miss_most")]
        constraints = [
            models.CheckConstraint(condition=Q(groups__lt=1 << 16), name="search_miss_groups"),
        ]
