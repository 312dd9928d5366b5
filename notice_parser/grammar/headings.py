"""What tells a heading from a sentence."""

from __future__ import annotations

from notice_parser.grammar.rule import Rule

MODAL = Rule(
    name="heading/modal",
    pattern=(
        r"应当|应(?=[及按认对在将积结切严做于由])|必须|须(?=[于在经向])|务必|(?<![重主需必首纲简摘])要(?![求点素件领闻道务地害])"
        r"|不得|请(?!示|假|求)|可以|可(?=[根由在向通])|将(?=[对组于根按从])|联系人"
    ),
    yes=("应当", "必须", "要", "不得"),
    no=("工作要求", "重点任务", "主要内容", "有关要求", "请示事项", "可持续发展", "即将开展"),
    inside=(("各市要认真学习", "要"), ("请各单位高度重视", "请"), ("各单位应于月底前报送", "应")),
)
"""A word by which a sentence lays a duty on somebody; a heading names a subject instead."""

_NOUNS = (
    "内容|安排|要求|时间|地点|对象|范围|形式|方式|方法|步骤|措施|目标|任务|原则|事项|条件|程序|标准|重点|事宜|纪律|分工"
    "|费用|指导思想|目的|依据"
)
_NO_SUBJECT_LETTER = "和及与、，的地为是中上下内外前后等制不应要由员记须必可需将对在于按有已能会都均一因从向把被让使"
_NO_SUBJECT = f"{_NOUNS}|表(?![彰明示现扬])|图(?!书)|单(?![位独])|册|情况|完成|落实|进行|[{_NO_SUBJECT_LETTER}]"

GLUED_HEADING = Rule(
    name="heading/glued",
    pattern=(
        r"\s{0,4}(?:"
        rf"(?P<named>(?!请|各|凡|对|由|在|按|将|为)[\u4e00-\u9fff、（）“”]{{2,14}}?(?:{_NOUNS}))"
        rf"(?=[\u4e00-\u9fff“《\d（(])(?!{_NO_SUBJECT})"
        # 培训形式培训采用…: the sentence takes up the word that the heading begins with.
        r"|(?P<taken_up>(?P<topic>[\u4e00-\u9fff]{2})[\u4e00-\u9fff、]{1,11}?[^各本该此])(?=(?P=topic)))"
    ),
    inside=(
        ("会议安排会议分两个阶段进行", "会议安排"),
        ("检查内容查看台账", "检查内容"),
        ("工作要求各单位要高度重视", "工作要求"),
        ("培训考核和证书颁发培训结束后统一发证", "培训考核和证书颁发"),
    ),
    no=("值班安排表请于月底前报办公室", "责任和任务的落实", "内容及标准", "工作任务须按期完成"),
)
"""A heading with the text right behind it, as one-line copies have it."""

HEADING_NOUN = Rule(
    name="heading/noun",
    pattern=rf"(?:{_NOUNS})$",
    yes=("要求", "方式"),
    no=("要求各单位",),
    inside=(("工作要求", "要求"),),
)
"""A word with which the name of a part ends."""

RULES = (MODAL, GLUED_HEADING, HEADING_NOUN)
