"""``push`` against a server of this machine: what is sent, what is tried again, and what is never asked."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from notice_parser.cli import commands
from notice_parser.errors import DeliveryError, ExitCode
from notice_parser.webhook.address import read_address
from notice_parser.webhook.send import Message, Sender
from notice_parser.webhook.signing import signature

CORPORA = Path(__file__).resolve().parent.parent.parent / "corpora"
NOTICE = str(CORPORA / "c01.txt")
SECRET = "correct horse battery staple"
Answer = Callable[[BaseHTTPRequestHandler], None]


@dataclass
class Received:
    """What came in: fields (in small letters) and body of each request."""

    port: int = 0
    requests: list[tuple[dict[str, str], bytes]] = field(default_factory=list)


@pytest.fixture(autouse=True)
def no_network(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """Allow connections to this machine, and note them: in place of the guard of all other tests."""
    asked: list[Any] = []
    connect = socket.socket.connect

    def noted(self: socket.socket, address: Any) -> None:
        asked.append(address)
        assert address[0] in ("127.0.0.1", "::1"), "a connection to another machine"
        connect(self, address)

    monkeypatch.setattr(socket.socket, "connect", noted)
    return asked


@contextmanager
def serving(*answers: Answer) -> Iterator[Received]:
    """Answer requests one after the other; the last answer goes on."""
    received = Received()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["content-length"]))
            received.requests.append(({k.lower(): v for k, v in self.headers.items()}, body))
            answers[min(len(received.requests), len(answers)) - 1](self)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    received.port = server.server_port
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield received
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def says(status: int, text: str = "", **fields: str) -> Answer:
    def answer(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(status)
        for name, value in fields.items():
            handler.send_header(name, value)
        handler.send_header("content-length", str(len(text.encode())))
        handler.end_headers()
        handler.wfile.write(text.encode())

    return answer


def sender(port: int, **given: Any) -> Sender:
    address = read_address(f"http://127.0.0.1:{port}/plans?from=parser")
    return Sender(address, SECRET.encode(), **{"wait": lambda _: None, "seconds": 5.0, **given})


MESSAGE = Message("m1", '{"甲":1}'.encode(), "application/json")


def push(*arguments: str, secret: str | None = SECRET) -> Result:
    return CliRunner().invoke(commands, ["push", *arguments], env={"NOTICE_PARSER_SECRET": secret})


def test_a_plan_is_sent_as_a_signed_event(no_network: list[Any]) -> None:
    with serving(says(202)) as received:
        result = push(f"http://localhost:{received.port}/plans", NOTICE)
    assert result.exit_code == ExitCode.OK, result.stderr
    receipt = json.loads(result.stdout)
    ((fields, body),) = received.requests
    event = json.loads(body)
    assert (receipt["status"], receipt["attempts"], receipt["id"]) == (202, 1, event["id"])
    assert fields["content-type"] == "application/cloudevents+json; charset=utf-8"
    assert fields["webhook-id"] == fields["idempotency-key"] == event["id"]
    signed = f"{fields['webhook-id']}.{fields['webhook-timestamp']}.".encode() + body
    digest = base64.b64encode(hmac.new(SECRET.encode(), signed, hashlib.sha256).digest()).decode()
    assert fields["webhook-signature"] == f"v1,{digest}"
    assert event["data"]["tasks"]
    assert {address[1] for address in no_network} == {received.port}


def test_a_failure_that_passes_is_tried_again_with_the_same_id() -> None:
    waits: list[float] = []
    with serving(says(500), says(503), says(200)) as received:
        receipt = sender(received.port, wait=waits.append, chance=lambda: 1.0).send(MESSAGE)
    assert (receipt.status, receipt.attempts) == (200, 3)
    assert waits == [1.0, 2.0]
    assert {fields["webhook-id"] for fields, _ in received.requests} == {"m1"}
    assert {body for _, body in received.requests} == {MESSAGE.body}


def test_each_try_is_signed_with_its_own_moment() -> None:
    moments = iter((1_700_000_000.9, 1_700_000_007.2))
    with serving(says(502), says(200)) as received:
        sender(received.port, clock=lambda: next(moments)).send(MESSAGE)
    stamps = [fields["webhook-timestamp"] for fields, _ in received.requests]
    assert stamps == ["1700000000", "1700000007"]
    for fields, body in received.requests:
        expected = signature(SECRET.encode(), "m1", int(fields["webhook-timestamp"]), body)
        assert fields["webhook-signature"] == expected


def test_always_failing_ends_with_an_error() -> None:
    waits: list[float] = []
    with (
        serving(says(500, "数据库\x00停了")) as received,
        pytest.raises(DeliveryError, match=r"not delivered in 5 tries.*answers 500: 数据库 停了"),
    ):
        sender(received.port, wait=waits.append, chance=lambda: 0.0).send(MESSAGE)
    assert len(received.requests) == 5
    assert waits == [0.5, 1.0, 2.0, 4.0]


@pytest.mark.parametrize("status", [400, 401, 404, 409, 413, 429])
def test_a_refusal_is_not_tried_again(status: int) -> None:
    with serving(says(status)) as received, pytest.raises(DeliveryError, match=f"answers {status}"):
        sender(received.port).send(MESSAGE)
    assert len(received.requests) == 1


def test_a_wrong_secret_is_refused_once() -> None:
    def verify(handler: BaseHTTPRequestHandler) -> None:
        fields, body = received.requests[-1]
        right = signature(
            b"another secret of the receiver", fields["webhook-id"], int(fields["webhook-timestamp"]), body
        )
        says(204 if fields["webhook-signature"] == right else 401, "wrong signature")(handler)

    with serving(verify) as received:
        result = push(f"http://127.0.0.1:{received.port}/", NOTICE)
        assert result.exit_code == ExitCode.UNDELIVERED
        assert "answers 401: wrong signature" in result.stderr
        assert len(received.requests) == 1
        assert (
            push(f"http://127.0.0.1:{received.port}/", NOTICE, secret="another secret of the receiver").exit_code == 0
        )


@pytest.mark.parametrize("drips", [False, True])
def test_a_server_that_hangs_is_given_up(drips: bool) -> None:
    done = threading.Event()

    def hang(handler: BaseHTTPRequestHandler) -> None:
        for sign in "HTTP/1.1 200 OK\r\n" * 20:
            if drips:
                try:
                    handler.wfile.write(sign.encode())
                except OSError:
                    return
            if done.wait(0.1):
                return

    with serving(hang) as received:
        with pytest.raises(DeliveryError, match=r"not delivered in 2 tries: no answer in 0\.4 seconds"):
            sender(received.port, seconds=0.4, retries=1).send(MESSAGE)
        done.set()
    assert len(received.requests) == 2


@pytest.mark.parametrize("status", [200, 400])
def test_an_answer_that_never_ends_is_one_all_the_same(status: int) -> None:
    done = threading.Event()

    def answer(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(status)
        handler.send_header("content-length", "1000")
        handler.end_headers()
        done.wait(5)

    with serving(answer) as received:
        if status == 200:
            assert sender(received.port, seconds=0.4).send(MESSAGE).attempts == 1
        else:
            with pytest.raises(DeliveryError, match="answers 400"):
                sender(received.port, seconds=0.4).send(MESSAGE)
        done.set()
    assert len(received.requests) == 1


def test_nobody_there_is_tried_again() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port = taken.getsockname()[1]
        waits: list[float] = []
        with pytest.raises(DeliveryError, match="not delivered in 3 tries: ConnectionRefusedError"):
            sender(port, retries=2, wait=waits.append).send(MESSAGE)
    assert len(waits) == 2


@pytest.mark.parametrize(
    "location",
    [
        "http://127.0.0.2:{port}/x",
        "https://127.0.0.1:{port}/x",
        "http://127.0.0.1:1/x",
        "//example.org/",
        "ftp://a/b",
        "",
    ],
)
def test_a_redirection_to_another_place_is_not_followed(location: str, no_network: list[Any]) -> None:
    with (
        serving(lambda h: says(307, location=location.format(port=received.port))(h)) as received,
        pytest.raises(DeliveryError, match="redirects to another place"),
    ):
        sender(received.port).send(MESSAGE)
    assert len(received.requests) == 1
    assert {address[:2] for address in no_network} == {("127.0.0.1", received.port)}


def test_a_redirection_on_the_same_host_is_followed_where_the_plan_goes_along() -> None:
    with serving(says(308, location="/new"), says(200)) as received:
        assert sender(received.port).send(MESSAGE).status == 200
    assert [body for _, body in received.requests] == [MESSAGE.body] * 2
    with serving(says(303, location="/new")) as received, pytest.raises(DeliveryError, match="answers 303"):
        sender(received.port).send(MESSAGE)
    with serving(says(307, location="/round")) as received, pytest.raises(DeliveryError, match="again and again"):
        sender(received.port).send(MESSAGE)


def test_a_dry_run_prints_the_request_and_opens_nothing(no_network: list[Any]) -> None:
    result = push("https://oa.example.org/plans", NOTICE, "--dry-run")
    head, _, body = result.stdout.partition("\n\n")
    assert head.startswith("POST https://oa.example.org/plans\nhost: oa.example.org\n")
    assert "webhook-signature: v1," in head
    assert f"content-length: {len(body.rstrip().encode())}" in head
    assert json.loads(body)["data"]["notice"]["document_number"] == "水域办〔2023〕41号"
    assert no_network == []
    assert "webhook-signature" not in push("https://oa.example.org/", NOTICE, "--dry-run", secret=None).stdout


def test_one_of_several_that_fails_does_not_stop_the_others(tmp_path: Path) -> None:
    with serving(says(200)) as received:
        result = push(
            f"http://127.0.0.1:{received.port}/", NOTICE, str(tmp_path / "none.txt"), str(CORPORA / "c02.txt")
        )
    assert result.exit_code == ExitCode.PARTIAL
    assert [json.loads(line)["status"] for line in result.stdout.splitlines()] == [200, 200]
    assert len({fields["webhook-id"] for fields, _ in received.requests}) == 2


def test_the_same_notice_under_another_name_has_the_same_id(tmp_path: Path) -> None:
    other = tmp_path / "other.txt"
    other.write_bytes(Path(NOTICE).read_bytes())
    with serving(says(200)) as received:
        assert push(f"http://127.0.0.1:{received.port}/", NOTICE, str(other)).exit_code == ExitCode.OK
    assert len({fields["idempotency-key"] for fields, _ in received.requests}) == 1


def test_secrets_are_never_arguments(tmp_path: Path) -> None:
    assert "--secret " not in CliRunner().invoke(commands, ["push", "--help"]).output
    assert "no secret" in push("https://oa.example.org/", NOTICE, secret=None).stderr
    assert "fewer than 16 bytes" in push("https://oa.example.org/", NOTICE, secret="short").stderr
    path = tmp_path / "secret"
    path.write_text(f"{SECRET}\n", encoding="utf-8")
    with serving(says(200)) as received:
        url = f"http://127.0.0.1:{received.port}/"
        result = push(url, NOTICE, "--secret-file", str(path), secret=None)
        assert result.exit_code == ExitCode.OK
        assert push(url, NOTICE, "--secret-file", str(tmp_path / "none"), secret=None).exit_code == ExitCode.USAGE
    ((fields, body),) = received.requests
    assert fields["webhook-signature"] == signature(
        SECRET.encode(), fields["webhook-id"], int(fields["webhook-timestamp"]), body
    )
