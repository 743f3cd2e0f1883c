"""Maps of film locations: where marks stand, what they say, and how near one can look."""

import re
from collections.abc import Callable, Iterable
from math import degrees
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.test import Client

from films.models import FilmLocation, Location
from films.models.places import LocationKind
from films.views.maps import draw
from films.views.maps.drawing import WIDTH, Drawing
from films.views.maps.labels import MOST_TRIED, LabelledPoint, place_labels
from films.views.maps.outlines import COARSE, FINE, SIDE, TILED, TILES, outlines_of, tiles_with_land
from films.views.maps.windows import REGIONS, SPAN, WORLD, Window, projected, region_of
from tests.cast import filmed_at, place, tanuki_film

pytestmark = pytest.mark.django_db


def city(name: str, latitude: str | None, longitude: str | None, part_of: Location | None = None) -> Location:
    return place(name, part_of, latitude=latitude, longitude=longitude, kind=LocationKind.CITY)


def drawn(uses: Iterable[FilmLocation], asked: str = "", here: Location | None = None) -> Drawing:
    uses = FilmLocation.objects.filter(pk__in=[used.pk for used in uses])
    found = draw(uses.select_related("location", "stands_in_for"), asked, here)
    assert found is not None
    return found


def hungary_and_moscow() -> list[FilmLocation]:
    film = tanuki_film()
    hungary = place("Hungary", kind=LocationKind.COUNTRY, latitude="47.16", longitude="19.50")
    moscow = city("Moscow", "55.76", "37.62", place("Soviet Union", kind=LocationKind.COUNTRY))
    budapest = city("Budapest", "47.50", "19.04", hungary)
    bath = place("Rudas Bath", budapest)
    return [
        filmed_at(film, bath, stands_in_for=moscow),
        filmed_at(film, budapest, key="set-in-budapest", use="set"),
    ]


def test_the_equator_and_greenwich_cross_in_the_middle() -> None:
    assert projected(0, 0) == (SPAN[0] / 2, SPAN[1] / 2)


def test_the_poles_are_on_the_drawn_world() -> None:
    assert all(0 <= projected(latitude, 0)[1] <= SPAN[1] for latitude in (90, -90))


def test_a_parallel_stands_where_millers_formula_puts_it() -> None:
    assert projected(45, 0)[1] == pytest.approx(SPAN[1] / 2 - degrees(0.84284), abs=0.001)


@pytest.mark.parametrize(
    ("latitude", "longitude", "region"),
    [
        (47.5, 19.0, "Europe"),
        (55.8, 37.6, "Europe"),
        (41.9, -87.6, "North America"),
        (-34.6, -58.4, "South America"),
        (6.5, 3.4, "Africa"),
        (35.7, 139.7, "Asia"),
        (-33.9, 151.2, "Oceania"),
        (-77.8, 166.7, "World"),
    ],
)
def test_a_point_counts_to_its_region(latitude: float, longitude: float, region: str) -> None:
    assert region_of(projected(latitude, longitude)).label == region


@pytest.mark.parametrize("window", [WORLD, *REGIONS], ids=lambda window: window.key)
def test_every_window_lies_on_the_drawn_world(window: Window) -> None:
    assert 0 <= window.left <= SPAN[0] - window.width
    assert 0 <= window.top <= SPAN[1] - window.height


@pytest.mark.parametrize("points", [[(360.0, 0.0)], [(0.0, 264.0), (360.0, 0.0)], [(10.0, 10.0), (11.0, 200.0)]])
def test_a_window_holds_the_points_it_frames(points: list[tuple[float, float]]) -> None:
    window = Window.framing("all", "All", points)
    assert all(window.holds(point) for point in points)


def test_each_outline_file_is_there_and_says_what_it_is_made_from() -> None:
    tiles = {f"{TILES}/{tile}.svg": (SIDE, SIDE) for tile in tiles_with_land()}
    for file, (across, down) in {COARSE: SPAN, FINE: SPAN, **tiles}.items():
        start = (Path(settings.BASE_DIR) / "films" / "static" / file).read_text()[:700]
        width, height = re.findall(r'viewBox="\S+ \S+ (\d+) (\d+)"', start)[0]
        assert int(width) * down == pytest.approx(int(height) * across)
        assert "Natural Earth" in start


