"""The addresses in exports lead to the site, also where no setting says where it is."""

import pytest

from redheat.site_address import likely_address


@pytest.mark.parametrize(
    ("hosts", "uses_https", "address"),
    [
        (["127.0.0.1", "localhost", "[::1]"], True, "http://127.0.0.1:8001"),
        (["films.example", "www.films.example"], True, "https://films.example"),
        ([".films.example", "desk.films.example"], False, "http://desk.films.example"),
        (["*"], True, ""),
    ],
)
def test_a_site_is_at_its_first_host(hosts: list[str], uses_https: bool, address: str) -> None:
    assert likely_address(hosts, 8001, uses_https=uses_https) == address
