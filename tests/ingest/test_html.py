"""Saved pages of government sites: what is the notice, and what frames it."""

from __future__ import annotations

import time

import pytest

from notice_parser.core.source import ReadBy, SourceText
from notice_parser.core.span import Span
from notice_parser.errors import NoticeError, SourceTooLargeError
from notice_parser.ingest.read import read_bytes
from notice_parser.ingest.readers import Limits

BODY = """
<p>各县（区）水务局：</p>
<p style="text-indent:2em">　　为做好2023年度小型水闸安全管理工作，现将有关事项通知如下：</p>
<p>　　一、检查内容。重点检查管护责任是否落实、设施设备是否完好。</p>
<p>　　二、时间安排。请于2023年5月20日前将自查报告报送市水务局运行科。</p>
<p style="text-align:right">清岚市水务局</p>
<p style="text-align:right">2023年4月6日</p>
"""
TITLE = "清岚市水务局关于开展小型水闸安全检查的通知"
TEXT = """各县（区）水务局：
　　为做好2023年度小型水闸安全管理工作，现将有关事项通知如下：
　　一、检查内容。重点检查管护责任是否落实、设施设备是否完好。
　　二、时间安排。请于2023年5月20日前将自查报告报送市水务局运行科。
清岚市水务局
2023年4月6日
"""
DIVISIONS = f"""<!DOCTYPE html><html lang="zh"><head><meta charset="utf-8"><title>{TITLE}_清岚市水务局</title>
<style>.a{{color:red}}</style><script>var title = "关于检查的通知，请于5月1日前报送。";</script></head><body>
<div class="header"><img src="logo.png"><ul class="nav"><li><a href="/">首页</a></li>
<li><a href="/xw">新闻中心</a></li></ul>
<p>热线电话：0390-12345</p></div>
<div class="BreadcrumbNav">当前位置：<a href="/">首页</a> &gt; <a href="/gk">信息公开</a> &gt; 通知公告</div>
<div class="main"><div class="left">
<table class="zwxl"><tbody><tr><th>索 引 号：</th><td>002489305/2023-00121</td>
<th>发布机构：</th><td>清岚市水务局</td></tr>
<tr><th>发文字号：</th><td>清水〔2023〕17号</td><th>成文日期：</th><td>2023-04-06</td></tr></tbody></table>
<h1 class="article-title">{TITLE}</h1>
<div class="pages-date">发布时间：2023-04-07 10:20　来源：市水务局　字体：<a>大</a> <a>中</a> <a>小</a></div>
<div class="pages_content" id="UCAP-CONTENT">{BODY}</div>
<p>附件：<a href="/a.xls">小型水闸检查表.xls</a></p>
<div class="share">分享到：<a>微信</a><a>微博</a></div>
<div class="page-nav"><a href="1.html">上一篇：关于汛期值班的通知</a><a href="2.html">下一篇：关于抗旱的公告</a></div>
</div><div class="sidebar"><h3>相关信息</h3>
<ul><li><a href="3.html">清岚市水务局关于做好防汛工作的通知</a></li></ul></div></div>
<div class="footer"><p>主办单位：清岚市水务局　联系电话：0390-8810000　邮编：330100</p><p>清ICP备05000000号</p></div>
</body></html>"""
TABLES = f"""<html><head><meta http-equiv="Content-Type" content="text/html; charset=gb2312">
<title>{TITLE}</title></head>
<body>
<table width=980><tr><td><a href="/">网站首页</a>|<a href="/a">机构概况</a>|<a href="/b">政务公开</a>|
<a href="/c">联系我们</a></td></tr></table>
<table width=980><tr><td width=200><table><tr><td><a href=1>图片新闻</a></td></tr>
<tr><td><a href=2>局领导</a></td></tr></table></td>
<td><table><tr><td class="title" align=center>{TITLE}</td></tr><tr><td>日期：2023-4-7　点击数：35</td></tr>
<tr><td id=Zoom>{BODY.replace("</p>", "").replace("<p", "<P").replace("　　", "&nbsp;&nbsp;&nbsp;&nbsp;")}</td></tr>
<tr><td>【<a href="#">打印</a>】【<a href="#">关闭</a>】</td></tr></table></td></tr></table>
<table><tr><td>版权所有：清岚市水务局 电话：0390-8810000</td></tr></table></body></html>"""


