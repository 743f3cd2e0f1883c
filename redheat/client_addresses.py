"""Read the addresses of clients and proxies."""

from ipaddress import ip_address

from django.http import HttpRequest

PROXY = "redheat.proxy"
"""The key for the address of the trusted proxy that passed a request on; no header of a client gets this name."""


def client_address(request: HttpRequest) -> str:
    """Return the client's address, which `ProxyMiddleware` has found out by then."""
    return str(request.META.get("REMOTE_ADDR", ""))


def came_through_proxy(request: HttpRequest) -> bool:
    """Tell whether a trusted proxy passed a request on, which `ProxyMiddleware` has found out by then."""
    return PROXY in request.META


def is_address(text: str) -> bool:
    try:
        ip_address(text)
    except ValueError:
        return False
    return True


def without_port(entry: str) -> str:
    """Return the address of an entry in X-Forwarded-For, which some proxies write with a port or in brackets."""
    if entry.startswith("["):
        return entry[1:].partition("]")[0]
    return entry.partition(":")[0] if entry.count(":") == 1 else entry
