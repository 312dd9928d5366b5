"""The tables of a batch, duplicates and copies in them, and the files for each notice."""

from __future__ import annotations

from pathlib import Path

import jsonschema
import pytest
from batches import notice, rows, run, write_notices, written

from notice_parser.batch.copies import find_copies
from notice_parser.batch.manifest import Result
from notice_parser.batch.segments import Place
from notice_parser.batch.settings import Settings
from notice_parser.errors import ExitCode
from notice_parser.export.schema import notice_schema, plan_schema
from notice_parser.export.to_json import notice_to_json, plan_to_json
from notice_parser.pipeline import plan


def test_rows_are_what_the_other_commands_print(tmp_path: Path) -> None:
    folder = write_notices(tmp_path / "in", 2)
    assert run(tmp_path / "out", folder)[1] == ExitCode.OK
    made = plan(folder / "n001.txt")
    assert made.notice is not None
    first = rows(tmp_path / "out", "notices")[0]
    assert first == notice_to_json(made.notice) | {"copy_of": None}
    jsonschema.validate(first, notice_schema())
    of_plan = rows(tmp_path / "out", "plans")[0]
    assert of_plan == plan_to_json(made.notice, made) | {"copy_of": None, "sha256": first["sha256"]}
    jsonschema.validate(of_plan, plan_schema())
    for table in ("tasks", "checklist", "contacts"):
        entries = [{key: row[key] for key in of_plan[table][0]} for row in rows(tmp_path / "out", table)]
        assert entries[: len(of_plan[table])] == of_plan[table]
        assert {row["document_number"] for row in rows(tmp_path / "out", table)} == {
            "青水发〔2024〕1号",
            "青水发〔2024〕2号",
        }


def test_each_source_has_a_row_whatever_became_of_it(tmp_path: Path) -> None:
    folder = write_notices(tmp_path / "in", 2)
    (folder / "n000.txt").touch()
    (folder / "n003.txt").write_bytes(b"\x7fELF" + bytes(100))
    assert run(tmp_path / "out", folder)[1] == ExitCode.PARTIAL
    assert [row["result"] for row in rows(tmp_path / "out", "sources")] == ["error", "notice", "notice", "error"]
    assert [row["error"]["exit_code"] for row in rows(tmp_path / "out", "errors")] == [6, 7]


