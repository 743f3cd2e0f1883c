"""The pictures by which pages are shared."""

from io import BytesIO

import pytest
from django.test import Client
from PIL import Image

from films.views.pictures.drawing import Picture, draw_picture, fitted, font, wrapped
from tests.cast import credit, director, place, tanuki_film

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("page", ["/films/the-tanuki-1977/", "/people/zofie-orsted/", "/locations/budapest/"])
def test_a_page_names_its_picture_and_the_picture_is_drawn(client: Client, page: str) -> None:
    credit(tanuki_film(), director())
    place("Budapest")
    html = client.get(page).content.decode()
    assert f'<meta property="og:image" content="http://testserver{page}image.png">' in html
    response = client.get(f"{page}image.png")
    assert response["Content-Type"] == "image/png"
    assert Image.open(BytesIO(response.content)).size == (1200, 630)


def test_a_picture_shows_the_facts_of_its_page() -> None:
    pictures = {
        draw_picture(Picture("Film", title, says)) for title in ("Fox", "Vixen") for says in ("", "Hunted.")
    }
    assert len(pictures) == 4


def test_a_title_in_a_script_that_the_font_lacks_has_no_picture(client: Client) -> None:
    tanuki_film(title="狸")
    assert "og:image" not in client.get("/films/the-tanuki-1977/").content.decode()
    assert client.get("/films/the-tanuki-1977/image.png").status_code == 404


def test_a_draft_has_no_picture(client: Client) -> None:
    tanuki_film(state="draft")
    assert client.get("/films/the-tanuki-1977/image.png").status_code == 404


@pytest.mark.parametrize("title", ["Fox", "The fox and the vixen " * 3, "Fox " * 400, "F" * 400])
def test_every_title_fits(title: str) -> None:
    face, lines = fitted(title)
    assert len(lines) <= 3
    assert all(face.getlength(line) <= 1040 for line in lines)


def test_what_has_no_room_ends_in_an_ellipsis() -> None:
    assert wrapped("fox " * 400, font(34), 2)[-1].endswith("…")
    assert wrapped("fox vixen", font(34), 2) == ["fox vixen"]
