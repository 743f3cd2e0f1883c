"""CSV files tried out, for tests of what comes of their rows."""

from typing import Any

from films.curating.csv_import.batches import try_out
from films.models import CsvBatch


def batch(curator: str, sheet: str, *lines: str, **given: Any) -> CsvBatch:
    content = "\n".join(lines) + "\n"
    known = {"basis": "general_knowledge", "reason": "From the festival's catalogue."}
    made = CsvBatch.objects.create(
        curator=curator, sheet=sheet, file_name="x.csv", content=content, **known | given
    )
    made.outcomes = [vars(one) for one in try_out(made)]
    made.save()
    return made


def verdicts(made: CsvBatch) -> list[tuple[int, str, str]]:
    return [(one["line"], one["verdict"], " ".join(one["messages"])) for one in made.outcomes]
