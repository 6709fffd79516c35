"""Searches that found nothing: which words, on how many days; never who.

What is kept of a person is one of sixteen groups, drawn by a keyed digest for each search anew. Five different groups
are at least five different people; before that not even the words are kept.
"""

import hmac
from datetime import date, timedelta
from hashlib import blake2b

from django.conf import settings
from django.db import transaction
from django.db.models import Case, F, QuerySet, Value, When

from esn.kit import clock
from esn.search.language import Query
from esn.search.models import Miss
from people.models import Person

GROUPS = 16
ENOUGH = 5
# What too few people looked for is forgotten after this time, and everything after a year.
RARE, OLD = timedelta(days=30), timedelta(days=365)


def normal(query: Query) -> str:
    """Return the words of a search, folded and in their order; operators may name people and are left out."""
    return " ".join(token for term in query.terms for token in term.tokens)[:80].strip()


@transaction.atomic
def note(viewer: Person, query: Query) -> None:
    """Note that words were looked for in vain."""
    words, today = normal(query), clock.today()
    if not words:
        return
    digest = _digest(words)
    Miss.objects.bulk_create([Miss(digest=digest, last_on=today)], ignore_conflicts=True)
    own = Miss.objects.filter(digest=digest)
    own.update(
        groups=F("groups").bitor(1 << _group(words, viewer)),
        days=Case(When(last_on=today, then=F("days")), default=F("days") + Value(1)),
        last_on=today,
    )
    # The one who makes them many also brings the words.
    groups = own.values_list("groups", flat=True).get()
    if groups.bit_count() >= ENOUGH:
        own.filter(words="").update(words=words)


def _digest(text: str) -> str:
    return hmac.new(settings.SECRET_KEY.encode(), text.encode(), "sha256").hexdigest()[:32]


def _group(words: str, viewer: Person) -> int:
    keyed = blake2b(f"{words}\n{viewer.pk}".encode(), key=settings.SECRET_KEY.encode()[:64], digest_size=4)
    return int.from_bytes(keyed.digest(), "big") % GROUPS


def shown() -> QuerySet[Miss]:
    """Return what enough people looked for, the most persistent first."""
    return Miss.objects.exclude(words="").order_by("-days", "words")


def forget_rare(today: date) -> None:
    """Forget what too few looked for, and what nobody has looked for in a year."""
    Miss.objects.filter(words="", last_on__lt=today - RARE).delete()
    Miss.objects.filter(last_on__lt=today - OLD).delete()
