"""Provide the template tags by which pages are written in their language, name it, and offer others."""

from typing import Any

from django import template
from django.conf import settings

from films.languages import LOCALES, page_locale, translated

register = template.Library()


@register.simple_tag
def translate(message: str) -> str:
    """Return a message in the language of the page.

    Load this library after Django's `i18n`, whose tag of the same name takes ten times as long for English ones.
    """
    return translated(message)


@register.simple_tag
def page_language() -> str:
    """Return the language that the page is in, as the attribute `lang` has it."""
    return page_locale().replace("_", "-")


@register.simple_tag(takes_context=True)
def other_languages(context: dict[str, Any]) -> list[tuple[str, str]]:
    """Return the codes and names of the other languages of the site that have a translation.

    There are none where no middleware chooses the language.
    """
    active = getattr(context.get("request"), "LANGUAGE_CODE", "")
    others = [(code, name) for code, name in settings.LANGUAGES if active and code != active]
    return [(code, name) for code, name in others if code.partition("-")[0] in LOCALES]
