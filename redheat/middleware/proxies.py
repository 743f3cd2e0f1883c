"""Believe what trusted proxies say about their clients, and nobody else.

Proxies append to X-Forwarded-For, so only its last entries are theirs; whatever a client sent itself comes before.
"""

from collections.abc import Callable
from ipaddress import ip_address

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase

from redheat.client_addresses import PROXY, is_address, without_port

FORWARDED_HEADERS = (
    "HTTP_FORWARDED",
    "HTTP_X_FORWARDED_FOR",
    "HTTP_X_FORWARDED_HOST",
    "HTTP_X_FORWARDED_PORT",
    "HTTP_X_FORWARDED_PROTO",
    "HTTP_X_REAL_IP",
    "HTTP_X_REQUEST_ID",
)


class ProxyMiddleware:
    """Set REMOTE_ADDR to the client's own address, and drop forwarded headers that no trusted proxy sent.

    What follows can then use REMOTE_ADDR and `request.is_secure()` whether or not there is a proxy.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response
        self.trusted = settings.TRUSTED_PROXIES

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        sent = request.META
        if not self.is_trusted(sent.get("REMOTE_ADDR", "")):
            for header in FORWARDED_HEADERS:
                sent.pop(header, None)
            return self.get_response(request)
        if "HTTP_X_FORWARDED_FOR" in sent:
            sent[PROXY] = sent["REMOTE_ADDR"]
        sent["REMOTE_ADDR"] = self.client_address(sent["REMOTE_ADDR"], sent.get("HTTP_X_FORWARDED_FOR", ""))
        # A proxy that does not say which scheme it was asked by serves the one that the settings name: otherwise a
        # redirect to HTTPS would come back as plain HTTP for ever.
        sent.setdefault("HTTP_X_FORWARDED_PROTO", "https" if settings.HTTPS else "http")
        return self.get_response(request)

    def is_trusted(self, address: str) -> bool:
        try:
            parsed = ip_address(address)
        except ValueError:
            return False
        return any(parsed in network for network in self.trusted)

    def client_address(self, proxy: str, forwarded: str) -> str:
        """Return the last address that is not a trusted proxy's, or the first one if all of them are."""
        client = proxy
        for entry in reversed(forwarded.split(",")):
            address = without_port(entry.strip())
            if not is_address(address):
                break
            client = address
            if not self.is_trusted(address):
                break
        return client
