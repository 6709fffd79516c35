"""Comments: who is answered hears of an answer, who follows the thread of a comment."""

from activity import events as activity
from activity.models import Comment, Mention, Thread, Watch
from esn.kit.models import Event
from inbox.models import Kind
from inbox.recipients.calls import Call, comment_of, only, picks, thread_of
from inbox.recipients.wanting import switched_on
from people.models import Person, PersonQuerySet


@picks(activity.COMMENT_ADDED)
def answered(event: Event) -> list[Call]:
    """The person answered, then everybody who follows the thread; whoever is named in it hears of that instead."""
    thread, comment = thread_of(event), comment_of(event)
    if thread is None or comment is None:
        return []
    named = frozenset(_named_in(comment).values_list("pk", flat=True))
    kind = Kind.ANSWER if thread.is_question and comment.parent_id is None else Kind.REPLY
    followers = followers_of(thread)
    others = named | {event.owner_id or 0}
    return [
        Call(kind, only(event.owner_id), thread=thread, comment=comment, others_than=named),
        Call(Kind.COMMENT, followers, thread=thread, comment=comment, others_than=others),
    ]


def _named_in(comment: Comment) -> PersonQuerySet:
    """Return who is named in a comment and hears of being named."""
    people = Person.objects.filter(pk__in=Mention.objects.filter(comment=comment).values("person"))
    return switched_on(people, Kind.MENTION)


def followers_of(thread: Thread) -> PersonQuerySet:
    """Return who follows a thread, by choice or by taking part."""
    following = Watch.objects.filter(thread=thread, level=Watch.Level.FOLLOWING)
    people: PersonQuerySet = Person.objects.filter(pk__in=following.values("person"))
    return people
