"""Tell the clients of a site apart by their addresses."""

from ipaddress import IPv6Address, ip_address, ip_network

OF_ONE_SUBSCRIBER = 64  # bits of an IPv6 address that one subscriber has; the rest they choose


def client_of(address: str) -> str:
    """Return what tells clients apart: the address, or of IPv6 the part that a client cannot choose.

    It is empty if the server names no address.
    """
    try:
        parsed = ip_address(address)
    except ValueError:
        return ""
    if isinstance(parsed, IPv6Address):
        return str(ip_network((parsed, OF_ONE_SUBSCRIBER), strict=False))
    return address
