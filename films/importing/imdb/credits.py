"""Compare the credits of films with the tables of principals and crew."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from films.batching import batched
from films.identity.keys import name_key
from films.importing.contradictions import Contradictions
from films.importing.credits import KnownCredit, similar_jobs, stored_credits
from films.importing.film_matching import FilmStatus, Match
from films.importing.imdb.person_matching import IMDB, PersonMatcher
from films.importing.imdb.records import ImdbFilm, Work
from films.importing.namesakes import mere_careers
from films.importing.policy import Hold
from films.importing.report import Report
from films.importing.storing import ImportWriter, RowChange
from films.models import Credit, Identifier, JobCode, Person, State

UNKNOWN_PERSON = "a credit of somebody who is missing from name.basics"
OF_A_NAMESAKE = "a credit that somebody else of the same name has already"


class Credits:
    """Compare the credits of a batch of films, and write the differences at once. None is ever deleted."""

    def __init__(
        self,
        writer: ImportWriter,
        people: PersonMatcher,
        films: dict[str, ImdbFilm],
        film_ids: list[int],
        contradictions: Contradictions,
        report: Report,
    ) -> None:
        self.writer = writer
        self.people = people
        self.films = films
        self.contradictions = contradictions
        self.report = report
        self.persons = people.stored_people({work.person for film in films.values() for work in film.works})
        self.known: dict[int, list[KnownCredit]] = {}
        self.changes: list[RowChange] = []
        self.missing: list[tuple[int, int, Work]] = []
        self.parts: dict[tuple[int, str, JobCode], int] = {}
        self.moved: list[tuple[Work, KnownCredit, RowChange | None]] = []
        self.new_people: dict[str, str] = {}
        self.same_people: dict[str, int] = {}
        for credit in stored_credits(film_ids):
            self.known.setdefault(credit.film_id, []).append(credit)
        self.identified = people_with_identifiers(
            credit.person_id for some in self.known.values() for credit in some
        )
        self.careers = mere_careers(credit.person_id for some in self.known.values() for credit in some)
        self.names = names_by_id(self.persons.values()) if self.known else {}

    def compare(self, match: Match, hold: Hold) -> bool:
        """Collect what a film's credits lack; return whether they lack anything."""
        before = self.found
        left = list(self.known.get(match.film_id, ()))
        others: list[Work] = []
        for work in self.films[match.record.id].works:
            known = best_match(work, self.person_of(work), left)
            if known is None:
                others.append(work)
            else:
                left.remove(known)
                self.fill_blanks(known, work, hold, left)
        are_other_directors = self.contradictions.are_other_directors(match, hold)
        for work in others:
            if not (are_other_directors and work.job == JobCode.DIRECTOR):
                self.compare_by_name(work, match, hold, left)
        return self.found > before

    @property
    def found(self) -> int:
        """Count the differences that were collected so far."""
        return len(self.missing) + len(self.changes) + len(self.moved) + len(self.same_people)

    def person_of(self, work: Work) -> int | None:
        """Return the person whose work it is, or None if they have not been found yet."""
        return self.persons.get(work.person) or self.same_people.get(work.person)

    def compare_by_name(self, work: Work, match: Match, hold: Hold, left: list[KnownCredit]) -> None:
        """Collect a credit of somebody who has none yet, unless a namesake of theirs has it."""
        person_id = self.person_of(work)
        name = self.people.pending.get(work.person) or self.names.get(person_id or 0, "")
        is_unsure = person_id is None and work.person not in self.new_people
        if is_unsure and not name:
            self.report.left_out.add(UNKNOWN_PERSON, match.record.line)
            return
        namesakes = [
            credit
            for credit in left
            if name_key(credit.name) == name_key(name) and credit.job in similar_jobs(work.job)
        ]
        taken = self.identified | self.people.joined.keys()
        free = [credit for credit in namesakes if credit.person_id not in taken]
        if is_unsure and free:
            self.identified.add(free[0].person_id)
            self.same_people[work.person] = free[0].person_id
            left.remove(free[0])
            self.fill_blanks(free[0], work, hold, left)
        elif person_id is not None and namesakes and self.is_career_of(person_id, namesakes[0]):
            left.remove(namesakes[0])
            self.fill_blanks(namesakes[0], work, hold, left)
        elif namesakes and not (match.status is FilmStatus.RECOGNISED and self.may_be_moved(namesakes[0])):
            self.report.unsure.add(OF_A_NAMESAKE, match.record.line)
        else:
            if is_unsure:
                self.new_people[work.person] = name
            if namesakes:
                left.remove(namesakes[0])
                self.move(namesakes[0], work, hold, left)
                self.report.split_names.append(name)
            else:
                self.missing.append((match.film_id, self.next_part(match.film_id, work), work))

    def is_career_of(self, person_id: int, credit: KnownCredit) -> bool:
        """Tell whether a credit's person is a career that was split off this one, which a key shows to be theirs.

        That is noted, so that the two become one when all films are imported.
        """
        if credit.is_cited or credit.person_id not in self.careers:
            return False
        return self.people.joined.setdefault(credit.person_id, person_id) == person_id

    def may_be_moved(self, credit: KnownCredit) -> bool:
        """Tell whether a credit's person has a key of their own, and nobody but a list of names gave it to them.

        Such a list has one person for all of a name; the keys tell them apart.
        """
        says_more = credit.credited_as or credit.note or credit.pay is not None
        return not (credit.is_cited or says_more) and credit.person_id in self.identified

    def move(self, credit: KnownCredit, work: Work, hold: Hold, others: list[KnownCredit]) -> None:
        """Note that a credit is somebody else's, and collect what it lacks."""
        changes = len(self.changes)
        self.fill_blanks(credit, work, hold, others)
        filled = self.changes.pop() if len(self.changes) > changes else None
        self.moved.append((work, credit, filled))
        self.parts[credit.film_id, work.person, work.job] = credit.part

    def next_part(self, film_id: int, work: Work) -> int:
        """Return the next free part number for a person and job in a film."""
        person_id = self.person_of(work)
        there = [
            credit.part
            for credit in self.known.get(film_id, ())
            if credit.person_id == person_id and credit.job == work.job
        ]
        key = film_id, work.person, work.job
        self.parts[key] = max([self.parts.get(key, 0), *there]) + 1
        return self.parts[key]

    def fill_blanks(self, known: KnownCredit, work: Work, hold: Hold, others: list[KnownCredit]) -> None:
        """Collect the values that a credit lacks and, on a film from this data set, those that differ."""
        if known.is_cited:
            return
        here: dict[str, Any] = {"character": known.character, "billing": known.billing}
        said: dict[str, Any] = {"character": work.character, "billing": work.billing}
        if any(credit.person_id == known.person_id and credit.character == work.character for credit in others):
            del said["character"]  # since another part of theirs already has this character
        only_blanks = hold.only_adds("credits")
        after = {
            name: value
            for name, value in said.items()
            if value not in ("", None) and value != here[name] and (here[name] in ("", None) or not only_blanks)
        }
        if after:
            self.changes.append(RowChange(known.pk, {name: here[name] for name in after}, after))

    def write(self) -> None:
        self.people.identify(self.same_people)
        made = self.people.create_people(self.new_people)
        for key in (*made, *self.same_people):
            del self.people.pending[key]
        persons = self.persons | self.same_people | made
        self.writer.update(Credit, self.changes)
        self.writer.update(Credit, [*self.moves(persons)])
        rows = (
            (film_id, persons[work.person], work.job.value, part, work.character, work.billing, work.uncredited)
            for film_id, part, work in self.missing
        )
        columns = ("film_id", "person_id", "job_id", "part", "character", "billing", "uncredited")
        self.writer.insert(Credit, columns, rows, state=State.PUBLISHED)

    def moves(self, persons: Mapping[str, int]) -> Iterator[RowChange]:
        """Yield the changes of credits that are somebody else's, given everybody's keys."""
        for work, credit, filled in self.moved:
            before, after = {"person_id": credit.person_id}, {"person_id": persons[work.person]}
            if filled is None:
                yield RowChange(credit.pk, before, after)
            else:
                yield RowChange(credit.pk, {**before, **filled.before}, {**after, **filled.after})


def people_with_identifiers(person_ids: Iterable[int]) -> set[int]:
    """Return those of the people who have an identifier from IMDb."""
    found: set[int] = set()
    for some in batched(set(person_ids)):
        # Filtered by person only: with the scheme as well, SQLite would scan all of IMDb's identifiers.
        schemes = Identifier.objects.filter(person__in=some).order_by().values_list("person_id", "scheme")
        found.update(person_id for person_id, scheme in schemes if scheme == IMDB)
    return found


def names_by_id(person_ids: Iterable[int]) -> dict[int, str]:
    found: dict[int, str] = {}
    for some in batched(person_ids):
        found.update(Person.objects.filter(pk__in=some).values_list("pk", "name"))
    return found


def best_match(work: Work, person_id: int | None, credits_left: list[KnownCredit]) -> KnownCredit | None:
    """Return the credit that matches a work best: by the same character, the same job, then a similar job."""
    same = [
        credit for credit in credits_left if credit.person_id == person_id and credit.job in similar_jobs(work.job)
    ]
    same.sort(key=lambda credit: (credit.character != work.character, credit.job != work.job, credit.part))
    return same[0] if same else None
