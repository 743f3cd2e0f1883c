"""Give Django's own pages for accounts and roles a search box that copes with any text."""

from django.contrib import admin
from django.contrib.auth.admin import GroupAdmin, UserAdmin
from django.contrib.auth.models import Group, User

from films.admin.searching import SearchedByIndex

admin.site.unregister([Group, User])


@admin.register(User)
class AccountAdmin(SearchedByIndex, UserAdmin):
    pass


@admin.register(Group)
class RoleAdmin(SearchedByIndex, GroupAdmin):
    pass
