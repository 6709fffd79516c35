"""Words of a profile that are held back while moderators look at them."""

from django.db import models

from people.models.person import Person


class HeldWords(models.Model):
    """What a person says about themselves, kept here while it is looked at: no reader of profiles can come upon it."""

    person = models.OneToOneField(Person, models.CASCADE, primary_key=True, related_name="held_words")
    words = models.JSONField(default=dict)
    since_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"words of {self.person_id}, held back"
