"""Know the names of countries, languages and months in the languages of most films, and codes (from CLDR).

Babel is imported where it is used, since few of the commands and processes that load this app need it.
"""

from collections.abc import Iterator, Mapping
from functools import cache
from typing import TYPE_CHECKING, Any

from django.utils.translation import get_language_info

if TYPE_CHECKING:
    from babel import Locale

NAMED_IN = (
    "en ar bg bn ca cs da de el es et fa fi fr he hi hr hu id is it ja ko lt lv nb nl pl pt ro ru sk sl sr sv th "
    "tr uk vi zh"
).split()
"""The languages in which data sets may name countries and languages."""

FORMER_COUNTRIES = {
    "Soviet Union": "SU SUN SUHH 810",
    "East Germany": "DD DDR DDDE 278",
    "West Germany": "XWG 280",
    "Yugoslavia": "YU YUG YUCS 890",
    "Czechoslovakia": "CSHH CSK TCH 200",
}
"""The codes of countries that are no more, for which CLDR gives those that followed."""
FORMER_CODES = {code.casefold(): country for country, codes in FORMER_COUNTRIES.items() for code in codes.split()}

NO_COUNTRIES = frozenset("EU EZ QO UN XA XB ZZ AQ".split())
"""Codes of two letters for unions of countries, parts of the world and tests."""

MISSING = "na"
"""What tables have for “not available”, and so not the code of Namibia."""

SPOKEN_APART = {"cmn": "Mandarin", "yue": "Cantonese"}
"""Spoken languages that CLDR counts as Chinese, or calls otherwise, and that Django has no names for."""

KEPT_APART = {"cmn": "cmn"} | {name.casefold(): tag for tag, name in SPOKEN_APART.items()}

OTHERWISE_CALLED = {"CI": "Ivory Coast", "HK": "Hong Kong", "MM": "Myanmar", "MO": "Macao", "PS": "Palestine"}
"""Names without the remarks that CLDR adds to them."""


def country_in_other_words(word: str) -> str | None:
    """Return the English name of the country that has this code of ISO 3166 or this name in some language."""
    key = word.casefold()
    if key in FORMER_CODES or key == MISSING:
        return FORMER_CODES.get(key)
    codes = aliases("territory").get(word.upper(), [word.upper()])
    code = codes[0] if len(codes) == 1 else ""
    if code not in countries_by_code():
        code = territories_by_name().get(key, "")
    return countries_by_code().get(code)


def language_tag(word: str) -> str | None:
    """Return the BCP 47 tag of the language that has this code of ISO 639, or this name in some language."""
    key = word.casefold()
    if key in KEPT_APART:
        return KEPT_APART[key]
    primary, *others = word.replace("_", "-").split("-")
    primary = aliases("language").get(primary.casefold(), primary.casefold())
    if primary in locale("en").languages:
        return "-".join((primary, *others))
    return languages_by_name().get(key)


def english_name_of_language(tag: str) -> str:
    """Return the English name of a language, as Django calls it if it knows it, or its tag if it has none."""
    try:
        return str(SPOKEN_APART.get(tag) or get_language_info(tag)["name"])
    except KeyError:
        return str(locale("en").languages.get(tag, tag))


@cache
def countries_by_code() -> dict[str, str]:
    """Map the codes of ISO 3166 to names in English."""
    names = locale("en").territories
    return {
        code: OTHERWISE_CALLED.get(code) or name.replace("&", "and").replace("St. ", "Saint ")
        for code, name in names.items()
        if len(code) == 2 and code not in NO_COUNTRIES
    }


@cache
def territories_by_name() -> dict[str, str]:
    named = ((name, code) for locale in locales() for code, name in locale.territories.items())
    return unambiguous((name, code) for name, code in named if code in countries_by_code())


@cache
def languages_by_name() -> dict[str, str]:
    return unambiguous((name, tag) for locale in locales() for tag, name in locale.languages.items())


@cache
def names_of_months() -> frozenset[str]:
    """Return the names of months and their abbreviations, in small letters and without full stops."""
    names = (
        name
        for locale in locales()
        for months in locale.months.values()
        for width in ("wide", "abbreviated")
        for name in months[width].values()
    )
    return frozenset(name.casefold().rstrip(".") for name in names)


def locales() -> "Iterator[Locale]":
    return map(locale, NAMED_IN)


@cache
def locale(language: str) -> "Locale":
    from babel import Locale

    return Locale(language)


def aliases(kind: str) -> Mapping[str, Any]:
    """Map other codes of a territory or language to those of CLDR."""
    from babel.core import get_global

    return get_global("territory_aliases") if kind == "territory" else get_global("language_aliases")


def unambiguous(named: Iterator[tuple[str, str]]) -> dict[str, str]:
    """Map names to codes, without names that stand for several."""
    found: dict[str, set[str]] = {}
    for name, code in named:
        found.setdefault(name.casefold(), set()).add(code.replace("_", "-"))
    return {name: codes.pop() for name, codes in found.items() if len(codes) == 1}
