"""Show accounts, roles and the audit log in the admin, with a search box that copes with any text."""

from django.contrib import admin
from django.contrib.auth.admin import GroupAdmin, UserAdmin
from django.contrib.auth.models import Group, User
from django_otp.plugins.otp_static.models import StaticDevice
from django_otp.plugins.otp_totp.models import TOTPDevice

from films.admin.readonly import ReadOnlyAdmin
from films.admin.searching import SearchedByIndex
from redheat.models import AuditEntry

# The key of a second factor is for nobody but its owner to see; an account's page removes it with the account.
admin.site.unregister([Group, User, StaticDevice, TOTPDevice])


@admin.register(User)
class AccountAdmin(SearchedByIndex, UserAdmin):
    pass


@admin.register(Group)
class RoleAdmin(SearchedByIndex, GroupAdmin):
    pass


@admin.register(AuditEntry)
class AuditEntryAdmin(ReadOnlyAdmin):
    list_display = ["made_at", "event", "account", "address", "detail"]
    list_filter = ["event", "made_at"]
    search_fields = ["account", "address", "detail", "request_id"]
