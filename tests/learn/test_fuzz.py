"""Spoilt files: they come again from their numbers, and what a reader does wrong is seen."""

import io
import zipfile
from pathlib import Path
from random import Random

import pytest

from notice_parser.errors import BlankSourceError
from notice_parser.ingest.limits import Ocr, OcrMode
from notice_parser.learn import fuzz
from notice_parser.learn.mutate import mutated

TEXT = "关于开展检查的通知\n\n各单位：\n　　请于2023年5月10日前报送。\n\n某局\n2023年4月3日\n".encode()
NEVER = Ocr(OcrMode.NEVER)


def packed() -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("a.xml", b"<a>1</a>" * 50)
        archive.writestr("b.xml", b"<b>2</b>" * 50)
    return file.getvalue()


def test_a_number_and_a_seed_make_the_case_again() -> None:
    seeds = [("a.txt", TEXT), ("b.docx", packed())]
    cases = [fuzz.spoilt(seeds, 3, number) for number in range(40)]
    assert cases == [fuzz.spoilt(seeds, 3, number) for number in range(40)]
    assert cases != [fuzz.spoilt(seeds, 4, number) for number in range(40)]


def test_most_cases_differ_from_the_file() -> None:
    assert sum(mutated(TEXT, [TEXT], Random(n)) != TEXT for n in range(50)) >= 40


def test_a_member_is_spoilt_so_that_the_archive_still_opens() -> None:
    opened = 0
    for n in range(50):
        try:
            with zipfile.ZipFile(io.BytesIO(mutated(packed(), [], Random(n)))) as archive:
                opened += archive.testzip() is None
        except (zipfile.BadZipFile, OSError, NotImplementedError, ValueError, EOFError):
            pass
    assert opened >= 25


def test_a_notice_is_read_and_an_error_with_advice_is_none() -> None:
    assert fuzz.outcome_of(TEXT, NEVER) == ("read", False, "")
    assert fuzz.outcome_of(b" \n", NEVER)[:2] == ("blank_source", False)


class UnadvisedError(BlankSourceError):
    advice = ""


@pytest.mark.parametrize("error", [ValueError("x"), RecursionError(), UnadvisedError("x")])
def test_what_a_user_cannot_act_on_is_a_defect(error: Exception, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise error

    monkeypatch.setattr(fuzz, "read_plan", fail)
    assert fuzz.outcome_of(TEXT, NEVER)[1]


def test_spoilt_text_is_read() -> None:
    cases = [fuzz.spoilt([("a.txt", TEXT)], 1, number) for number in range(60)]
    assert [case for case in cases if fuzz.outcome_of(case[1], NEVER)[1]] == []


def test_the_cases_of_a_run_are_counted(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(TEXT)
    fuzz.main([str(tmp_path / "a.txt"), "--minutes", "0.1", "--keep", str(tmp_path / "kept")])
    assert "cases, the slowest" in capsys.readouterr().out
    assert not (tmp_path / "kept").exists()
