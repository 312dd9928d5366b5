"""Signatures after Standard Webhooks: HMAC-SHA256 over the id, the moment and the body."""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac

FEWEST_BYTES = 16
"""A shorter secret can be guessed."""


class SecretError(ValueError):
    """The secret is none that can be signed with."""


def read_secret(text: str) -> bytes:
    """Read a secret: as it stands, or base64 behind ``whsec_``, as Standard Webhooks writes it.

    Raises:
        SecretError: it is too short, or what follows ``whsec_`` is no base64.
    """
    text = text.strip()
    try:
        secret = base64.b64decode(text[6:], validate=True) if text.startswith("whsec_") else text.encode()
    except binascii.Error as error:
        raise SecretError("what follows whsec_ in the secret is no base64") from error
    if len(secret) < FEWEST_BYTES:
        raise SecretError(f"the secret has fewer than {FEWEST_BYTES} bytes; make one with: openssl rand -base64 32")
    return secret


def signature(secret: bytes, message_id: str, timestamp: int, body: bytes) -> str:
    """Sign a message; ``timestamp`` is in seconds since 1970, against messages that are sent again by others.

    >>> signature(b"0123456789abcdef", "m1", 1700000000, b"{}").partition(",")[0]
    'v1'
    """
    signed = b".".join((message_id.encode(), str(timestamp).encode(), body))
    digest = hmac.new(secret, signed, hashlib.sha256).digest()
    return f"v1,{base64.b64encode(digest).decode('ascii')}"


def headers(secret: bytes | None, message_id: str, timestamp: int, body: bytes) -> dict[str, str]:
    """Give the fields by which a receiver knows a message and its sender; no signature without a secret."""
    fields = {"webhook-id": message_id, "webhook-timestamp": str(timestamp), "idempotency-key": message_id}
    if secret is not None:
        fields["webhook-signature"] = signature(secret, message_id, timestamp, body)
    return fields
