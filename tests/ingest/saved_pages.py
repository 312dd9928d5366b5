"""Pages as government sites of the usual kinds serve them; names, numbers and contents are invented."""

# ruff: noqa: E501 - lines of pages

from __future__ import annotations

from dataclasses import dataclass

TITLE = "澄川市水务局关于开展2024年度水库安全度汛检查的通知"
NUMBER = "澄水〔2024〕23号"
BODY = (
    "各县（区）水务局，局属各单位：",
    "为切实做好2024年度水库安全度汛工作，经研究决定开展专项检查。现将有关事项通知如下：",
    "一、检查内容",
    "（一）防汛责任人到岗履职情况。",
    "（二）大坝、溢洪道、放水设施运行情况。",
    "二、时间安排",
    "请于2024年5月20日前将自查报告报送市水务局水利科。",
    "联系人：孙明远，联系电话：0390-8123456。",
    "附件：水库安全度汛检查表",
)
SIGNED = ("澄川市水务局", "2024年4月18日")
WATER = (*BODY, *SIGNED)

OFFICE_TITLE = "青禾县人民政府办公室关于印发青禾县校车安全专项整治工作方案的通知"
OFFICE_NUMBER = "青政办发〔2023〕31号"
OFFICE = (
    "各乡镇人民政府，县直各部门：",
    "《青禾县校车安全专项整治工作方案》已经县政府同意，现印发给你们，请认真组织实施。",
    "青禾县人民政府办公室",
    "2023年9月5日",
    "（此件公开发布）",
    "青禾县校车安全专项整治工作方案",
    "为加强校车安全管理，制定本方案。",
    "一、工作目标",
    "全面排查校车安全隐患，落实企业和学校主体责任。",
    "二、工作措施",
    "（一）开展自查。各学校于2023年9月20日前完成自查。",
    "（二）联合检查。县教育局会同县公安局于10月开展联合检查。",
)
SCHOOL_TITLE = "关于做好2024年秋季学期实验室安全检查工作的通知"
SCHOOL = (
    "各学院、各有关部门：",
    "为进一步加强实验室安全管理，学校决定开展实验室安全检查。现将有关事项通知如下：",
    "一、检查范围为全校所有教学、科研实验室。",
    "二、各单位于10月25日前完成自查，并报送自查表。",
    "联系人：秦老师，电话：0577-86680011",
    "云岭理工学院实验室管理处",
    "2024年10月8日",
)


@dataclass(frozen=True, slots=True)
class SavedPage:
    """A page, the lines that a reader should get from it, and values that follow."""

    name: str
    content: bytes
    above: tuple[str, ...]
    lines: tuple[str, ...]
    below: tuple[str, ...] = ()
    title: str = TITLE
    number: str | None = NUMBER
    issuers: tuple[str, ...] = ("澄川市水务局",)
    date: str | None = "2024-04-18"
    date_rule: str = "issue_date/signature"
    published: str | None = None
    index: str | None = None
    phones: tuple[str, ...] = ("0390-8123456",)
    attachments: tuple[str, ...] = ("水库安全度汛检查表",)


def paragraphs(lines: tuple[str, ...], open_: str = "<p>　　", close: str = "</p>", right: str = "") -> str:
    """Set lines as a page does; the last two, signature and date, with an opening of their own."""
    marks = [open_] * len(lines)
    if right:
        marks[-2:] = [right] * 2
    return "\n".join(f"{mark}{line}{close}" for mark, line in zip(marks, lines, strict=True))


def document(head: str, body: str, doctype: str = "<!DOCTYPE html>", code: str = "utf-8") -> bytes:
    """Put head and body together."""
    return f"{doctype}\n<html>\n<head>\n{head}\n</head>\n<body>\n{body}\n</body>\n</html>".encode(code)


