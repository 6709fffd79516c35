"""What a person may do in a conversation; pure questions, asked by actions and templates."""

from activity.models import Comment, Poll, Post, Thread
from communities import audiences
from communities.models import Community
from communities.policies import NotAllowed, may_lead, may_post, may_read, may_start, require
from people.models import Person
from people.policies import may_administer

__all__ = ["NotAllowed", "require"]


def may_publish(person: Person, community: Community) -> bool:
    """Whether the person may start a thread there."""
    return may_start(person, community)


def may_announce(person: Person, community: Community) -> bool:
    """Whether the person may publish an announcement there: who leads it; for the company, its executives too."""
    is_leader = person.level >= Person.Level.DIRECTOR and community.is_everyone
    return may_publish(person, community) and (may_lead(person, community) or is_leader)


def may_see(person: Person, thread: Thread) -> bool:
    """Whether the person may read the thread; the same rule as `visible_to`."""
    is_held_from = (
        thread.held_at is not None
        and thread.starter_id != person.pk
        and not may_lead(person, thread.community)
    )
    return thread.removed_at is None and not is_held_from and may_read(person, thread.community)


def may_comment(person: Person, thread: Thread) -> bool:
    """Whether the person may answer: not in a closed thread, nor in one that is held back."""
    is_open = thread.closed_at is None and thread.held_at is None
    return is_open and may_see(person, thread) and may_post(person, thread.community)


def may_react(person: Person, thread: Thread) -> bool:
    """Whether the person may react; a closed thread can still be liked."""
    return thread.held_at is None and may_see(person, thread) and may_post(person, thread.community)


def may_edit_post(person: Person, post: Post) -> bool:
    """Whether the person may change the opening: only its author, while its community is not archived."""
    is_standing = not post.thread.community.is_archived
    return is_standing and post.author_id == person.pk and may_see(person, post.thread)


def may_edit_comment(person: Person, comment: Comment) -> bool:
    """Whether the person may change the comment: only its author, while its community is not archived."""
    is_standing = comment.removed_at is None and not comment.thread.community.is_archived
    return is_standing and comment.author_id == person.pk and may_see(person, comment.thread)


def may_remove_thread(person: Person, thread: Thread) -> bool:
    """Whether the person may take the thread away: who started it, and who leads the community."""
    return may_see(person, thread) and (thread.starter_id == person.pk or may_lead(person, thread.community))


def may_remove_comment(person: Person, comment: Comment) -> bool:
    """Whether the person may take the comment away: its author, and who leads the community."""
    is_concerned = comment.author_id == person.pk or may_lead(person, comment.thread.community)
    return comment.removed_at is None and may_see(person, comment.thread) and is_concerned


def may_accept(person: Person, comment: Comment) -> bool:
    """Whether the person may name the answer that solved the question: who asked it."""
    post = Post.objects.filter(thread=comment.thread, kind=Post.Kind.QUESTION).first()
    return post is not None and post.author_id == person.pk and comment.removed_at is None


def may_vote(person: Person, poll: Poll) -> bool:
    """Whether the person may choose in the poll: whoever may react, until it ends."""
    return not poll.is_closed and may_react(person, poll.post.thread)


def may_close_poll(person: Person, poll: Poll) -> bool:
    """Whether the person may end the poll early: its author, and who leads the community."""
    return not poll.is_closed and may_follow_up(person, poll.post)


def may_follow_up(person: Person, post: Post) -> bool:
    """Whether the person looks after what the post asks of its readers: its author, and who leads the community."""
    is_concerned = post.author_id == person.pk or may_lead(person, post.thread.community)
    return is_concerned and may_see(person, post.thread)


def may_lay_out(person: Person) -> bool:
    """Whether the person may say which signs and values there are: the administrator."""
    return may_administer(person)


def may_share(person: Person, thread: Thread, target: Community) -> bool:
    """Whether the person may carry the opening into a community: as far as its author allows."""
    may_do = thread.held_at is None and may_see(person, thread) and may_publish(person, target)
    if not may_do or thread.starter_id == person.pk:
        return may_do
    if thread.sharing == Thread.Sharing.READERS:
        return audiences.is_within(target, thread.community)
    return thread.sharing == Thread.Sharing.ANYONE


def may_set_sharing(person: Person, thread: Thread) -> bool:
    """Whether the person may say how far the opening may travel: who wrote it."""
    return thread.starter_id == person.pk and may_see(person, thread)


def may_promote(person: Person, thread: Thread) -> bool:
    """Whether the person may ask the author to show the opening to more people: whoever reads it, but the author."""
    is_post = thread.kind == Thread.Kind.POST and thread.held_at is None
    return is_post and thread.starter_id != person.pk and may_see(person, thread)


def may_move(person: Person, thread: Thread) -> bool:
    """Whether the person may take the thread to another community: who started it, and who leads this one."""
    is_post = thread.kind == Thread.Kind.POST and thread.held_at is None
    return is_post and may_remove_thread(person, thread)


def may_pin(person: Person, thread: Thread) -> bool:
    """Whether the person may pin the thread: who leads its community."""
    return thread.held_at is None and may_see(person, thread) and may_lead(person, thread.community)


def may_close(person: Person, thread: Thread) -> bool:
    """Whether the person may end or reopen the discussion: who started it, and who leads the community."""
    return may_remove_thread(person, thread)
