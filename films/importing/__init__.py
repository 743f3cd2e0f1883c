"""Taking in data sets of films: read, matched with what is here, written, and reported on."""

from films.importing.reading import UnreadableFileError
from films.importing.report import Report, Tally
from films.importing.service import DatasetNameError, import_films

__all__ = ["DatasetNameError", "Report", "Tally", "UnreadableFileError", "import_films"]
