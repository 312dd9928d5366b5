"""Which addresses and secrets are taken, and that signatures are those of Standard Webhooks."""

from __future__ import annotations

import pytest
from click.testing import CliRunner

from notice_parser.cli import commands
from notice_parser.errors import ExitCode
from notice_parser.webhook.address import AddressError, read_address, redirected
from notice_parser.webhook.signing import SecretError, headers, read_secret, signature


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("http://oa.example.org/", "unencrypted"),
        ("http://127.0.0.1.example.org/", "unencrypted"),
        ("ftp://oa.example.org/", "https://"),
        ("oa.example.org", "https://"),
        ("https://", "https://"),
        ("https://name:word@oa.example.org/", "passwords"),
        ("https://oa.example.org/a b", "blanks"),
        ("https://oa.example.org/a\r\nx: y", "blanks"),
        ("https://oa.example.org:99999/", "no address"),
        ("https://oa.example.org/计划", "ASCII"),
    ],
)
def test_addresses_that_are_refused(url: str, words: str) -> None:
    with pytest.raises(AddressError, match=words):
        read_address(url)
    given = {"NOTICE_PARSER_SECRET": "correct horse battery staple"}
    assert CliRunner().invoke(commands, ["push", url, "a.txt"], env=given).exit_code == ExitCode.USAGE


def test_addresses_that_are_taken() -> None:
    assert read_address("http://oa.example.org/x", insecure=True).url == "http://oa.example.org/x"
    assert read_address("https://OA.example.org:8443/x?y=1#z").url == "https://oa.example.org:8443/x?y=1"
    assert read_address("http://[::1]:80/").authority == "[::1]"
    assert read_address("https://例子.example.org/").host.startswith("xn--")
    here = read_address("https://oa.example.org/a/b")
    assert redirected(here, "c") == read_address("https://oa.example.org/a/c")
    assert redirected(here, "https://oa.example.org.evil.example/") is None


def test_signatures_are_those_of_the_standard() -> None:
    secret = read_secret("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")
    assert signature(secret, "msg_p5jXN8AQM9LWM0D4loKWxJek", 1614265330, b'{"test": 2432232314}') == (
        "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="
    )
    with pytest.raises(SecretError, match="base64"):
        read_secret("whsec_!")
    assert "webhook-signature" not in headers(None, "m", 1, b"")
