"""Ideas for programs: their words and versions, support, concerns, authors, decisions."""

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from activity.api.heeding import HeedQuery, heed
from activity.models import Comment
from esn.api.endpoint import Endpoint
from ideas import board
from ideas.actions import coauthoring, deciding, merging, moving, remarking, submitting, supporting
from ideas.api.part_shapes import (
    AuthorSerializer,
    ConcernSerializer,
    EvidenceSerializer,
    RemarkSerializer,
    SaidSerializer,
    VersionSerializer,
    WhomSerializer,
)
from ideas.api.shapes import (
    IdeaSerializer,
    IdeaWordsSerializer,
    SupportSerializer,
    VerdictSerializer,
)
from ideas.models import Appeal, Concern, Contributor, Idea, IdeaRevision, Merge


class Ideas(Endpoint):
    """Ideas that the viewer may see."""

    def seen(self, pk: int) -> Idea:
        """Return an idea that the viewer may see."""
        rows = Idea.objects.visible_to(self.viewer).for_display()
        return self.find(rows.select_related("challenge__community", "challenge__sponsor"), pk=pk)

    def named(self, pk: int) -> Idea:
        """Return an idea whose author the viewer may know."""
        return self.find(Idea.objects.named_to(self.viewer).select_related("challenge__community"), pk=pk)

    def full(self, pk: int) -> Idea:
        """Return an idea as the answer shows it."""
        idea = self.seen(pk)
        return board.dress(self.viewer, idea.challenge, [idea])[0]

    @extend_schema(operation_id="show_idea", responses=IdeaSerializer)
    def show(self, request: Request, pk: int) -> Response:
        """Show an idea with its decision."""
        return self.shown(IdeaSerializer, self.full(pk))

    @extend_schema(
        operation_id="edit_idea",
        parameters=[HeedQuery],
        request=IdeaWordsSerializer,
        responses=IdeaSerializer,
    )
    def edit(self, request: Request, pk: int) -> Response:
        """Change your idea while the challenge takes ideas; what you leave out stays."""
        idea = self.seen(pk)
        words = self.given(IdeaWordsSerializer, partial=True)
        now = {name: getattr(idea, name) for name in submitting.WORDS}
        heed(self, idea.challenge.community, submitting.Words(**{**now, **words}).said, is_edit=True)
        submitting.edit_idea(self.viewer, idea, **words)
        return self.shown(IdeaSerializer, self.full(pk))

    @extend_schema(operation_id="support_idea", request=SupportSerializer, responses={204: None})
    def support(self, request: Request, pk: int) -> Response:
        """Support an idea; doing it again only changes what you would do."""
        supporting.support_idea(self.viewer, self.seen(pk), **self.given(SupportSerializer))
        return self.done()

    @extend_schema(operation_id="withdraw_support", responses={204: None})
    def withdraw(self, request: Request, pk: int) -> Response:
        """Take your support back while voting is open."""
        supporting.withdraw_support(self.viewer, self.seen(pk))
        return self.done()

    @extend_schema(operation_id="decide_idea", request=VerdictSerializer, responses=IdeaSerializer)
    def decide(self, request: Request, pk: int) -> Response:
        """Answer an idea once, with a reason that everybody reads."""
        deciding.decide_idea(self.viewer, self.seen(pk), **self.given(VerdictSerializer))
        return self.shown(IdeaSerializer, self.full(pk))

    @extend_schema(operation_id="list_idea_versions", responses=VersionSerializer(many=True))
    def versions(self, request: Request, pk: int) -> Response:
        """List every version of an idea's words, the newest first."""
        rows = IdeaRevision.objects.filter(idea=self.named(pk)).select_related("by__department")
        return self.paged(VersionSerializer, rows, ("-pk",))

    @extend_schema(operation_id="list_concerns", responses=ConcernSerializer(many=True))
    def concerns(self, request: Request, pk: int) -> Response:
        """List what people fear about an idea."""
        rows = Concern.objects.filter(idea=self.seen(pk)).select_related("person__department")
        return self.paged(ConcernSerializer, rows, ("pk",))

    @extend_schema(operation_id="raise_concern", request=ConcernSerializer, responses=ConcernSerializer)
    def fear(self, request: Request, pk: int) -> Response:
        """Say what you fear; doing it again says it better."""
        made = supporting.raise_concern(self.viewer, self.seen(pk), **self.given(ConcernSerializer))
        return self.shown(ConcernSerializer, made)

    @extend_schema(operation_id="withdraw_concern", responses={204: None})
    def unfear(self, request: Request, pk: int) -> Response:
        """Take your concern back."""
        supporting.withdraw_concern(self.viewer, self.seen(pk))
        return self.done()

    @extend_schema(operation_id="list_idea_authors", responses=AuthorSerializer(many=True))
    def authors(self, request: Request, pk: int) -> Response:
        """List who stands beside the first author, asked or agreed."""
        rows = Contributor.objects.filter(idea=self.named(pk)).select_related("person__department")
        return self.paged(AuthorSerializer, rows, ("pk",))

    @extend_schema(operation_id="ask_coauthor", request=WhomSerializer, responses={201: AuthorSerializer})
    def ask(self, request: Request, pk: int) -> Response:
        """Ask somebody to stand beside you as an author."""
        made = coauthoring.ask_coauthor(self.viewer, self.seen(pk), **self.given(WhomSerializer))
        return self.made(AuthorSerializer, made, "api:idea_authors", pk=pk)

    @extend_schema(operation_id="agree_to_authorship", request=None, responses={204: None})
    def agree(self, request: Request, pk: int) -> Response:
        """Agree to be named as an author."""
        row = self.find(Contributor.objects.filter(idea=self.seen(pk)), person=self.viewer)
        coauthoring.agree(self.viewer, row)
        return self.done()

    @extend_schema(operation_id="remove_coauthor", responses={204: None})
    def unname(self, request: Request, pk: int, person: int) -> Response:
        """Take a name away: your own, or as the first author another's."""
        row = self.find(Contributor.objects.filter(idea=self.seen(pk)), person=person)
        coauthoring.remove_coauthor(self.viewer, row)
        return self.done()

    @extend_schema(operation_id="remark_on_idea", request=RemarkSerializer, responses={204: None})
    def remark(self, request: Request, pk: int) -> Response:
        """Comment on an idea with what the comment is; the comments are those of its thread."""
        idea, words = self.seen(pk), self.given(RemarkSerializer)
        number = words.pop("reply_to", None)
        parent = self.find(Comment.objects.filter(thread=idea.thread_id), pk=number) if number else None
        remarking.remark(self.viewer, idea, parent=parent, **words)
        return self.done()

    @extend_schema(operation_id="give_information", request=SaidSerializer, responses={204: None})
    def inform(self, request: Request, pk: int) -> Response:
        """Tell that the question to the author is answered."""
        moving.give_information(self.viewer, self.seen(pk), **self.given(SaidSerializer))
        return self.done()

    @extend_schema(operation_id="appeal_decision", request=EvidenceSerializer, responses={204: None})
    def appeal(self, request: Request, pk: int) -> Response:
        """Bring new evidence against the decision, once."""
        deciding.appeal(self.viewer, self.seen(pk), **self.given(EvidenceSerializer))
        return self.done()

    @extend_schema(operation_id="back_appeal", request=None, responses={204: None})
    def back(self, request: Request, pk: int) -> Response:
        """Stand behind the appeal of an idea that you support."""
        made = self.find(Appeal.objects.all(), decision=self.seen(pk).decision_id or 0)
        deciding.back_appeal(self.viewer, made)
        return self.done()

    @extend_schema(operation_id="object_to_merge", request=None, responses={204: None})
    def object(self, request: Request, pk: int) -> Response:
        """Keep your support from counting for the idea that this one went into."""
        merge = self.find(Merge.objects.filter(source=self.seen(pk)), undone_at=None)
        merging.object_to_merge(self.viewer, merge)
        return self.done()

    @extend_schema(operation_id="list_built_ideas", responses=IdeaSerializer(many=True))
    def built(self, request: Request) -> Response:
        """List what is being built and what was: "you asked, we did"."""
        return self.paged(IdeaSerializer, board.built(self.viewer), ("-moved", "-pk"))

    def dressed(self, rows: list[Idea]) -> list[Idea]:
        """Give ideas of any challenge what the answer shows of them."""
        if self.action == "built":
            for row in rows:
                board.dress(self.viewer, row.challenge, [row])
        return rows
