"""Text in order stays as it is byte for byte; the same forms are mended where they show damage."""

from __future__ import annotations

import pytest

from notice_parser.clean.garble import has_no_marks
from notice_parser.clean.restore import restore
from notice_parser.core.source import SourceText

SENTENCE = "县级以上人民政府应当加强领导，建立健全制度，保障经费、人员和设备；有关部门按照职责分工，做好管理工作。"
BODY = "".join(SENTENCE * times + "\n" for times in (2, 4, 1, 3, 5))


def restored(text: str) -> str:
    return restore(SourceText(text)).text


@pytest.mark.parametrize(
    "slip",
    [
        "民批（1988）39号\n",
        "税 目 计税单位 税 额 备 注\n",
        "污 染 物 污染当量值（千克）\n",
        "超标1－3分贝 每月350元\n",
        "不低于造成损失的30％为标准\n",
        "第六章 决 定\n",
        "第四节 备 案\n",
        "设立企业必须具备以下条件:\n",
        "根据《关于修改<云汀省安全生产条例>等三部法规的决定》修正。\n",
        "乡(镇)人民政府、街道办事处应当配合。\n",
        "１．总吨位300吨至500吨的船舶，限额为333000计算单位，总吨位1000吨至3000吨的，为500000计算单位。\n",
    ],
)
def test_a_slip_in_a_text_in_order_stays(slip: str) -> None:
    text = BODY + slip + BODY
    assert restored(text) == text


@pytest.mark.parametrize(
    ("damaged", "mended"),
    [
        ("通知如下:各县(市)要认真落实,按时报送.", "通知如下：各县（市）要认真落实，按时报送。"),
        ("云安发(2021)18号", "云安发〔2021〕18号"),
        ("云安发（2021]18号", "云安发〔2021〕18号"),
        ("国 家 粮 食 应 急 预 案", "国家粮食应急预案"),
        ("联 系 人：张三", "联系人：张三"),
        ("根据«安全生产条例»的规定,现通知如下:", "根据《安全生产条例》的规定，现通知如下："),
        ("《关于印发<检查办法>的通知》要求,各县:认真落实,", "《关于印发〈检查办法〉的通知》要求，各县：认真落实，"),
        ("２０２４年１１月１５日前报送", "2024年11月15日前报送"),
        ("电话：0531－81792239", "电话：0531-81792239"),
    ],
)
def test_the_same_forms_are_mended_where_they_show_damage(damaged: str, mended: str) -> None:
    assert restored(damaged) == mended
    assert restored(mended) == mended


def test_the_digits_of_a_date_are_read_in_a_text_in_order() -> None:
    slip = "本条例自2020年１月１日起施行。\n"
    assert "2020年1月1日" in restored("2019年12月31日至2020年10月10日，共283天。\n" * 9 + slip)


@pytest.mark.parametrize(
    ("text", "bare"),
    [
        (
            "各县水务局现定于4月6日至4月20日开展检查请于3月30日前报送名单一检查内容1责任落实情况2资金使用情况二检查方式听取汇报"
            * 3,
            True,
        ),
        (
            "重点整治①"
            + "诱导参保人员住院的医疗机构于2024年6月30日前完成自查并将报告报送市医疗保障局基金监管科逾期不报的通报批评"
            * 3,
            True,
        ),
        (
            "云汀市水务局关于开展全市小型水库安全度汛专项检查和山洪灾害防御能力建设项目运行维护情况专项督查工作的紧急通知",
            False,
        ),
        ("各县水务局：现定于4月6日至4月20日开展检查，请于3月30日前报送名单。" * 6, False),
        ("a1b2c3d4" * 40, False),
        ("0399555123" * 30, False),
    ],
)
def test_lost_marks_are_seen(text: str, bare: bool) -> None:
    assert has_no_marks(text) is bare
