"""PDF that are locked: what anyone may read is read, the others say why they are not."""

from __future__ import annotations

from hashlib import md5

import pytest
from test_pdf import shown

from notice_parser.errors import DamagedSourceError, EncryptedSourceError
from notice_parser.ingest.read import read_bytes


def rc4(key: bytes, text: bytes) -> bytes:
    state, j, found = list(range(256)), 0, bytearray()
    for i in range(256):
        j = (j + state[i] + key[i % len(key)]) % 256
        state[i], state[j] = state[j], state[i]
    i = j = 0
    for byte in text:
        i = (i + 1) % 256
        j = (j + state[i]) % 256
        state[i], state[j] = state[j], state[i]
        found.append(byte ^ state[(state[i] + state[j]) % 256])
    return bytes(found)


def locked(user: bytes, owner: bytes) -> bytes:
    """Write a PDF locked by the standard handler (revision 2, 40 bits: ISO 32000-1, 7.6.3)."""
    pad = bytes.fromhex("28BF4E5E4E758A4164004E56FFFA01082E2E00B6D0683E802F0CA9FE6453697A")
    by_owner = rc4(md5((owner + pad)[:32]).digest()[:5], (user + pad)[:32])
    key = md5((user + pad)[:32] + by_owner + (-4).to_bytes(4, "little", signed=True) + b"\0").digest()[:5]
    stream = rc4(md5(key + b"\x04\0\0\0\0").digest()[:10], shown("nobody may print this page", 50, 800).encode())
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R"
        b"/Resources<</Font<</F1<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>>>>>",
        b"<</Length %d>>stream\n%b\nendstream" % (len(stream), stream),
        b"<</Filter/Standard/V 1/R 2/P -4/O<%b>/U<%b>>>" % (by_owner.hex().encode(), rc4(key, pad).hex().encode()),
    ]
    body, places = b"%PDF-1.4\n", []
    for number, item in enumerate(objects, 1):
        places.append(len(body))
        body += b"%d 0 obj%bendobj\n" % (number, item)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    tail = b"trailer<</Size 6/Root 1 0 R/Encrypt 5 0 R/ID[<00><00>]>>\nstartxref\n%d\n%%%%EOF" % len(body)
    return body + b"xref\n0 6\n0000000000 65535 f \n" + table + tail


def test_a_pdf_that_only_its_owner_may_print_is_read() -> None:
    assert read_bytes(locked(b"", b"owner")).text == "nobody may print this page\n"


def test_a_pdf_that_only_a_password_opens_is_named_so() -> None:
    with pytest.raises(EncryptedSourceError):
        read_bytes(locked(b"user", b"owner"))


def test_a_locked_pdf_that_is_cut_is_not_guessed_at() -> None:
    with pytest.raises(DamagedSourceError):
        read_bytes(locked(b"", b"owner")[:-60])
