"""Serve at one socket that all workers share, and that systemd may have opened.

granian has each worker listen at a socket of its own; with that worker goes what waits there to be accepted. At
one that is shared it waits for another worker and, if systemd holds the socket, for the next server.
"""

import socket
from typing import Any

from granian.net import SocketHolder
from granian.server.mp import MPServer

FIRST_GIVEN = 3
"""The number of the first socket that systemd hands over."""
WAITING_CONNECTIONS = 1024  # that nobody has accepted yet; the system may allow fewer


def given_socket() -> socket.socket:
    """Return the socket that systemd opened for this process."""
    return socket.socket(fileno=FIRST_GIVEN)


def bound_socket(address: str, port: int) -> socket.socket:
    """Return a new socket, at which nobody listens yet; raises an OSError if its port is taken."""
    opened = socket.socket(socket.AF_INET6 if ":" in address else socket.AF_INET)
    opened.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        opened.bind((address, port))
    except OSError:
        opened.close()
        raise
    return opened


class Server(MPServer):
    """Have granian listen at a socket that is open already."""

    def __init__(self, application: str, listening: socket.socket, **options: Any) -> None:
        super().__init__(application, **options)
        self.listening = listening

    def _init_shared_socket(self) -> None:
        self.listening.listen(WAITING_CONNECTIONS)
        self._shd = SocketHolder(self.listening.fileno(), False, WAITING_CONNECTIONS)  # type: ignore[assignment,call-arg]
        self._sso = self.listening  # closed before the workers are told to stop
