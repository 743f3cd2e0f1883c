"""Everything that visitors read is marked, and translated whole."""

import re
from gettext import GNUTranslations

import pytest
from babel.messages import Message

from tests.languages.catalogue import LANGUAGES, messages, po_file, read_catalogue, sources

PLACEHOLDER = re.compile(r"%\(\w+\)s|%%|<[^>]*>")
TRANSLATED = re.compile(r"{% blocktranslate.*?{% endblocktranslate %}|{% trans .*?{% endtrans %}", re.DOTALL)
CODE = re.compile(
    r"{#.*?#}|{% block (?:main_class|site_name|wordmark_current) %}.*?{% endblock %}|{%.*?%}|{{.*?}}"
    r"|<(pre|code|script)\b.*?</\1>|&\w+;",
    re.DOTALL,
)
VALUES_LEFT_OUT = re.compile(r'[\w-]+=""')
READ_ATTRIBUTE = re.compile(r'\b(?:aria-label|placeholder|title|alt)="([^"]*)"')
TAG = re.compile(r"<[^<>]*>")
NAMES = {"Red Heat", "API", "SHA-256", "BibTeX", "RIS", "CSL JSON"}
"""What is called the same in every language."""


def translations(language: str) -> list[Message]:
    return [message for message in read_catalogue(language) if message.id]


def forms(message: Message) -> list[str]:
    return [message.string] if isinstance(message.string, str) else list(message.string or ())


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_message_is_in_the_catalogue_and_nothing_else(language: str) -> None:
    assert {message.id for message in translations(language)} == set(messages())


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_message_is_translated(language: str) -> None:
    lacking = [message.id for message in translations(language) if message.fuzzy or not all(forms(message))]
    assert lacking == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_translations_have_the_values_and_the_markup_of_their_messages(language: str) -> None:
    def values(text: str) -> list[str]:
        return sorted(set(PLACEHOLDER.findall(text)))

    for message in translations(language):
        source = message.id if isinstance(message.id, str) else message.id[0]
        optional = {"%(kind)s release", "only its %(num)s fact"}
        for form in forms(message):
            assert values(form) == values(source) or source in optional, source


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_compiled_catalogue_has_the_same_translations(language: str) -> None:
    with po_file(language).with_suffix(".mo").open("rb") as file:
        compiled = GNUTranslations(file)
    for message in translations(language):
        if isinstance(message.id, str):
            assert compiled.gettext(message.id) == message.string
        else:
            singular, plural = message.id
            assert [compiled.ngettext(singular, plural, number) for number in (1, 2)] == forms(message)


def test_no_public_template_has_words_that_are_not_marked() -> None:
    unmarked = {}
    for path in sources():
        if path.suffix == ".py" or "api" in path.parts:  # the guide to the API is in English, as the API is
            continue
        html = VALUES_LEFT_OUT.sub("", CODE.sub("", TRANSLATED.sub("", path.read_text())))
        texts = [*READ_ATTRIBUTE.findall(html), *TAG.sub("\n", html).split("\n")]
        words = {text.strip(" –·,.:;()") for text in texts} - NAMES
        if found := sorted(text for text in words if re.search(r"[^\W\d_]{2}", text)):
            unmarked[path.name] = found
    assert unmarked == {}
