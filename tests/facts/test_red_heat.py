"""The facts of Red Heat: each cited, none copied, the same after every round trip."""

import hashlib
import json
import re
from collections.abc import Sequence
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.management import call_command

from films.evidence.cited_words import words_hash
from films.evidence.claims import confirm
from films.evidence.documents.anchors import Standing, citation_standing, normalised_sentence, sentence_hash
from films.evidence.gaps import evidence_gaps
from films.evidence.segmentation import split_document
from films.kinds.claims import ValueType, claimable_value
from films.kinds.registry import claims_of
from films.models import FACT_MODELS, Citation, Document, Passage, State, Support
from films.models.evidence import Basis, says_something
from films.search.backends import engine
from tests.kinds.values import values_in_database
from tests.search.finding import found

FIXTURE = Path(settings.BASE_DIR) / "films" / "fixtures" / "red_heat.json"
COPIED_WORDS = 7  # consecutive words; what is shorter says the same thing in the only words there are

pytestmark = [pytest.mark.usefixtures("red_heat"), pytest.mark.django_db]


STANDARD_LISTS = ("films.job", "films.genre", "films.genrename")
"""What the collection has whether or not any film needs it."""
OF_NO_DATA_SET = '  "data_set": "",\n'


def dumped(*models: str, exclude: Sequence[str] = ()) -> str:
    """Return facts as a fixture."""
    out = StringIO()
    options = {"exclude": exclude, "natural_foreign": True, "natural_primary": True}
    call_command("dumpdata", *models, **options, indent=1, stdout=out)
    return out.getvalue()


@pytest.mark.parametrize("kind", FACT_MODELS)
def test_every_published_fact_is_cited_or_marked_as_general_knowledge(kind: str) -> None:
    facts = FACT_MODELS[kind]._default_manager.filter(state=State.PUBLISHED)
    assert not list(facts.filter(citations=None))


@pytest.mark.parametrize("kind", FACT_MODELS)
def test_python_and_the_database_write_every_value_alike(kind: str) -> None:
    model = FACT_MODELS[kind]
    for claimable in claims_of(model):
        stored = values_in_database(model, claimable.name)
        for fact in model._default_manager.all():
            assert claimable_value(fact, claimable) == stored[fact.pk], (fact, claimable.name)


@pytest.mark.parametrize("kind", FACT_MODELS)
def test_every_value_of_a_published_fact_is_confirmed(kind: str) -> None:
    for fact in FACT_MODELS[kind]._default_manager.filter(state=State.PUBLISHED):
        assert evidence_gaps(fact) == [], fact


def test_every_claim_is_supported_by_comparison_or_by_a_reason() -> None:
    supported: dict[str, list[str]] = {support: [] for support in ("", *Support.values)}
    for citation in Citation.objects.filter(reading=""):
        own_words = {one.name for one in claims_of(type(citation.fact)) if one.type is ValueType.OWN_WORDS}
        for name, claim in citation.claims.items():
            supported[claim.get("support", "")].append(f"{citation}: {name}")
            if claim.get("support") != Support.WORDS and name not in own_words:
                assert says_something(citation.reason), (citation, name)
        assert citation.claims, citation
    assert supported[Support.SENTENCE] == []
    assert len(supported[Support.WORDS]) > 300
    by_reason = [one for one in supported[Support.OTHER_WORDS] if not is_text(one)]
    assert len(by_reason) < 60


def is_text(claim: str) -> bool:
    """Tell whether a claim is to a text in our own words, which no sentence has word for word."""
    return claim.rpartition(": ")[2] in ("text", "note", "scene", "summary", "synopsis", "reason", "measure")


def test_words_that_say_a_value_are_in_the_document(founding_document: Path) -> None:
    text = founding_document.read_text(encoding="utf-8")
    for citation in Citation.objects.exclude(passage=None).select_related("passage"):
        assert citation.passage
        sentence = normalised_sentence(text[citation.passage.start : citation.passage.end])
        for claim in citation.claims.values():
            if "start" in claim:
                assert words_hash(sentence[claim["start"] : claim["end"]]) == claim["sha256"]