def test_a_narrow_window_is_covered_by_tiles_and_open_sea_has_none() -> None:
    hungary = outlines_of(Window.framing("hungary", "Hungary", [projected(47.2, 19.5)]))
    covered = [(left, top, left + width, top + height) for _, (left, top), (width, height) in hungary]
    for latitude, longitude in [(44.0, 14.0), (50.0, 14.0), (44.0, 25.0), (50.0, 25.0)]:
        x, y = projected(latitude, longitude)
        assert any(left <= x <= right and top <= y <= bottom for left, top, right, bottom in covered)
    assert outlines_of(Window.framing("sea", "Sea", [projected(-40, -130)])) == []
    assert [file for file, _, _ in outlines_of(Window.framing("wide", "Wide", [(20, 100)], TILED))] == [FINE]


def test_a_place_without_coordinates_is_marked_at_the_one_around_it() -> None:
    drawing = drawn(hungary_and_moscow())
    assert [(at.name, [each.name for each in places]) for at, places in drawing.borrowed] == [
        ("Budapest", ["Rudas Bath"])
    ]


def test_a_point_has_one_mark_that_says_all_it_is() -> None:
    marks = drawn(hungary_and_moscow()).marks
    assert [(mark.kinds, mark.name, mark.url) for mark in marks] == [
        (["doubled"], "Another place stands in for: Moscow", "/locations/moscow/"),
        (["set", "filmed"], "Set in: Budapest; Filmed at: Rudas Bath", "/locations/budapest/"),
    ]


def test_a_line_leads_from_where_it_was_shot_to_what_it_stood_in_for() -> None:
    drawing = drawn(hungary_and_moscow())
    (line,) = drawing.lines
    budapest = drawing.marks[1]
    assert line.name == "Rudas Bath for Moscow"
    assert line.path.startswith(f"M{budapest.x} {budapest.y}Q")


@pytest.mark.parametrize("kind", [LocationKind.COUNTRY, LocationKind.REGION])
def test_a_country_or_region_is_an_area_to_which_no_line_leads(client: Client, kind: LocationKind) -> None:
    siberia = place("Siberia", kind=kind, latitude="60", longitude="100")
    filmed_at(tanuki_film(), city("Budapest", "47.50", "19.04"), stands_in_for=siberia)
    figure = client.get("/films/the-tanuki-1977/").content.decode().partition('<figure class="map"')[2]
    assert re.search(
        r'aria-label="Somewhere in: Siberia"><title>[^<]+</title><circle class="reach"[^>]+><circle class="area"',
        figure,
    )
    assert 'class="doubling"' not in figure


def test_all_marks_are_seen_at_first() -> None:
    drawing = drawn(hungary_and_moscow())
    assert drawing.window.key == "all"
    assert drawing.hidden == 0
    assert all(0 < mark.x < WIDTH and 0 < mark.y < drawing.height for mark in drawing.marks)


def test_one_can_look_nearer_by_region_country_and_town() -> None:
    uses = hungary_and_moscow()
    assert [window.label for window in drawn(uses).windows] == [
        "All places",
        "World",
        "Europe",
        "Hungary",
        "Soviet Union",
        "Budapest",
        "Moscow",
    ]
    near = drawn(uses, "hungary")
    assert near.window.label == "Hungary"
    assert near.hidden == 1
    assert [image.file for image in drawn(uses, "world").outlines] == [COARSE]
    assert all(image.file.startswith(TILES) for image in near.outlines)


def test_an_unknown_window_shows_all() -> None:
    assert drawn(hungary_and_moscow(), "atlantis").window.key == "all"


def test_places_on_no_map_are_named() -> None:
    used = filmed_at(tanuki_film(), place("Nowhere"))
    assert draw([used]) is None
    drawing = drawn([used, *[filmed_at(used.film, city("Budapest", "47.50", "19.04"))]])
    assert [each.name for each in drawing.unplaced] == ["Nowhere"]


