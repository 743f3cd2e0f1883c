"""Places, related works and quotations are read."""

import pytest

from tests.evidence.extraction.reading import said


@pytest.mark.parametrize(
    ("sentence", "places"),
    [
        ("Filming took place in Lisbon, Porto and the Azores in 1993.", {"Lisbon", "Porto", "Azores"}),
        ("It was shot on location in rural Ireland and at Pinewood Studios.", {"Ireland", "Pinewood Studios"}),
        ("Principal photography began in Rome on 3 May 1993.", {"Rome"}),
        ("It was filmed in Technicolor.", set()),
        (
            "It was filmed in Porto, using the White Cliffs Lighthouse as location.",
            {"Porto", "White Cliffs Lighthouse"},
        ),
        ("A quarry near Porto, Portugal, was used.", {"Porto"}),
        ("It was shot in Film City and Porto.", {"Film City", "Porto"}),
        ("The second schedule began on 1 May 1993 in Porto.", {"Porto"}),
        ("Porto, Portugal, was one of the filming locations used in May.", {"Porto"}),
        ("A half-ruined mill in Porto, Portugal, was turned into a palace.", {"Porto"}),
        ("It was shot at Warner Bros. Studios.", {"Warner Bros. Studios"}),
    ],
)
def test_filming_locations_are_read(sentence: str, places: set[str]) -> None:
    found = said(sentence, "location", section="Production")
    assert {(one["name"], one["use"]) for one in found} == {(name, "filmed") for name in places}


def test_a_list_of_locations_has_all_places_of_a_line_by_their_whole_names() -> None:
    found = said("  • Ponte dei Frati, Mill of San Rocco and Piazza dell’Orto", "location", section="Locations")
    assert [one["name"] for one in found] == ["Ponte dei Frati", "Mill of San Rocco", "Piazza dell’Orto"]
    (street,) = said("  • Via del Pozzo 7, where Lena lives", "location", section="Locations")
    assert street["name"] == "Via del Pozzo 7"


@pytest.mark.parametrize(
    "sentence",
    [
        "Prague doubled for Vienna.",
        "The scenes set in Vienna were actually shot in Prague.",
        "The chase was shot in Prague, which stood in for Vienna.",
        "The chase was shot in Porto, with Prague standing in for Vienna.",
        "The crew used Prague, doubling as Vienna.",
        "The ball was shot in Prague, Bohemia, substituting for Vienna.",
        "Prague was used as a stand-in for Vienna.",
        "Prague was dressed to look like Vienna.",
        "Exteriors in Prague represented Vienna.",
    ],
)
def test_what_a_place_stands_in_for_is_read(sentence: str) -> None:
    assert {"name": "Prague", "use": "filmed", "stands_in_for": "Vienna"} in said(
        sentence, "location", section="Filming"
    )


def test_settings_are_read_from_lead_and_plot() -> None:
    assert said("It is set in Paris during the 1920s.", "location") == [{"name": "Paris", "use": "set"}]
    plot = (
        "They return to Porto on October 3. A letter comes from Lena. They drive to the airport, and to a village."
    )
    sentence = f"It stars Mia Roe as Lena Sorrel.\n\nPlot\n\n{plot}"
    assert [one["name"] for one in said(sentence, "location")] == ["Porto", "Airport in Porto"]


@pytest.mark.parametrize(
    "plot",
    [
        "A letter comes from Lena.",
        "She writes to Bram and talks to General Ripper.",
        "They go to Ulla. Ulla hides a fox.",
        "They flee to the Kettle.",
        "They run into the Blue Army.",
        "They ride in Moth's Boat.",
        "They camp in British tents.",
        "Some policemen wait.",
    ],
)
def test_whom_the_plot_meets_is_no_place(plot: str) -> None:
    cast = "Cast\n\n  • Mia Roe as Lena Sorrel\n  • Tim Dow as Max"
    assert said(f"It did well.\n\nPlot\n\n{plot}\n\n{cast}", "location") == []


def test_a_common_noun_is_no_place() -> None:
    assert said("They rob a bank in a village and drive to the airport.", "location", section="Plot") == []


@pytest.mark.parametrize(
    ("sentence", "relation", "title", "year"),
    [
        ("It is a sequel to The Tin Hen (1990).", "sequel", "The Tin Hen", 1990),
        ("It is a remake of the 1955 Swedish film Sommar.", "remake", "Sommar", 1955),
        (
            "It was followed by a sequel, The Paper Fox Returns, in 1997.",
            "followed_by",
            "The Paper Fox Returns",
            None,
        ),
        ("It is based on the novel of the same name by Tom Ash.", "based_on", "The Paper Fox", None),
        ("It was adapted from the Tom Ash novel Grey Wings.", "based_on", "Grey Wings", None),
        ("It was inspired from the book Grey Wings by Tom Ash.", "based_on", "Grey Wings", None),
        ("It is based on the 1950 novel Grey Wings by Tom Ash.", "based_on", "Grey Wings", 1950),
    ],
)
def test_related_works_are_read(sentence: str, relation: str, title: str, year: int | None) -> None:
    (one,) = said(sentence, "relation")
    assert (one["relation"], one["title"], one.get("year")) == (relation, title, year)


def test_all_films_that_followed_are_read_and_what_is_no_title_is_not() -> None:
    sentence = "It was followed by Tin Hens (1996), Paper Foxes (1998), and Grey Wings (1999)."
    assert [(one["title"], one["year"]) for one in said(sentence, "relation")] == [
        ("Tin Hens", 1996),
        ("Paper Foxes", 1998),
        ("Grey Wings", 1999),
    ]
    assert said("It keeps to a manner followed by the Argentine industry.", "relation") == []


@pytest.mark.parametrize(
    "sentence",
    [
        'Ida Moth said, "I wanted a fox of paper and nothing else."',
        '"It was the coldest winter of my life," recalled Moth.',
        'According to Ida Moth, who told a newspaper: "We had no fox at all then."',
        'They chose the Old Barn, said Ida Moth, because "it was warm and it was dry."',
    ],
)
def test_quotations_have_their_speaker(sentence: str) -> None:
    (note,) = said(sentence, "note", section="Production")
    assert note["speaker"] == "Ida Moth"
    assert note["quotation"] in sentence
