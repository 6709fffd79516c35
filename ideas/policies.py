"""What a person may do with challenges and ideas; pure questions, asked by actions and templates."""

from communities.models import Community
from communities.policies import may_lead, may_post, may_read, require
from ideas.models import Challenge, Idea
from people.models import Person

__all__ = ["require"]


def may_launch(person: Person, community: Community) -> bool:
    """Whether the person may ask the community a question: who leads it; directors ask the whole company."""
    is_senior = person.level >= Person.Level.DIRECTOR and community.is_everyone
    return may_post(person, community) and (may_lead(person, community) or is_senior)


def may_edit_challenge(person: Person, challenge: Challenge) -> bool:
    """Whether the person may change the brief."""
    return may_read(person, challenge.community) and person.pk in {challenge.manager_id, challenge.sponsor_id}


def may_submit(person: Person, challenge: Challenge) -> bool:
    """Whether the person may add an idea now."""
    return may_post(person, challenge.community) and challenge.is_taking_ideas


def may_edit_idea(person: Person, idea: Idea) -> bool:
    """Whether the person may change the idea: its author, until submissions close."""
    return idea.author_id == person.pk and may_submit(person, idea.challenge)


def may_support(person: Person, idea: Idea) -> bool:
    """Whether the person may support the idea now."""
    is_standing = idea.decision_id is None and idea.thread.removed_at is None
    return is_standing and may_post(person, idea.challenge.community) and idea.challenge.is_taking_support


def may_decide(person: Person, idea: Idea) -> bool:
    """Whether the person may answer the idea: sponsor or manager, never its own author, and only once."""
    is_in_charge = person.pk in {idea.challenge.sponsor_id, idea.challenge.manager_id}
    is_standing = idea.decision_id is None and idea.thread.removed_at is None
    return (
        is_in_charge
        and is_standing
        and idea.author_id != person.pk
        and may_read(person, idea.challenge.community)
    )
