"""Import data sets of films: read, match, write, report and undo."""

from films.importing.line_files import UnreadableFileError
from films.importing.report import Report, StoppedError, Tally
from films.importing.service import DatasetNameError, Progress, import_films
from films.importing.storing import Terms
from films.importing.undoing import UndoneImport, undo_import

__all__ = [
    "DatasetNameError",
    "Progress",
    "Report",
    "StoppedError",
    "Tally",
    "Terms",
    "UndoneImport",
    "UnreadableFileError",
    "import_films",
    "undo_import",
]
