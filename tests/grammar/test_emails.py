"""Mail addresses, whole and damaged."""

from __future__ import annotations

import pytest

from notice_parser.grammar.emails import find_emails

FORMS = [
    ("邮箱：abc@163.com。", ["abc@163.com"]),
    ("邮箱:abc@163.com附件", ["abc@163.com"]),
    ("ABC＠163.com", ["abc@163.com"]),
    ("abc@163。com", ["abc@163.com"]),
    ("abc@163，com.", ["abc@163.com"]),
    ("abc @ 163.com", ["abc@163.com"]),
    ("abc[at]163.com", ["abc@163.com"]),
    ("abc@\n163.com", ["abc@163.com"]),
    ("abc@163com", ["abc@163.com"]),
    ("a_b-c.d@mail.example.gov.cn；", ["a_b-c.d@mail.example.gov.cn"]),
    ("邮箱anquan#mail.example.cn（请将#换成@）。", ["anquan@mail.example.cn"]),
    ("a@x.com、b@y.cn", ["a@x.com", "b@y.cn"]),
]


@pytest.mark.parametrize(("text", "values"), FORMS, ids=[t for t, _ in FORMS])
def test_each_form_comes_out_whole(text: str, values: list[str]) -> None:
    assert [m.value for m in find_emails(text)] == values


@pytest.mark.parametrize("text", ["[email protected]", "@所有人", "见@通知", "abc@所有人", "a@b"])
def test_what_is_no_address_is_left_alone(text: str) -> None:
    assert find_emails(text) == ()
