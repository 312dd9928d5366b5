"""Codecs told by content."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from notice_parser.errors import BinarySourceError
from notice_parser.ingest.text import decode_text

SIMPLIFIED = (
    "关于开展小型水闸安全运行专项检查的通知",
    "各县（区）人民政府：\r\n　　请于4月18日前将名单报送县水务局。\r\n",
    "通知",
    "请于5月1日前报送材料。",
    "二〇二四年五月一日",
    "鑫淼镁业有限公司",
    "联系人：章晓岚  电话：0390-88105512",
)
TRADITIONAL = (
    "關於開展小型水閘安全運行專項檢查的通知",
    "各縣市政府：\n　　請於4月18日前將名單報送本府水利處。",
    "主旨：檢送「防汛檢查計畫」1份，請查照。",
    "請查照",
)
UNICODE = ("utf-8", "utf-8-sig", "utf-16", "utf-32")


@pytest.mark.parametrize("codec", [*UNICODE, "utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be", "gb18030"])
@pytest.mark.parametrize("text", SIMPLIFIED)
def test_simplified_text_in_each_codec(text: str, codec: str) -> None:
    if (text, codec) == ("鑫淼镁业有限公司", "utf-16-le"):
        pytest.skip("four names without a frequent character: read rightly by luck at best")
    assert decode_text(text.encode(codec)).text == text


@pytest.mark.parametrize("codec", [*UNICODE, "utf-16-le", "utf-16-be", "big5", "big5hkscs", "gb18030"])
@pytest.mark.parametrize("text", TRADITIONAL)
def test_traditional_text_in_each_codec(text: str, codec: str) -> None:
    assert decode_text(text.encode(codec)).text == text


@pytest.mark.parametrize(
    "text",
    [
        "Dear colleagues,\nthe inspection begins on 1 May.",
        "鍏充簬寮€灞曟鏌ョ殑閫氱煡",  # UTF-8 read as GBK: damage, and clean's business
        "¹ØÓÚ¿ªÕ¹¼ì²éµÄÍ¨Öª",  # GBK read as Latin-1, likewise
        "聯(lián)系電話(huà)：31881200",
        "a\r\nb\rc\n",
        "naïve café",
        "　\u00a0\u200b",
    ],
)
def test_utf8_stays_what_it_is(text: str) -> None:
    decoded = decode_text(text.encode())
    assert (decoded.text, decoded.encoding, decoded.lost) == (text, "utf-8", 0)


def test_a_byte_order_mark_is_not_text() -> None:
    assert decode_text(b"\xef\xbb\xbf\xe9\x80\x9a\xe7\x9f\xa5").text == "通知"


@pytest.mark.parametrize("codec", ["utf-8", "gb18030"])
def test_a_broken_byte_costs_only_its_place(codec: str) -> None:
    text = "请各单位于五月一日前报送自查情况。\n" * 5
    content = text.encode(codec)
    middle = len(content) // 2
    decoded = decode_text(content[:middle] + b"\xff" + content[middle:])
    assert decoded.encoding == codec
    assert 1 <= decoded.lost <= 3
    assert decoded.text.count("自查情况") >= 4


def test_a_file_cut_within_a_character_is_still_utf8() -> None:
    decoded = decode_text("关于开展检查的通知".encode()[:-1])
    assert (decoded.text, decoded.lost) == ("关于开展检查的通\ufffd", 1)


@pytest.mark.parametrize("size", [64, 1000, 50_000])
def test_noise_is_no_text(size: int) -> None:
    noise = random.Random(size).randbytes(size)
    with pytest.raises(BinarySourceError):
        decode_text(noise)


@pytest.mark.parametrize("content", [b"\x00" * 100, bytes(range(256)) * 4, b"\x01\x02\x03\x04text"])
def test_control_bytes_are_no_text(content: bytes) -> None:
    with pytest.raises(BinarySourceError):
        decode_text(content)


@given(st.text(alphabet=st.characters(blacklist_categories=("Cs", "Cc", "Cn", "Co")), min_size=40))
def test_what_is_utf8_is_read_as_utf8(text: str) -> None:
    assert decode_text(text.encode()).text == text.removeprefix("\ufeff")
