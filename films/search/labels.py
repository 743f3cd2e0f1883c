"""Write the values of facets in the language of the page."""

from films.languages import ENGLISH, page_locale, territory_name, translated
from films.search.types import FacetName

DECLARED = {FacetName.KIND, FacetName.GENRE, FacetName.JOB}
PLACES = {FacetName.COUNTRY, FacetName.LOCATION}


def value_label(label: str, facet: str) -> str:
    """Return the label of a value of a facet, given the English one."""
    if page_locale() == ENGLISH:
        return label
    if facet in DECLARED:
        return translated(label)
    if facet == FacetName.DECADE:
        return translated("%(year)ss", year=label.removesuffix("s"))
    return territory_name(label) if facet in PLACES else label
