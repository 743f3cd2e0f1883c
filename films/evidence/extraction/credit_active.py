"""Extract active credits: “A wrote the script”, “A, who also produced the film”, “A was hired to edit”."""

from collections.abc import Iterator, Sequence

import regex

from films.evidence.extraction.credit_passive import POSSIBLE, SURE, alternatives
from films.evidence.extraction.credit_subjects import NOT_WORKS, TITLED, WORK, is_for_another, names_ending
from films.evidence.extraction.names import NAME, CreditInText, NameInText, read_name_list
from films.evidence.extraction.patterns import Pattern
from films.evidence.extraction.vocabulary import FILM_NOUNS, VERBS, WORK_NOUNS, as_listed

DRAFT = 0.45  # the script that somebody wrote may be one of many
WRITING = ("writer", "screenplay", "story")
NOT_MAKING = frozenset(
    "starred in|starred|stars in|stars|appeared in|appears in|acted in|financed|recorded".split("|")
)
MAKING = frozenset(
    verb
    for verb, job in VERBS.items()
    if job in ("", "writer", "screenplay", "composer") and verb not in NOT_MAKING
)
"""Verbs that, with a work as their object, credit the job that produces the work."""

REWRITING = frozenset("rewrote revised polished finished completed drafted redrafted".split())
NOT_OF_THE_FILM = Pattern(
    r"(?i)\b(?:first|second|third|previous|earlier|other|another|next|last|later|several|many|\d{4}s?|stage|"
    r"television|"
    r"TV|short|song|songs|novel|trailer|theme|English|English-language|dub|dubbed|sequels?|remake|prequel|"
    r"pilot|video|videos|both films|films)\b"
)
OWN = r"(?:the|this|its|his|her|their|a|an|both|most of|much of|all of)(?: the)?"
DEED = rf"(?:{alternatives(VERBS)})"
ADVERB = r"(?:(?:also|both|then|later|himself|herself|themselves|jointly|together|personally|eventually|solely) )*"
AND = r"(?:,? (?:and|&|as well as) |, )"
OBJECT = (
    rf"(?! to\b)(?: for| in| on)?(?P<own> {OWN})?(?P<kind>(?: (?:[\p{{L}}\d'’-]+|\"[^\"]{{1,40}}\")){{0,4}}?) "
    rf"(?P<object>"
    + (
        rf"(?:{WORK})(?! (?:for|of|to) an?\b)|(?:{FILM_NOUNS}|production|project|version)s?"
        r"(?! (?!(?:after|alongside|and|as|at|based|but|by|during|for|from|in|into|on|over|that|through|"
        r"together|under|"
        r"using|when|which|while|with)\b)\p{Ll})|(?<!\p{L})it)\b(?!['’-])"
    )
)
DID = Pattern(rf"{ADVERB}(?P<verbs>{DEED}(?:{AND}{ADVERB}{DEED})*)(?:{OBJECT})?")
GOES_ON = Pattern(rf"{AND}(?={ADVERB}{DEED}\b)")
SUBJECT = Pattern(
    rf"(?P<who>{NAME})(?:, who [^,.;()]{{3,90}},|,? (?P<relative>who)|"
    rf", (?!and\b|but\b|which\b|with\b|then\b|who\b)\p{{Ll}}[^,.;()]{{3,90}},|,)?"
    rf"(?: (?:has|had))? (?={ADVERB}{DEED}\b)"
)
AFTERWARDS = Pattern(
    rf"(?P<who>{NAME}) (?:began|started|developed|conceived|bought|optioned) [^.;]{{3,60}}?,? and "
    rf"(?=(?:co-)?(?:wrote|directed|produced|composed|scored|edited)\b)"
)
RELATIVE = Pattern(rf"(?P<who>{NAME})(?:\s?\([^()]{{1,60}}\))?,? who(?: (?:has|had))? (?={ADVERB}{DEED}\b)")
PRONOUN = Pattern(rf"^(?:He|She)(?: (?:has|had))? (?={ADVERB}{DEED}\b)")
THE_TWO = Pattern(
    rf"^(?:Together,? they|They|(?:Together,? t|T)he (?:two|pair|duo))(?: (?:have|had))? (?={ADVERB}{DEED}\b)"
)
STOPS = Pattern(rf"\s?(?:[.;,]|and (?={NAME} {ADVERB}{DEED}))")
ENDS = Pattern(r"\s?(?:[.;,]|$|and (?:star|play|appear|act)|for |with |alongside )")
VERDICT = Pattern(r" (?:[\"“]|was\b|is\b|were\b|had\b|has\b|titled\b|called\b|entitled\b|as \p{Ll}+ and\b)")
WITH = Pattern(r",? (?:together |in collaboration |along )?(?:with|alongside) (?=(?:[\p{Ll}-]+,? ){0,4}\p{Lu})")
RESPONSIBLE = Pattern(
    rf"(?P<who>{NAME})(?:,? who)? (?:was|were|is|are) (?:also )?(?:responsible for|in charge of|credited "
    rf"(?:with|for))"
    rf" (?:writing |composing |creating )?(?:the|its)(?: [\p{{L}}'’-]+){{0,3}}? (?P<work>{WORK}|script)\b"
)
WROTE_ON = Pattern(
    rf"(?P<who>{NAME}) (?:began|started|finished|completed|spent [^,.;]{{2,30}}|continued) (?:writing|work on|work"
    rf"ing on)(?P<own> {OWN})?(?: [\p{{L}}'’-]+){{0,3}}? (?P<work>screenplay|script)\b"
)
BESIDES = Pattern(
    rf"(?P<who>{NAME})(?:,? who)? \p{{Ll}}[^.;]{{3,80}} (?:in addition to|as well as|besides|while also|and also) "
    rf"(?:handling|doing|overseeing|providing|supervising) (?:the|its) (?:film['’]s )?(?P<work>{WORK})\b"
)
COLLABORATED = Pattern(
    rf"(?P<who>{NAME})(?:,? who)? (?:also |again |closely |had )?(?:collaborated|worked|teamed(?: up)?|partnered)"
    rf"(?: closely| again)? with (?P<other>{NAME}) (?:on|in|for|to (?:write|compose|create|develop)) "
    rf"(?:the|its)(?: film['’]s| new)?(?: [\p{{L}}-]+)?? (?P<work>{WORK})\b"
)
BETWEEN = Pattern(
    rf"(?P<work>{WORK}) (?:was|is) (?:the result of )?an? (?:\p{{Ll}}+ )?(?:collaboration|effort) "
    r"(?:between|of|by) (?P<names>)"
)
ADAPTED = Pattern(
    rf"(?P<who>{NAME})(?:,? who)? (?:had |also |later )?(?:co-)?adapted "
    r"(?:the|his|her|their|its|\p{Lu}\p{L}+['’]s?) (?:[\p{L}\d'’-]+ ){0,4}?"
    r"(?:novel|novella|book|play|story|memoir|text|musical|script|screenplay)\b"
    r"(?! into an? (?:novel|play|stage|series|musical|opera|television))"
)
REWRITES = Pattern(
    rf"(?P<who>{NAME}),?(?: who [^,.;]{{1,60}},)? (?:did|performed|provided|contributed|made|carried out|"
    rf"worked on)"
    r"(?: [\p{L}-]+){0,3}? (?:re-?writes?|revisions|(?:script |screenplay )(?:polish|doctoring)|additional "
    r"dialogue)\b"
)


