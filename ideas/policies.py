"""What a person may do with challenges and ideas; pure questions, asked by actions and templates."""

from communities.models import Community
from communities.policies import may_lead, may_post, may_read, require
from ideas.models import (
    Challenge,
    Contributor,
    Decision,
    Draft,
    Idea,
    Merge,
    Result,
    Support,
)
from people.models import Person

__all__ = ["require"]

# Which stage may follow which; the arrows of decisions are `may_decide`'s.
WAYS: dict[str, set[str]] = {
    "needs_info": {"open"},
    "open": {"needs_info", "shortlisted", "evaluating"},
    "shortlisted": {"open", "needs_info", "evaluating"},
    "evaluating": {"open", "shortlisted"},
    "adopt": {"delivering"},
    "trial": {"delivering"},
    "delivering": {"implemented"},
    "implemented": {"measured"},
    "measured": {"closed"},
}
# A decision that still may be taken back by new evidence, or by the day that it named.
REOPENS = {"adopt", "trial", "park", "decline"}
BACKERS = 10


def may_launch(person: Person, community: Community) -> bool:
    """Whether the person may ask the community a question: who leads it; directors ask the whole company."""
    is_senior = person.level >= Person.Level.DIRECTOR and community.is_everyone
    return may_post(person, community) and (may_lead(person, community) or is_senior)


def may_launch_somewhere(person: Person) -> bool:
    """Whether there is a community that the person may ask."""
    led = Community.objects.led_by(person)
    return led.exists() or (person.level >= Person.Level.DIRECTOR and person.is_active)


def is_in_charge(person: Person, challenge: Challenge) -> bool:
    """Whether the person answers for the challenge: its sponsor and its manager."""
    return person.pk in {challenge.manager_id, challenge.sponsor_id} and may_read(person, challenge.community)


def may_edit_challenge(person: Person, challenge: Challenge) -> bool:
    """Whether the person may change the brief."""
    return is_in_charge(person, challenge)


def may_submit(person: Person, challenge: Challenge) -> bool:
    """Whether the person may add an idea now."""
    return may_post(person, challenge.community) and challenge.is_taking_ideas


def is_author(person: Person, idea: Idea) -> bool:
    """Whether the person wrote the idea, first or as a co-author who agreed."""
    if idea.author_id == person.pk:
        return True
    own = Contributor.objects.filter(idea=idea, person=person, role=Contributor.Role.COAUTHOR)
    return own.exclude(consented_at=None).exists()


def may_edit_idea(person: Person, idea: Idea) -> bool:
    """Whether the person may change the idea: its authors, until submissions close or when they were asked."""
    challenge = idea.challenge
    is_asked = idea.stage == Idea.Stage.NEEDS_INFO
    is_time = challenge.is_taking_ideas or is_asked
    is_standing = idea.decision_id is None and idea.thread.removed_at is None
    return is_time and is_standing and may_post(person, challenge.community) and is_author(person, idea)


def may_edit_draft(person: Person, draft: Draft) -> bool:
    """Whether the person may change the draft: its authors, until submissions close."""
    is_own = draft.author_id == person.pk or draft.contributors.filter(person=person).exists()
    return is_own and may_submit(person, draft.challenge)


def may_name_authors(person: Person, idea: Idea) -> bool:
    """Whether the person may ask others to stand beside them: the first author, while the idea waits."""
    is_first = idea.author_id == person.pk and idea.decision_id is None
    return is_first and idea.thread.removed_at is None and may_post(person, idea.challenge.community)


def may_support(person: Person, idea: Idea) -> bool:
    """Whether the person may support the idea now."""
    is_standing = idea.decision_id is None and idea.thread.removed_at is None
    return is_standing and may_support_in(person, idea.challenge)


def may_support_in(person: Person, challenge: Challenge) -> bool:
    """Whether the person may support ideas of the challenge that wait for an answer."""
    return challenge.is_taking_support and may_post(person, challenge.community)


def may_raise_concern(person: Person, idea: Idea) -> bool:
    """Whether the person may say what they fear: until the idea is answered, even after voting."""
    is_standing = idea.decision_id is None and idea.thread.removed_at is None
    return is_standing and may_post(person, idea.challenge.community)


def may_vote(person: Person, challenge: Challenge) -> bool:
    """Whether the person may cast and change ballots now."""
    return may_post(person, challenge.community) and challenge.is_taking_ballots


def may_move(person: Person, idea: Idea, stage: str) -> bool:
    """Whether the person may take the idea to a stage: who is in charge, along an arrow; authors answer questions."""
    if stage not in WAYS.get(idea.stage, set()) or idea.thread.removed_at is not None:
        return False
    is_answer = idea.stage == Idea.Stage.NEEDS_INFO
    return is_in_charge(person, idea.challenge) or (is_answer and is_author(person, idea))


def may_decide(person: Person, idea: Idea) -> bool:
    """Whether the person may answer the idea: sponsor or manager, never its own author; once, after a trial again."""
    is_waiting = idea.decision_id is None or idea.stage == Idea.Stage.ON_TRIAL
    is_standing = is_waiting and idea.thread.removed_at is None
    return is_in_charge(person, idea.challenge) and is_standing and idea.author_id != person.pk


def may_appeal(person: Person, idea: Idea, decision: Decision) -> bool:
    """Whether the person may bring new evidence against a decision: an author or a supporter, once."""
    if (
        idea.stage not in REOPENS
        or hasattr(decision, "appeal")
        or not may_post(person, idea.challenge.community)
    ):
        return False
    return is_author(person, idea) or Support.objects.filter(idea=idea, person=person).exists()


def may_merge(person: Person, source: Idea, target: Idea) -> bool:
    """Whether the person may put one idea into another: who is in charge, both waiting, in one challenge."""
    is_same_place = source.challenge_id == target.challenge_id and source.pk != target.pk
    is_waiting = source.decision_id is None and target.decision_id is None
    is_standing = source.thread.removed_at is None and target.thread.removed_at is None
    return is_same_place and is_waiting and is_standing and is_in_charge(person, source.challenge)


def may_unmerge(person: Person, merge: Merge) -> bool:
    """Whether the person may take a merge back: who is in charge, while the other idea still waits."""
    is_waiting = merge.undone_at is None and merge.target.decision_id is None
    return is_waiting and is_in_charge(person, merge.source.challenge)


def may_count(person: Person, challenge: Challenge, result: Result | None) -> bool:
    """Whether the person may have the results counted: who is in charge, after voting, until they are published."""
    is_closed = not challenge.is_box and not challenge.is_taking_support and challenge.state != "upcoming"
    is_open_still = result is None or not result.is_published
    return is_closed and is_open_still and is_in_charge(person, challenge)


def may_publish(person: Person, challenge: Challenge, result: Result | None) -> bool:
    """Whether the person may publish the results: who is in charge, once, when they are counted."""
    is_ready = result is not None and result.is_counted and not result.is_published
    return is_ready and is_in_charge(person, challenge)


def may_see_results(person: Person, challenge: Challenge, result: Result | None) -> bool:
    """Whether the person may read the results: who is in charge after voting, every reader once published."""
    if result is not None and result.is_published:
        return may_read(person, challenge.community)
    return may_count(person, challenge, result)
