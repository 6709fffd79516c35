"""Live topics of people: what concerns one person alone."""

from esn.kit import live
from people.models import Person


@live.topic("me")
def me(viewer: Person, _key: str) -> list[str] | None:
    """Everything addressed to the viewer."""
    return [f"person.{viewer.pk}"]
