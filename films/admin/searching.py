"""Search the admin by the site's own index, and by the tables for what the index does not hold."""

from collections.abc import Sequence
from typing import Any

from django.contrib.admin.views.main import ORDER_VAR, ChangeList
from django.db.models import Case, Func, Model, Q, QuerySet, When
from django.http import HttpRequest

from films import search
from films.admin.lists import CheckedList
from films.admin.named import NameMatch, named_by
from films.kinds.names import NAMED_KINDS, Kind
from films.kinds.registry import DECLARATIONS, ENTRIES, naming_of

KIND_IN_INDEX: dict[type[Model], Kind] = {DECLARATIONS[entry.kind].model: entry.kind for entry in ENTRIES}

MAX_CHARACTERS = 200
MAX_WORDS = 10  # Django adds a condition for each word and field, and SQLite limits them to a thousand
MAX_NAMED = 500  # best matches of which the names are compared with what was typed
MAX_KEPT = 1000  # keys of records that the tables find
MAX_RANKED = 50  # best matches that keep their rank; the rest follow in the order of the list


def filing(model: type[Model]) -> dict[str, Func]:
    """Map the field that a model's records are filed under to the order of libraries, if they have names."""
    kind, ordering = KIND_IN_INDEX.get(model), model._meta.ordering or ()
    return {str(name): search.filed_title(kind) for name in ordering[:1] if kind in NAMED_KINDS}


class FiledList(ChangeList):
    def get_ordering_field(self, field_name: Any) -> Any:
        """Sort a column of titles or family names as libraries file them."""
        return filing(self.model).get(field_name) or super().get_ordering_field(field_name)


class SearchedByIndex(CheckedList):
    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[ChangeList]:
        return FiledList

    def get_ordering(self, request: HttpRequest) -> list[Any]:
        """File records by title or family name, as results of the search are."""
        filed = filing(self.model)
        ordering = super().get_ordering(request) or self.model._meta.ordering or ()
        return [filed.get(str(name), name) for name in ordering]

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Any], search_term: str
    ) -> tuple[QuerySet[Any], bool]:
        """Find what the index finds, best first, and what only the tables hold, such as drafts."""
        text = " ".join(search_term[:MAX_CHARACTERS].replace("\x00", " ").split()[:MAX_WORDS])
        kind = KIND_IN_INDEX.get(self.model)
        if kind is None or not text:
            return super().get_search_results(request, queryset, text)
        # The filters of the list are asked once: a subquery with theirs would be asked again for each record.
        stock, _ = super().get_search_results(request, self.model._default_manager.all(), text)
        ids = named_first(self.model, search.matching_ids(kind, text), text)
        found = queryset.filter(Q(pk__in=ids) | Q(pk__in=found_once(stock)))
        if ids and ORDER_VAR not in request.GET:
            ranks = [When(pk=pk, then=rank) for rank, pk in enumerate(ids[:MAX_RANKED])]
            order = [Case(*ranks, default=MAX_RANKED), *queryset.query.order_by]
            if kind in NAMED_KINDS:
                as_typed = When(**{f"{naming_of(self.model).fields[0]}__iexact": text, "then": 0})
                order.insert(0, Case(as_typed, default=1))
            found = found.order_by(*order)
        return found, False


def found_once(stock: QuerySet[Any]) -> Any:
    """Return the keys that a query finds, or the query for them if they are many.

    It reads a whole table, and a list asks for the records and for their number.
    """
    keys = stock.order_by().values_list("pk", flat=True)
    some = list(keys[: MAX_KEPT + 1])
    return some if len(some) <= MAX_KEPT else keys


def named_first(model: type[Model], ids: Sequence[int], text: str) -> list[int]:
    """Return the ids of records by how well the text matches their names, and then by prominence."""
    if KIND_IN_INDEX[model] not in NAMED_KINDS:
        return list(ids)
    named = named_by(model, ids[:MAX_NAMED], text)
    return sorted(ids, key=lambda pk: named[pk].match if pk in named else NameMatch.ELSEWHERE)
