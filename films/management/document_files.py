"""Read a document that is given to a command."""

from pathlib import Path

from django.core.management.base import CommandError

from films.evidence.converting import UnreadableDocumentError, convert_document


def read_document(path: Path) -> str:
    """Return a document's text as importing it would store it: without the markup of HTML and Markdown.

    Raises CommandError with what is wrong with the file.
    """
    try:
        return convert_document(path.read_bytes(), name=path.name).text
    except UnreadableDocumentError as error:
        raise CommandError(f"{path}: {error}") from error
    except OSError as error:
        raise CommandError(f"{path} cannot be read: {error.strerror}.") from error
