"""Provide the admin, where curators enter, cite, publish and correct facts."""

from films.admin import changes as changes
from films.admin import citations as citations
from films.admin import csv_import as csv_import
from films.admin import dataset_values as dataset_values
from films.admin import declared
from films.admin import documents as documents
from films.admin import duplicates as duplicates
from films.admin import films as films
from films.admin import genres as genres
from films.admin import imports as imports
from films.admin import jobs as jobs
from films.admin import places as places
from films.admin import relations as relations
from films.admin import revisions as revisions
from films.admin import suggestions as suggestions

declared.register()
