"""Import data sets of films: read, match, write, report and undo."""

from films.importing.field_names import MappingError, film_field_names
from films.importing.line_files import UnreadableFileError
from films.importing.preview import preview_films
from films.importing.report import Report, StoppedError, Tally
from films.importing.service import DatasetNameError, Progress, import_films
from films.importing.storing import Terms
from films.importing.undoing import UndoneImport, undo_import

__all__ = [
    "DatasetNameError",
    "MappingError",
    "Progress",
    "Report",
    "StoppedError",
    "Tally",
    "Terms",
    "UndoneImport",
    "UnreadableFileError",
    "film_field_names",
    "import_films",
    "preview_films",
    "undo_import",
]
