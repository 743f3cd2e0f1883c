"""How to ask, by example: each example is a search that finds something among the facts of Red Heat (1988)."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse


@dataclass(frozen=True)
class Example:
    """One search: how it is written, the query of its address, what it finds, and a title among that."""

    written: str
    query: str
    finds: str
    one_found: str

    @property
    def url(self) -> str:
        return f"{reverse('search')}?{self.query}"


@dataclass(frozen=True)
class Part:
    """A part of the guide: what it is about, a word on that, and its examples."""

    anchor: str
    heading: str
    about: str
    examples: tuple[Example, ...]


def typed(text: str, finds: str, one_found: str) -> Example:
    return Example(text, urlencode({"q": text}), finds, one_found)


def addressed(query: str, finds: str, one_found: str) -> Example:
    return Example(f"?{query}", query, finds, one_found)


QUESTIONS = Part(
    "questions",
    "Plain questions",
    "Ask as you would ask a librarian. People and places, jobs, genres, years and decades are recognised, and "
    "what was made of them stands above the results, where each can be taken away again.",
    (
        typed("who directed red heat", "The answer first, then what else bears on it.", "Walter Hill"),
        typed("80s comedies", "Films of one genre and decade.", "Twins"),
        typed("films with arnold schwarzenegger", "Films in which somebody plays.", "Twins"),
        typed("shot in budapest", "What was filmed in a city or in any place within it.", "Red Heat"),
        typed("shwarzenegger", "A name, though a letter is missing.", "Arnold Schwarzenegger"),
    ),
)

SIGNS = Part(
    "signs",
    "Words and signs",
    "All words have to be there, in any order and with or without accents. While you type, the last word may be "
    "unfinished. Signs make a search narrower or wider.",
    (
        typed("danko chicago", "Everything with both words.", "Chicago"),
        typed('"wooden leg"', "The words side by side, in this order.",
              "The wooden leg scene is Hill's favourite"),
        typed("music -horner", "The first word without the second. A phrase or a field can be left out too.",
              "Sergei Prokofiev"),
        typed("horner OR prokofiev", "Either word. OR is written in capitals and joins its two neighbours only.",
              "Sergei Prokofiev"),
        typed("schwarz*", "Words that begin so.", "Arnold Schwarzenegger"),
    ),
)  # fmt: skip

FIELDS = Part(
    "fields",
    "Fields",
    "A field says where to look. Its name, a colon and a word stand together without a space; several words go "
    "between quotation marks. A field that does not exist is read as plain words.",
    (
        typed("title:heat", "In titles and headings.", "Red Heat"),
        typed("person:schwarzenegger", "Whatever concerns a person.", "Arnold Schwarzenegger"),
        typed("director:hill", "What somebody directed.", "48 Hrs."),
        typed("actor:garbo", "Where somebody plays.", "Ninotchka"),
        typed("character:danko", "By the name of a part.", "Arnold Schwarzenegger as Captain Ivan Danko"),
        typed("job:composer", "Credits of one kind of work.", "James Horner, composer"),
        typed("place:budapest", "What concerns a place, or a place within it.", "Rudas Thermal Bath"),
        typed('genre:"buddy film"', "Films of a genre.", "48 Hrs."),
        typed('outlet:"rotten tomatoes"', "Reviews by where they appeared.", "Rotten Tomatoes: 67%"),
        typed("note:accent", "In notes alone.", "His accent was an advantage"),
        typed("cinemascore source:wikipedia", "Facts that rest on one document, by its title or publisher.",
              "CinemaScore: B"),
        typed("kind:review", "Entries of one kind: film, person, credit, location, review, note and so on.",
              "CinemaScore: B"),
    ),
)  # fmt: skip

NUMBERS = Part(
    "numbers",
    "Years, scores and evidence",
    "Years and scores can be compared with <, <=, > and >=, or given as a range, of which one end may stay open. "
    "Scores are compared on a scale from 0 to 100, whatever scale the reviewer used.",
    (
        typed("year:1939", "What belongs to one year.", "Ninotchka"),
        typed("year:1980..1985", "From one year to another, both included.", "48 Hrs."),
        typed("year:<1950", "Before a year.", "Ninotchka"),
        typed("score:>60", "Reviews with a score above 60.", "Rotten Tomatoes: 67%"),
        typed("score:50..60", "Reviews with a score between the two.", "Rotten Tomatoes: 5.6/10"),
        typed("cinemascore cited:yes", "Facts with evidence. With “no” for “yes”: facts that still lack it.",
              "CinemaScore: B"),
        typed("conflict:yes", "Facts that sources disagree about. Those whose sentence is gone: orphaned:yes.",
              "Walter Hill"),
    ),
)  # fmt: skip

TOGETHER = Part(
    "together",
    "All of it together",
    "Whatever is listed above can be combined.",
    (
        typed("director:hill genre:comedy year:<1985", "Walter Hill's comedies before 1985.", "48 Hrs."),
        typed('"red square" -kind:note', "The square in Moscow, without the notes on it.", "Red Square"),
        typed("place:hungary OR place:austria snow", "Snow in either of the two countries.",
              "Filming location: Austria"),
    ),
)  # fmt: skip

ADDRESSES = Part(
    "addresses",
    "Addresses",
    "Every search has an address of its own that can be kept and shared. A parameter may be given several times: "
    "either value will do. Different parameters all have to hold.",
    (
        addressed("q=wooden+leg", "What is typed.", "The wooden leg scene is Hill's favourite"),
        addressed("kind=review", "One kind of entry.", "CinemaScore: B"),
        addressed("film=twins-1988", "Entries of one film.", "Arnold Schwarzenegger, actor"),
        addressed("genre=comedy", "A genre.", "Twins"),
        addressed("decade=1930s", "A decade.", "Ninotchka"),
        addressed("year=1980..1985", "A year, or from one to another.", "48 Hrs."),
        addressed("person=walter-hill", "Somebody, by the name in the address of their page.", "48 Hrs."),
        addressed("job=composer", "A kind of work.", "James Horner, composer"),
        addressed("location=budapest", "A place and all within it.", "Rudas Thermal Bath"),
        addressed("country=hungary", "A country.", "Rudas Thermal Bath"),
        addressed("outlet=cinemascore", "Where reviews appeared.", "CinemaScore: B"),
        addressed("score=60..79", "Scores from one to another, out of 100.", "Rotten Tomatoes: 67%"),
        addressed("kind=review&sort=best", "In another order: relevance, newest, oldest, title or best.",
                  "CinemaScore: B"),
        addressed("kind=person&page=2", "The second page of the results.", "Clint Eastwood"),
        addressed("q=wooden+leg&exact=1", "Exactly these words, with nothing read into them.",
                  "The wooden leg scene is Hill's favourite"),
    ),
)  # fmt: skip

PARTS = (QUESTIONS, SIGNS, FIELDS, NUMBERS, TOGETHER)