def active_credits(
    text: str, title: str, confidence: float, previous: Sequence[str] = ()
) -> Iterator[CreditInText]:
    """Read who did what; `previous` are the people whom “he” or “they” at the start of the text means."""
    seen: set[tuple[int, int]] = set()
    for pattern in (RELATIVE, SUBJECT, AFTERWARDS):
        for match in pattern.finditer(text):
            if match.span("who") not in seen:
                seen.add(match.span("who"))
                is_relative = "who" in text[match.end("who") : match.end()].split()
                names = names_ending(text, match)
                yield from credits_for_verbs(text, match.end(), names, title, confidence, is_relative=is_relative)
    pronoun = {1: PRONOUN, 2: THE_TWO}.get(len(previous))
    if pronoun and (match := pronoun.match(text)):
        names = [NameInText(name, 0, 0) for name in previous]
        yield from credits_for_verbs(
            text, match.end(), names, title, min(confidence, POSSIBLE + 0.1), is_relative=False
        )
    for pattern in (RESPONSIBLE, WROTE_ON, BESIDES):
        for match in pattern.finditer(text):
            job = WORK_NOUNS[as_listed(match["work"])]
            sure = confidence if pattern is RESPONSIBLE else POSSIBLE
            if not is_for_another(text, match.end(), title):
                yield from ((name, job, sure) for name in names_ending(text, match))
    for match in COLLABORATED.finditer(text):
        if not is_for_another(text, match.end(), title):
            job = WORK_NOUNS[as_listed(match["work"])]
            other = NameInText(match["other"], *match.span("other"))
            yield from ((name, job, POSSIBLE) for name in [*names_ending(text, match), other])
    for match in BETWEEN.finditer(text):
        job = WORK_NOUNS[as_listed(match["work"])]
        yield from ((name, job, POSSIBLE) for name in read_name_list(text, match.end()))
    for match in ADAPTED.finditer(text):
        yield from ((name, "screenplay", POSSIBLE) for name in names_ending(text, match))
    for match in REWRITES.finditer(text):
        yield from ((name, "screenplay", DRAFT) for name in names_ending(text, match))


