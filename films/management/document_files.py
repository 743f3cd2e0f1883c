"""Read the document that a command is given."""

from pathlib import Path

from django.core.management.base import CommandError

from films.evidence.converting import UnreadableDocumentError, decode_document


def text_of(path: Path) -> str:
    """Return a document's text, its lines ended by a newline.

    Raises CommandError, which says what is wrong with the file.
    """
    try:
        return decode_document(path.read_bytes())
    except UnreadableDocumentError as error:
        raise CommandError(f"{path}: {error}") from error
    except OSError as error:
        raise CommandError(f"{path} cannot be read: {error.strerror}.") from error
