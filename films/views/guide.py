"""Explain how to search; every example finds something among the facts of Red Heat (1988)."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse


@dataclass(frozen=True)
class Example:
    """Show a search: how it is written, the query of its address, what it finds, and the title of one result."""

    text: str
    query: str
    finds: str
    result: str

    @property
    def url(self) -> str:
        return f"{reverse('search')}?{self.query}"


@dataclass(frozen=True)
class Section:
    """Group examples under a heading and an introduction."""

    anchor: str
    heading: str
    about: str
    examples: tuple[Example, ...]


def typed(text: str, finds: str, result: str) -> Example:
    """Build an example of what to type into the search box."""
    return Example(text, urlencode({"q": text}), finds, result)


def addressed(query: str, finds: str, result: str) -> Example:
    """Build an example of a search by its address."""
    return Example(f"?{query}", query, finds, result)


QUESTIONS = Section(
    "questions",
    "Plain questions",
    "Ask as you would ask a librarian. People, places, jobs, genres, years and decades are recognised. Above the "
    "results you see how your words were understood, and you can remove each part again.",
    (
        typed("who directed red heat", "The answer first, then other facts about it.", "Walter Hill"),
        typed(
            "who distributed red heat", "The companies and releases that say so.", "Distributor: TriStar Pictures"
        ),
        typed("80s comedies", "Films of a genre and decade.", "Twins"),
        typed("films with arnold schwarzenegger", "Films in which somebody plays.", "Twins"),
        typed("shot in budapest", "Everything filmed in a city or anywhere in it.", "Red Heat"),
        typed("shwarzenegger", "A name, even with a letter missing.", "Arnold Schwarzenegger"),
    ),
)

MATCHES = Section(
    "matches",
    "Full and partial matches",
    "A full match has everything you asked for. The number of results, the filters, the years and the "
    "downloads are those of full matches. If there are few, partial matches follow under a heading that says what "
    "they lack, with links to searches that leave it out. If you ask for a fact about a film that is not recorded "
    "here, Red Heat says so and shows what it knows of the film.",
    (
        typed("80s comedies with arnold schwarzenegger", "One full match. Films of other genres follow.",
              "Red Heat"),
        typed("comedies with james belushi", "No full match: all results are partial.", "James Belushi"),
        typed("director of twins", "A fact that is not recorded, then the film.", "Twins"),
    ),
)  # fmt: skip

WITHOUT = Section(
    "without",
    "Leaving something out",
    "Say what you do not want with without, not, but not or except. It is shown as “not Arnold Schwarzenegger”, "
    "and you can remove it like any other part. Titles that contain such a word are still found.",
    (
        typed("comedies without arnold schwarzenegger", "A genre, without films of one actor.", "48 Hrs."),
        typed("films not directed by walter hill", "Films by any other director.", "Ninotchka"),
        typed("hill but not red heat", "A name, without anything about one film.", "48 Hrs."),
    ),
)  # fmt: skip

MEANINGS = Section(
    "meanings",
    "Words with several meanings",
    "If words can mean several things, Red Heat chooses the meaning that accounts for most of them and finds "
    "something. If another meaning is nearly as likely, you are asked “Did you mean …?”. A field says which one "
    "you mean.",
    (
        typed("comedy", "The word anywhere. The genre is offered as another meaning.", "Red Heat"),
        typed("genre:comedy", "The genre.", "Twins"),
        typed("title:twins", "The title.", "Twins"),
    ),
)

SIGNS = Section(
    "signs",
    "Words and operators",
    "Results contain all your words, in any order, with or without accents. While you type, the last word may be "
    "incomplete. Operators narrow or widen a search.",
    (
        typed("danko chicago", "Results with both words.", "Chicago"),
        typed('"wooden leg"', "The words next to each other, in this order.",
              "The wooden leg scene is Hill's favourite"),
        typed("music -horner", "The first word but not the second. You can exclude a phrase or a field too.",
              "Sergei Prokofiev"),
        typed("horner OR prokofiev", "Either word. Write OR in capitals; it joins only the words next to it.",
              "Sergei Prokofiev"),
        typed("schwarz*", "Words that start like this.", "Arnold Schwarzenegger"),
        typed("en.wikipedia.org/wiki/Red_Heat_(1988_film)", "The film or person at an address of IMDb, Wikidata "
              "or the English Wikipedia. An identifier such as tt0095963 does the same.", "Red Heat"),
    ),
)  # fmt: skip

FIELDS = Section(
    "fields",
    "Fields",
    "A field limits a word to one kind of information. Write its name, a colon and the word without spaces, and "
    "put several words in quotation marks. The name of an unknown field is searched for as a word.",
    (
        typed("title:heat", "In titles and headings.", "Red Heat"),
        typed("person:schwarzenegger", "Anything about a person.", "Arnold Schwarzenegger"),
        typed("director:hill", "Films that somebody directed.", "48 Hrs."),
        typed("actor:garbo", "Films that somebody acts in.", "Ninotchka"),
        typed("character:danko", "The name of a character.", "Arnold Schwarzenegger as Captain Ivan Danko"),
        typed("job:composer", "Credits for a job.", "James Horner, composer"),
        typed("place:budapest", "Anything about a place, or a place in it.", "Rudas Thermal Bath"),
        typed('genre:"buddy film"', "Films of a genre, or of one that is a kind of it.", "48 Hrs."),
        typed('outlet:"rotten tomatoes"', "Reviews from an outlet.", "Rotten Tomatoes: 67%"),
        typed("note:accent", "In notes only.", "His accent was an advantage"),
        typed("cinemascore source:wikipedia", "Facts cited to a document, by its title or publisher.",
              "CinemaScore: B"),
        typed("evidence:other-words", "By the evidence for a value: words, other-words, sentence, "
              "general-knowledge, no-source or waiting.", "Soviet Union"),
        typed("kind:review", "Results of one type: film, person, credit, location, review, note and so on.",
              "CinemaScore: B"),
    ),
)  # fmt: skip

NUMBERS = Section(
    "numbers",
    "Years, scores and evidence",
    "You can compare years and scores with <, <=, > and >=, or give a range, which may be open at one end. All "
    "scores are compared on a scale from 0 to 100, whatever scale the reviewer used.",
    (
        typed("year:1939", "Results from a year.", "Ninotchka"),
        typed("year:1980..1985", "A range of years, both included.", "48 Hrs."),
        typed("year:<1950", "Results from before a year.", "Ninotchka"),
        typed("score:>60", "Reviews with a score above 60.", "Rotten Tomatoes: 67%"),
        typed("score:50..60", "Reviews with a score in a range.", "Rotten Tomatoes: 5.6/10"),
        typed("cinemascore cited:yes", "Facts with evidence. cited:no: facts with a value that nothing confirms.",
              "CinemaScore: B"),
        typed("conflict:yes", "Facts that sources disagree about. orphaned:yes: facts whose sentence is gone.",
              "No finished script when Schwarzenegger was asked"),
    ),
)  # fmt: skip

TOGETHER = Section(
    "together",
    "Combinations",
    "You can combine everything above.",
    (
        typed("director:hill genre:comedy year:<1985", "Walter Hill's comedies before 1985.", "48 Hrs."),
        typed('"red square" -kind:note', "The square in Moscow, without notes about it.", "Red Square"),
        typed("place:hungary OR place:austria snow", "Snow in either country.",
              "Filming location: Austria"),
    ),
)  # fmt: skip

ADDRESSES = Section(
    "addresses",
    "URLs",
    "Every search has its own URL, which you can bookmark and share. Repeat a parameter to match any of its "
    "values. Different parameters must all match.",
    (
        addressed("q=wooden+leg", "The text in the search box.", "The wooden leg scene is Hill's favourite"),
        addressed("kind=review", "One type of result.", "CinemaScore: B"),
        addressed("film=twins-1988", "Results about a film.", "Arnold Schwarzenegger, actor"),
        addressed("genre=comedy", "A genre.", "Twins"),
        addressed("decade=1930s", "A decade.", "Ninotchka"),
        addressed("year=1980..1985", "A year or a range of years.", "48 Hrs."),
        addressed("person=walter-hill", "A person, as named in the URL of their page.", "48 Hrs."),
        addressed("job=composer", "A job.", "James Horner, composer"),
        addressed("location=budapest", "A place and everything in it.", "Rudas Thermal Bath"),
        addressed("country=hungary", "A country.", "Rudas Thermal Bath"),
        addressed("outlet=cinemascore", "The outlet of a review.", "CinemaScore: B"),
        addressed("score=60..79", "A range of scores out of 100.", "Rotten Tomatoes: 67%"),
        addressed("kind=review&sort=best", "Sorted by relevance, newest, oldest, title, best and so on.",
                  "CinemaScore: B"),
        addressed("kind=person&page=2", "The second page of the results.", "Clint Eastwood"),
        addressed("q=wooden+leg&exact=1", "These exact words, without correction or interpretation.",
                  "The wooden leg scene is Hill's favourite"),
    ),
)  # fmt: skip

SECTIONS = (QUESTIONS, MATCHES, WITHOUT, MEANINGS, SIGNS, FIELDS, NUMBERS, TOGETHER)
