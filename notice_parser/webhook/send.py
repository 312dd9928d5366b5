"""Sending one message: again after failures that may pass, and never to another host."""

from __future__ import annotations

import http.client
import random
import socket
import ssl
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field

from notice_parser.errors import DeliveryError
from notice_parser.webhook.address import Address, redirected
from notice_parser.webhook.signing import headers

_LONGEST_WAIT = 60.0
_FIRST_WAIT = 1.0
_MOST_REDIRECTIONS = 3
_SHOWN = 300
"""Bytes of an answer that are read, to be shown where it is an error."""


@dataclass(frozen=True, slots=True)
class Message:
    """What is sent; ``id`` is the same whenever the content is the same."""

    id: str
    body: bytes
    media_type: str


@dataclass(frozen=True, slots=True)
class Receipt:
    """What came back: the status, and how often it was tried."""

    status: int
    attempts: int


@dataclass(frozen=True, slots=True)
class Sender:
    """How something is sent: ``seconds`` for one try as a whole, ``retries`` after the first try.

    ``wait`` sleeps, ``chance`` gives a number from 0 to 1, ``clock`` the seconds since 1970.
    """

    address: Address
    secret: bytes | None
    seconds: float = 10.0
    retries: int = 4
    wait: Callable[[float], None] = time.sleep
    chance: Callable[[], float] = random.random
    clock: Callable[[], float] = field(default=time.time)

    def send(self, message: Message) -> Receipt:
        """Send a message; each try is signed with its own moment and carries the same id.

        Raises:
            DeliveryError: it was refused or redirected elsewhere, or nobody took it in all tries.
        """
        failure = ""
        for attempt in range(self.retries + 1):
            if attempt:
                self.wait(self.pause(attempt))
            try:
                status, said = self._post(message)
            except ssl.SSLCertVerificationError as error:
                raise DeliveryError(f"the certificate of {self.address.host} is not valid: {error.reason}") from error
            except (OSError, http.client.HTTPException) as error:
                failure = _failure(error, self.seconds)
                continue
            if 200 <= status < 300:
                return Receipt(status, attempt + 1)
            if status < 500:
                raise DeliveryError(f"{self.address.host} answers {status}{said}")
            failure = f"{self.address.host} answers {status}{said}"
        raise DeliveryError(f"not delivered in {self.retries + 1} tries: {failure}")

    def pause(self, attempt: int) -> float:
        """Give the seconds before a try: up to 1, 2, 4 … 60, at random, so that senders do not all come at once."""
        longest: float = min(_LONGEST_WAIT, _FIRST_WAIT * 2.0 ** (attempt - 1))
        return longest * (0.5 + 0.5 * self.chance())

    def _post(self, message: Message) -> tuple[int, str]:
        """Send it once, also to where the same host has moved it to."""
        address = self.address
        for _ in range(_MOST_REDIRECTIONS):
            status, location, said = _exchange(address, self.fields(message), message.body, self.seconds)
            if not 300 <= status < 400:
                return status, said
            there = redirected(address, location) if location else None
            if there is None:
                shown = _shown(location.encode())
                raise DeliveryError(f"{address.host} redirects to another place, which is not followed{shown}")
            if status not in (307, 308):
                raise DeliveryError(f"{address.host} answers {status}, which would not send the plan; use {there.url}")
            address = there
        raise DeliveryError(f"{address.host} redirects again and again")

    def fields(self, message: Message) -> dict[str, str]:
        """Give the head of a request that is sent now."""
        return {
            "content-type": message.media_type,
            "user-agent": "notice-parser",
            **headers(self.secret, message.id, int(self.clock()), message.body),
        }


def request_to_text(sender: Sender, message: Message) -> str:
    """Write the request as it would be sent now."""
    address = sender.address
    fields = {"host": address.authority, "content-length": str(len(message.body)), **sender.fields(message)}
    head = "".join(f"{name}: {value}\n" for name, value in fields.items())
    return f"POST {address.url}\n{head}\n{message.body.decode('utf-8')}\n"


def _exchange(address: Address, fields: dict[str, str], body: bytes, seconds: float) -> tuple[int, str, str]:
    """Ask once and give status, place of a redirection and the beginning of the answer, all within some seconds."""
    connection = _connection(address, seconds)
    late = threading.Event()

    def give_up() -> None:
        # A server that sends a byte now and then would never run into the limit that the socket has.
        late.set()
        with suppress(OSError, AttributeError):
            connection.sock.shutdown(socket.SHUT_RDWR)

    timer = threading.Timer(seconds, give_up)
    timer.daemon = True
    timer.start()
    try:
        connection.request("POST", address.target, body=body, headers=fields)
        answer = connection.getresponse()
        said = b""
        if answer.status >= 300:
            with suppress(OSError, http.client.HTTPException):  # the status says enough
                said = answer.read(_SHOWN)
        return answer.status, answer.getheader("location", ""), _shown(said)
    except (OSError, http.client.HTTPException) as error:
        raise TimeoutError if late.is_set() else error from error
    finally:
        timer.cancel()
        connection.close()


def _connection(address: Address, seconds: float) -> http.client.HTTPConnection:
    """Connect to the address itself: proxies that the environment names are not asked."""
    if address.scheme == "https":
        context = ssl.create_default_context()
        return http.client.HTTPSConnection(address.host, address.port, timeout=seconds, context=context)
    return http.client.HTTPConnection(address.host, address.port, timeout=seconds)


def _failure(error: Exception, seconds: float) -> str:
    if isinstance(error, TimeoutError):
        return f"no answer in {seconds:g} seconds"
    return f"{type(error).__name__}: {error}" if str(error) else type(error).__name__


def _shown(said: bytes) -> str:
    words = " ".join("".join(c if c.isprintable() else " " for c in said.decode("utf-8", "replace")).split())
    return f": {words[:_SHOWN]}" if words else ""
