"""Send part of a file to clients that ask for one, such as to resume a download that broke off (RFC 9110, 14)."""

import re
from io import RawIOBase
from pathlib import Path

from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase

ONE_RANGE = re.compile(r"bytes=(?:(?P<first>[0-9]{1,18})-(?P<last>[0-9]{0,18})|-(?P<suffix>[0-9]{1,18}))")


class FilePart(RawIOBase):
    """Read the bytes of a file from `first` to `last`, both included."""

    def __init__(self, path: Path, first: int, last: int) -> None:
        self.file = path.open("rb")
        self.file.seek(first)
        self.left = last - first + 1

    def read(self, size: int = -1) -> bytes:
        piece = self.file.read(self.left if size < 0 else min(size, self.left))
        self.left -= len(piece)
        return piece

    def readable(self) -> bool:
        return True

    def close(self) -> None:
        self.file.close()
        super().close()


def file_or_part(request: HttpRequest, path: Path, etag: str) -> HttpResponseBase:
    """Respond with a file, or with the part that a request asks for, or with 416 where the file has no such part.

    Several ranges at once, units other than bytes, and a part of a former version (`If-Range`) get the whole file,
    which a server may always send.
    """
    asked = ONE_RANGE.fullmatch(request.headers.get("Range", ""))
    size = path.stat().st_size
    if asked is None or request.headers.get("If-Range", etag) != etag:
        response: HttpResponseBase = FileResponse(path.open("rb"))
    elif part := part_of(asked, size):
        response = FileResponse(FilePart(path, *part), status=206)
        response["Content-Range"] = f"bytes {part[0]}-{part[1]}/{size}"
        response["Content-Length"] = str(part[1] - part[0] + 1)
    else:
        response = HttpResponse(status=416, headers={"Content-Range": f"bytes */{size}"})
    response["Accept-Ranges"] = "bytes"
    return response


def part_of(asked: re.Match[str], size: int) -> tuple[int, int] | None:
    """Return the first and last byte of a range within a file, or None if they are not in it."""
    if suffix := asked["suffix"]:
        first, last = max(0, size - int(suffix)), size - 1
    else:
        first, last = int(asked["first"]), min(int(asked["last"] or size - 1), size - 1)
    return (first, last) if first <= last else None
