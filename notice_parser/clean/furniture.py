"""What a web site and a printer put round a notice: page numbers, menus, share bars, footers."""

from __future__ import annotations

from notice_parser.core.alignment import Edit
from notice_parser.core.span import Span
from notice_parser.grammar.rule import Rule

_B = "[ \t\u3000]*+"
_DASH = "[—–―－─\\-_·•]"

PAGE_NUMBER = Rule(
    "furniture/page_number",
    rf"(?m)^{_B}(?:{_DASH}{{1,3}}{_B}[0-9０-９]{{1,3}}{_B}{_DASH}{{1,3}}"
    rf"|第{_B}\[?{_B}[0-9]{{1,3}}{_B}\]?{_B}页(?:{_B}[,，/]?{_B}共{_B}\[?{_B}[0-9]{{1,3}}{_B}\]?{_B}页)?"
    rf"|共{_B}[0-9]{{1,3}}{_B}页{_B}[,，]?{_B}第{_B}[0-9]{{1,3}}{_B}页"
    rf"|{_DASH}{{1,2}}{_B}\n{_B}[0-9]{{1,3}}{_B}\n{_B}{_DASH}{{1,2}}|Page{_B}[0-9]{{1,3}}(?:{_B}of{_B}[0-9]{{1,3}})?){_B}$",
    yes=("— 1 —", "-1-", "—\n2\n—", "第 1 页 共 2 页", "第 [1] 页 共[2]页"),
    no=("— 坚持", "1", "第1页的内容", "-1"),
)
PAGER = Rule(
    "furniture/pager",
    rf"(?P<x>第{_B}\[{_B}[0-9]{{1,3}}{_B}\]{_B}页{_B}共{_B}\[{_B}[0-9]{{1,3}}{_B}\]{_B}页)",
    yes=("第 [1] 页 共[2]页",),
    no=("第1页", "共2页"),
)
_META = (
    "发布(?:时间|日期|者|人)(?!】)|发表(?:时间|日期)|录入时间|更新(?:时间|日期)|信息来源|文章来源|稿件来源|来源|作者|责任编辑|编辑"
    "|审核人?|录入|浏览(?:次数|量|字号)?|点击(?:次数|数|量|率)?|阅读(?:次数|量)?|访问(?:次数|量)|字体(?:大小)?|字号|打印(?:本页)?|关闭(?:窗口)?"
    "|收藏(?:本页)?|分享(?:到)?|保存|视力保护色|文章播报"
)
META_ROW = Rule(
    "furniture/meta_row",
    rf"(?m)^(?![^\n]{{0,160}}(?:关于|的通知|的函|的通告|的公告))"
    rf"[ \t\u3000【\[|]*(?:{_META})(?:[ \t\u3000：:】\]|][^\n。；]{{0,160}})?$",
    yes=(
        "发布时间：2018-5-10 点击：20",
        "【字体：大 中 小】",
        "来源：",
        "关闭 打印责任编辑:许静",
        "信息来源： 市局",
        "打印",
    ),
    no=(
        "来源于群众的意见",
        "审核机关为市局。",
        "发布时间：2021-3-1 关于检查的通知",
        "编辑工作方案",
        "文 号：〔2021〕5号",
        "发布通知如下：甲；乙",
    ),
)
PUBLISHED = Rule(
    "furniture/published",
    r"[ \t\u3000【\[|]*(?:发布|发表)(?:时间|日期)[ \t\u3000]*[：:][ \t\u3000]*"
    r"(?:19|20)[0-9]{2}[-—/.年][0-9]{1,2}[-—/.月][0-9]{1,2}日?(?:[ \t]{1,3}[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?)?",
    yes=("发布时间：2018-5-10", "发布日期：2018年5月10日", "【发布时间: 2018-05-10 09:30:00"),
    no=("发布时间：", "发布时间：另行通知", "点击：20"),
)
"""What stays of a row of publishing data: it says when the notice was published."""
TIME_ROW = Rule(
    "furniture/time_row",
    rf"(?m)^{_B}(?:(?:时间|日期)[：:]{_B})?(?:19|20)[0-9]{{2}}[-—/.][0-9]{{1,2}}[-—/.][0-9]{{1,2}}"
    rf"[ \t\u3000]+[0-9]{{1,2}}:[0-9]{{2}}(?::[0-9]{{2}})?{_B}$",
    yes=("时间：2022-03-15 02:20:00", "2019-11-15 00:00"),
    no=("2019-11-15", "时间：3月5日8:30"),
)
FONT_MENU = Rule(
    "furniture/font_menu",
    rf"(?m)[【\[]?(?:字体|字号)[：:]?{_B}[\[【]?大{_B}[|]?{_B}中{_B}[|]?{_B}小{_B}[\]】]?|^(?:Aa|字体[：:]?|[大中小]|\|(?=\n[大中小]\n)){_B}$",
    yes=("【字体：大 中 小】", "字号:大中小", "Aa", "小"),
    no=("大中小学", "中小学"),
)
_WORDS = (
    "设为首页|加入收藏|首页|网站首页|机构概[览况]|机构职能|动态要闻|新闻动态|新闻中心|要闻动态|信息公开|政务公开|政府信息公开|在线办事|办事服务"
    "|政务服务|互动[回响]应|互动交流|公众参与|专题专栏|数据开放|网站地图|联系我们|工作邮箱|无障碍(?:浏览|阅读)?|长者(?:模式|版)|简体|繁体|English"
    "|登录|注册|搜索|返回(?:顶部|首页|列表)?|上一页|下一页|打印本页|关闭窗口|微信|微博|QQ空间|政策解读|通知公告|站内搜索|手机版|RSS|举报|回到顶部"
)
MENU_WORD = Rule(
    "furniture/menu_word",
    rf"(?m)^[ \t\u3000>|]*(?:{_WORDS})(?:[ \t\u3000>|]+(?:{_WORDS}))*[ \t\u3000>|]*$",
    yes=("设为首页", "首页 | 信息公开 | 互动交流"),
    no=("关于信息公开的通知", "首页的内容", "联系我们单位"),
)
BREADCRUMB = Rule(
    "furniture/breadcrumb",
    rf"(?m)^{_B}(?:(?:您|你)?(?:当前|现在|所在)?(?:的)?位置[：:]|首页{_B}[>＞»›/→]|主页{_B}[>＞»›/→])"
    rf"(?![^\n]{{0,200}}(?:〔|发布时间|来源[：:]|各[^\n>]{{2,60}}[：:]$))[^\n]{{0,200}}$",
    yes=("首页 > 政务公开 > 教育", "您当前的位置：首页>通知", "当前位置:首页"),
    no=("首页", "位置在山东", "首页 > 通知关于检查的通知甲发〔2021〕5号各县："),
)
NEIGHBOUR = Rule(
    "furniture/neighbour",
    rf"(?m)^{_B}(?:上一[篇条]|下一[篇条]|相关(?:链接|文章|阅读|附件下载))[：:]?[^\n]{{0,100}}$",
    yes=("上一篇:2024年寒假公布", "下一篇：没有了"),
    no=("上一年", "下一步"),
)
FOOTER = Rule(
    "furniture/footer",
    r"(?m)^[^\n。；]{0,80}(?:ICP备|公网安备|网站标识码|版权所有|扫一扫|技术支持[：:]"
    r"|网站(?:维护|管理)电话|Copyright|©|网站地图"
    r"|手机(?:上|端)?(?:打开|查看)(?:当前|本)页)[^\n]{0,120}$",
    yes=(
        "京ICP备10000001号",
        "网站标识码：bm10000001号",
        "扫一扫在手机打开当前页",
        "国家能源局版权所有，如需转载，请注明来源",
    ),
    no=("技术支持单位", "请扫描二维码", "备案号"),
)
FOOTER_WORDS = (
    "ICP备", "公网安备", "网站标识码", "版权所有", "扫一扫", "技术支持", "网站维护电话", "网站管理电话", "Copyright",
    "©", "网站地图", "本页", "当前页",
)  # fmt: skip
"""Without one of these a text has no footer."""
FOOTER_PART = Rule(
    "furniture/footer_part",
    r"(?m)^[ \t\u3000|]*(?:(?:主办|承办|协办|运维|维护)(?:单位)?[：:]|(?:通[信讯])?地址[：:]|邮[政]?编[码]?[：:]"
    r"|(?:网站)?(?:电话|传真|邮箱|E-?mail)[：:]"
    r"|联系(?:电话|我们|方式)|建议使用|推荐使用|关于我们|网站声明|隐私|友情链接|[|]|您是第)[^\n。]{0,120}$",
    yes=("主办单位: 沧岭省水域管理局", "邮政编码：100045", "联系我们"),
    no=("请各单位上报", "办公地址：甲"),
)
CONTENTS_ROW = Rule(
    "furniture/contents_row",
    rf"(?m)^(?P<title>{_B}(?:[0-9]{{1,3}}[.．、]|[一二三四五六七八九十]{{1,3}}、|附件)[^\n。；，]{{3,90}}?)"
    rf"(?P<page>{_B}\n?{_B}(?:[.．·…][ .．·…]{{0,120}}+|(?<=[ \t)）]))[0-9]{{1,3}}){_B}$",
    yes=(
        "1.甲系统行动方案....5",
        "2.乙方案（2024-2026年） ......\t11",
        "3.丙方案（2024年） 32",
        "4.丁方案\n.........62",
    ),
    no=("1.检查3次", "2.甲方案", "3.要求：，....5"),
)
"""A row of a table of contents: 1.某某行动方案 ...... 5; the leader may have slid to the next line."""
RULES = (
    CONTENTS_ROW, PAGE_NUMBER, PAGER, META_ROW, PUBLISHED, TIME_ROW, FONT_MENU, MENU_WORD, BREADCRUMB,
    NEIGHBOUR, FOOTER, FOOTER_PART,
)  # fmt: skip


