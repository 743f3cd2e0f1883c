"""Declare passages: sentences of documents whose text is held. They are found by searches, but are not facts."""

from films.kinds.declaration import CustomAdminPage, Declaration, Omitted, Words
from films.kinds.index import Dependency, Entry
from films.kinds.names import Kind
from films.models import Passage

NO_FACT = Omitted("a sentence is evidence, and no fact itself")

ENTRY = Entry(
    kind=Kind.PASSAGE,
    number=11,
    select="""
        SELECT passage.id AS object_id, document.slug AS slug,
            's-' || passage.ordinal AS anchor, CAST(NULL AS INTEGER) AS year,
            document.title || ', ' || passage.section || ', paragraph ' || passage.paragraph
                || ', sentence ' || passage.sentence AS title,
            '' AS names, '' AS related,
            substr(document.text, passage.start + 1, passage."end" - passage.start) AS body,
            'passage sentence document source ' || document.publisher AS keywords,
            document.publisher AS context
        FROM films_passage passage JOIN films_document document ON document.id = passage.document_id
        WHERE document.text <> '' AND passage.lost_sentence = ''
    """,
    facets=(),
    dependencies=(
        Dependency("films_passage", "{row}.id"),
        Dependency("films_document", "SELECT id FROM films_passage WHERE document_id = {row}.id"),
    ),
    prominence=(),
    is_fact=False,
)

DECLARATION = Declaration(
    kind=Kind.PASSAGE,
    model=Passage,
    words=Words("Passage", "Passages", ("passage", "passages")),
    claims=Omitted("it is what citations cite"),
    line=NO_FACT,
    same=NO_FACT,
    page=Omitted("its document shows it, wherever its page of sentences begins"),
    published_with=(),
    pages=NO_FACT,
    naming=NO_FACT,
    entry=ENTRY,
    desk=NO_FACT,
    sheet=NO_FACT,
    admin=CustomAdminPage("Evidence", "films.admin.documents.PassageAdmin"),
    rows=NO_FACT,
    listings=NO_FACT,
    api=Omitted("films.views.api.shapes.records has a document with its passages"),
    states=NO_FACT,
    linked_data=NO_FACT,
)
