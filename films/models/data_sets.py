"""Store the data sets that facts came with, and under which terms."""

from django.db import models

from films.models.changes import HistoryRecord
from films.models.facts import NaturallyKeyed, not_blank


class DataSet(HistoryRecord, NaturallyKeyed):
    """Hold a data set's licence and address, so that each fact can say whose it is by the data set's name.

    It stays when its import is undone, since facts that curators have edited stay as well.
    """

    name = models.SlugField(max_length=40, unique=True, help_text="The scheme of its identifiers.")
    licence = models.CharField(
        max_length=100, blank=True, help_text="As its publisher calls it; empty if the import did not say."
    )
    url = models.URLField("address", max_length=500, blank=True, help_text="Where it is published.")
    natural_key_fields = ("name",)

    class Meta:
        ordering = ["name"]
        default_permissions = ()
        constraints = [not_blank("name")]

    def __str__(self) -> str:
        return self.name