def test_a_comparison_finds_the_same_support_again(founding_document: Path) -> None:
    call_command("import_document", founding_document, stdout=StringIO())
    for citation in Citation.objects.filter(reading="").select_related("passage__document"):
        fact = citation.fact
        claims = dict(citation.claims)
        said = [name for name, claim in claims.items() if claim.get("support") == Support.WORDS]
        assert confirm(citation, fact, said) == []
        assert {name: citation.claims[name] for name in said} == {name: claims[name] for name in said}


def test_little_rests_on_general_knowledge() -> None:
    known = Citation.objects.filter(basis=Basis.GENERAL_KNOWLEDGE).count()
    assert known < Citation.objects.count() / 10


def test_every_passage_yields_facts_or_says_why_it_yields_none() -> None:
    assert not list(Passage.objects.filter(citations=None, set_aside=""))
    assert not list(Passage.objects.exclude(set_aside="").exclude(citations=None))


def test_citations_name_fields_that_exist() -> None:
    for citation in Citation.objects.exclude(field=""):
        citation.clean()


def test_who_distributed_it_is_found() -> None:
    assert ("company_credit", "Distributor: TriStar Pictures") in found("who distributed red heat")


def test_loading_again_changes_nothing() -> None:
    with engine().bulk_changes():
        call_command("loaddata", "red_heat", verbosity=0)
    dumping_gives_the_fixture_back()


def test_dumping_gives_the_fixture_back() -> None:
    dumping_gives_the_fixture_back()


def dumping_gives_the_fixture_back() -> None:
    """A dump also says of each record that it came with no data set, which fixtures leave out."""
    fixture = FIXTURE.read_text(encoding="utf-8").strip().replace(OF_NO_DATA_SET, "")
    facts = dumped("films", exclude=STANDARD_LISTS).strip().replace(OF_NO_DATA_SET, "")
    assert fixture.endswith(facts.removeprefix("["))
    others = [one for one in json.loads(fixture) if one["model"] in STANDARD_LISTS]
    assert others
    assert all(one in json.loads(dumped("films.genre")) for one in others)


def test_the_document_is_the_one_cited(founding_document: Path) -> None:
    document = Document.objects.get()
    assert hashlib.sha256(founding_document.read_bytes()).hexdigest() == document.sha256
    assert not document.text


def test_every_sentence_of_the_document_is_accounted_for(founding_document: Path) -> None:
    text = founding_document.read_text(encoding="utf-8")
    sentences = split_document(text)
    passages = list(Passage.objects.order_by("ordinal"))
    assert [(one.section, one.paragraph, one.sentence, one.start, one.end) for one in sentences] == [
        (one.section, one.paragraph, one.sentence, one.start, one.end) for one in passages
    ]
    assert [sentence_hash(text[one.start : one.end]) for one in sentences] == [one.sha256 for one in passages]


def test_every_citation_verifies_against_the_document(founding_document: Path) -> None:
    call_command("import_document", founding_document, stdout=StringIO())
    standings = {
        citation_standing(citation) for citation in Citation.objects.select_related("passage__document").iterator()
    }
    assert standings == {Standing.VERIFIED, Standing.GENERAL_KNOWLEDGE}


def texts(value: Any) -> list[str]:
    if isinstance(value, dict):
        return [text for part in value.values() for text in texts(part)]
    if isinstance(value, list):
        return [text for part in value for text in texts(part)]
    return [value] if isinstance(value, str) else []


def runs(text: str) -> set[tuple[str, ...]]:
    words = re.findall(r"[a-z0-9]+", text.lower())
    return {tuple(words[start : start + COPIED_WORDS]) for start in range(len(words) - COPIED_WORDS + 1)}


def test_no_sentence_is_copied(founding_document: Path) -> None:
    source = runs(founding_document.read_text(encoding="utf-8"))
    for text in texts(json.loads(FIXTURE.read_text(encoding="utf-8"))):
        assert not runs(text) & source, text
