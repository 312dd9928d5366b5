"""The measure of speed compares the same file read by both; it asserts no time."""

from __future__ import annotations

from pathlib import Path

import pytest

from notice_parser.learn import pdf_speed

PAGE = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
    b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]/Contents 4 0 R/Resources<</Font<</F1<</Type/Font"
    b"/Subtype/Type1/BaseFont/Helvetica>>>>>>>>endobj\n"
    b"4 0 obj<</Length 43>>stream\nBT /F1 12 Tf 9 99 Td (words of a page) Tj ET\nendstream endobj\n"
    b"trailer<</Root 1 0 R>>\n%%EOF"
)


def test_a_line_for_each_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(pdf_speed, "_SECONDS", 0.0)
    path = tmp_path / "page.pdf"
    path.write_bytes(PAGE)
    assert pdf_speed.main([str(path)]) in (0, 1)
    assert "page.pdf" in capsys.readouterr().out


def test_all_readers_read_the_same() -> None:
    assert "words of a page" in str(pdf_speed._read(PAGE))
    assert "words of a page" in str(pdf_speed._extract_text(PAGE))
    assert "words of a page" in str(pdf_speed._load(PAGE))


def test_images_of_pages_are_not_compared(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "scan.pdf"
    path.write_bytes(PAGE.replace(b"(words of a page) Tj", b" " * 20))
    assert pdf_speed.main([str(path)]) == 0
    assert "without text" in capsys.readouterr().out