def test_the_map_of_a_town_begins_with_what_is_around_it() -> None:
    chicago = city("Chicago", "41.88", "-87.63")
    drawing = draw([], here=chicago)
    assert drawing is not None
    assert [mark.name for mark in drawing.marks] == ["This place: Chicago"]
    assert drawing.window.label == "Around Chicago"
    towns = [label.of.text for label in drawing.labels if label.of.is_town]
    assert "Milwaukee" in towns
    assert "Chicago" not in towns
    assert not any(label.of.is_town for label in drawn([filmed_at(tanuki_film(), chicago)], "world").labels)


def test_a_line_of_which_only_one_end_is_seen_is_not_drawn() -> None:
    assert drawn(hungary_and_moscow(), "budapest").lines == []


def test_labels_keep_clear_of_marks_of_each_other_and_of_the_edge() -> None:
    wanted = [LabelledPoint("Rudas", (660, 100)), LabelledPoint("Gellért", (665, 100))]
    labels = place_labels(wanted, [named.point for named in wanted], (720, 360))
    assert [(label.of.text, label.anchor) for label in labels] == [("Rudas", "middle"), ("Gellért", "middle")]
    assert abs(labels[0].y - labels[1].y) > 22
    assert place_labels([LabelledPoint("A" * 80, (10, 10))], [], (720, 360)) == []


def test_a_film_page_shows_its_map_with_links_alone(client: Client) -> None:
    hungary_and_moscow()
    html = client.get("/films/the-tanuki-1977/?map=hungary").content.decode()
    figure = html.partition('<figure class="map"')[2].partition("</figure>")[0]
    assert re.search(r'<a id="map-hungary" href="\?map=hungary#map" aria-current="true">', figure)
    assert 'aria-label="Set in: Budapest; Filmed at: Rudas Bath"' in figure
    assert "1 mark outside this part of the map." in figure


def test_a_map_costs_no_query_for_each_place(
    client: Client, django_assert_num_queries: Any, django_assert_max_num_queries: Callable[[int], Any]
) -> None:
    film = tanuki_film()
    hungary = place("Hungary", kind=LocationKind.COUNTRY)
    filmed_at(film, city("Bath 0", "47", "19", hungary), stands_in_for=city("Moscow", "55.76", "37.62"))
    with django_assert_max_num_queries(13) as few:
        client.get("/films/the-tanuki-1977/")
    for number in range(1, 30):
        filmed_at(film, city(f"Bath {number}", f"{40 + number / 10}", "19", hungary))
    with django_assert_num_queries(len(few)):
        client.get("/films/the-tanuki-1977/")


def test_all_places_stand_under_the_widest_around_them(client: Client) -> None:
    hungary_and_moscow()
    filmed_at(tanuki_film(slug="hidden", state="draft"), city("Atlantis", "0", "0"))
    html = client.get("/locations/").content.decode()
    assert re.findall(r'<h2 id="in-([^"]+)"', html) == ["hungary", "soviet-union"]
    assert re.findall(r"<bdi>(Budapest|Rudas Bath|Moscow|Atlantis)</bdi></a> <span", html) == [
        "Budapest",
        "Rudas Bath",
        "Moscow",
    ]
    assert 'aria-label="Another place stands in for: Moscow"' in html


def test_the_page_of_all_places_is_there_before_the_first_place(client: Client) -> None:
    html = client.get("/locations/").content.decode()
    assert "No film has a place yet." in html
    assert "<svg" not in html


def test_the_page_of_all_places_asks_as_often_for_one_as_for_thirty(
    client: Client, django_assert_num_queries: Any, django_assert_max_num_queries: Callable[[int], Any]
) -> None:
    film = tanuki_film()
    hungary = place("Hungary", kind=LocationKind.COUNTRY)
    filmed_at(film, city("Bath 0", "47", "19", hungary))
    with django_assert_max_num_queries(3) as few:
        client.get("/locations/")
    for number in range(1, 30):
        filmed_at(film, city(f"Bath {number}", f"{40 + number / 10}", "19", hungary))
    with django_assert_num_queries(len(few)):
        client.get("/locations/")


def test_room_is_looked_for_only_for_the_first_names() -> None:
    names = iter([LabelledPoint("Budapest", (10, 10))] * (MOST_TRIED + 1))
    place_labels(names, [], (720, 360))
    assert len(list(names)) == 1
