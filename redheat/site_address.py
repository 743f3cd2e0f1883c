"""Tell where visitors find the site, if no setting says so."""

from collections.abc import Iterable

from redheat.safety import is_local


def likely_address(hosts: Iterable[str], port: int, *, uses_https: bool) -> str:
    """Return where visitors find a site: at the first of its hosts, a local one by its port; “” if it has none."""
    host = next((host for host in hosts if not host.startswith((".", "*"))), "")
    if not host:
        return ""
    if is_local(host):
        return f"http://{host}:{port}"
    return f"{'https' if uses_https else 'http'}://{host}"
