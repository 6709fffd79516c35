"""Which kinds of comments a viewer may write on an idea."""

from ideas.models import CommentKind, Idea
from ideas.policies import is_in_charge
from people.models import Person


def offered(viewer: Person, idea: Idea) -> list[tuple[str, str]]:
    """Return the kinds with their names; the official answer for who is in charge."""
    may_answer = is_in_charge(viewer, idea.challenge)
    kinds = [kind for kind in CommentKind.Kind if may_answer or kind != CommentKind.Kind.ANSWER]
    return [(kind.value, str(kind.label)) for kind in kinds]
