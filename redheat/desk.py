"""The admin site under this project's name."""

from django.contrib.admin import AdminSite
from django.contrib.admin.apps import AdminConfig


class RedHeatAdminSite(AdminSite):
    site_title = site_header = "Red Heat"
    index_title = "The curator's desk"


class RedHeatAdminConfig(AdminConfig):
    default_site = "redheat.desk.RedHeatAdminSite"
