"""Model films, people, organizations and locations, the facts about them, and the evidence for each fact."""

from films.models.addresses import FormerAddress
from films.models.awards import Award
from films.models.certificates import Certificate
from films.models.changes import Action, Alteration, BulkAlteration, Change
from films.models.characters import Character, CharacterName
from films.models.companies import CompanyCredit
from films.models.credits import Credit
from films.models.data_sets import DataSet
from films.models.dataset_values import DatasetValue
from films.models.documents import Document, DocumentRevision, Passage
from films.models.duplicates import LikelyDuplicate
from films.models.evidence import Citation, Support
from films.models.fact_kinds import FACT_MODELS, ProposalKind
from films.models.facts import Fact, State
from films.models.facts_updates import FactsUpdate
from films.models.films import Film, FilmRelation, Language, OtherTitle
from films.models.finding_runs import FindingRun
from films.models.genres import Genre, GenreName
from films.models.identifiers import Identifier
from films.models.imports import ImportBatch
from films.models.jobs import Job
from films.models.likely_relations import LikelyRelation
from films.models.notes import Note
from films.models.people import Organization, OrganizationName, OtherName, Person
from films.models.places import FilmLocation, Location, LocationName
from films.models.proposals import Proposal, Reservation
from films.models.reception import LETTER_GRADES, SCALE_TOPS, Review, Scale
from films.models.releases import BoxOffice, Release
from films.models.sheets import CsvBatch
from films.models.songs import Song
from films.models.standard_jobs import Department, JobCode
from films.models.suggestions import Suggestion, SuggestionState

__all__ = [
    "FACT_MODELS",
    "LETTER_GRADES",
    "SCALE_TOPS",
    "Action",
    "Alteration",
    "Award",
    "BoxOffice",
    "BulkAlteration",
    "Certificate",
    "Change",
    "Character",
    "CharacterName",
    "Citation",
    "CompanyCredit",
    "Credit",
    "CsvBatch",
    "DataSet",
    "DatasetValue",
    "Department",
    "Document",
    "DocumentRevision",
    "Fact",
    "FactsUpdate",
    "Film",
    "FilmLocation",
    "FilmRelation",
    "FindingRun",
    "FormerAddress",
    "Genre",
    "GenreName",
    "Identifier",
    "ImportBatch",
    "Job",
    "JobCode",
    "Language",
    "LikelyDuplicate",
    "LikelyRelation",
    "Location",
    "LocationName",
    "Note",
    "Organization",
    "OrganizationName",
    "OtherName",
    "OtherTitle",
    "Passage",
    "Person",
    "Proposal",
    "ProposalKind",
    "Release",
    "Reservation",
    "Review",
    "Scale",
    "Song",
    "State",
    "Suggestion",
    "SuggestionState",
    "Support",
]