def page(inner: str) -> bytes:
    return f"<!DOCTYPE html><html><head><meta charset=utf-8></head><body>{inner}</body></html>".encode()


def read(content: bytes) -> SourceText:
    return read_bytes(content)


def test_a_page_of_divisions() -> None:
    text = read(DIVISIONS.encode()).text
    assert f"{TITLE}_" not in text
    assert TEXT.rstrip() in text
    assert TITLE in text.split("\n")
    for line in (
        "索 引 号：002489305/2023-00121",
        "发文字号：清水〔2023〕17号",
        "成文日期：2023-04-06",
        "附件：小型水闸检查表.xls",
    ):
        assert line in text.split("\n")
    for decoy in ("0390-12345", "0390-8810000", "上一篇", "防汛", "分享", "当前位置", "ICP", "var title", "新闻中心"):
        assert decoy not in text
    assert text.index("索 引 号") < text.index("各县（区）")


def test_a_page_of_layout_tables_in_an_old_code() -> None:
    text = read(TABLES.encode("gb18030")).text
    assert [line.strip() for line in TEXT.splitlines()] == [
        line.strip() for line in text[text.index("各县（区）") :].splitlines() if line.strip()
    ]
    assert TITLE in text.split("\n")
    for decoy in ("机构概况", "局领导", "打印", "版权所有", "0390-8810000"):
        assert decoy not in text


def test_a_page_of_a_ministry() -> None:
    lines = "".join(f"<div>　　{line.strip()}</div>" for line in TEXT.splitlines()[1:])
    content = f"""<link rel="stylesheet" href="a.css">
<!DOCTYPE html><html><head><meta charset="utf-8"><meta name="ArticleTitle" content="{TITLE}">
<title>{TITLE}--某部</title></head>
<body><div class="header"><ul><li><a href="/">邮箱</a></li></ul></div><div class="searchWord">热门搜索：</div>
<div class="innerBanner"><h2>政策文件</h2>
<div class="crumbsNav">当前位置：<a href="/">首页</a>&nbsp;&gt;&nbsp;<a>通知</a></div></div>
<div class="innerCenter"><h2 class="neiright_Title">{TITLE}</h2><div class="GK"><span>2023-04-07</span>
<span>来源：市水务局</span><div class="GKshare">分享到：<div class="bshare-custom"><a>微信</a></div></div>
<span>[<a href="javascript:window.print()">打印</a>]</span><span>字号：<a>[大]</a> <a>[中]</a> <a>[小]</a></span></div>
<div class="CP"><div class=TRS_Editor><div>各县（区）水务局：</div>{lines}</div></div></div>
<div id="recommend-rel" style="display: none"><h2>相关阅读推荐</h2>
<a>清岚市水务局关于防汛的通知</a></div></body></html>"""
    found = [line.strip() for line in read(content.encode()).text.splitlines() if line.strip()]
    assert found[-6:] == [line.strip() for line in TEXT.splitlines()]
    assert TITLE in found
    assert not any(
        word in line for line in found for word in ("政策文件", "打印", "字号", "微信", "推荐", "当前位置", "热门")
    )


def test_what_reads_like_furniture_in_the_text_stays() -> None:
    lines = (
        "关闭阀门，切断电源。",
        "主办单位：清岚市水务局。",
        "返回现场后及时登记。",
        "下一条措施是加强巡查。",
        "打印检查表并逐项填写。",
    )
    inner = f"<div class='box'>{BODY}{''.join(f'<p>{line}</p>' for line in lines)}</div>"
    text = read(page(inner)).text.splitlines()
    assert set(lines) <= set(text)


@pytest.mark.parametrize("name", ["position-relative", "print-content", "hot-x tools-x", "article-header", "link-box"])
def test_names_that_only_sound_like_frames(name: str) -> None:
    head = f"<div class='{name}'><p>{TITLE}</p></div>"
    assert TITLE in read(page(f"<div class='article'>{head}<div class='content'>{BODY * 3}</div></div>")).text


