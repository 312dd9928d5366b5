"""Look-alikes told apart by their surroundings: only overwhelming evidence counts, and only in misread text."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import numpy as np
import pytest

from notice_parser.clean.confusions import (
    Sightings,
    confusable,
    contexts,
    find_confusions,
    fix_confusions,
    load_sightings,
    surroundings,
)
from notice_parser.clean.restore import restore
from notice_parser.core.alignment import apply
from notice_parser.core.source import SourceText
from notice_parser.learn.confusions import count, write
from notice_parser.learn.restore_data import Document

pytestmark = pytest.mark.skipif(load_sightings() is None, reason="models/confusions.npz or numpy is missing")


def mended(text: str) -> str:
    return apply(text, fix_confusions(text))[0]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        pytest.param("县级以上人民政府应当加强防汛杭旱工作。", "抗旱", id="flood and drought"),
        pytest.param("切实加强安全生产和消防妥全管理。", "消防安全", id="safety"),
        pytest.param("进一步提升企业竟争力，促进高质量发展。", "竞争力", id="compete"),
        pytest.param("各省、自治区、直辖币人民政府：", "直辖市", id="municipality"),
        pytest.param("应当自收到申请之曰起二十日内作出决定。", "之日起", id="day"),
    ],
)
def test_the_usual_character_is_put(text: str, wanted: str) -> None:
    assert wanted in mended(text)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("各镇、街道，各有关单位：", id="each town"),
        pytest.param("联系人：王工，电话：0399-5551234", id="Mr Wang, engineer"),
        pytest.param("兑换人民币、港币和外币的规定", id="money"),
        pytest.param("期末、周末、年末安全检查", id="ends"),
        pytest.param("处置突发事件应当稳妥，妥善安置群众。", id="properly"),
        pytest.param("若干干部于今年汛前到岗", id="some cadres"),
        pytest.param("请贵单位派员参加，会期一天。", id="your office"),
        pytest.param("", id="empty"),
        pytest.param("No Chinese at all, 123", id="no Chinese"),
    ],
)
def test_what_is_right_stays(text: str) -> None:
    assert mended(text) == text


def test_text_without_signs_of_misreading_is_not_touched() -> None:
    strange = "本办法所称直辖币是指模型城市。\n"
    assert "confusions" not in {step.fix for step in restore(SourceText(strange, "x")).steps}


def test_misread_text_is_looked_at_more_closely() -> None:
    text = "各币、县人民政府：\n县级以上人民政府应当加强防汛杭旱和消防妥全管理，自收到申请之曰起二十日内作出决定。\n"
    restored = restore(SourceText(text, "x"))
    assert "防汛抗旱和消防安全管理" in restored.text
    assert restore(SourceText(restored.text, "x")).text == restored.text


def test_surroundings_keep_their_places() -> None:
    signs, places = surroundings("各 市、3县")
    assert signs == "##各市##县##"
    assert [places[at] for at, sign in enumerate(signs) if sign == "县"] == [5]


def test_counted_text_gives_a_table_that_decides(tmp_path: Path) -> None:
    right = Document("a", "law", "应当加强防汛抗旱工作。" * 40, 1.0)
    rare = Document("b", "law", "乘高铁到杭州开会。" * 400, 1.0)
    path = write(*count([right, rare]), tmp_path)
    with np.load(path, allow_pickle=False) as table:
        single = dict(zip(str(table["characters"]), table["single"].tolist(), strict=True))
        sightings = Sightings(table["keys"], table["logs"], single)
    assert (single["抗"], single["杭"]) == (40, 400)
    (seen,) = sightings.counts([contexts("防汛抗旱工", 2, "抗")[0]])
    assert seen == pytest.approx(40, rel=0.1)
    assert [(other, at) for at, other, _ in find_confusions("加强防汛杭旱工作", sightings)] == [("抗", 4)]
    assert list(find_confusions("乘高铁到杭州开会", sightings)) == []


def test_pairs_are_mutual_and_of_two_characters() -> None:
    others = confusable()
    assert all(sign not in alike for sign, alike in others.items())
    assert all(sign in others[other] for sign, alike in others.items() for other in alike)
    assert max(Counter("".join(others.values())).values()) < 12
