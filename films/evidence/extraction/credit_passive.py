"""Extract passive credits: “written and directed by A”, “the screenplay was written by A”, “with music by A”."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

import regex

from films.evidence.extraction.names import NAME, CreditInText, NameInText, person_name, read_name_list
from films.evidence.extraction.patterns import Pattern
from films.evidence.extraction.vocabulary import FILM_NOUNS, PARTICIPLES, WORK_NOUNS, as_listed, country_name

SURE, LIKELY, POSSIBLE = 0.95, 0.8, 0.6
OWNER = 0.45  # the owner of the production company may have been the producer


def alternatives(words: Iterable[str]) -> str:
    """Return a pattern that matches any of the words, longest first."""
    return "|".join(sorted(map(regex.escape, words), key=len, reverse=True))


DONE = rf"(?:co-?\ ?)?(?:{alternatives(PARTICIPLES)})"
WORK = rf"(?:{alternatives(WORK_NOUNS)})"
WORKS = Pattern(WORK, regex.IGNORECASE)
AND = r"(?:,?\ (?:and|&)\ |,\ |/)"
HOW = (
    r"(?:\ (?:(?:by|under) the)?(?:\p{Ll}+ly|both|again|for the screen|for film|for the film|and conducted|"
    r"and performed))?(?:\ (?:on\ location\ )?in\ (?:black[- ]and[- ]white|colou?r|\p{Lu}[\p{L}\d-]+(?:\ \d+)?))?"
    r"(?:\ (?:for|at)(?:\ the)?(?:\ [\p{Lu}\d][\p{L}\d.&'’-]*){1,5}|\ in\ \d{4}|\ together|"
    r"\ under\ (?:the\ )?(?:banners?|label)(?:\ of)?(?:\ [\p{Lu}\d][\p{L}\d.&'’-]*){1,5})?"
)
DEEDS = Pattern(f"{alternatives(PARTICIPLES)}|{WORK}", regex.IGNORECASE)
AND_STARRING = r"(?P<starring>,?\ (?:and|&)\ (?:also\ )?(?:starring|stars|featuring|narrated\ by))?"
PASSIVE = Pattern(
    rf"(?<![\w-])(?P<done>(?:{WORK}{AND}){{0,4}}(?:starring{AND})?{DONE}(?:\ by(?=,|\ and\b))?"
    rf"(?:{AND}(?:also\ )?(?:then\ )?(?:was\ )?(?:{DONE}|starring|animated|narrated|designed|choreographed)"
    rf"(?:\ by(?=,|\ and\b))?)*),?{HOW}\ (?:jointly\ )?by{AND_STARRING},?\ (?:both\ )?"
    r"(?:(?:him|her|them)(?:self|selves)?\ and\ (?:with\ )?)?(?P<names>)",
    regex.IGNORECASE,
)
"""“written and directed by”, “produced by, directed by and starring”."""

WITH_HELP = Pattern(
    r",? with (?:some |additional |significant )?(?P<uncredited>uncredited )?(?:contributions?|help|assistance|"
    r"work|"
    r"direction|rewrites|input) (?:by|from) "
)
CO_DONE = Pattern(
    r"\b(?P<done>co-?(?:written|wrote|directed|produced|composed|edited)|(?:written|wrote) together|(?:written|"
    r"wrote|"
    r"developed) in collaboration)(?: (?:the|it|this)(?: \p{Ll}+)?)? with (?P<names>)"
)
CO_DEEDS = (("wr", "writer"), ("dir", "director"), ("prod", "producer"), ("comp", "composer"), ("ed", "editor"))
FROM_OWN = Pattern(
    r"[^.;]{0,80}?\b(?:from|based (?:up)?on) (?:(?P<own>his|her|their) (?:own )?|an? )(?:\p{L}+ ){0,2}?"
    r"(?P<work>screenplay|script|story|scenario)(?P<by>,? (?:written |co-written )?by (?:him|her|them)(?:self|"
    r"selves)?|(?:,? (?:that|which))? (?:he|she|they)(?: had)?(?: also)? (?:co-)?wrote)?(?P<and> (?:and|with) )?"
)
COMPANY_OF = Pattern(rf"(?P<who>{NAME})['’]s? (?P<company>(?:\p{{Lu}}[\p{{L}}\d.-]*\ ?)+)")

WORK_BY = Pattern(
    rf"(?<![\w-])(?P<works>{WORK}(?:{AND}(?:the\ |its\ )?(?:\p{{L}}+\ )?{WORK})*)(?:,?\ (?:and\ )?(?:the"
    r"\ )?(?:dialogues?|lyrics|concept))?"
    r"(?:\ (?:of|for|to|in)\ (?:the|this)\ (?:film|movie|picture))?"
    r"(?:,?\ (?:which\ )?(?:was|were|is|are|has\ been|had\ been|being))?(?:\ \p{Ll}+ly|\ also|\ then)?"
    r"(?:\ (?:written|composed|done|provided|handled|created|scored|crafted|overseen|supervised|"
    r"supplied|contributed|"
    r"penned|prepared|made|produced|performed|designed|adapted|credited|scripted|rewritten|developed|"
    r"conceived|devised))?"
    rf"(?:,\ \p{{Ll}}+ed)?(?:,?\ (?:and|&)\ (?:\p{{Ll}}+ed|written|done|sung))?{HOW},?\ by\ (?P<names>)",
    regex.IGNORECASE,
)
"""“the screenplay was written by”, “with music by”."""

WRITTEN_THINGS = Pattern(
    r"(?i)\b(?:novel|book|play|lyrics?|songs?|comics?|short story|novella|poem|memoir|autobiography|article|essay|"
    r"(?:Broadway|stage) \p{L}+|"
    r"biography|theme|novelization|musical by|stories|dialogues?|reviews?|story|legend|score|music|"
    r"soundtrack|series|hymn|ballad|tracks?|(?:sequel|prequel|remake|reboot)(?! (?:to|of)\b)|trailers?|teasers?)\b"
)
STAGED_THINGS = Pattern(
    r"(?i)\b(?:videos?|episodes?|series|sequel|remake of|prequel|pilot|trailer|segment|commercial|followed by|"
    r"spin-off|music video|documentary (?:about|on)|album|single|songs?|comic|poster|game|play)\b"
)
FILM = Pattern(rf"(?i)\b(?:{FILM_NOUNS}|production|it|written|directed|starring)\b")
MUSIC = Pattern(r"(?i)\b(?:music|scores?|soundtracks?|background|songs?|themes?)\b")
SHORT_STORY = Pattern(r"(?i)\bshort[ -]$")
BORROWED = Pattern(
    r"(?i)\b(?:includes?|including|rock|pop|licensed|source|additional|popular|classical|folk|theme|"
    r"temp|period)\s$"
)
LYRICS = Pattern(r"(?i)\blyrics\b[^,;]*$")
SOME = Pattern(r"(?i)\b(?:an?|another|the original|first) (?:\p{L}+ )?$")
OF_ANOTHER_WORK = Pattern(
    r"(?i)\b(?:trailers?|teasers?|sequel(?! (?:to|of)\b)|prequel(?! (?:to|of)\b)|remake(?! of\b)|short film|"
    r"pilot|episode|commercial|documentary (?:about|on)|"
    r"(?:English|Hindi|Telugu|Tamil|dubbed)(?:[- ]language)? (?:version|dub))\b"
    r"(?:(?!\b(?:the (?:film|movie|picture)|it)\b)[^,;]){0,60}$"
)
"""Before a credit: the work that it is for is not the film."""

BESIDE_THE_FILM = Pattern(
    r"(?i)\b(?:short|short film|cartoon|featurette|documentary|double (?:feature|bill)|live show)\b"
)
EARLIER = Pattern(r"(?i)\b(?:previous|earlier|early|initial|rejected|unproduced|unused|another|first) $")
NOT_COMPOSED = Pattern(
    r"(?i)\b(?:for (?:the )?(?:film )?The \p{Lu}|trailer|remix|single|theme song|title song|title track)\b"
)
OTHER_FILM = Pattern(
    r"\b(?:(?:his|her|another|a similar|earlier|previous|next|\d{4}['’]s|(?:the|a) (?:(?:older|"
    r"earlier|original) )?(?:\d{4}|"
    r"(?:\p{Lu}\p{Ll}+(?:-language)? )+)\ ?) "
    r"?(?:\p{L}+ ){0,3}(?:film|movie|picture|version|classic)(?! (?:\p{Ll}+ )?debut)|"
    r"(?:remake|sequel) (?:of|to)|remade)\b|, also $|"
    r"\((?:[^()]{0,20} )?\d{4}\),? $|\p{Lu}[\p{L}’']*,? which (?:was|were|had been) (?:directed|made|produced|"
    r"scored|written)?"
)
DEFINES = Pattern(
    rf"(?i)\b(?:is|was) (?:an?|the) (?:(?!remake|sequel|version|adaptation|follow-up)[^.;]){{0,140}}?"
    rf"\b(?:{FILM_NOUNS})\b"
)


BESIDE = Pattern(
    rf"\b(?:to|of|from|with|on|by|after|like) (?:\p{{Lu}}[\p{{L}}’'.:]* ){{0,5}}\p{{Lu}}[\p{{L}}’'.:]*, "
    rf"an? (?:[\p{{L}}-]+ ){{0,3}}"
    rf"(?:{FILM_NOUNS}) $"
)
"""“an answer to The Old Road, a western”: another film than the subject of the sentence is defined."""

NAMED_WORK = Pattern(
    rf"\b(?:the|an?|his|her|their|(?:\p{{Lu}}[\p{{L}}.]+)['’]s) (?:[\p{{L}}\d'’-]+ ){{0,4}}?"
    rf"(?:{FILM_NOUNS}|play|musical|series|video|novel|stage production) (?:titled |called )?[\"“]?"
    r"(?P<title>\p{Lu}[\p{L}\d'’:.!?-]*(?: [\p{L}\d'’:.!?&-]+){0,6}?)[\"”]?, "
    r"(?:also |which (?:was|is|had been) )?$"
)
"""“the short film A Day at Sea, directed by”: a work is named that may be another than the film."""

RESUMES = Pattern(r"(?P<was>(?:,|,? and) (?:it |which )?(?:was|is) )$|(?:,|,? and) $")
ANEW = Pattern(r"(?:^|, )(?:it|the film|this film|the picture) (?:was|is) $", regex.IGNORECASE)
COUNTED_SONGS = Pattern(
    r"(?i)\b(?:\d+|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|some|several|many|other|additional) "
    r"songs?,?(?: (?:which|that))?(?: (?:was|were|are))? ?$"
)
"""“consists of eight songs, composed by”: who made songs need not have made the music between them."""

ONE_OF_SEVERAL = Pattern(r"(?i)\b(?:ones?|some|others?|another|two|three|four|five) (?:was |were |is )?$")
SONGS = Pattern(r"(?i)\bsongs?\b")
DOUBTFUL = 0.6


def work_credits(text: str, sure: float) -> Iterator[CreditInText]:
    """Read “the screenplay was written by A”, “with music by A”; “a script by A” counts less."""
    for match in WORK_BY.finditer(text):
        before = text[max(0, match.start() - 40) : match.start()]
        jobs = list(dict.fromkeys(WORK_NOUNS[as_listed(work)] for work in WORKS.findall(match["works"])))
        if SHORT_STORY.search(before) or LYRICS.search(before) or ("composer" in jobs and BORROWED.search(before)):
            continue
        clause = text[text.rfind(";", 0, match.start()) + 1 : match.start()]
        if OF_ANOTHER_WORK.search(clause) or (BESIDE_THE_FILM.search(clause) and not DEFINES.search(clause)):
            continue
        if EARLIER.search(before) or (OTHER_FILM.search(clause[-120:]) and not DEFINES.search(clause)):
            continue
        likely = POSSIBLE if sure < SURE and SOME.search(before) else sure
        names = read_name_list(text, match.end())
        for job in jobs:
            yield from ((name, job, likely) for name in names)
            yield from credits_after_names(text, match.end(), names, job, likely)


def passive_credits(text: str, title: str, confidence: float) -> Iterator[CreditInText]:
    """Read “written and directed by A” and “co-written with A”; `title` is the film's."""
    for match in PASSIVE.finditer(text):
        names = read_name_list(text, match.end())
        if match["starring"]:
            names = names[:1]
        before = text[max(0, match.start() - 240) : match.start()]
        another = NAMED_WORK.search(before)
        if another and title and another["title"] not in title:
            continue
        for done in DEEDS.findall(match["done"]):
            deed = as_listed(done)
            job = PARTICIPLES.get(deed) or WORK_NOUNS[deed]
            weight = confidence * likelihood(job, deed, before)
            if weight > 0:
                yield from ((name, job, weight) for name in names)
                yield from credits_after_names(text, match.end(), names, job, weight)
    for match in CO_DONE.finditer(text):
        job = next(job for stem, job in CO_DEEDS if stem in match["done"])
        yield from ((name, job, confidence - 0.1) for name in read_name_list(text, match.end(), mononyms=False))


