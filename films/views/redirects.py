"""Redirect former addresses of records that were renamed or merged."""

from collections.abc import Callable
from functools import wraps

from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.urls import reverse

from films.models import FormerAddress, State

View = Callable[..., HttpResponse]


def leads_on(kind: str) -> Callable[[View], View]:
    """Redirect to the current page of a record if the slug in the address is a former one."""

    def leading(view: View) -> View:
        @wraps(view)
        def answer(request: HttpRequest, slug: str) -> HttpResponse:
            try:
                return view(request, slug)
            except Http404:
                former = FormerAddress.objects.select_related(kind).filter(kind=kind, slug=slug).first()
                if former is None or former.record.state != State.PUBLISHED or request.resolver_match is None:
                    raise
                address = reverse(request.resolver_match.view_name, args=[former.record.slug])
                asked = request.META.get("QUERY_STRING", "")
                return HttpResponsePermanentRedirect(f"{address}?{asked}" if asked else address)

        return answer

    return leading
