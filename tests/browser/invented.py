"""An article of five thousand words about a film that nobody made, and what can be read out of it."""

from itertools import product

from films.evidence.extraction.types import ExtractedFact
from films.evidence.proposing import propose
from films.models import Document

LEAD = (
    "The Salt Road is a 1961 Maltese adventure film directed by Inga Farrugia and written by Pawlu Zerafa. "
    "Anton Mizzi photographed it, and Rozina Cutajar wrote its music. "
    "It follows a ferryman who carries salt past a customs house for one winter. "
    "It was shot in eleven weeks with a borrowed camera."
)
CAST = {
    "Carmela Vassallo": "Tereza, the ferryman’s daughter",
    "Wistin Borg": "the ferryman",
    "Nenu Galea": "the customs officer",
    "Marija Sant": "the harbour master’s widow",
    "Ġużè Attard": "Old Kalċ",
    "Liena Pace": "the schoolmistress",
}
PRODUCTION = (
    "Filming took place at Qarraba Bay, which stood in for the mouth of an unnamed northern river. "
    "The customs house was built in Rinella from the planks of two broken boats. "
    "Farrugia asked every member of the crew to row the ferry once before the first day. "
    "The budget was £48,000, half of it lent by a bakery."
)
RELEASE = (
    "The film opened in Malta on 14 October 1961, distributed by Xatt Pictures. "
    "It reached London a year later. "
    "It earned £210,000 in its first season."
)
RECEPTION = (
    "The gathering site Reel Tide gives it 81% from 26 reviews. "
    "Its audiences were patient and mostly old. "
    "Farrugia said afterwards that nobody had thanked the bakery enough."
)
WHO = ["The ferryman", "Tereza", "The customs officer", "The widow", "Old Kalċ", "The schoolmistress"]
DOES = [
    "waits at the landing until the lamps along the wall are lit",
    "counts the sacks twice and writes a smaller number in the book",
    "rows out against the wind with a lantern hidden under a coat",
    "hears a voice from the other bank and decides not to answer it",
    "finds the gate of the customs house open and nobody inside it",
    "carries bread to the boat shed and stays there until the morning",
]
WHY = [
    "because the tide will not turn before the bell of the chapel rings again",
    "although everybody in the village has promised to stay at home that night",
    "while the children on the wall sing a counting song about the seven winds",
    "since the last boat of the year has already left for the islands in the west",
    "and nothing that is said at the well on the next day explains quite why",
]


def plot() -> str:
    scenes = [f"{who} {does}, {why}." for why, does, who in product(WHY, DOES, WHO)]
    return "\n\n".join(" ".join(scenes[at : at + 6]) for at in range(0, len(scenes), 6))


def article() -> str:
    cast = "\n".join(f"* {actor} as {character}" for actor, character in CAST.items())
    return (
        f"# The Salt Road\n\n{LEAD}\n\n## Cast\n\n{cast}\n\n## Production\n\n{PRODUCTION}\n\n"
        f"## Release\n\n{RELEASE}\n\n## Reception\n\n{RECEPTION}\n\n## Plot\n\n{plot()}\n"
    )


SAID: list[tuple[str, str, dict[str, object]]] = [
    ("film", "The Salt Road is a 1961",
     {"title": "The Salt Road", "year": 1961, "genres": ["adventure"], "countries": ["Malta"]}),
    ("credit", "The Salt Road is a 1961", {"person": "Inga Farrugia", "job": "director", "character": ""}),
    ("credit", "The Salt Road is a 1961", {"person": "Pawlu Zerafa", "job": "screenplay", "character": ""}),
    ("credit", "Anton Mizzi", {"person": "Anton Mizzi", "job": "cinematographer", "character": ""}),
    ("credit", "Anton Mizzi", {"person": "Rozina Cutajar", "job": "composer", "character": ""}),
    *(("credit", f"{actor} as", {"person": actor, "job": "actor", "character": part, "billing": billing})
      for billing, (actor, part) in enumerate(CAST.items(), 1)),
    ("location", "Filming took place", {"name": "Qarraba Bay", "use": "filmed", "stands_in_for": None}),
    ("location", "The customs house was", {"name": "Rinela", "use": "filmed", "stands_in_for": None}),
    ("budget", "The budget was", {"amount": 48000, "currency": "GBP", "territory": None, "person": None}),
    ("release", "The film opened", {"date": "1961-10-14", "precision": "day", "place": "Malta",
                                    "distributor": "Xatt Pictures", "release_kind": "theatrical"}),
    ("release", "It reached London", {"date": "1961-01-01", "precision": "year", "place": "London",
                                      "distributor": None, "release_kind": "theatrical"}),
    ("box_office", "It earned", {"amount": 210000, "currency": "GBP", "territory": None, "person": None}),
    ("review", "The gathering site",
     {"outlet": "Reel Tide", "score": 81, "scale": "percent", "sample_size": 26, "average": None}),
    ("note", "Farrugia said", {"topic": "reception", "speaker": "Inga Farrugia", "quotation": "nobody"}),
]  # fmt: skip


def propose_all() -> None:
    """Propose what is said in the article, in the database that the environment names.

    It takes the place of what was read on import, so that the desk is tried apart from the reading.
    """
    document = Document.objects.get(title="The Salt Road")
    document.proposals.all().delete()
    starts = {
        words: next(
            passage
            for passage in document.passages.all()
            if document.text[passage.start : passage.end].startswith(words)
        )
        for _, words, _ in SAID
    }
    proposed = [
        ExtractedFact(kind, fields, (starts[words].start, starts[words].end), 0.9) for kind, words, fields in SAID
    ]
    assert propose(document, proposed) == len(SAID)
