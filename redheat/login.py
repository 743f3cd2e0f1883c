"""Let people log in with a password and, if the account has one, a second factor; stop those who guess."""

from datetime import timedelta
from typing import Any

from axes.helpers import get_client_username
from django import forms
from django.conf import settings
from django.contrib.admin.forms import AdminAuthenticationForm
from django.contrib.auth.signals import user_login_failed
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django_otp import user_has_device
from django_otp.models import Device
from django_otp.plugins.otp_totp.models import TOTPDevice

from redheat.middleware.known_devices import known_account
from redheat.second_factor import accepted_device

WRONG = (
    "Enter the name and password of an account for the admin, and the code if the account has a second factor. "
    "Capital letters matter."
)
"""The message for whatever is wrong, so that nobody learns which accounts exist and which passwords are right."""


class LoginForm(AdminAuthenticationForm):
    """Ask for the code of a second factor, on a site where any account has one."""

    error_messages = {**AdminAuthenticationForm.error_messages, "invalid_login": WRONG}

    code = forms.CharField(
        label="Code of the second factor, if the account has one",
        required=False,
        max_length=16,
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code"}),
    )

    def asks_for_code(self) -> bool:
        return bool(settings.SECOND_FACTOR_ROLES) or TOTPDevice.objects.filter(confirmed=True).exists()

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean()
        user: Any = self.get_user()
        if user is not None and user_has_device(user):
            user.otp_device = self.device_of(user)
        return cleaned

    def device_of(self, user: Any) -> Device:
        device = accepted_device(user, self.cleaned_data.get("code", ""))
        if device is None:
            self.user_cache = None
            credentials = {"username": user.get_username()}
            user_login_failed.send(__name__, credentials=credentials, request=self.request)
            raise self.get_invalid_login_error()
        return device


def lockout_parameters(request: Any, credentials: dict[str, Any] | None = None) -> list[str | list[str]]:
    """Return by what failed log-ins are counted: by account and by address.

    For a browser that has logged in to the account before, only its own failures count: whoever guesses elsewhere
    cannot lock the owner out.
    """
    if isinstance(request, HttpRequest) and known_account(request):
        account = get_client_username(request, credentials)
        if account == known_account(request):
            return [["username", "ip_address"]]
    return ["username", "ip_address"]


def locked_out(request: HttpRequest, response: HttpResponse | None, credentials: Any) -> HttpResponse:
    """Say that there were too many failed log-ins, whether or not the account exists, and when to come back."""
    wait: timedelta = settings.AXES_COOLOFF_TIME
    refused = render(request, "admin/locked_out.html", {"minutes": wait.seconds // 60}, status=429)
    refused["Retry-After"] = str(wait.seconds)
    return refused
