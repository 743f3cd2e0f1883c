"""Write the audit log, as signals tell of log-ins and of changes to accounts and roles."""

from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.db.models import Model
from django.http import HttpRequest

from redheat.client_addresses import client_address, is_address
from redheat.current_request import current_request, request_id
from redheat.models import AuditEntry, AuditEvent

FLAGS = ("is_active", "is_staff", "is_superuser")
CHANGES = {"post_add": "gave", "post_remove": "took away", "pre_clear": "took away all"}


def record(event: AuditEvent, account: str, detail: str = "", request: HttpRequest | None = None) -> None:
    """Add an entry about the request that is being answered."""
    request = request or current_request.get()
    address = client_address(request) if request else ""
    AuditEntry.objects.create(
        event=event,
        account=writable(account, "account"),
        detail=writable(detail, "detail"),
        address=address if is_address(address) else None,
        request_id=request_id(),
    )


def writable(text: str, field: str) -> str:
    """Cut a text to the length of its field, without characters that no page could show."""
    length: int = AuditEntry._meta.get_field(field).max_length  # type: ignore[assignment, union-attr]
    return "".join(character for character in text if character.isprintable())[:length]


def record_login(request: HttpRequest, user: Any, **kwargs: Any) -> None:
    has_code = getattr(user, "otp_device", None) is not None
    record(AuditEvent.LOGIN, user.get_username(), "with a second factor" if has_code else "", request)


def is_counted(request: HttpRequest | None) -> bool:
    """Tell whether axes counted a failed log-in, and did not refuse it unseen: an attack must not fill the log."""
    return getattr(request, "axes_failures_since_start", None) is not None


def record_failed_login(credentials: dict[str, Any], request: HttpRequest | None = None, **kwargs: Any) -> None:
    """Record a failed log-in."""
    if is_counted(request):
        record(AuditEvent.LOGIN_FAILED, str(credentials.get("username") or ""), request=request)


def record_lock_out(request: HttpRequest, username: str | None, **kwargs: Any) -> None:
    """Record that a failed log-in began a lock-out."""
    if is_counted(request):
        record(AuditEvent.LOCKED_OUT, username or "", request=request)


def record_logout(request: HttpRequest, user: Any, **kwargs: Any) -> None:
    if user is not None:
        record(AuditEvent.LOGOUT, user.get_username(), request=request)


def acting_account() -> str:
    """Return the name of the account that sent the request that is being answered, or ''."""
    user = getattr(current_request.get(), "user", None)
    return str(user.get_username()) if user is not None and user.is_authenticated else ""


def record_account(sender: type[Model], instance: Any, update_fields: Any = None, **kwargs: Any) -> None:
    """Record that somebody creates an account, or changes its flags or its password."""
    account = acting_account()
    if not account or update_fields == frozenset({"last_login"}):
        return
    before = get_user_model().objects.filter(pk=instance.pk).first()
    if before is None:
        record(AuditEvent.ACCOUNT, account, f"created {instance}")
        return
    for flag in FLAGS:
        if getattr(before, flag) != getattr(instance, flag):
            done = "gave" if getattr(instance, flag) else "took away"
            record(AuditEvent.PERMISSIONS, account, f"{instance}: {done} {flag}")
    if before.password != instance.password:
        record(AuditEvent.ACCOUNT, account, f"changed the password of {instance}")


def record_deleted_account(instance: Any, **kwargs: Any) -> None:
    if account := acting_account():
        record(AuditEvent.ACCOUNT, account, f"deleted {instance}")


def record_permissions(
    instance: Any, action: str, pk_set: set[int] | None, model: type[Model], reverse: bool, **kwargs: Any
) -> None:
    """Record that somebody gives a role or a permission to an account or a role, or takes it away."""
    account = acting_account()
    if not account or action not in CHANGES or pk_set == set():
        return
    names = ", ".join(str(each) for each in model._default_manager.filter(pk__in=pk_set or ()))
    whose = f"{'role ' if isinstance(instance, Group) else ''}{instance}"
    record(
        AuditEvent.PERMISSIONS,
        account,
        f"{whose}: {CHANGES[action]} {names or str(model._meta.verbose_name_plural)}",
    )
