"""Variants keep their annotation true; composed notices have the parts of a notice."""

from __future__ import annotations

import json
from pathlib import Path
from random import Random

import pytest

from notice_parser.learn.compose import compose
from notice_parser.learn.corpus import Entry
from notice_parser.learn.gold import JsonObject
from notice_parser.learn.variants import vary, vary_folder

TEXT = (
    "临澜市水利局文件\n临水〔2021〕7号\n临澜市水利局关于检查水闸的通知\n各县水利局：\n请于2021年5月8日前报送。\n"
    "联系人：王　强，电话：0399-5551234，19912345678。\n临澜市水利局\n2021年3月5日\n"
)
GOLD: JsonObject = {
    "title": "临澜市水利局关于检查水闸的通知",
    "document_number": "临水〔2021〕7号",
    "issuers": ["临澜市水利局"],
    "addressees": ["各县水利局"],
    "issue_date": "2021-03-05",
    "contacts": [{"name": "王强", "phones": ["0399-5551234", "19912345678"]}],
    "deadlines": [{"kind": "by", "due": "2021-05-08", "action": "报送"}],
}


def entry_of(folder: Path, text: str, gold: JsonObject) -> Entry:
    path = folder / "x.txt"
    path.write_text(text, encoding="utf-8")
    return Entry("x", path, None, gold)


@pytest.mark.parametrize("seed", range(8))
def test_values_change_in_text_and_annotation_alike(tmp_path: Path, seed: int) -> None:
    made = vary(entry_of(tmp_path, TEXT, GOLD), Random(seed))
    gold = made.gold
    year = gold["issue_date"][:4]
    assert year != "2021"
    assert gold["issuers"][0] != "临澜市水利局"
    assert gold["issuers"][0].endswith("市水利局")
    assert made.text.count(gold["issuers"][0]) == 3
    assert "临澜" not in made.text
    assert gold["title"] in made.text
    assert gold["document_number"] in made.text
    assert f"〔{year}〕" in gold["document_number"]
    assert f"于{year}年5月8日前" in made.text
    assert gold["deadlines"][0]["due"] == f"{year}-05-08"
    name = gold["contacts"][0]["name"]
    assert f"{name[0]}　{name[1:]}" in made.text
    assert name != "王强"
    assert all(number in made.text for number in gold["contacts"][0]["phones"])
    assert "5551234" not in made.text
    assert made.text.count("\n") == TEXT.count("\n")


@pytest.mark.parametrize(
    "phrase",
    [
        pytest.param("请于5月8日（星期六）前报送。", id="weekday"),
        pytest.param("请于2月底前报送。", id="end of February"),
        pytest.param("请于春节前报送。", id="moving holiday"),
    ],
)
def test_years_stay_where_a_shift_would_make_the_text_untrue(tmp_path: Path, phrase: str) -> None:
    made = vary(entry_of(tmp_path, TEXT.replace("请于2021年5月8日前报送。", phrase), GOLD), Random(1))
    assert made.gold["issue_date"] == "2021-03-05"
    assert "2021年3月5日" in made.text


@pytest.mark.parametrize(
    ("field", "value"),
    [
        pytest.param("issuers", ["各市水利局"], id="every city is no name"),
        pytest.param("issuers", ["高新区管委会"], id="zone"),
        pytest.param("addressees", ["本市各单位"], id="this city"),
    ],
)
def test_what_is_no_place_name_stays(tmp_path: Path, field: str, value: list[str]) -> None:
    text = TEXT.replace("临澜市水利局", value[0])
    made = vary(entry_of(tmp_path, text, {**GOLD, "issuers": ["水利部"], field: value}), Random(3))
    assert made.gold[field] == value
    assert value[0] in made.text


def test_a_folder_of_variants_is_a_corpus(tmp_path: Path) -> None:
    source, target = tmp_path / "in", tmp_path / "out"
    source.mkdir()
    (source / "x.txt").write_text(TEXT, encoding="utf-8")
    (source / "x.gold.json").write_text(json.dumps(GOLD), encoding="utf-8")
    assert vary_folder(source, target, seed=2) == 1
    first = (target / "xv.txt").read_text(encoding="utf-8")
    assert json.loads((target / "xv.gold.json").read_text(encoding="utf-8"))["id"] == "xv"
    vary_folder(source, target, seed=2)
    assert (target / "xv.txt").read_text(encoding="utf-8") == first
    vary_folder(source, target, seed=3)
    assert (target / "xv.txt").read_text(encoding="utf-8") != first


LAW = (
    "某省水闸管理条例\n第一章 总则\n第一条 为了管理水闸，制定本条例。\n第二条 水闸应当每年检查。\n"
    "第二章 附则\n第三条 本条例自公布之日起施行。\n"
)


@pytest.mark.parametrize("seed", range(12))
def test_a_composed_notice_has_head_body_and_signature(seed: int) -> None:
    text = compose("某省水闸管理条例", LAW, ["中华人民共和国水法"], Random(seed))
    lines = text.split("\n")
    assert "{" not in text
    assert "第一条" not in text
    assert not any(line != line.strip() or not line for line in lines)
    assert any(
        line.rstrip("日").endswith(tuple("0123456789一二三四五六七八九十")) and "年" in line for line in lines[-8:]
    )
    assert compose("某省水闸管理条例", LAW, ["中华人民共和国水法"], Random(seed)) == text