def _without_line(text: str, start: int, end: int) -> Span:
    """Widen a span by the line end behind it, or the one before where it is the last line."""
    if end < len(text) and text[end] == "\n":
        return Span(start, end + 1)
    return Span(max(0, start - 1), end)


def fix_page_numbers(text: str) -> list[Edit]:
    r"""Delete page numbers and pagers on lines of their own: ``— 1 —``, also over three lines, ``第 1 页 共 2 页``.

    A number alone on a line stays: it may be a table's.

    >>> from notice_parser.clean.fix import mended
    >>> mended("道床和隧道渗\n— 1 —\n漏水情况", fix_page_numbers("道床和隧道渗\n— 1 —\n漏水情况"))
    '道床和隧道渗\n漏水情况'
    """
    edits = [
        Edit(_without_line(text, m.start(), m.end()), "", PAGE_NUMBER.name, 0.95) for m in PAGE_NUMBER.find_all(text)
    ]
    return _apart([*edits, *(Edit(Span(*m.span()), "", PAGER.name, 0.93) for m in PAGER.find_all(text))])


def fix_contents_pages(text: str) -> list[Edit]:
    r"""Take leaders and page numbers from a table of contents, of which three rows or more follow each other.

    >>> from notice_parser.clean.fix import mended
    >>> rows = "目录\n1.甲方案.....5\n2.乙方案\n......11\n3.丙方案（试行） 32\n"
    >>> mended(rows, fix_contents_pages(rows))
    '目录\n1.甲方案\n2.乙方案\n3.丙方案（试行）\n'
    """
    edits: list[Edit] = []
    run: list[Edit] = []
    dotted, end = 0, -1
    for match in [*CONTENTS_ROW.find_all(text), None]:
        if match is None or not 0 <= match.start() - end <= 1:
            edits += run if len(run) > 2 and dotted > 1 else []
            run, dotted = [], 0
        if match is not None:
            run.append(Edit(Span(*match.span("page")), "", CONTENTS_ROW.name, 0.93))
            dotted += any(c in ".．·…" for c in match["page"])
            end = match.end()
    return edits


