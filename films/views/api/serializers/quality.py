"""Serialize how well the published facts are supported."""

from films.evidence.quality import Quality, QualityReport
from films.views.api.serializers.links import Linker
from films.views.api.shapes import quality as shapes


def serialize_quality(report: QualityReport, link: Linker) -> shapes.QualityReport:
    return shapes.QualityReport(
        total=counts(report.total),
        kinds=[shapes.KindQuality(kind.value, counts(counted)) for kind, counted in report.kinds.items()],
        documents=[
            shapes.DocumentQuality(link.document(document), counts(counted))
            for document, counted in report.documents.items()
        ],
    )


def counts(counted: Quality) -> shapes.Quality:
    return shapes.Quality(**counted.figures)
