"""Name the rules by which facts are read out of text, and say in words what each of them goes by."""

from enum import StrEnum


class Rule(StrEnum):
    """Name a rule of extraction; proposals keep it, so a code never changes its meaning."""

    FILM = "film"
    FILM_DETAILS = "film_details"
    CREW_LIST = "crew_list"
    CREW = "crew"
    CAST_LIST = "cast_list"
    CAST = "cast"
    RELEASES = "releases"
    MONEY = "money"
    SCORES = "scores"
    AWARDS = "awards"
    CRITICS = "critics"
    COMPANIES = "companies"
    SONGS = "songs"
    CERTIFICATES = "certificates"
    PLACES = "places"
    RELATIONS = "relations"
    QUOTATIONS = "quotations"


WORDS: dict[str, str] = {
    Rule.FILM: "the beginning says which film this is",
    Rule.FILM_DETAILS: "the film is described with such a detail",
    Rule.CREW_LIST: "a line of a list has a job beside a name",
    Rule.CREW: "a sentence says what somebody did for the film",
    Rule.CAST_LIST: "a line of a cast list has a name",
    Rule.CAST: "a sentence says who plays in the film",
    Rule.RELEASES: "a sentence says when or where the film came out",
    Rule.MONEY: "a sum stands beside words for a cost or for earnings",
    Rule.SCORES: "a sentence gives the score of a site that collects reviews",
    Rule.AWARDS: "a prize is named with what became of it",
    Rule.CRITICS: "a critic or paper is named with an opinion",
    Rule.COMPANIES: "a company is named with what it did",
    Rule.SONGS: "a title in quotation marks stands beside words for a song",
    Rule.CERTIFICATES: "a rating stands beside the board that gives it",
    Rule.PLACES: "a sentence says where the film was shot or is set",
    Rule.RELATIONS: "another work is named with how the film relates to it",
    Rule.QUOTATIONS: "words in quotation marks have a speaker",
}
"""What each rule goes by, as the end of a sentence that begins with “because”."""

IN_LISTS: dict[Rule, Rule] = {Rule.CREW: Rule.CREW_LIST, Rule.CAST: Rule.CAST_LIST}
"""Rules that read lists as well as sentences, and the rule that is meant in a list."""
