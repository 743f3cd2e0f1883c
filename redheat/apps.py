"""Configure the site: its admin, and what listens for log-ins and changes of accounts."""

from django.apps import AppConfig
from django.contrib.admin.apps import AdminConfig


class RedHeatAdminConfig(AdminConfig):
    default_site = "redheat.desk.RedHeatAdminSite"


class RedHeatConfig(AppConfig):
    name = "redheat"
    verbose_name = "Site"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from axes.signals import user_locked_out
        from django.contrib.auth import get_user_model
        from django.contrib.auth.models import Group
        from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed
        from django.core.checks import Tags, register
        from django.db.models.signals import m2m_changed, post_delete, pre_save

        from redheat import audit
        from redheat.checks import check_moved
        from redheat.middleware.known_devices import remember_login
        from redheat.middleware.sessions import note_use

        register(check_moved, Tags.database)
        user_logged_in.connect(audit.record_login)
        user_logged_in.connect(remember_login)
        user_logged_in.connect(note_use)
        user_logged_out.connect(audit.record_logout)
        user_login_failed.connect(audit.record_failed_login)
        user_locked_out.connect(audit.record_lock_out)
        accounts = get_user_model()
        pre_save.connect(audit.record_account, sender=accounts)
        post_delete.connect(audit.record_deleted_account, sender=accounts)
        for links in (accounts.groups.through, accounts.user_permissions.through, Group.permissions.through):
            m2m_changed.connect(audit.record_permissions, sender=links)
