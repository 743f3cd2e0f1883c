"""Refuse settings under which the site would be unsafe, each with what to set instead."""

import re
from collections.abc import Collection, Iterable, Iterator
from ipaddress import IPv4Network, IPv6Network, ip_address, ip_network
from typing import Any

from environs import EnvError

SHORTEST_SECRET_KEY, FEWEST_CHARACTERS = 50, 5
"""The length and the number of different characters that Django's own check asks for."""


LOCATION = re.compile(r"(/[\w.-]+)+/")


def network(text: str) -> IPv4Network | IPv6Network:
    """Return the addresses that a trusted proxy may have."""
    try:
        return ip_network(text.strip())
    except ValueError as error:
        raise EnvError(f"TRUSTED_PROXIES: {error}.") from error


def internal_location(text: str, proxies: Collection[IPv4Network | IPv6Network]) -> str:
    """Return nginx's location for files that it sends itself, or '' for none."""
    if text and not LOCATION.fullmatch(text):
        raise EnvError("X_ACCEL_REDIRECT is a location of nginx: let it begin and end with a slash, as in /kept/.")
    if text and not proxies:
        raise EnvError("X_ACCEL_REDIRECT leaves files to a proxy: name nginx's address in TRUSTED_PROXIES.")
    return text


def refuse_unsafe(
    secret_key: str, hosts: Iterable[str], database: dict[str, Any], *, https: bool, debug: bool
) -> None:
    """Raise an EnvError with the first reason why these settings are unsafe."""
    for reason in unsafe_settings(secret_key, list(hosts), database, https=https, debug=debug):
        raise EnvError(reason)


def unsafe_settings(
    secret_key: str, hosts: list[str], database: dict[str, Any], *, https: bool, debug: bool
) -> Iterator[str]:
    """Yield each reason why these settings are unsafe, in one sentence that says what to do."""
    if len(secret_key) < SHORTEST_SECRET_KEY or len(set(secret_key)) < FEWEST_CHARACTERS:
        yield f"SECRET_KEY can be guessed: use at least {SHORTEST_SECRET_KEY} random characters."
    if "*" in hosts:
        yield "ALLOWED_HOSTS=* would let anybody choose the addresses in pages: name the site's hosts."
    public = [host for host in hosts if host != "*" and not is_local(host)]
    if public and debug:
        yield f"DEBUG=1 would show {public[0]}'s visitors its code and settings: use it on this machine only."
    if public and not https:
        yield f"HTTPS=0 would send passwords to {public[0]} unencrypted: serve a public host through HTTPS."
    name = str(database["NAME"])
    if database["ENGINE"].endswith("sqlite3") and (name in ("", ":memory:") or "mode=memory" in name):
        yield "DATABASE_URL names a database in memory, which every process has its own of: name a file."


def is_local(host: str) -> bool:
    """Tell whether a host is this machine or one in a private network, by its address or as localhost."""
    if host == "localhost" or host.endswith(".localhost"):
        return True
    try:
        return ip_address(host.strip("[]")).is_private
    except ValueError:
        return False
