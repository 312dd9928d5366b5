"""To whom something is handed in or told."""

from __future__ import annotations

from collections.abc import Sequence

from notice_parser.core.span import Span, strip_span
from notice_parser.fields.deadline_words import ACTOR_TAIL
from notice_parser.grammar.rule import Rule

_NAME = rf"(?:(?![交报送寄至]|反馈|发送|发至)[^，,。；;：:、将把“”《》（）()]){{1,30}}?(?:{ACTOR_TAIL}|邮箱|信箱)"

RECIPIENT = Rule(
    "deadline/recipient",
    rf"(?:反馈|报送|上报|书面报告|报告|汇报|(?<!填)报(?![告名道])|提交|交|送达|送|寄|发送|发|传真|抄送|移交"
    rf"|告知|通知|汇总"
    rf"|答复)(?:至|到|给|回)?(?P<name>{_NAME})"
    rf"(?=备案|审核|审批|审定|批准|[，,。；;：:（(]|$)",
    inside=(("报送省政府安委会办公室", "报送省政府安委会办公室"), ("书面报省安委会", "报省安委会")),
    no=("报送工作总结",),
)
HANDED = Rule(
    "deadline/handed",
    rf"(?:报送|上报|提交|交|寄|送|发送|发|报"
    rf"|反馈)[^，,。；;：:至到给]{{1,16}}?[至到给](?P<name>{_NAME})(?=[，,。；;：:（(]|$)",
    inside=(("报送值班表至综合办公室", "报送值班表至综合办公室"),),
    no=("报送值班表",),
)
TOWARDS = Rule(
    "deadline/towards",
    rf"向(?P<name>{_NAME})(?=书面|专题|报送|报告|反馈|提交|提供|备案|申请|申报|通报|移交|汇报|上报|社会)",
    inside=(("向省安委会报送巡查报告", "向省安委会"),),
    no=("转向社会",),
)
RULES: tuple[Rule, ...] = (RECIPIENT, HANDED, TOWARDS)


def find_recipient(text: str, pieces: Sequence[Span]) -> Span | None:
    """Find the receiver in the words of a duty."""
    for piece in reversed(pieces):
        for rule in (TOWARDS, HANDED, RECIPIENT):
            match = rule.search(text, piece.start, piece.end)
            if match is not None:
                return strip_span(text, Span(*match.span("name")))
    return None
