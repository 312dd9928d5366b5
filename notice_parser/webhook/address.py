"""The address to which something is sent: what is allowed, and what a redirection may lead to."""

from __future__ import annotations

from dataclasses import dataclass
from ipaddress import ip_address
from urllib.parse import urljoin, urlsplit


class AddressError(ValueError):
    """The address is none that something can be sent to."""


@dataclass(frozen=True, slots=True)
class Address:
    """Where to send: ``target`` is the path with the query."""

    scheme: str
    host: str
    port: int
    target: str

    @property
    def url(self) -> str:
        """The address in full."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        usual = self.port == _PORTS[self.scheme]
        return f"{self.scheme}://{host}{'' if usual else f':{self.port}'}{self.target}"

    @property
    def authority(self) -> str:
        """Host and port, as the field Host has them."""
        return self.url.split("://", 1)[1][: -len(self.target)]


_PORTS = {"https": 443, "http": 80}


def read_address(url: str, *, insecure: bool = False) -> Address:
    """Read an address; plain HTTP only to this very machine, unless ``insecure`` allows it.

    >>> read_address("https://oa.example.org/hook?x=1").target
    '/hook?x=1'

    Raises:
        AddressError: it is no address of HTTP, holds a password, or would send over the net unencrypted.
    """
    if any(char <= " " or char == "\x7f" for char in url):
        raise AddressError("the address holds blanks or control characters")
    try:
        parts = urlsplit(url)
        host, port = (parts.hostname or "").encode("idna").decode("ascii"), parts.port
    except (ValueError, UnicodeError) as error:
        raise AddressError(f"this is no address: {error}") from error
    if parts.scheme not in _PORTS or not host:
        raise AddressError("the address has to begin with https://")
    if parts.username is not None or parts.password is not None:
        raise AddressError("names and passwords do not belong into the address")
    if parts.scheme == "http" and not insecure and not is_this_machine(host):
        raise AddressError(
            "http:// would send the plan unencrypted; use https://, or --insecure in a net that you trust"
        )
    path = parts.path or "/"
    target = f"{path}?{parts.query}" if parts.query else path
    if not target.isascii():
        raise AddressError("signs beyond ASCII have to be written as %XX in the address")
    return Address(parts.scheme, host, port or _PORTS[parts.scheme], target)


def is_this_machine(host: str) -> bool:
    """Tell the names of the machine itself.

    >>> [is_this_machine(host) for host in ("localhost", "127.0.0.1", "::1", "localhost.example.org")]
    [True, True, True, False]
    """
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host.lower() == "localhost"


def redirected(address: Address, location: str) -> Address | None:
    """Give where a redirection leads, None where that is another host, port or scheme."""
    try:
        there = read_address(urljoin(address.url, location), insecure=True)
    except AddressError:
        return None
    same = (there.scheme, there.host.lower(), there.port) == (address.scheme, address.host.lower(), address.port)
    return there if same else None
