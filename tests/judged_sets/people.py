"""Questions about who did what on a film, and lone surnames."""

from collections.abc import Iterable, Iterator, Sequence

from tests.judged_sets.collection import FilmRecord, Films, Line, drawn, drawn_films, folded, judged, typed

DIRECTOR_QUESTIONS = (
    "who directed {}",
    "director of {}",
    "{} director",
    "who is the director of {}",
    "{} directed by",
)
CAST_QUESTIONS = (
    "who starred in {}",
    "cast of {}",
    "{} cast",
    "who was in {}",
    "actors in {}",
    "who played in {}",
)
UNRECORDED_QUESTIONS = (
    "who wrote {}",
    "writer of {}",
    "{} screenwriter",
    "who composed the music of {}",
    "who produced {}",
    "cinematographer of {}",
)
FEWEST_ACTORS = 3
DIRECTED, ACTED, UNRECORDED_JOB, UNRECORDED_DIRECTOR, WITH_YEAR = 90, 80, 50, 20, 30  # questions of each kind

SURNAMES = 100
FEWEST_CREDITS = 15
MOST_TITLES = 3  # a surname that more titles have is rather a word
CREDIT_BANDS = (15, 25, 50, 100)


def jobs(films: Films) -> Iterator[Line]:
    """Ask who did a job on a film: whoever the data names, or else that it is not recorded."""
    alone = [film for film in films.records if is_alone(film, films)]
    by_year = [film for film in films.records if is_told_by_year(film, films)]
    yield from job_lines("director", DIRECTOR_QUESTIONS, filter(has_directors, alone), DIRECTED)
    yield from job_lines("cast", CAST_QUESTIONS, filter(has_cast, alone), ACTED)
    yield from job_lines("unrecorded_job", UNRECORDED_QUESTIONS, alone, UNRECORDED_JOB)
    undirected = (film for film in alone if film.cast and not film.directors)
    yield from job_lines("unrecorded_director", DIRECTOR_QUESTIONS, undirected, UNRECORDED_DIRECTOR)
    yield from job_lines("director_with_year", DIRECTOR_QUESTIONS, filter(has_directors, by_year), WITH_YEAR)
    yield from job_lines("cast_with_year", CAST_QUESTIONS, filter(has_cast, by_year), WITH_YEAR)


def is_alone(film: FilmRecord, films: Films) -> bool:
    """Tell whether a title stands for one film, and not for a person or a genre as well."""
    title = folded(film.title)
    return films.by_title[title] == {film.id} and title not in films.names and len(title) > 1


def is_told_by_year(film: FilmRecord, films: Films) -> bool:
    """Tell whether a title stands for several films, but for one of its year."""
    same = films.by_title[folded(film.title)]
    return len(same) > 1 and sum(films.by_id[one].year == film.year for one in same) == 1


def has_directors(film: FilmRecord) -> bool:
    return bool(film.directors)


def has_cast(film: FilmRecord) -> bool:
    return len(film.cast) >= FEWEST_ACTORS


def job_lines(kind: str, questions: Sequence[str], films: Iterable[FilmRecord], count: int) -> Iterator[Line]:
    """Ask so many films, drawn evenly, one of the questions in turn."""
    for number, film in enumerate(drawn_films(films, kind)[:count]):
        title = f"{typed(film.title)} {film.year}" if kind.endswith("with_year") else typed(film.title)
        text = questions[number % len(questions)].format(title)
        people = {"director": film.directors, "cast": film.cast}.get(kind.partition("_")[0], ())
        answer = {"people": list(people)} if people else {"not_recorded": True}
        yield judged(kind, text, [film.id], title=film.title, **answer)


def surnames(films: Films) -> Iterator[Line]:
    """Ask for a lone surname: its bearer of most films is wanted, of several as many all of them."""
    known = [
        name
        for name, (bearer, *_) in films.by_surname.items()
        if len(films.credits[bearer]) >= FEWEST_CREDITS
        and len(films.by_title_word.get(name, ())) <= MOST_TITLES
        and len(name) > 2
    ]
    for name in drawn(known, lambda name: credit_band(films.by_surname[name][0], films), "surnames")[:SURNAMES]:
        bearers = films.by_surname[name]
        most = len(films.credits[bearers[0]])
        people = [bearer for bearer in bearers if len(films.credits[bearer]) == most]
        yield judged("surname", name, [], people=people, bearers=len(bearers), credits=most)


def credit_band(name: str, films: Films) -> int:
    return sum(len(films.credits[name]) >= least for least in CREDIT_BANDS)