def credits_for_verbs(
    text: str, start: int, names: list[NameInText], title: str, confidence: float, *, is_relative: bool
) -> Iterator[CreditInText]:
    """Read the verbs and their object from `start` on, including “and wrote …”, as done by these people."""
    while names and (match := DID.match(text, start)):
        verbs = regex.findall(rf"{DEED}\b", match["verbs"])
        for job, sure in jobs_for_verbs(text, match, verbs, title, is_relative=is_relative):
            found = list(names)
            if together := WITH.match(text, match.end()):
                found += read_name_list(text, together.end(), mononyms=False)
            yield from ((name, job, min(sure, confidence)) for name in found)
        following = GOES_ON.match(text, match.end())
        if not following:
            return
        start = following.end()


def jobs_for_verbs(
    text: str, match: regex.Match[str], verbs: list[str], title: str, *, is_relative: bool
) -> Iterator[tuple[str, float]]:
    """Yield the jobs that verbs imply: every verb counts for a film, only some for a single work."""
    thing = as_listed(match["object"] or "")
    if not thing:
        ends = ENDS if is_relative else STOPS
        if (title and text.startswith(f" {title}", match.end())) or ends.match(text, match.end()):
            yield from ((own, SURE) for verb in verbs if (own := VERBS[verb]))
        return
    kind = match["kind"].replace("first", "") if thing in WORK_NOUNS else match["kind"]
    if NOT_OF_THE_FILM.search(kind) or VERDICT.match(text, match.end()):
        return
    job = WORK_NOUNS.get(thing)
    if job is None or thing in NOT_WORKS:
        titled = TITLED.match(text, match.end())
        if thing.endswith("s") or (titled and titled["title"] not in title) or "original" in kind:
            return
        yield from ((own, SURE) for verb in verbs if (own := VERBS[verb]))
        return
    if is_for_another(text, match.end(), title):
        return
    *others, last = verbs
    yield from ((own, SURE) for verb in others if (own := VERBS[verb]) and own not in (*WRITING, "composer"))
    if last in MAKING:
        is_draft = job in WRITING and ((match["own"] or "").strip() in ("a", "an") or last in REWRITING)
        yield job, DRAFT if is_draft else SURE
