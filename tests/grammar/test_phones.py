"""Telephone numbers: the forms that notices print, and what only looks like one."""

from __future__ import annotations

import pytest

from notice_parser.grammar.phones import PhoneKind, find_phones

FORMS = [
    ("电话：0531-81792239。", ["0531-81792239"]),
    ("电话0399一5550148", ["0399-5550148"]),
    ("电话0399—5550148 19900000014", ["0399-5550148", "19900000014"]),
    ("（0399）5557435（兼传真）", ["0399-5557435"]),
    ("(0399)5557435", ["0399-5557435"]),
    ("（0399-5557435）", ["0399-5557435"]),
    ("010-64463041-802", ["010-64463041-802"]),
    ("0384-2280311转6012", ["0384-2280311-6012"]),
    ("0531-81792239、81792240", ["0531-81792239", "0531-81792240"]),
    ("0531-81792239/40", ["0531-81792239", "0531-81792240"]),
    ("0531-8882374513700000000邮箱", ["0531-88823745", "13700000000"]),
    ("手机:1560000000113600000002电子", ["15600000001", "13600000002"]),
    ("0531-817922390531-81792240", ["0531-81792239", "0531-81792240"]),
    ("电话:5554808或5553061转412分机。", ["5554808", "5553061-412"]),
    ("68602743 68603158 51767290", ["68602743", "68603158", "51767290"]),
    ("139 1234 5678", ["13912345678"]),
    ("139-1234-5678", ["13912345678"]),
    ("139****5678", ["139****5678"]),
    ("+86 13912345678", ["13912345678"]),
    ("02583115281", ["025-83115281"]),
    ("0399,5550126", ["0399-5550126"]),
    ("400-123-4567", ["400-1234567"]),
    ("0538-2958119(东店)、0538-2577119(西店)", ["0538-2958119", "0538-2577119"]),
]

NOT_PHONES = [
    "账号:11201301040006853",
    "银行账号：6205110038800917",
    "身份证号：110101199001011234",
    "统一社会信用代码：91370100MA3C12345X",
    "邮政编码：100045",
    "京公网安备 11010202007691号",
    "京ICP备11044902号",
    "索引号：000027716/2020-301187",
    "2020年10月20日",
    "20201020",
    "2018-2019学年",
    "国办发〔2018〕1234567号",
    "QQ群：123456789",
    "QQ：81792239",
    "总额81792239元",
    "编号：81792239",
    "GB/T 9704-2012",
    "12345",
    "面积3502091.5平方米",
]


@pytest.mark.parametrize(("text", "values"), FORMS, ids=[t for t, _ in FORMS])
def test_each_form_comes_out_as_the_contract_writes_it(text: str, values: list[str]) -> None:
    assert [m.value for m in find_phones(text)] == values


@pytest.mark.parametrize("text", NOT_PHONES)
def test_other_numbers_are_left_alone(text: str) -> None:
    assert find_phones(text) == ()


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("0531-81792239", PhoneKind.LANDLINE),
        ("13912345678", PhoneKind.MOBILE),
        ("81792239", PhoneKind.LOCAL),
        ("4001234567", PhoneKind.SERVICE),
    ],
)
def test_the_kind_says_how_much_is_printed(text: str, kind: PhoneKind) -> None:
    assert [m.kind for m in find_phones(text)] == [kind]


def test_spans_are_those_of_the_printed_number() -> None:
    text = "联系电话：0531-81792239、81792240（办）"
    assert [m.span.of(text) for m in find_phones(text)] == ["0531-81792239", "81792240"]


def test_many_digits_take_linear_time() -> None:
    assert len(find_phones("1" * 20_000)) == 0
    assert len(find_phones("0531-81792239、" * 2_000)) == 2_000
