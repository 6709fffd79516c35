"""Mail without a mail server: messages are kept for the administrator's outbox page."""

from collections.abc import Sequence

from django.core.mail.backends.base import BaseEmailBackend
from django.core.mail.message import EmailMessage, EmailMultiAlternatives

from esn.kit import clock
from esn.kit.models import Mail


class OutboxBackend(BaseEmailBackend):
    """Keeps each message as a row."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        Mail.objects.bulk_create([_as_mail(message) for message in email_messages])
        return len(email_messages)


def _as_mail(message: EmailMessage) -> Mail:
    html = ""
    if isinstance(message, EmailMultiAlternatives):
        html = next((str(body) for body, kind in message.alternatives if kind == "text/html"), "")
    return Mail(
        at=clock.now(),
        to=", ".join(message.recipients()),
        sender=message.from_email,
        subject=str(message.subject),
        text=str(message.body),
        html=html,
    )
