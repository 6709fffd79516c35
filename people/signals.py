"""Translates sign-ins and sign-outs, which a library announces, into our own facts."""

from typing import Any

from django.contrib.auth.signals import user_logged_in, user_logged_out
from django.dispatch import receiver

from esn.kit import events, live
from people import events as verbs


@receiver(user_logged_in, dispatch_uid="people.note_sign_in")
def note_sign_in(user: Any, **_: Any) -> None:
    events.record(verbs.SIGNED_IN, actor=user, about=user, is_automated=True)


@receiver(user_logged_out, dispatch_uid="people.close_sockets")
def close_sockets(user: Any, **_: Any) -> None:
    if user is not None:
        live.close(user.pk)
