"""Extract the ratings that classification boards gave a film."""

from collections.abc import Iterator

from films.evidence.extraction.article import Article, Statement
from films.evidence.extraction.patterns import Pattern
from films.evidence.extraction.types import ExtractedFact
from films.evidence.extraction.vocabulary import Topic

BOARDS = {
    "Motion Picture Association of America": "United States",
    "Motion Picture Association": "United States",
    "MPAA": "United States",
    "MPA": "United States",
    "British Board of Film Classification": "United Kingdom",
    "British Board of Film Censors": "United Kingdom",
    "BBFC": "United Kingdom",
    "Central Board of Film Certification": "India",
    "Censor Board": "India",
    "censor board": "India",
    "CBFC": "India",
    "Australian Classification Board": "Australia",
    "OFLC": "Australia",
    "FSK": "Germany",
    "Eirin": "Japan",
    "Irish Film Classification Office": "Ireland",
    "Irish Film Censor": "Ireland",
    "Film Classification Office": "New Zealand",
}
BOARD = Pattern(r"\b(?P<board>" + "|".join(sorted(BOARDS, key=len, reverse=True)) + r")\b")
GRADE = r"(?:NC-17|PG-13|PG|R18\+?|MA15\+|M|U/A|UA|U|A|AA|X|R|G|12A|(?:12|15|16|18)(?:\+)?|T|E)"
RATED = Pattern(
    rf"\b[Rr]ated [\"“'‘]?(?P<rated>{GRADE})\b|"
    r"\b(?:received|receives|given|gave|gives|awarded|granted|grants?|earned|assigned|passed|certified|got|issued|carries|"
    r"obtained|with|secured)\b[^.;]{0,60}?\b(?:an? )?(?:"
    rf"(?:[\"“]\p{{Lu}}[\p{{L}} ]+[\"”] \()?[\"“'‘]?(?P<given>\b{GRADE})\b[\"”'’]?\)?"
    r"[- ]?(?:[Cc]ertificate|[Rr]ating|[Cc]ertification|rated)\b|"
    rf"(?:certificate|rating|certification) (?:of )?[\"“'‘]?(?P<named>{GRADE})\b)"
)
CHANGED = Pattern(
    r"(?i)\b(?:avoid|threaten\w*|initially|originally|instead of|lower|risk\w*|fear\w*|appeal\w*|wanted|aim\w*)\b"
)
SURE, DOUBTFUL = 0.85, 0.4


def extract_certificates(article: Article) -> list[ExtractedFact]:
    """Return each rating with its board or country."""
    found: dict[tuple[str, str], ExtractedFact] = {}
    for statement in article.outside_sections(Topic.PLOT, Topic.ELSEWHERE, Topic.CAST, Topic.AWARDS):
        for fact in certificates_stated(statement):
            key = (fact.fields["rating"], fact.fields["country"])
            if key not in found or fact.confidence > found[key].confidence:
                found[key] = fact
    return list(found.values())


def certificates_stated(statement: Statement) -> Iterator[ExtractedFact]:
    boards = list(BOARD.finditer(statement.text))
    if not boards:
        return
    for match in RATED.finditer(statement.text):
        rating = match["rated"] or match["given"] or match["named"]
        board = min(boards, key=lambda found: abs(found.start() - match.start()))["board"]
        sure = DOUBTFUL if CHANGED.search(statement.text) else SURE
        yield statement.propose(
            "certificate",
            sure,
            rating=rating,
            board=board,
            country=BOARDS[board],
            cuts="",
            date=None,
            precision="",
        )
