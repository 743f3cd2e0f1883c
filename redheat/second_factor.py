"""Set up and check the second factor of an account: an authenticator app, with recovery codes for its loss."""

from base64 import b32encode
from typing import Any

from django import forms
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django_otp import devices_for_user, user_has_device, verify_token
from django_otp import login as verify_session
from django_otp.models import Device
from django_otp.plugins.otp_static.models import StaticDevice, StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice

from redheat import audit
from redheat.models import AuditEvent

RECOVERY_CODES = 10
SUPERUSERS = "superusers"
"""What `SECOND_FACTOR_ROLES` calls those who may do everything, since they need no role."""

WRONG_CODE = "This code is wrong or was used already. Wait for the next one that the app shows, and enter that."


class CodeForm(forms.Form):
    code = forms.CharField(max_length=16, widget=forms.TextInput(attrs={"autocomplete": "one-time-code"}))


def is_required(user: Any) -> bool:
    """Tell whether the site asks for a second factor from an account, by its roles."""
    roles = settings.SECOND_FACTOR_ROLES
    if not roles or not user.is_authenticated:
        return False
    return (SUPERUSERS in roles and user.is_superuser) or user.groups.filter(name__in=roles).exists()


def is_lacking(user: Any) -> bool:
    """Tell whether somebody has logged in without the second factor that the account needs or has.

    A page asks more than once, so the account remembers for the request what it needs.
    """
    if not user.is_authenticated or user.is_verified():
        return False
    if not hasattr(user, "needs_second_factor"):
        user.needs_second_factor = user_has_device(user) or is_required(user)
    return bool(user.needs_second_factor)


def accepted_device(user: Any, code: str) -> Device | None:
    """Return the account's device that a code is from, or None. Django-otp slows down whoever guesses."""
    code = code.replace(" ", "").lower()
    kind = TOTPDevice if code.isdecimal() else StaticDevice
    for device in devices_for_user(user):
        if code and isinstance(device, kind) and verify_token(user, device.persistent_id, code):
            return device
    return None


def second_factor(request: HttpRequest, *, site: Any) -> HttpResponse:
    """Let people set up their second factor, enter its code, or do without it again."""
    user: Any = request.user
    if not user.is_authenticated:
        return redirect_to_login(request.get_full_path())
    if not (user.is_active and user.is_staff):
        raise PermissionDenied
    has_device = user_has_device(user)
    form = CodeForm(request.POST or None)
    codes: list[str] = []
    if request.method == "POST" and form.is_valid():
        device = accepted_device(user, form.cleaned_data["code"]) if has_device else set_up(user, form)
        if device is None:
            form.add_error("code", WRONG_CODE)
        elif has_device and "remove" in request.POST and not is_required(user):
            remove_devices(user)
            messages.success(request, "Your account no longer has a second factor.")
            return redirect("admin:index")
        else:
            request.session.cycle_key()
            verify_session(request, device)
            if has_device and "codes" not in request.POST:
                return redirect(next_address(request))
            codes = new_recovery_codes(user)
    context = {
        **site.each_context(request),
        "title": "Second factor",
        "form": form,
        "has_device": user_has_device(user),
        "is_verified": user.is_verified(),
        "is_required": is_required(user),
        "key": None if user_has_device(user) else shown_key(unconfirmed_device(user)),
        "codes": codes,
    }
    return render(request, "admin/second_factor.html", context)


def unconfirmed_device(user: Any) -> TOTPDevice:
    """Return the device that an account is about to set up; its key stays the same until a code confirms it."""
    return TOTPDevice.objects.get_or_create(user=user, confirmed=False, defaults={"name": "authenticator app"})[0]


def shown_key(device: TOTPDevice) -> dict[str, str]:
    key = b32encode(device.bin_key).decode()
    return {"text": " ".join(key[i : i + 4] for i in range(0, len(key), 4)), "address": device.config_url}


def set_up(user: Any, form: CodeForm) -> Device | None:
    """Confirm the account's new device by its first code."""
    device = unconfirmed_device(user)
    if not device.verify_token(form.cleaned_data["code"].replace(" ", "")):
        return None
    device.confirmed = True
    device.save()
    audit.record(AuditEvent.SECOND_FACTOR, user.get_username(), "set up")
    return device


@transaction.atomic
def new_recovery_codes(user: Any) -> list[str]:
    """Replace the recovery codes of an account; each of them can be used once instead of a code of the app."""
    StaticDevice.objects.filter(user=user).delete()
    device = StaticDevice.objects.create(user=user, name="recovery codes")
    codes = [StaticToken.random_token() for _ in range(RECOVERY_CODES)]
    StaticToken.objects.bulk_create(StaticToken(device=device, token=code) for code in codes)
    audit.record(AuditEvent.SECOND_FACTOR, user.get_username(), "new recovery codes")
    return codes


@transaction.atomic
def remove_devices(user: Any) -> None:
    for device in devices_for_user(user, confirmed=None):
        device.delete()
    audit.record(AuditEvent.SECOND_FACTOR, user.get_username(), "removed")


def next_address(request: HttpRequest) -> str:
    """Return where somebody wanted to go, if that is on this site, or the admin's first page."""
    wanted = request.GET.get("next", "")
    is_here = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure())
    return wanted if is_here else "admin:index"
