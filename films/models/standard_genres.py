"""List the standard genres of films, each with its other names and broader genres."""

from typing import NamedTuple

from django.utils.text import slugify


def listed_names(names: str) -> list[str]:
    """Split names at their commas."""
    return [name for name in names.split(", ") if name]


class StandardGenre(NamedTuple):
    """Define a genre of a new genre list, with the fields of `Genre`; several names are separated by commas."""

    name: str
    other_names: str = ""
    broader: str = ""
    is_combination: bool = False

    @property
    def slug(self) -> str:
        return slugify(self.name)

    @property
    def broader_slugs(self) -> list[str]:
        return [slugify(name) for name in listed_names(self.broader)]


STANDARD_GENRES: dict[str, StandardGenre] = {
    genre.slug: genre
    for genre in (
        StandardGenre("Action"),
        StandardGenre("Adult", "pornographic, pornography", "Erotic"),
        StandardGenre("Adventure"),
        StandardGenre("Animated", "animation, cartoon"),
        StandardGenre("Anime", "Japanese animation", "Animated"),
        StandardGenre("Anthology", "omnibus, portmanteau"),
        StandardGenre("Art House", "art film, art cinema"),
        StandardGenre("Biography", "biographic, biographical, biopic"),
        StandardGenre("Black Comedy", "dark comedy, gallows humor, gallows humour", "Comedy"),
        StandardGenre("Blaxploitation", broader="Exploitation"),
        StandardGenre("Buddy film", "buddy, buddy cop, buddy comedy"),
        StandardGenre("Children's", "children, kids", "Family"),
        StandardGenre("Christmas", "Xmas, holiday"),
        StandardGenre("Comedy", "comedic, funny, hilarious, humor, humour"),
        StandardGenre("Comedy Drama", "dramedy, tragicomedy, comedic drama", "Comedy, Drama", is_combination=True),
        StandardGenre("Coming of Age"),
        StandardGenre("Concert film", "concert, live concert", "Performance"),
        StandardGenre("Crime", "crime fiction, criminal"),
        StandardGenre("Cyberpunk", broader="Science Fiction"),
        StandardGenre("Dance", "ballet"),
        StandardGenre("Disaster"),
        StandardGenre("Docudrama", "documentary drama", "Drama"),
        StandardGenre("Documentary", "docu, nonfiction"),
        StandardGenre("Drama", "dramatic, family drama"),
        StandardGenre("Dystopian", "dystopia", "Science Fiction"),
        StandardGenre("Educational", "instructional, training film"),
        StandardGenre("Epic"),
        StandardGenre("Erotic", "erotica"),
        StandardGenre("Experimental", "avant-garde"),
        StandardGenre("Exploitation", "grindhouse"),
        StandardGenre("Fairy Tale", broader="Fantasy"),
        StandardGenre("Family", "family entertainment"),
        StandardGenre("Fantasy", "fantastic"),
        StandardGenre("Found Footage"),
        StandardGenre("Game Show"),
        StandardGenre("Gangster", "mafia, organized crime, yakuza", "Crime"),
        StandardGenre("Ghost Story", "ghost", "Supernatural"),
        StandardGenre("Giallo", broader="Thriller"),
        StandardGenre("Gothic"),
        StandardGenre("Heist", "caper", "Crime"),
        StandardGenre("Historical", "history, period piece, period drama, costume drama"),
        StandardGenre("Horror", "scary"),
        StandardGenre("Independent", "indie"),
        StandardGenre("Legal", "courtroom, courtroom drama"),
        StandardGenre("LGBTQ", "LGBT, queer, gay, lesbian"),
        StandardGenre("Martial Arts", "karate, kung fu, wuxia", "Action"),
        StandardGenre("Melodrama", "tearjerker, weepie", "Drama"),
        StandardGenre("Mockumentary", "mock documentary", "Comedy"),
        StandardGenre("Monster film", "monster, creature feature, kaiju"),
        StandardGenre("Music"),
        StandardGenre("Musical", "musical comedy"),
        StandardGenre("Mystery", "detective, whodunit, whodunnit, murder mystery"),
        StandardGenre("Nature", "wildlife, nature documentary", "Documentary"),
        StandardGenre("Neo-Noir", broader="Noir"),
        StandardGenre("News", "newsreel"),
        StandardGenre("Noir", "film noir", "Crime"),
        StandardGenre("Opera", "filmed opera", "Performance"),
        StandardGenre("Parody", "spoof", "Comedy"),
        StandardGenre("Performance", "performing arts, filmed performance"),
        StandardGenre("Police", "police procedural, cop", "Crime"),
        StandardGenre("Political", "politics"),
        StandardGenre("Post-Apocalyptic", "apocalyptic", "Science Fiction"),
        StandardGenre("Prison", "prison break"),
        StandardGenre("Propaganda"),
        StandardGenre("Psychological Horror", broader="Horror"),
        StandardGenre("Psychological Thriller", broader="Thriller"),
        StandardGenre("Reality", "reality TV, reality television"),
        StandardGenre("Religious", "faith, spirituality, Christian"),
        StandardGenre("Road movie", "road, road trip"),
        StandardGenre("Romance", "romantic, love story"),
        StandardGenre("Romantic Comedy", "romcom", "Romance, Comedy", is_combination=True),
        StandardGenre("Satire", "satirical", "Comedy"),
        StandardGenre("Science Fiction", "sci-fi, SF"),
        StandardGenre("Screwball Comedy", "screwball", "Comedy"),
        StandardGenre("Sex Comedy", broader="Comedy"),
        StandardGenre("Short", "short subject"),
        StandardGenre("Silent", "silent era"),
        StandardGenre("Slapstick", "slapstick comedy", "Comedy"),
        StandardGenre("Slasher", broader="Horror"),
        StandardGenre("Space Opera", broader="Science Fiction"),
        StandardGenre("Spaghetti Western", "Italian western", "Western"),
        StandardGenre("Sports", "sport"),
        StandardGenre("Spy", "espionage, secret agent"),
        StandardGenre("Stand-Up Comedy", "stand-up", "Comedy, Performance"),
        StandardGenre("Stop Motion", "claymation", "Animated"),
        StandardGenre("Superhero", "comic book"),
        StandardGenre("Supernatural", "paranormal, occult"),
        StandardGenre("Surrealist", "surreal, surrealism"),
        StandardGenre("Suspense", broader="Thriller"),
        StandardGenre("Swashbuckler", "swashbuckling", "Adventure"),
        StandardGenre("Talk Show"),
        StandardGenre("Teen", "teenage, youth"),
        StandardGenre("Television film", "TV movie, TV film, made for TV, telefilm"),
        StandardGenre("Thriller"),
        StandardGenre("Travel", "travelogue"),
        StandardGenre("Vampire", broader="Horror"),
        StandardGenre("War", "military, wartime"),
        StandardGenre("Western", "cowboy"),
        StandardGenre("Zombie", broader="Horror"),
    )
}
"""By their slugs, in the order of their names."""