def test_only_failures_have_the_code_of_the_failure(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").touch()
    assert run(tmp_path / "out", tmp_path / "in")[1] == ExitCode.EMPTY


def test_the_same_content_is_read_once_and_linked(tmp_path: Path) -> None:
    folder = write_notices(tmp_path / "in", 1)
    for name in ("a/again.txt", "z.txt"):
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_bytes((folder / "n001.txt").read_bytes())
    (folder / "b.txt").touch()
    (folder / "c.txt").touch()
    tally, _ = run(tmp_path / "out", folder, workers=2)
    assert tally.documents == 2
    links = {Path(row["source"]).name: row["same_content_as"] for row in rows(tmp_path / "out", "sources")}
    first, empty = f"{folder}/n001.txt", f"{folder}/b.txt"
    assert links == {"b.txt": None, "c.txt": empty, "n001.txt": None, "z.txt": first, "again.txt": first}
    assert [row["source"] for row in rows(tmp_path / "out", "notices")] == [first]
    assert [Path(row["source"]).name for row in rows(tmp_path / "out", "errors")] == ["b.txt", "c.txt"]


def test_the_same_notice_in_another_file_is_linked(tmp_path: Path) -> None:
    folder = write_notices(tmp_path / "in", 2)
    (folder / "x.txt").write_text(notice(1).replace("　　一、", "　　一、\u200b"), encoding="utf-8")
    run(tmp_path / "out", folder)
    links = {Path(row["source"]).name: row["copy_of"] for row in rows(tmp_path / "out", "notices")}
    assert links == {"n001.txt": None, "n002.txt": None, "x.txt": f"{folder}/n001.txt"}
    tasks = {row["copy_of"] for row in rows(tmp_path / "out", "tasks") if row["source"].endswith("x.txt")}
    assert tasks == {f"{folder}/n001.txt"}


TITLE, ISSUER = "青岚市水务局关于开展水闸安全检查的通知", "青岚市水务局"


def result(name: str, *, title: str | None = TITLE, issuer: str | None = ISSUER, issued: str | None = "2024-04-18",
           scanned: bool = False) -> Result:  # fmt: skip
    return Result(name.encode(), Place(1, 0, 0), "", 0, "青水发〔2024〕1号", title, issuer, issued, scanned)


@pytest.mark.parametrize(
    ("results", "copies"),
    [
        pytest.param([result("a"), result("b")], {b"b": b"a"}, id="two digital ones: the first"),
        pytest.param([result("a", scanned=True), result("b")], {b"a": b"b"}, id="the digital one before the scan"),
        pytest.param(
            [result("a"), result("b", title=TITLE.replace("闸", "间"))], {b"b": b"a"}, id="one letter misread"
        ),
        pytest.param([result("a"), result("b", issued=None)], {b"b": b"a"}, id="no date"),
        pytest.param([result("a"), result("b", title=None)], {b"b": b"a"}, id="no title, same issuer"),
        pytest.param([result("a"), result("b", issued="2024-04-19")], {}, id="another day"),
        pytest.param([result("a"), result("b", issuer="沧溪市水务局")], {}, id="another issuer of the same code"),
        pytest.param([result("a"), result("b", title="青岚市水务局关于做好防汛工作的通知")], {}, id="another subject"),
        pytest.param([result("a"), result("b", title=None, issuer=None)], {}, id="nothing to compare"),
    ],
)
def test_copies(results: list[Result], copies: dict[bytes, bytes]) -> None:
    assert find_copies(enumerate(results)) == copies


def test_files_for_each_notice(tmp_path: Path) -> None:
    folder = write_notices(tmp_path / "in", 2)
    (folder / "z.txt").write_bytes((folder / "n001.txt").read_bytes())
    settings = Settings(forms=("docx", "ics", "markdown", "text", "xlsx", "yaml"))
    run(tmp_path / "out", folder, settings=settings, workers=2)
    first = written(tmp_path / "out")
    made = {name for name in first if "/" in name}
    endings = (
        ("docx", "docx"),
        ("ics", "ics"),
        ("markdown", "md"),
        ("text", "txt"),
        ("xlsx", "xlsx"),
        ("yaml", "yaml"),
    )
    assert made == {f"{form}/00000{n}-n00{n}.{ending}" for form, ending in endings for n in (1, 2)}
    assert first["xlsx/000001-n001.xlsx"].startswith(b"PK")
    run(tmp_path / "out", folder, settings=settings)
    assert written(tmp_path / "out") == first


def test_nothing_of_a_classified_paper_is_written(tmp_path: Path) -> None:
    folder = write_notices(tmp_path / "in", 1)
    (folder / "secret.txt").write_text(f"秘密★1年\n{notice(77)}", encoding="utf-8")
    assert run(tmp_path / "out", folder)[1] == ExitCode.PARTIAL
    assert rows(tmp_path / "out", "errors")[0]["error"]["code"] == "classified_source"
    kept = [path.read_bytes() for path in (tmp_path / "out").rglob("*") if path.is_file()]
    assert not any("第77批".encode() in content for content in kept)
    allowed = Settings(allow_classified=True)
    assert run(tmp_path / "out", folder, settings=allowed, rebuild=True)[1] == ExitCode.OK


def test_personal_data_are_hidden_everywhere(tmp_path: Path) -> None:
    folder = write_notices(tmp_path / "in", 1)
    settings = Settings(forms=("csv", "markdown", "text"), redact=("names", "phones"))
    assert run(tmp_path / "out", folder, settings=settings)[1] == ExitCode.OK
    kept = [path.read_bytes() for path in (tmp_path / "out").rglob("*") if path.is_file()]
    assert not any("章晓岚".encode() in content or b"8800001" in content for content in kept)
    assert rows(tmp_path / "out", "contacts")[0]["name"] == "***"