def fix_site_furniture(text: str) -> list[Edit]:
    r"""Delete a web page's own lines: menus, breadcrumbs, publishing rows, font menus, share bars, neighbours.

    Rows of the catalogue above a notice (索引号, 文号, 成文日期, 发布机构) stay: they say something about it.

    >>> from notice_parser.clean.fix import mended
    >>> page = "首页\n关于检查的通知\n来源：本站 点击：20\n各单位：\n文 号：某发〔2021〕5号"
    >>> mended(page, fix_site_furniture(page))
    '关于检查的通知\n各单位：\n文 号：某发〔2021〕5号'
    """
    edits: list[Edit] = []
    for rule, confidence in (
        (META_ROW, 0.9), (TIME_ROW, 0.9), (FONT_MENU, 0.95), (MENU_WORD, 0.9), (BREADCRUMB, 0.95), (NEIGHBOUR, 0.93),
    ):  # fmt: skip
        for match in rule.find_all(text):
            if rule is META_ROW and (published := PUBLISHED.match(text, match.start())):
                edits.append(Edit(Span(published.end(), max(published.end(), match.end())), "", rule.name, confidence))
                continue
            before, after = text[match.start() - 1 : match.start()], text[match.end() : match.end() + 1]
            whole = before in ("", "\n") and after in ("", "\n")
            span = _without_line(text, *match.span()) if whole else Span(*match.span())
            edits.append(Edit(span, "", rule.name, confidence))
    return _apart(edits)


def fix_footers(text: str) -> list[Edit]:
    r"""Delete a site's footer: registration numbers, copyright, and the address and phone that stand with them.

    Only at the end of the text, from the first line that is certainly a footer's; the phone of a site is no contact.

    >>> from notice_parser.clean.fix import mended
    >>> page = "某市财政局\n2021年3月1日\n主办单位：某市政府\n京ICP备11号\n电话：010-5550001"
    >>> mended(page, fix_footers(page))
    '某市财政局\n2021年3月1日\n'
    """
    certain = [m.span() for m in FOOTER.find_all(text)]
    if not certain:
        return []
    at = certain[0][0]
    parts = [m.span() for m in FOOTER_PART.find_all(text)]
    for start, end in reversed(parts):
        # 主办单位：… may stand above the certain lines, but only right above.
        if start < at and not text[end:at].strip():
            at = start
    inside = sorted({*certain, *(p for p in parts if p[0] >= at)})
    edits = [Edit(_without_line(text, *span), "", FOOTER.name, 0.93) for span in inside]
    return _apart(edits)


def _apart(edits: list[Edit]) -> list[Edit]:
    """Trim what two deletions share, and drop a deletion that lies in another."""
    kept: list[Edit] = []
    for edit in sorted(edits, key=lambda e: (e.span.start, -e.span.end)):
        start = max(edit.span.start, kept[-1].span.end if kept else 0)
        if start < edit.span.end:
            kept.append(Edit(Span(start, edit.span.end), "", edit.fix, edit.confidence))
    return kept
