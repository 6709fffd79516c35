"""Ideas: everybody who took part in one hears what became of it."""

from activity.models import Comment
from esn.kit.models import Event
from ideas import events as ideas
from ideas.models import Idea, Support
from inbox.models import Kind
from inbox.recipients.calls import Call, picks, thread_of
from inbox.recipients.comments import followers_of
from inbox.verbs import IDEA_MERGED
from people.models import Person, PersonQuerySet


@picks(ideas.IDEA_DECIDED, IDEA_MERGED)
def decided(event: Event) -> list[Call]:
    """The author, who supported it, who spoke in it, and who follows it."""
    thread = thread_of(event)
    idea = Idea.objects.select_related("decision").filter(thread=thread).first() if thread else None
    if thread is None or idea is None:
        return []
    is_decided = event.verb == ideas.IDEA_DECIDED and idea.decision is not None
    word = idea.decision.outcome if is_decided and idea.decision else "merge"
    return [Call(Kind.IDEA, took_part_in(idea), thread=thread, word=word)]


def took_part_in(idea: Idea) -> PersonQuerySet:
    """Return everybody who had a part in an idea."""
    people = Person.objects.filter(pk__in=Support.objects.filter(idea=idea).values("person"))
    spoke = Comment.objects.filter(thread=idea.thread_id, removed_at=None).values("author")
    others = Person.objects.filter(pk__in=spoke) | Person.objects.filter(pk=idea.author_id)
    everybody: PersonQuerySet = people | others | followers_of(idea.thread)
    return everybody
