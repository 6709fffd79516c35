"""Ballots and comparisons for programs: your own, and nobody else's."""

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from esn.api.endpoint import Endpoint
from ideas import ballots, board
from ideas.actions import balloting, comparing
from ideas.api.part_shapes import (
    BallotSerializer,
    PairAnswerSerializer,
    PairSerializer,
    SentBallotSerializer,
    SentLineSerializer,
)
from ideas.models import Ballot, Challenge, PairVote


class Ballots(Endpoint):
    """The viewer's own ballots."""

    def challenge(self, pk: int) -> Challenge:
        """Return a challenge that the viewer may see."""
        return self.find(board.challenges(self.viewer), pk=pk)

    def answer(self, challenge: Challenge, kind: str) -> Response:
        """Answer with the viewer's ballot that counts; 204 where there is none."""
        own = ballots.current(self.viewer, challenge, kind)
        return self.shown(BallotSerializer, own) if own else self.done()

    @extend_schema(operation_id="list_own_ballots", responses=BallotSerializer(many=True))
    def list(self, request: Request) -> Response:
        """List your ballots that count, the newest first."""
        seen = board.challenges(self.viewer).order_by().values("pk")
        rows = Ballot.objects.filter(person=self.viewer, superseded_at=None, challenge__in=seen)
        return self.paged(BallotSerializer, rows.prefetch_related("lines"), ("-pk",))

    @extend_schema(operation_id="show_ballot", responses={200: BallotSerializer, 204: None})
    def show(self, request: Request, pk: int, kind: str) -> Response:
        """Show your ballot of a kind."""
        return self.answer(self.challenge(pk), kind)

    @extend_schema(
        operation_id="cast_ballot", request=SentBallotSerializer, responses={200: BallotSerializer, 204: None}
    )
    def cast(self, request: Request, pk: int, kind: str) -> Response:
        """Cast a whole ballot in place of the earlier one, until voting closes."""
        challenge = self.challenge(pk)
        lines = {line["idea"]: line["value"] for line in self.given(SentBallotSerializer)["lines"]}
        balloting.cast_ballot(self.viewer, challenge, kind=kind, lines=lines)
        return self.answer(challenge, kind)

    @extend_schema(
        operation_id="set_ballot_line",
        request=SentLineSerializer,
        responses={200: BallotSerializer, 204: None},
    )
    def line(self, request: Request, pk: int, kind: str) -> Response:
        """Give one idea so much and leave the rest of your ballot as it is."""
        challenge = self.challenge(pk)
        balloting.set_line(self.viewer, challenge, kind=kind, **self.given(SentLineSerializer))
        return self.answer(challenge, kind)

    @extend_schema(operation_id="withdraw_ballot", responses={204: None})
    def withdraw(self, request: Request, pk: int, kind: str) -> Response:
        """Take your ballot back."""
        balloting.cast_ballot(self.viewer, self.challenge(pk), kind=kind, lines={})
        return self.done()

    @extend_schema(operation_id="show_pair", request=None, responses={200: PairSerializer, 204: None})
    def pair(self, request: Request, pk: int) -> Response:
        """Return the pair that waits for your answer, or draw the next; 204 when you have compared them all."""
        pair = comparing.show_pair(self.viewer, self.challenge(pk))
        return self.shown(PairSerializer, pair) if pair else self.done()

    @extend_schema(operation_id="answer_pair", request=PairAnswerSerializer, responses=PairSerializer)
    def decide(self, request: Request, pk: int) -> Response:
        """Say which of the two is better, or say it differently."""
        pair = self.find(PairVote.objects.filter(person=self.viewer), pk=pk)
        return self.shown(
            PairSerializer, comparing.answer_pair(self.viewer, pair, **self.given(PairAnswerSerializer))
        )