def test_a_catalogue_of_list_items_and_one_of_terms() -> None:
    items = "<ul><li><b>索 引 号：</b><span>0024/2023-00121</span></li><li><b>发文字号：</b>清水〔2023〕17号</li></ul>"
    terms = "<dl><dt>成文日期</dt><dd>2023-04-06</dd><dt>发布机构</dt><dd>清岚市水务局</dd></dl>"
    lines = read(page(f"<div class='info'>{items}{terms}</div><div class='content'>{BODY}</div>")).text.splitlines()
    for entry in (
        "索 引 号：0024/2023-00121",
        "发文字号：清水〔2023〕17号",
        "成文日期：2023-04-06",
        "发布机构：清岚市水务局",
    ):
        assert entry in lines


def test_a_catalogue_with_missing_values_and_other_labels() -> None:
    table = """<table><tr><td>报送单位：</td><td>市财政局</td><td>主题分类：</td><td><span></span></td></tr>
    <tr><td>发文字号：</td><td>清财〔2023〕1号</td><td>成文日期：</td><td>2023-01-04</td></tr>
    <tr><td>标　　题：</td><td colspan="3"><span> 清岚市财政局关于采购的通知 </span></td></tr></table>"""
    assert read(page(f"{table}<div>{BODY}</div>")).text.splitlines()[:5] == [
        "报送单位：市财政局",
        "主题分类：",
        "发文字号：清财〔2023〕1号",
        "成文日期：2023-01-04",
        "标　　题：清岚市财政局关于采购的通知",
    ]


def test_signature_and_date_in_a_frame_of_their_own() -> None:
    body, sign = BODY[: BODY.index('<p style="text-align:right">')], "<p>清岚市水务局</p><p>2023年4月6日</p>"
    text = read(page(f"<div class='text'>{body}</div><div class='sign'>{sign}</div><div>电话：0390-8810000</div>")).text
    assert text.endswith("清岚市水务局\n2023年4月6日\n")


def test_a_short_notice_beside_a_long_list_of_links() -> None:
    links = "".join(f"<li><a href='{i}.html'>清岚市水务局关于做好第{i}次防汛检查工作的通知</a></li>" for i in range(60))
    text = read(page(f"<div class='list'><ul>{links}</ul></div><div class='article'>{BODY}</div>")).text
    assert text == TEXT


def test_the_title_that_only_the_head_of_the_page_knows() -> None:
    head = f"<head><meta charset=utf-8><meta name='ArticleTitle' content='{TITLE}'></head>"
    content = f"<!DOCTYPE html><html>{head}<body>{BODY}"
    assert read(content.encode()).text == f"标题：{TITLE}\n{TEXT}"


def test_the_source_says_that_it_flows() -> None:
    source = read(DIVISIONS.encode())
    assert source.pages[0].read_by is ReadBy.MARKUP
    assert source.media_type == "text/html"
    assert source.place(Span(0, 5)) is None


@pytest.mark.parametrize(
    ("inner", "expected"),
    [
        ("<p>甲&lt;乙&gt;&amp;丙&#12295;</p>", "甲<乙>&丙〇\n"),
        ("<p>一、目标<br>二、任务</p>", "一、目标\n二、任务\n"),
        ("<p>关于<b>检查</b>的<span>通知</span></p>", "关于检查的通知\n"),
        ("<p>请于<del>5月1日</del><ins>5月8日</ins>前报送</p>", "请于5月8日前报送\n"),
        ("<p>甲<s>乙</s>丙</p>", "甲丙\n"),
        ("<p>甲<s>乙</s>\x01丙&#2;<s>丁</s>\ufffe戊</p>", "甲丙戊\n"),
        ("<p>全市\n各单位</p>", "全市各单位\n"),
        ("<p>甲<span style='display:none'>乙</span>丙丁戊己</p>", "甲丙丁戊己\n"),
        ("<pre>关于检查的通知\n\n各县水务局：</pre>", "关于检查的通知\n\n各县水务局：\n"),
        ("<p>第一段。</p>散的文字。<p>第二段。</p>", "第一段。\n散的文字。\n第二段。\n"),
        ("<ol><li>检查台账。</li><li>检查现场。</li></ol>", "1. 检查台账。\n2. 检查现场。\n"),
        ("<ol start=3 type=a><li>台账。</li><li value=9><p>现场。</p></li></ol>", "c. 台账。\ni. 现场。\n"),
        ("<ol style='list-style-type:cjk-ideographic'><li>目标<ol><li>台账</li></ol></li></ol>", "一、目标\n1. 台账\n"),
        ("<ol style='list-style:none'><li>检查台账。</li></ol>", "检查台账。\n"),
        ("<ol><li>一、检查台账。</li><li>（二）现场。</li></ol>", "一、检查台账。\n（二）现场。\n"),
        ("<ul><li>检查台账。</li></ul>", "检查台账。\n"),
    ],
)
def test_lines(inner: str, expected: str) -> None:
    assert read(page(inner)).text == expected


