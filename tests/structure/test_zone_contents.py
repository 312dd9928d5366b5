"""Tables of contents: rows that only list what comes below."""

from __future__ import annotations

import pytest

from notice_parser.core.source import SourceText
from notice_parser.pipeline import read_notice

HEAD = """澄川市人民政府办公室关于印发澄川市防汛应急预案的通知
澄政办发〔2024〕12号
各县区人民政府：
《澄川市防汛应急预案》已经市政府同意，现印发给你们，请认真贯彻执行。
澄川市人民政府办公室
2024年4月18日
"""
ROWS = ("1 总则", "1.1 编制目的", "1.2 编制依据", "2 组织体系", "2.1 领导机构", "3 附则")
TEXTS = ("为做好防汛工作，制定本预案。", "依据有关法律法规制定。", "由市防汛指挥部负责。", "本预案自印发之日起施行。")
BODY = "\n".join((ROWS[0], ROWS[1], TEXTS[0], ROWS[2], TEXTS[1], ROWS[3], ROWS[4], TEXTS[2], ROWS[5], TEXTS[3]))


def read(label: str, rows: tuple[str, ...] = ROWS) -> tuple[list[str], list[str | None]]:
    notice = read_notice(SourceText(HEAD + label + "\n".join(rows) + "\n" + BODY + "\n"))
    labels = [section.label for section in notice.outline.sections]
    return labels, [field.value for field in notice.attachments]


@pytest.mark.parametrize(
    "label",
    [
        "澄川市防汛应急预案目录\n",
        "澄川市防汛应急预案\n目　录\n",
        "澄川市防汛应急预案\n目录\n— 1 —\n",
    ],
)
def test_headings_are_listed_once(label: str) -> None:
    without = read("澄川市防汛应急预案\n", ())
    assert read(label) == without
    assert without[1] == ["澄川市防汛应急预案"]


def test_rows_with_page_numbers() -> None:
    rows = tuple(f"{row}………{at}" for at, row in enumerate(ROWS, 1))
    assert read("澄川市防汛应急预案\n目录\n", rows) == read("澄川市防汛应急预案\n", ())


def test_a_list_that_does_not_come_again_stays() -> None:
    """目录 heads lists of things as well."""
    labels, _ = read("澄川市防汛应急预案\n物资目录\n", ("1 编织袋", "2 救生衣", "3 冲锋舟", "4 发电机"))
    assert len(labels) > len(read("澄川市防汛应急预案\n", ())[0])
