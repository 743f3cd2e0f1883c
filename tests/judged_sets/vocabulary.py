"""How people speak of genres, years and decades."""

from collections.abc import Mapping

NARROWER: Mapping[str, tuple[str, ...]] = {
    "Action": ("Superhero", "Martial Arts", "Spy", "Disaster", "War", "Adventure"),
    "Animated": (),
    "Comedy": ("Satire", "Romantic Comedy", "Black Comedy", "Slapstick"),
    "Crime": ("Noir", "Legal", "Mystery"),
    "Drama": ("Legal", "Political", "Biography", "Historical"),
    "Family": ("Animated",),
    "Fantasy": ("Supernatural", "Superhero"),
    "Historical": ("Biography",),
    "Horror": ("Slasher", "Supernatural", "Found Footage"),
    "Musical": ("Dance", "Performance", "Concert/Performance"),
    "Romance": ("Romantic Comedy",),
    "Science Fiction": ("Superhero",),
    "Sports": ("Sport",),
    "Thriller": ("Suspense", "Spy", "Noir", "Slasher", "Mystery", "Disaster", "Political"),
}
"""Genres that some hold to be parts of another. Questions are such that their answer is the same either way."""

GENRE_PLURALS: Mapping[str, tuple[str, ...]] = {
    "Action": ("action movies", "action films"),
    "Adventure": ("adventure films", "adventure movies"),
    "Animated": ("animated films", "animated movies"),
    "Biography": ("biographical films", "biography films"),
    "Black Comedy": ("black comedies", "black comedy films"),
    "Comedy": ("comedies", "comedy movies", "comedy films"),
    "Concert/Performance": ("concert films", "concert movies"),
    "Crime": ("crime films", "crime movies"),
    "Dance": ("dance films",),
    "Disaster": ("disaster movies", "disaster films"),
    "Documentary": ("documentaries", "documentary films"),
    "Drama": ("dramas", "drama films"),
    "Family": ("family movies", "family films"),
    "Fantasy": ("fantasy films", "fantasy movies"),
    "Found Footage": ("found footage films",),
    "Historical": ("historical films", "historical movies"),
    "Horror": ("horror movies", "horror films"),
    "Legal": ("legal films",),
    "Martial Arts": ("martial arts movies", "martial arts films"),
    "Musical": ("musicals", "musical films"),
    "Mystery": ("mysteries", "mystery films"),
    "Noir": ("film noirs", "noir films"),
    "Political": ("political films",),
    "Romance": ("romance films", "romance movies"),
    "Romantic Comedy": ("romantic comedies", "rom-coms", "romantic comedy movies"),
    "Satire": ("satires", "satire films"),
    "Science Fiction": ("science fiction films", "sci-fi movies", "science fiction movies"),
    "Short": ("short films", "shorts"),
    "Silent": ("silent films", "silent movies"),
    "Slasher": ("slasher films", "slashers"),
    "Sports": ("sports films", "sports movies"),
    "Spy": ("spy films", "spy movies"),
    "Superhero": ("superhero movies", "superhero films"),
    "Supernatural": ("supernatural films",),
    "Suspense": ("suspense films",),
    "Teen": ("teen movies", "teen films"),
    "Thriller": ("thrillers", "thriller films"),
    "Thriller/Suspense": ("thrillers", "suspense films", "thriller movies"),
    "War": ("war films", "war movies"),
    "Western": ("westerns", "western films", "western movies"),
}

DECADE_WORDS = {
    1920: "twenties", 1930: "thirties", 1940: "forties", 1950: "fifties", 1960: "sixties", 1970: "seventies",
    1980: "eighties", 1990: "nineties",
}  # fmt: skip


def genre_plural(genre: str, number: int) -> str:
    """Return one of the ways to name films of a genre."""
    plurals = GENRE_PLURALS[genre]
    return plurals[number % len(plurals)]


def decade_name(decade: int, number: int) -> str:
    """Return one of the ways to name a decade: “1980s”, “80s”, “eighties”."""
    names = [f"{decade}s"]
    if decade in DECADE_WORDS:
        names += [f"{decade % 100}s", DECADE_WORDS[decade]]
    return names[number % len(names)]
