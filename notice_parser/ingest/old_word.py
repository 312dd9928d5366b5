"""Old Word and WPS files."""

from __future__ import annotations

from notice_parser.errors import EncryptedSourceError


def refuse_locked(content: bytes) -> None:
    """Refuse a container of an encrypted document.

    Raises:
        EncryptedSourceError: a password is needed.
    """
    if "EncryptedPackage".encode("utf-16-le") in content:
        raise EncryptedSourceError("the document is locked with a password")