def test_a_table_of_data_keeps_its_cells() -> None:
    table = """<p>检查表如下，请各单位对照落实：</p><table><tr><th>序号</th><th colspan=2>检查内容</th></tr>
    <tr><td rowspan=2>1</td><td>台账</td><td>齐全</td></tr><tr><td>现场</td><td></td></tr></table>"""
    source = read(page(table))
    assert [[cell.of(source.text) for cell in row] for row in source.tables[0].rows] == [
        ["序号", "检查内容", ""],
        ["1", "台账", "齐全"],
        ["1", "现场", ""],  # the same span: the cell reaches down
    ]


@pytest.mark.parametrize("tag", ["div", "b", "table><tr><td"])
def test_deep_nesting(tag: str) -> None:
    started = time.perf_counter()
    try:
        read(page(f"<{tag}>" * 30_000 + "关于检查的通知"))
    except NoticeError as error:
        assert error.advice
    assert time.perf_counter() - started < 10


def test_what_lies_too_deep_is_said_to_be_unread() -> None:
    source = read(page("<p>关于检查的通知</p>" + "<div>检查" * 100_000))
    assert source.text.startswith("检查\n")
    assert source.pages[0].read_by is ReadBy.UNREAD
    assert "套得太深" in source.findings[0]


@pytest.mark.parametrize("inner", ["<p>检查</p>" * 3_500_000, "<b>检</b>" * 250_000])
def test_a_page_that_is_too_large(inner: str) -> None:
    content = page(inner)
    assert len(content) < 50_000_000
    with pytest.raises(SourceTooLargeError):
        read(content)


def test_time_grows_with_the_page_only() -> None:
    def cost(times: int) -> float:
        started = time.process_time()
        read(page(BODY * times))
        return time.process_time() - started

    cost(20)
    assert cost(2_000) < 12 * max(cost(500), 0.02)


def test_nul_bytes_and_tags_that_never_end() -> None:
    content = (
        page(f"<div class=box>{BODY.replace('</p>', '')}")
        .replace(b"<p", b"\0<p")
        .replace("检".encode(), "检\0".encode())
    )
    assert [line.strip() for line in read(content).text.splitlines()] == [line.strip() for line in TEXT.splitlines()]


def test_scripts_that_never_end_take_no_time() -> None:
    started = time.perf_counter()
    with pytest.raises(NoticeError):
        read_bytes(page("<script>" * 500_000 + "<!--" * 500_000), limits=Limits())
    assert time.perf_counter() - started < 10


def test_an_embedded_image_is_no_text() -> None:
    content = page(f"<p>关于检查的通知</p><img src='data:image/png;base64,{'A' * 6_000_000}'>")
    assert read(content).text == "关于检查的通知\n"


def test_external_entities_are_not_read(tmp_path: object) -> None:
    content = b"""<?xml version="1.0"?><!DOCTYPE html [<!ENTITY x SYSTEM "file:///etc/passwd">]><html><body>
    <p>\xe5\x85\xb3\xe4\xba\x8e\xe6\xa3\x80\xe6\x9f\xa5\xe7\x9a\x84\xe9\x80\x9a\xe7\x9f\xa5&x;</p></body></html>"""
    assert "root:" not in read(content).text