def credits_after_names(
    text: str, start: int, names: list[NameInText], job: str, weight: float
) -> Iterator[CreditInText]:
    """Read what follows the names: helpers, the script's author, and whose company it was."""
    if not names:
        owner = COMPANY_OF.match(text, start) if job == "producer" else None
        if (
            owner
            and (name := person_name(owner["who"]))
            and not country_name(name)
            and not person_name(owner["company"])
        ):
            yield NameInText(name, *owner.span("who")), job, OWNER
        return
    end = names[-1].end + len(names[-1].aside) + 3 * bool(names[-1].aside)
    if helped := WITH_HELP.match(text, end):
        aside = "uncredited" if helped["uncredited"] else ""
        for credited in read_name_list(text, helped.end(), mononyms=False):
            yield replace(credited, aside=aside), job, weight - 0.2
    own = FROM_OWN.match(text, end) if job == "director" else None
    if own and (own["own"] or own["by"]):
        work = WORK_NOUNS[own["work"]]
        yield from ((person, work, weight - 0.1) for person in names)
        if own["by"] and own["and"]:
            yield from ((person, work, weight - 0.1) for person in read_name_list(text, own.end(), mononyms=False))


def likelihood(job: str, done: str, before: str) -> float:
    """Estimate from the words before “directed by” and the like whether the film is meant, from 0 to 1."""
    recent = before[-60:]
    defined = DEFINES.search(before)
    if ANEW.search(before):
        return 1.0
    if ONE_OF_SEVERAL.search(before) or BESIDE.search(before):
        return 0.0
    resumes = RESUMES.search(before)
    if any(not defined or other.start() >= defined.end() for other in OTHER_FILM.finditer(before)):
        return DOUBTFUL if defined and job == "director" else 0.0
    if job == "composer":
        is_music = MUSIC.search(before) or done == "scored" or (defined and not SONGS.search(before))
        is_other = NOT_COMPOSED.search(recent) or COUNTED_SONGS.search(recent)
        return 0.9 if is_music and not is_other else 0.0
    unlike = WRITTEN_THINGS if job in ("writer", "screenplay") else STAGED_THINGS
    things = [match.end() for match in unlike.finditer(before)]
    films = [match.end() for match in FILM.finditer(before)]
    if things and max(things) >= max(films, default=0):
        is_film = resumes and (resumes["was"] or defined) and job in ("director", "producer")
        return 0.9 if is_film else 0.0
    if films or not before.strip():
        return 1.0
    return 0.7
