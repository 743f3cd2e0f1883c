"""Store the audit log (who logged in or changed accounts, when, and from where), and what processes share."""

from django.db import models
from django.utils import timezone


class AuditEvent(models.TextChoices):
    """Name the events of the audit log, which can be filtered by them."""

    LOGIN = "login", "Log-in"
    LOGIN_FAILED = "login_failed", "Failed log-in"
    LOCKED_OUT = "locked_out", "Lock-out"
    LOGOUT = "logout", "Log-out"
    SECOND_FACTOR = "second_factor", "Second factor"
    ACCOUNT = "account", "Account"
    PERMISSIONS = "permissions", "Permissions"
    EXPORT = "export", "Export"


class AuditEntry(models.Model):
    """Record an event of the audit log.

    The account is a name and not a link, so that the log survives the account, and a failed log-in can name one
    that never was.
    """

    made_at = models.DateTimeField(default=timezone.now, editable=False, db_index=True)
    event = models.CharField(max_length=20, choices=AuditEvent.choices)
    account = models.CharField(max_length=150, blank=True, help_text="The name as it was typed or logged in with.")
    address = models.GenericIPAddressField("from address", null=True, blank=True)
    detail = models.CharField(max_length=300, blank=True)
    request_id = models.CharField(max_length=64, blank=True, help_text="The id that log entries have as well.")

    class Meta:
        ordering = ["-made_at", "-pk"]
        default_permissions = ("view",)
        verbose_name = "audit entry"
        verbose_name_plural = "audit log"

    def __str__(self) -> str:
        return f"{self.get_event_display()}: {self.account or 'nobody'}"


class UnfinishedMove(models.Model):
    """Mark a database that another one is being copied into, until all of it has proved to be there."""

    source = models.CharField(max_length=300)
    started_at = models.DateTimeField(default=timezone.now)

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return f"The move of {self.source} into this database, begun at {self.started_at:%Y-%m-%d %H:%M} UTC"


class ClientSpending(models.Model):
    """Count what a client has spent on searching within a minute, where several machines serve the site."""

    client = models.CharField(max_length=50)
    minute = models.BigIntegerField(help_text="Minutes since 1970.")
    cost = models.PositiveIntegerField()

    class Meta:
        default_permissions = ()
        constraints = (models.UniqueConstraint(fields=["client", "minute"], name="redheat_clientspending_minute"),)

    def __str__(self) -> str:
        return f"{self.client}: {self.cost}"
