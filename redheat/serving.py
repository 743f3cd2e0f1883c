"""Run a WSGI application on granian so that no slow client holds a thread.

The event loop waits for request bodies, with deadlines, before the application is called in one of a few threads,
and granian itself sends what the application returned. Files are sent straight from disk. Visitors have threads
that no save can occupy, and the health check has one of its own, so that it is answered while all others are busy.
Each thread has a connection to the database, which takes some 10 MB: those of curators begin when one comes.
"""

import asyncio
import logging
import os
import signal
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from tempfile import SpooledTemporaryFile
from typing import IO, Any
from urllib.parse import unquote_to_bytes

from granian.rsgi import HTTPProtocol, ProtocolClosed, Scope

from redheat.middleware.headers import PERMISSIONS_POLICY

THREADS_FOR_VISITORS = 8  # of a worker; some wait for a download, none for a client
THREADS_FOR_CURATORS = 8  # for who is logged in or sends something, and may wait for others to save
MOST_WAITING = 216  # requests that are answered or wait for it; nobody would still wait for the answers to more
BODY_IDLE = 10.0  # seconds between two pieces of a body
BODY_SECONDS = 120.0  # for a whole body
LARGEST_BODY = 32 * 1024 * 1024  # bytes; the application has lower limits of its own
IN_MEMORY = 1024 * 1024  # bytes of a body; more go to a file
WRITE_SECONDS = 60.0  # for a piece of a streamed response
PIECE = 64 * 1024  # bytes of a streamed response that are sent at once
WITHOUT_BODY = {"GET", "HEAD", "OPTIONS"}
SESSION = "sessionid="  # in the name of the cookie of who is logged in, as Django calls it
HEALTH = "/healthz"
BETWEEN_LOOKS = 1.0  # seconds

Headers = list[tuple[str, str]]
HEADERS_OF_REFUSALS: Headers = [
    ("content-type", "text/plain; charset=utf-8"),
    ("content-security-policy", "default-src 'none'; frame-ancestors 'none'"),
    ("cross-origin-opener-policy", "same-origin"),
    ("cross-origin-resource-policy", "same-origin"),
    ("permissions-policy", PERMISSIONS_POLICY),
    ("referrer-policy", "same-origin"),
    ("x-content-type-options", "nosniff"),
    ("x-frame-options", "DENY"),
    ("connection", "close"),
]
Application = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]

logger = logging.getLogger(__name__)


class RefusedError(Exception):
    """Refuse a request before the application sees it."""

    def __init__(self, status: int, sentence: str) -> None:
        super().__init__(sentence)
        self.status = status


class SentFile:
    """Mark a file that an application returns, for granian to send it itself."""

    def __init__(self, file: IO[bytes], block_size: int = PIECE) -> None:
        self.file, self.block_size = file, block_size

    def __iter__(self) -> Iterator[bytes]:
        return iter(lambda: self.file.read(self.block_size), b"")

    def close(self) -> None:
        self.file.close()


@dataclass
class Answer:
    """Hold what an application returned: a status, headers, and a body, a file or pieces to come."""

    status: int = 500
    headers: Headers | None = None
    body: bytes = b""
    path: str = ""
    pieces: Iterator[bytes] | None = None
    close: Callable[[], None] = lambda: None

    def start(self, status: str, headers: Headers, exc_info: Any = None) -> None:
        """Take the status and the headers, as WSGI hands them over."""
        self.status, self.headers = int(status[:3]), headers


class ThreadedApplication:
    """Answer granian's requests (RSGI) with a WSGI application in a pool of threads."""

    def __init__(self, application: Application) -> None:
        self.application = application
        self.visitors = ThreadPoolExecutor(THREADS_FOR_VISITORS, "visitor")
        self.curators = ThreadPoolExecutor(THREADS_FOR_CURATORS, "curator")
        self.health = ThreadPoolExecutor(1, "health")
        self.waiting = 0

    def __rsgi_init__(self, loop: asyncio.AbstractEventLoop) -> None:
        end_with(os.getppid(), loop)

    async def __rsgi__(self, scope: Scope, protocol: HTTPProtocol) -> None:
        try:
            await self.respond(scope, protocol)
        except RefusedError as refused:
            protocol.response_str(refused.status, HEADERS_OF_REFUSALS, f"{refused}\n")
        except ProtocolClosed:
            pass  # the client went away

    async def respond(self, scope: Scope, protocol: HTTPProtocol) -> None:
        refuse_ambiguous(scope)
        body = await read_body(scope, protocol)
        threads, is_health = self.threads_for(scope), scope.path == HEALTH
        if self.waiting >= MOST_WAITING and not is_health:
            raise RefusedError(503, "The site is busy: try again in a moment.")
        self.waiting += not is_health
        try:
            environ = environ_of(scope, body)
            answer = await asyncio.get_running_loop().run_in_executor(threads, self.call, environ)
            await self.send(scope, protocol, answer)
        finally:
            self.waiting -= not is_health

    def threads_for(self, scope: Scope) -> ThreadPoolExecutor:
        """Return the threads that answer a request: who may wait for the database keeps no visitor waiting."""
        if scope.path == HEALTH:
            return self.health
        is_visitor = scope.method in WITHOUT_BODY and SESSION not in scope.headers.get("cookie", "")
        return self.visitors if is_visitor else self.curators

    def call(self, environ: dict[str, Any]) -> Answer:
        """Call the application, and read all of its response but files and streams."""
        answer = Answer()
        with environ["wsgi.input"]:
            returned = self.application(environ, answer.start)
            close = getattr(returned, "close", lambda: None)
            if isinstance(returned, SentFile) and (path := whole_file(returned.file)):
                answer.path = path
            elif getattr(returned, "streaming", False) or isinstance(returned, SentFile):
                answer.pieces, answer.close = iter(returned), close
                return answer
            else:
                answer.body = b"".join(returned)
            close()
        return answer

    async def send(self, scope: Scope, protocol: HTTPProtocol, answer: Answer) -> None:
        headers = [(name.lower(), value) for name, value in answer.headers or []]
        if scope.method == "HEAD":
            answer.close()
            protocol.response_empty(answer.status, headers)
        elif answer.path:
            protocol.response_file(answer.status, headers, answer.path)
        elif answer.pieces is None:
            protocol.response_bytes(answer.status, headers, answer.body)
        else:
            await self.stream(protocol, answer, answer.pieces, headers)

    async def stream(
        self, protocol: HTTPProtocol, answer: Answer, pieces: Iterator[bytes], headers: Headers
    ) -> None:
        """Send the pieces of a response; a client that takes none for long gets no more."""
        loop = asyncio.get_running_loop()
        transport = protocol.response_stream(answer.status, headers)
        try:
            while piece := await loop.run_in_executor(self.visitors, next_piece, pieces):
                await within(WRITE_SECONDS, transport.send_bytes(piece))
        except TimeoutError:
            logger.warning("A client took no more of a response, which was ended.")
        finally:
            await loop.run_in_executor(self.visitors, answer.close)


