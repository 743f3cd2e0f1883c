"""Tables as IMDb publishes them, of the data set of invented films."""

import gzip
from pathlib import Path

Tables = dict[str, list[str]]

HEADERS = {
    "title.basics": "tconst titleType primaryTitle originalTitle isAdult startYear endYear runtimeMinutes genres",
    "title.akas": "titleId ordering title region language types attributes isOriginalTitle",
    "title.principals": "tconst ordering nconst category job characters",
    "title.crew": "tconst directors writers",
    "title.ratings": "tconst averageRating numVotes",
    "name.basics": "nconst primaryName birthYear deathYear primaryProfession knownForTitles",
}
TABLES: Tables = {
    "title.basics": [
        r"tt0000009|movie|The Drum|The Drum|0|1979|\N|\N|\N",
        r"tt0000002|tvSeries|The Drums|The Drums|0|1980|1982|30|Comedy",
        r"tt0000001|movie|The Tanuki|Tanuki no uta|0|1977|\N|95|Comedy,Sci-Fi",
    ],
    "title.akas": [
        r"tt0000001|1|The Tanuki|US|en|imdbDisplay|\N|0",
        r"tt0000001|2|Tanuki no uta|JP|ja|original|\N|1",
        r"tt0000001|10|Le tambour volé|FR|\N|imdbDisplay|\N|0",
        r"tt0000001|3|Le tambour volé|BE|fr|imdbDisplay|\N|0",
        r"tt0000001|4|Drum Thief|\N|en|working|\N|0",
        r"tt0000002|1|Les tambours|FR|fr|imdbDisplay|\N|0",
    ],
    "title.principals": [
        r'tt0000001|2|nm0000002|actor|\N|["The tanuki","The priest"]',
        r'tt0000001|1|nm0000001|actress|\N|["The drummer (voice)"]',
        r"tt0000001|3|nm0000003|director|\N|\N",
        r"tt0000001|4|nm0000003|writer|novel|\N",
        r"tt0000001|5|nm0000004|producer|executive producer|\N",
        r"tt0000001|6|nm0000004|archive_footage|\N|\N",
        r'tt0000009|1|nm0000001|self|\N|["Self - Drummer"]',
        r"tt0000002|1|nm0000005|actor|\N|\N",
    ],
    "title.crew": [r"tt0000001|nm0000003|nm0000003,nm0000004", r"tt0000009|\N|\N"],
    "title.ratings": ["tt0000001|7.4|1234", "tt0000002|8.0|5"],
    "name.basics": [
        r"nm0000003|Žofie Ørsted|1930|\N|director|tt0000001",
        r"nm0000001|Ada Quill|\N|\N|actress|\N",
        r"nm0000002|Bruno Tarn|\N|\N|actor|\N",
        r"nm0000004|Cleo Marsh|\N|\N|producer|\N",
        r"nm0000005|Dora Finch|\N|\N|actress|\N",
    ],
}


def folder_of(path: Path, tables: Tables, *, compressed: bool = False) -> Path:
    """Write tables to a folder, made if need be; “|” in their lines stands for a tab."""
    path.mkdir(exist_ok=True)
    for table, lines in tables.items():
        header = "\t".join(HEADERS[table].split())
        content = "".join(f"{line}\n" for line in (header, *(line.replace("|", "\t") for line in lines))).encode()
        file = path / f"{table}.tsv{'.gz' if compressed else ''}"
        file.write_bytes(gzip.compress(content) if compressed else content)
    return path
