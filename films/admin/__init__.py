"""The curator's desk: where facts are entered, cited, published and mended.

It is there where `films.curating` is installed too, which keeps its history.
"""

from django.apps import apps

if apps.is_installed("films.curating"):
    from films.admin import batches as batches
    from films.admin import changes as changes
    from films.admin import citations as citations
    from films.admin import documents as documents
    from films.admin import duplicates as duplicates
    from films.admin import films as films
    from films.admin import imports as imports
    from films.admin import notes as notes
    from films.admin import people as people
    from films.admin import places as places
    from films.admin import reception as reception
