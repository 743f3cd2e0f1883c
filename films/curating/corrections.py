"""Keep the corrections that visitors send as suggestions in words, up to a daily limit for each client."""

from datetime import date
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy

from films.history.rows import kind_of
from films.models import Suggestion

SENT_A_DAY = 10
"""Corrections that one client may send in a day, whichever process receives them."""
DIGEST_LENGTH = 32
TOO_MANY = gettext_lazy(
    "You have sent %(number)s corrections today, and this one was not kept. "
    "Please send it tomorrow: copy what you wrote."
)


class TooManyCorrectionsError(Exception):
    """Report that a client has sent as many corrections today as it may; nothing was written."""

    def __init__(self) -> None:
        super().__init__(TOO_MANY % {"number": SENT_A_DAY})


def takes_corrections() -> bool:
    """Tell whether visitors may send corrections."""
    return bool(getattr(settings, "FILMS_CORRECTIONS", True))


def send_correction(record: Any, client: str, *, field: str = "", what: str, why: str, source: str) -> Suggestion:
    """Save a visitor's correction of a record, or of one field of it, for the editors.

    Raises TooManyCorrectionsError.

    `client` tells visitors apart. Only a hash of it is kept, under another key each day, until that day is over.
    """
    midnight = timezone.now().replace(hour=0, minute=0, second=0, microsecond=0)
    sender = sender_digest(client, midnight.date())
    with transaction.atomic():
        Suggestion.objects.exclude(sender="").exclude(made_at__gte=midnight).update(sender="")
        if Suggestion.objects.filter(sender=sender).count() >= SENT_A_DAY:
            raise TooManyCorrectionsError
        correction: Suggestion = Suggestion.objects.create(
            kind=kind_of(type(record)),
            record_id=record.pk,
            name=str(record)[: Suggestion._meta.get_field("name").max_length],
            field=field,
            what=what,
            why=why,
            source=source,
            sender=sender,
        )
    return correction


def sender_digest(client: str, day: date) -> str:
    """Return a keyed hash of a client for one day, from which nobody without the secret key learns who it is."""
    digest = salted_hmac(f"films.corrections.{day.isoformat()}", client, algorithm="sha256")
    return digest.hexdigest()[:DIGEST_LENGTH]
