"""Provide the template tag that the frame of pages and the desk load their scripts by."""

from django import template
from django.apps import apps
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django_htmx.jinja import htmx_script

register = template.Library()


@register.simple_tag
def htmx_scripts() -> SafeString | str:
    """Return the scripts that update pages in place, or nothing where django-htmx is not installed as an app.

    Its static files are then not served, and every link and form loads a whole page.
    """
    if not apps.is_installed("django_htmx"):
        return ""
    return format_html('{}<script src="{}" defer></script>', htmx_script(), static("films/htmx.js"))
