"""Write words, numbers, dates and lists in the language of the page.

What models and kinds declare, such as the labels of choices, and what the tables of jobs and genres hold is in
English, as the API, downloads and addresses have it. Pages translate it where they show it.

Babel is imported where it is used, since few of the commands and processes that load this app need it.
"""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date
from decimal import Decimal
from functools import lru_cache, wraps
from typing import Literal, ParamSpec, TypeVar

from django.utils.functional import Promise
from django.utils.translation import get_language, gettext, ngettext, override

P = ParamSpec("P")
R = TypeVar("R")

ENGLISH = "en_GB"
LOCALES = {"en": ENGLISH, "de": "de"}
"""The locale of English, in which the messages are, and of the languages that `films/locale` has whole."""

_settled: ContextVar[str] = ContextVar("settled", default="")

NUMBERS_KEPT = 10_000


def page_locale() -> str:
    """Return the locale of the active language, or of English if that has no translation."""
    return _settled.get() or LOCALES.get((get_language() or "").partition("-")[0], ENGLISH)


@contextmanager
def settled_language(locale: str = "") -> Iterator[None]:
    """Look the language up once for all that is written inside this block, or write it in another one.

    Django takes several microseconds to say which language is active, and a page has hundreds of words.
    """
    token = _settled.set(locale or page_locale())
    try:
        yield
    finally:
        _settled.reset(token)


def in_english(function: Callable[P, R]) -> Callable[P, R]:
    """Run a function in English, whichever language is active: for what programs read."""

    @wraps(function)
    def run(*args: P.args, **kwargs: P.kwargs) -> R:
        # In languages without a translation here, pages are in English, and Django's own messages are not.
        if _settled.get() == ENGLISH and (get_language() or "en").startswith("en"):
            return function(*args, **kwargs)
        with override(None), settled_language(ENGLISH):
            return function(*args, **kwargs)

    return run


def translated(message: str | Promise, /, **values: object) -> str:
    """Return a message, or a label that is declared or stored in English, in the language of the page.

    Without `values`, its percent signs stand for themselves.
    """
    text = str(message) if page_locale() == ENGLISH else gettext(str(message))
    return text % values if values else text


def message_for(singular: str, plural: str, num: int) -> str:
    """Return which of two messages a number needs, in the language of the page."""
    in_source = singular if num == 1 else plural
    return in_source if page_locale() == ENGLISH else ngettext(singular, plural, num)


def ntranslated(singular: str, plural: str, num: int, /, **values: object) -> str:
    """Return the message for a number, which is written as `num` in it, unless `values` have that."""
    return message_for(singular, plural, num) % {"num": localized_number(num), **values}


def translated_within(label: str | Promise) -> str:
    """Return a label as it is written within a sentence: in lower case, unless nouns have capitals there."""
    text = translated(label)
    return text.lower() if page_locale() == ENGLISH else text


def territory_name(name: str) -> str:
    """Return the name of a country or continent, given the English one."""
    locale = page_locale()
    return name if locale == ENGLISH else names_by_locale(locale, "territories").get(name) or translated(name)


def language_name(name: str) -> str:
    """Return the name of a language, given the English one."""
    locale = page_locale()
    return name if locale == ENGLISH else names_by_locale(locale, "languages").get(name) or translated(name)


@lru_cache
def names_by_locale(locale: str, of: str) -> dict[str, str]:
    """Map the English names of territories or languages to those of a locale, as Unicode's CLDR has them."""
    from babel import Locale

    english, local = (getattr(Locale.parse(each), of) for each in (ENGLISH, locale))
    return {name: local[code] for code, name in english.items() if code in local}


def localized_number(number: int) -> str:
    return number_in(page_locale(), number)


def localized_score(text: str) -> str:
    """Return a score such as “5.6/10” with the decimal sign of the page's language."""
    if page_locale() == ENGLISH:
        return text
    from babel.numbers import get_decimal_symbol

    return text.replace(".", get_decimal_symbol(page_locale()))


@lru_cache(maxsize=NUMBERS_KEPT)
def number_in(locale: str, number: int) -> str:
    from babel.numbers import format_decimal

    return format_decimal(number, locale=locale)


def localized_day(day: date) -> str:
    from babel.dates import format_date

    return format_date(day, "long", locale=page_locale())


def localized_date(day: date, precision: str) -> str:
    """Return a date to the day, the month or the year, as far as it is known."""
    from babel.dates import format_skeleton

    if precision == "year":
        return str(day.year)
    return localized_day(day) if precision == "day" else format_skeleton("yMMMM", day, locale=page_locale())


def localized_list(items: Iterable[str], style: Literal["standard", "or"] = "standard") -> str:
    """Join items as in a sentence: “a, b and c”, or with the style `or`, “a, b or c”."""
    from babel.lists import format_list

    return format_list(list(items), style=style, locale=page_locale())


def localized_amount(amount: Decimal, currency: str) -> str:
    """Return an amount with the sign or the code of its currency, without hundredths if there are none."""
    from babel import Locale
    from babel.numbers import format_decimal

    locale = page_locale()
    figure = format_decimal(amount, "#,##0.00" if amount % 1 else "#,##0", locale=locale)
    if not Locale.parse(locale).currency_formats["standard"].pattern.startswith("¤"):
        return f"{figure}\N{NO-BREAK SPACE}{currency}"
    return f"{currency} {figure}" if currency.isalpha() else f"{currency}{figure}"