def refuse_ambiguous(scope: Scope) -> None:
    """Refuse what a proxy may read as another request than this server does.

    A length given beside an encoding is already gone here. Browsers and proxies that buffer send no encoding.
    """
    if "transfer-encoding" in scope.headers:
        raise RefusedError(411, "Send the body with its Content-Length.")
    if scope.http_version == "1.1" and "host" not in scope.headers and not scope.authority:
        raise RefusedError(400, "Name the host.")


async def read_body(scope: Scope, protocol: HTTPProtocol) -> Any:
    """Read the body of a request within the deadlines."""
    body = SpooledTemporaryFile(IN_MEMORY)  # noqa: SIM115 (who uses it closes it)
    if scope.method in WITHOUT_BODY:
        return body
    length = 0
    try:
        pieces, end = aiter(protocol), time.monotonic() + BODY_SECONDS
        while piece := await within(min(BODY_IDLE, end - time.monotonic()), anext(pieces, b"")):
            length += len(piece)
            if length > LARGEST_BODY:
                raise RefusedError(413, f"Send no more than {LARGEST_BODY // 1024**2} MiB.")
            body.write(piece)
    except TimeoutError as error:
        raise RefusedError(408, "The body of the request did not arrive in time.") from error
    body.seek(0)
    return body


async def within(seconds: float, awaitable: Any) -> Any:
    """Wait for granian, but not longer than this. What it has begun cannot be cancelled, only left alone."""
    task = asyncio.ensure_future(awaitable)
    done, _ = await asyncio.wait({task}, timeout=max(0.0, seconds))
    if not done:
        task.add_done_callback(lambda late: late.cancelled() or late.exception())
        raise TimeoutError
    return task.result()


def environ_of(scope: Scope, body: Any) -> dict[str, Any]:
    """Return what WSGI wants to know about a request.

    Headers with an underscore are left out: WSGI could not tell `X_Forwarded_For` from what a proxy adds.
    """
    client, _, port = scope.client.rpartition(":")
    host, _, server_port = scope.server.rpartition(":")
    environ: dict[str, Any] = {
        "REQUEST_METHOD": scope.method,
        "SCRIPT_NAME": "",
        "PATH_INFO": unquote_to_bytes(scope.path).decode("latin-1"),
        "QUERY_STRING": scope.query_string,
        "REMOTE_ADDR": client.strip("[]"),
        "REMOTE_PORT": port,
        "SERVER_NAME": host,
        "SERVER_PORT": server_port,
        "SERVER_PROTOCOL": f"HTTP/{scope.http_version}",
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": scope.scheme,
        "wsgi.input": body,
        "wsgi.errors": sys.stderr,
        "wsgi.multithread": True,
        "wsgi.multiprocess": True,
        "wsgi.run_once": False,
        "wsgi.file_wrapper": SentFile,
    }
    for name, value in scope.headers.items():
        if "_" in name:
            continue
        key = name.upper().replace("-", "_")
        key = key if key in ("CONTENT_TYPE", "CONTENT_LENGTH") else f"HTTP_{key}"
        separator = "; " if key == "HTTP_COOKIE" else ","
        environ[key] = f"{environ[key]}{separator}{value}" if key in environ else value
    if scope.authority and "HTTP_HOST" not in environ:
        environ["HTTP_HOST"] = scope.authority
    if body.tell() == 0 and scope.method not in WITHOUT_BODY:
        environ["CONTENT_LENGTH"] = str(body.seek(0, os.SEEK_END))
        body.seek(0)
    return environ


def whole_file(file: Any) -> str:
    """Return the path of a file that is to be sent from its beginning, or ''."""
    name = getattr(file, "name", None)
    return name if isinstance(name, str) and os.path.isfile(name) and file.tell() == 0 else ""


def next_piece(pieces: Iterator[bytes]) -> bytes:
    """Return the next pieces of a stream together, or nothing at its end."""
    joined = bytearray()
    for piece in pieces:
        joined += piece
        if len(joined) >= PIECE:
            break
    return bytes(joined)


def end_with(parent: int, loop: asyncio.AbstractEventLoop) -> None:
    """End this worker once the server that started it is gone, so that it does not keep its port."""
    if os.getppid() != parent:
        os.kill(os.getpid(), signal.SIGTERM)
    else:
        loop.call_later(BETWEEN_LOOKS, end_with, parent, loop)