MENU = """<div class="top"><a href="#" onclick="this.style.behavior='url(#default#homepage)'">设为首页</a> |
<a href="#">加入收藏</a></div><div class="nav2"><ul><li><a href="/">首页</a></li><li><a href="/a/">政务动态</a></li>
<li><a href="/b/">政府信息公开</a></li><li><a href="/c/">互动交流</a></li></ul></div>"""
SHARE = """<div class="fxk">分享到：<a class="a1">微信</a><a class="a2">新浪微博</a></div>
<p class="gb">【<a href="javascript:window.print()">打印</a>】【<a href="javascript:window.close()">关闭</a>】</p>"""
FOOT = """<div class="bottom"><p>主办：澄川市水务局　承办：澄川市信息中心</p><p>地址：澄川市滨江路1号　联系电话：0390-8800001</p>
<p>网站标识码：3990000001　<a href="http://beian">沧ICP备12000001号-1</a>　沧公网安备 39010002000001号</p>
<p>您是第1203344位访问者　最后更新：2024年6月30日</p></div>"""

TRS = SavedPage(
    "TRS WCM",
    document(
        f"""<meta http-equiv="Content-Type" content="text/html; charset=utf-8" />
<meta name="SiteName" content="澄川市水务局"><meta name="ColumnName" content="通知公告">
<meta name="ArticleTitle" content="{TITLE}"><meta name="PubDate" content="2024-04-22 09:15">
<meta name="ContentSource" content="澄川市水务局"><title>{TITLE}_澄川市水务局</title>""",
        f"""{MENU}<div class="wz">您当前的位置：<a href="/">首页</a> &gt; <a href="../">通知公告</a></div>
<div class="xl_box"><div class="xl_title"><h2>{TITLE}</h2></div>
<div class="xl_info"><span>发布时间：2024-04-22 09:15</span><span>来源：澄川市水务局</span><span>浏览次数：<em id="n">356</em>次</span>
<span class="fontSize">字体：【<a>大</a> <a>中</a> <a>小</a>】</span></div>
<div class="xl_con"><div class="view TRS_UEDITOR trs_paper_default trs_word">
<p style="text-align: center;">{NUMBER}</p>
{
            paragraphs(
                WATER,
                '<p style="text-indent: 2em;"><span style="font-family: 仿宋_GB2312;">',
                "</span></p>",
                '<p style="text-align: right;"><span>',
            )
        }</div>
<ul class="fj"><li>附件：</li><li><a href="./P020240422.doc">水库安全度汛检查表.doc</a></li></ul></div>
{SHARE}<div class="xgwj"><h3>相关解读</h3><ul><li><a href="x.html">一图读懂水库安全度汛检查</a></li></ul></div></div>{
            FOOT
        }""",
    ),
    (TITLE, "发布时间：2024-04-22 09:15", "来源：澄川市水务局", NUMBER),
    WATER,
    ("附件：", "水库安全度汛检查表.doc"),
    published="2024-04-22",
)
JCMS = SavedPage(
    "JCMS, declared GB2312 but UTF-8",
    document(
        f"""<meta http-equiv="Content-Type" content="text/html; charset=gb2312"><title>澄川市水务局 通知公告 {TITLE}</title>
<meta name="author" content="jcms"><meta name="Maketime" content="2024-04-22 09:15:02">""",
        f"""<table width="1000" align="center"><tr><td><img src="top.jpg"></td></tr><tr><td>
<a href="/col/col1/index.html">首 页</a>｜<a href="/col/col2/index.html">机构职能</a>｜
<a href="/col/col3/index.html">政策法规</a></td></tr></table>
<table width="1000" align="center" id="article"><tr><td class="bt_link">当前位置：<a>首页</a> >> <a>通知公告</a></td></tr>
<tr><td class="title" align="center"><!--<$[标题名称(html)]>begin-->{TITLE}<!--<$[标题名称(html)]>end--></td></tr>
<tr><td align="center"><table><tr><td>发布日期：2024-04-22</td><td>信息来源：<!--<$[信息来源]>begin-->市水务局<!--<$[信息来源]>end-->
</td><td>浏览次数：<script>document.write(12)</script></td><td>字号：[ <a>大</a> <a>中</a> <a>小</a> ]</td></tr></table></td></tr>
<tr><td class="bt_content"><div id="zoom"><!--<$[信息内容]>begin--><!--ZJEG_RSS.content.begin--><meta name="ContentStart">
<p align="center">{NUMBER}</p>{paragraphs(WATER, '<p style="margin:0;text-indent:32pt">', "<o:p></o:p></p>")}
<meta name="ContentEnd"><!--ZJEG_RSS.content.end--><!--<$[信息内容]>end--></div></td></tr>
<tr><td align="right">【<a>打印本页</a>】【<a>关闭窗口</a>】</td></tr></table>
<table width="1000" align="center"><tr><td align="center">主办单位：澄川市水务局　技术支持：大江软件<br>
地址：滨江路1号　电话：0390-8800001</td></tr></table>""",
        doctype='<!DOCTYPE HTML PUBLIC "-//W3C//DTD HTML 4.01 Transitional//EN">',
    ),
    (TITLE, "发布日期：2024-04-22", "信息来源：市水务局", NUMBER),
    WATER,
    published="2024-04-22",
)
UNIVERSITY = SavedPage(
    "university, vsb",
    document(
        f"""<META charset="UTF-8"><TITLE>{SCHOOL_TITLE}-云岭理工学院实验室管理处</TITLE>
<META Name="keywords" Content="云岭理工学院实验室管理处,通知" /><META name="description" content="各学院、各有关部门：为进一步加强" />
<script>_jsq_(1032, '/content.jsp', 5101, 1)</script>""",
        f"""<div class="wrap"><div class="logo"><img src="images/logo.png"></div><div class="menu"><ul><li><a href="index.htm">首页</a></li>
<li><a href="jggk.htm">机构概况</a><ul><li><a href="a.htm">部门职责</a></li></ul></li></ul></div>
<div class="ny_right"><div class="dqwz">当前位置: <a href="../index.htm">首页</a>>><a href="../tzgg.htm">通知公告</a>>>正文</div>
<form name="_newscontent_fromname"><div class="show01"><h5>{SCHOOL_TITLE}</h5>
<p><i>时间：2024-10-09</i><i>作者：</i><i>点击：<span id="dynclicks_wbnews_1">221</span></i></p></div>
<div id="vsb_content"><div class="v_news_content">{paragraphs(SCHOOL, '<p class="vsbcontent_img">', "</p>")}
</div></div><div id="div_vote_id"></div>
<p>【<a href="javascript:void(0)">关闭</a>】</p>
<UL style="list-style-type:none;"><li>附件【<a href="/system/_content/download.jsp?id=1">附件1：实验室安全自查表.xlsx</a>】
已下载<span id="nattach1">95</span>次</li></UL></form>
<p>上一条：<a href="12.htm">关于2024年国庆假期实验室安全的通知</a></p><p>下一条：<a href="10.htm">关于危险化学品采购的通知</a></p>
</div><div class="foot">版权所有：云岭理工学院　地址：云岭市学府路8号　电话：0577-86680000</div></div>""",
    ),
    (SCHOOL_TITLE, "发布时间：2024-10-09"),
    SCHOOL,
    ("附件1：实验室安全自查表.xlsx",),
    title=SCHOOL_TITLE,
    number=None,
    issuers=("云岭理工学院实验室管理处",),
    date="2024-10-08",
    published="2024-10-09",
    phones=("0577-86680011",),
    attachments=("实验室安全自查表",),
)
UCAP = SavedPage(
    "ucap, table of the policy library",
    document(
        f"""<meta charset="utf-8"><title>{OFFICE_TITLE}_校车_青禾县政府网</title>
<meta name="lanmu" content="政策"><meta name="firstpublishedtime" content="2023-09-12-17:30:00">""",
        f"""<div class="header"><a>首页</a><a>繁體</a><a>登录</a></div>
<div class="BreadcrumbNav"><a>首页</a> &gt; <a>信息公开</a> &gt; <a>县政府文件</a></div>
<div class="wrap"><table width="100%" border="0" class="border-table noneBorder pages_content"><tbody>
<tr><td class="policyLibraryOverview_header"><table class="bd1"><tbody>
<tr><td width="90"><b>索 引 号：</b></td><td>Q39023000/2023-00145</td><td width="90"><b>主题分类：</b></td><td>教育、安全生产监管</td></tr>
<tr><td><b>发文机关：</b></td><td>青禾县人民政府办公室</td><td><b>成文日期：</b></td><td>2023年09月05日</td></tr>
<tr><td><b>标　　题：</b></td><td colspan="3">{OFFICE_TITLE}</td></tr>
<tr><td><b>发文字号：</b></td><td>{OFFICE_NUMBER}</td><td><b>发布日期：</b></td><td>2023年09月12日</td></tr>
</tbody></table></td></tr></tbody></table>
<div class="share"><span>字号：默认 大 超大</span>|<a>打印</a>|<a>收藏</a></div>
<table><tbody><tr><td class="b12c" id="UCAP-CONTENT">
<p style="text-align: center;"><strong>青禾县人民政府办公室关于印发<br/>青禾县校车安全专项整治工作方案的通知</strong></p>
<p style="text-align: center;">{OFFICE_NUMBER}</p>
{paragraphs(OFFICE, '<p style="text-indent: 2em;">')}
</td></tr></tbody></table><div class="related"><h4>解读</h4><a>《青禾县校车安全专项整治工作方案》解读</a></div>
<div class="ewm">扫一扫在手机打开当前页</div></div><div class="footer">主办：青禾县人民政府办公室　电话：0391-5550000</div>""",
    ),
    (
        "索 引 号：Q39023000/2023-00145", "主题分类：教育、安全生产监管", "发文机关：青禾县人民政府办公室",
        "成文日期：2023年09月05日", f"标　　题：{OFFICE_TITLE}", f"发文字号：{OFFICE_NUMBER}", "发布日期：2023年09月12日",
        "青禾县人民政府办公室关于印发", "青禾县校车安全专项整治工作方案的通知", OFFICE_NUMBER,
    ),
    OFFICE,
    title=OFFICE_TITLE,
    number=OFFICE_NUMBER,
    issuers=("青禾县人民政府办公室",),
    date="2023-09-05",
    published="2023-09-12",
    index="Q39023000/2023-00145",
    phones=(),
    attachments=("青禾县校车安全专项整治工作方案",),
)  # fmt: skip
PROVINCE = SavedPage(
    "catalogue of list items, no date printed",
    document(
        f'<meta charset="utf-8"><title>澄川市水务局 其他文件 {TITLE}</title>',
        f"""{MENU}<div class="content"><div class="classify"><ul>
<li><label>索引号：</label><span>11390000/2024-00077</span></li><li><label>分类：</label><span>水利、水务；通知</span></li>
<li><label>发布机构：</label><span>澄川市水务局</span></li><li><label>成文日期：</label><span>2024年04月18日</span></li>
<li class="long"><label>名称：</label><span>{TITLE}</span></li>
<li><label>文号：</label><span>{NUMBER}</span></li><li><label>发布日期：</label><span>2024年04月22日</span></li>
<li><label>主题词：</label><span></span></li></ul></div>
<h3 class="content_title">{TITLE}</h3><div class="info"><span class="time">发布日期：2024-04-22 10:01:12</span>
<span>浏览次数：-</span></div>
<div class="zw" id="zoomcon">{paragraphs(BODY, "<p>&emsp;&emsp;")}<p style="text-align:right">澄川市水务局</p></div></div>
<div class="qrcode"><p>扫一扫在手机打开当前页</p></div>{FOOT}""",
    ),
    (
        "索引号：11390000/2024-00077", "分类：水利、水务；通知", "发布机构：澄川市水务局", "成文日期：2024年04月18日",
        f"名称：{TITLE}", f"文号：{NUMBER}", "发布日期：2024年04月22日", "主题词：", TITLE, "发布日期：2024-04-22 10:01:12",
    ),
    (*BODY, "澄川市水务局"),
    date_rule="issue_date/metadata",
    published="2024-04-22",
    index="11390000/2024-00077",
)  # fmt: skip
