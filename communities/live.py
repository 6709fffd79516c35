"""Live topics of communities, and the home stream, which is heard through them."""

from communities.models import Community
from esn.kit import live
from people.models import Person

# A socket joins one group per community; who is in more hears the busiest first.
MOST_GROUPS = 300


@live.topic("community")
def community(viewer: Person, key: str) -> list[str] | None:
    """New threads in one community."""
    if not key.isdecimal() or len(key) > 18:
        return None
    readable = Community.objects.readable_by(viewer).filter(pk=int(key)).exists()
    return [f"community.{key}"] if readable else None


@live.topic("home")
def home(viewer: Person, _key: str) -> list[str] | None:
    """New threads in all of the viewer's communities."""
    joined = Community.objects.joined_by(viewer).order_by("-tip_at").values_list("pk", flat=True)
    return [f"community.{pk}" for pk in joined[:MOST_GROUPS]]
