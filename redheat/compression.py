"""Compress responses as they are made: with brotli where the client takes it, otherwise with gzip."""

import re
import zlib
from collections.abc import Callable

import brotli
from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase
from django.middleware.gzip import GZipMiddleware
from django.utils.cache import has_vary_header, patch_vary_headers

SMALLEST = 1000  # bytes; less fits into one packet as it is
GZIP_WINDOW = 31  # zlib's number for the largest window within a gzip wrapper

# Higher levels make pages a tenth smaller and take two to five times as long. Static files, which are compressed
# once, have the highest.
BROTLI_LEVEL, GZIP_LEVEL = 1, 2


def compress_brotli(content: bytes) -> bytes:
    return brotli.compress(content, quality=BROTLI_LEVEL)


def compress_gzip(content: bytes) -> bytes:
    return zlib.compress(content, GZIP_LEVEL, wbits=GZIP_WINDOW)


CODINGS: dict[str, Callable[[bytes], bytes]] = {"br": compress_brotli, "gzip": compress_gzip}
"""The content codings, those that are preferred first."""

REFUSED = re.compile(r"q=0(\.0*)?$")


class CompressionMiddleware(GZipMiddleware):
    """Compress what is public and whole at a low level, and leave the rest to Django's middleware.

    That one pads what it compresses with random bytes, so that the length of a page with a secret tells nothing
    about the secret (the BREACH attack). A page with a secret varies by cookie: reading a session or asking for a
    CSRF token makes it so. Files are sent as they are, whole or in parts.
    """

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        if isinstance(response, FileResponse):
            return response
        if not isinstance(response, HttpResponse) or response.has_header("Content-Encoding"):
            return super().process_response(request, response)
        if response.cookies or has_vary_header(response, "Cookie"):
            return super().process_response(request, response)
        if len(response.content) < SMALLEST:
            return response
        patch_vary_headers(response, ["Accept-Encoding"])
        coding = preferred_coding(request.headers.get("Accept-Encoding", ""))
        if coding:
            response.content = CODINGS[coding](response.content)
            response["Content-Length"] = str(len(response.content))
            response["Content-Encoding"] = coding
            etag = response.get("ETag", "")
            if etag.startswith('"'):
                response["ETag"] = f"W/{etag}"
        return response


def preferred_coding(accepted: str) -> str:
    """Return the best coding that an Accept-Encoding header allows, or ''."""
    choices = {}
    for choice in accepted.lower().split(","):
        name, _, weight = choice.replace(" ", "").partition(";")
        choices[name] = not REFUSED.match(weight)
    return next((coding for coding in CODINGS if choices.get(coding)), "")
