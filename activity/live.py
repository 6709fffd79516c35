"""Live topics of activity: one open thread, one poll."""

from activity.models import Thread
from esn.kit import live
from people.models import Person


@live.topic("thread")
def thread(viewer: Person, key: str) -> list[str] | None:
    """New and changed comments and reactions of one thread."""
    if not key.isdecimal() or len(key) > 18:
        return None
    return [f"thread.{key}"] if Thread.objects.visible_to(viewer).filter(pk=int(key)).exists() else None


@live.topic("poll")
def poll(viewer: Person, key: str) -> list[str] | None:
    """That the counts of one poll changed; the counts themselves are looked up by each page for itself."""
    if not key.isdecimal() or len(key) > 18:
        return None
    seen = Thread.objects.visible_to(viewer).filter(post__poll=int(key))
    return [f"poll.{key}"] if seen.exists() else None
