"""Questions about a field of a film, for somebody's first or last film, and for films of somebody in two jobs."""

from collections.abc import Iterator

from tests.judged_sets.collection import FilmRecord, Films, Line, drawn, drawn_films, judged, typed
from tests.judged_sets.people import is_alone

UNRECORDED_FIELDS = ("how long is {}", "runtime of {}", "budget of {}", "how much did {} make")
FIELDS = 100
ORDERS = (("first", "{} first film"), ("first", "oldest film with {}"), ("last", "latest {} movie"))
ORDERED = 100
LEAST_FILMS = 5  # of somebody whose first or last film is asked for
TWO_JOBS = ("films {} directed and starred in", "movies starring and directed by {}")
LEAST_BOTH = 2


def fields(films: Films) -> Iterator[Line]:
    """Ask for what the data has of no film: the film, and that it is not recorded."""
    alone = (film for film in films.records if is_alone(film, films))
    for number, film in enumerate(drawn_films(alone, "fields")[:FIELDS]):
        text = UNRECORDED_FIELDS[number % len(UNRECORDED_FIELDS)].format(typed(film.title))
        yield judged("field", text, [film.id], title=film.title, not_recorded=True)


def orders(films: Films) -> Iterator[Line]:
    """Ask for the first or last film of somebody; where several are of that year, each of them is right."""
    known = [name for name, credited in films.credits.items() if len(credited) >= LEAST_FILMS]
    for number, name in enumerate(drawn(known, lambda name: len(films.credits[name]) // 20, "orders")[:ORDERED]):
        end, text = ORDERS[number % len(ORDERS)]
        of_person = [films.by_id[film_id] for film_id in films.credits[name]]
        year = (min if end == "first" else max)(film.year for film in of_person)
        yield judged(
            end, text.format(typed(name)), [film.id for film in of_person if film.year == year], person=name
        )


def two_jobs(films: Films) -> Iterator[Line]:
    """Ask for the films that somebody directed and acted in."""
    both: dict[str, list[FilmRecord]] = {}
    for film in films.records:
        for name in {*film.directors} & {*film.cast}:
            both.setdefault(name, []).append(film)
    known = [name for name, made in both.items() if len(made) >= LEAST_BOTH]
    for number, name in enumerate(drawn(known, lambda name: len(both[name]) // 5, "two_jobs")[:ORDERED]):
        text = TWO_JOBS[number % len(TWO_JOBS)].format(typed(name))
        yield judged("two_jobs", text, [film.id for film in both[name]], person=name)
