"""A made-up article, and short ways to ask what is read in it and in single sentences."""

from typing import Any

from films.evidence.extraction import ExtractedFact, extract

LEAD = "The Paper Fox\n\nThe Paper Fox is a 1994 French-Italian romantic comedy film directed by Ida Moth."

ARTICLE = """The Paper Fox (film)

The Paper Fox is a 1994 French-Italian romantic comedy film written and directed by Ida Moth, and \
produced by Gus Hale and J. K. van der Berg, Jr. It stars Mia Roe as the thief Lena Sorrel. \
It is a sequel to The Tin Hen (1990).

Plot

In Naples, Lena steals a fox and hides it in a hotel, where Inspector Oake (Tim Dow) finds her.

Cast

Thieves

  • Mia Roe as Lena Sorrel, who never sleeps
    • Ada Pell as young Lena
  • Sam Tarn as Bo / The Ghost (voice)

Others

  • Tim Dow as Insp. Bram Oake: a policeman. He likes tea.
  • Gil Orme as himself (uncredited)

Production

Cinematography was handled by Lee Marsh, and Max Orr composed the film's score. Roe was paid $2 million for her \
part. Filming took place in Lisbon and the Azores, and Lisbon doubled for Naples. "I wanted a fox of paper and \
nothing else," said Moth.

Release

The film premiered at the Locarno Festival on 9 August 1994, and was released in France on 5 October 1994 by \
Gaumont. Made on a budget of $12 million, it grossed $45.6 million worldwide.

Reception

On Rotten Tomatoes, the film has an approval rating of 85% based on 120 reviews, with an average rating of \
7.1/10. CinemaScore asked those who saw it, and they graded it "B+" on its A+ to F scale.
"""


def facts(text: str, *kinds: str) -> list[dict[str, Any]]:
    """Return what is read of these kinds, without what is empty."""
    return [
        {name: value for name, value in one.fields.items() if value not in (None, "", [])}
        for one in extract(text)
        if one.kind in kinds
    ]


def said(sentence: str, *kinds: str, section: str = "") -> list[dict[str, Any]]:
    """Return what a sentence adds to a film of which only the director is known."""
    heading = f"\n\n{section}\n\n" if section else " "
    director = {"person": "Ida Moth", "job": "director"}
    return [fact for fact in facts(f"{LEAD}{heading}{sentence}", *kinds) if fact != director]


def jobs(sentence: str) -> set[tuple[str, str]]:
    return {(fact["job"], fact["person"]) for fact in said(sentence, "credit") if fact["job"] != "actor"}


def parts(text: str) -> list[tuple[str, str]]:
    return [
        (fact["person"], fact.get("character", "")) for fact in facts(text, "credit") if fact["job"] == "actor"
    ]


def stated(text: str, one: ExtractedFact) -> str:
    return text[slice(*one.sentence)]
