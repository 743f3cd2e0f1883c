"""Look up jobs, as editors keep them, by their names, words and cues."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from films.identity.folding import plain
from films.models import Department, Job
from films.search.sets import current

Phrase = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class KnownJob:
    """Hold a job: `cues` ask for it beside a person's name, and its credits are found by `words`."""

    code: str
    name: str
    department: str
    broader: str
    cues: frozenset[Phrase]
    words: frozenset[str]


@dataclass(frozen=True, slots=True)
class JobCue:
    """Hold a phrase of a query, from `start` to before `end`, that asks for these jobs, the named one first."""

    jobs: tuple[KnownJob, ...]
    start: int
    end: int


@dataclass(frozen=True)
class KnownJobs:
    """Hold all jobs, sorted within each department."""

    jobs: tuple[KnownJob, ...]

    @cached_property
    def codes(self) -> frozenset[str]:
        return frozenset(job.code for job in self.jobs)

    @cached_property
    def by_value(self) -> dict[str, tuple[str, str]]:
        """Map values in tokens to the codes and names of jobs."""
        return {job.code.replace("_", ""): (job.code, job.name) for job in self.jobs}

    @cached_property
    def by_cue(self) -> dict[Phrase, KnownJob]:
        return {cue: job for job in reversed(self.jobs) for cue in job.cues}

    @cached_property
    def longest_cue(self) -> int:
        return max(map(len, self.by_cue), default=0)

    def cue_at(self, texts: Sequence[str], position: int | None) -> JobCue | None:
        """Return the longest phrase around the word at `position` that asks for a job."""
        if position is None:
            return None
        for length in range(self.longest_cue, 0, -1):
            for start in range(max(0, position - length + 1), min(position, len(texts) - length) + 1):
                job = self.by_cue.get(tuple(texts[start : start + length]))
                if job is not None:
                    return JobCue(self.related(job), start, start + length)
        return None

    def related(self, job: KnownJob) -> tuple[KnownJob, ...]:
        """Return a job with its narrower and broader ones, since sources describe the same work differently."""
        narrower = [other for other in self.jobs if other.broader == job.code]
        broader = [other for other in self.jobs if other.code == job.broader]
        return (job, *narrower, *broader)

    def called(self, text: str) -> list[KnownJob]:
        """Return the jobs with this name, or else those with the text as a cue or word."""
        asked = plain(text)
        cue = tuple(asked.split())
        named = [job for job in self.jobs if plain(job.name) == asked]
        return named or [job for job in self.jobs if asked in job.words or cue in job.cues]

    def of(self, department: Department) -> list[KnownJob]:
        return [job for job in self.jobs if job.department == department]


def known_jobs() -> KnownJobs:
    """Read the jobs from the database, so that one that an editor has just added is known."""
    remembered = current().remembered
    if "jobs" not in remembered:
        remembered["jobs"] = read_jobs()
    found: KnownJobs = remembered["jobs"]
    return found


def read_jobs() -> KnownJobs:
    """Read the jobs of the table."""
    return KnownJobs(
        tuple(
            KnownJob(
                code,
                name,
                department,
                broader or "",
                frozenset(tuple(plain(cue).split()) for cue in cues.split(",") if plain(cue)),
                frozenset(plain(words).split()),
            )
            for code, name, department, broader, cues, words in Job.objects.values_list(
                "code", "name", "department", "broader", "cues", "words"
            )
        )
    )
