"""Live topics of ideas: new ideas and decisions in one challenge."""

from esn.kit import live
from ideas.models import Challenge
from people.models import Person


@live.topic("challenge")
def challenge(viewer: Person, key: str) -> list[str] | None:
    """New ideas, supports (without counts) and decisions."""
    if not key.isdecimal() or len(key) > 18:
        return None
    return [f"challenge.{key}"] if Challenge.objects.visible_to(viewer).filter(pk=int(key)).exists() else None
