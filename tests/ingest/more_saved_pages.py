"""More pages: county sites, public accounts, print and mobile versions, what Word saves."""

# ruff: noqa: E501 - lines of pages

from __future__ import annotations

from saved_pages import (
    BODY,
    FOOT,
    MENU,
    NUMBER,
    OFFICE,
    OFFICE_NUMBER,
    OFFICE_TITLE,
    SCHOOL,
    SCHOOL_TITLE,
    SHARE,
    SIGNED,
    TITLE,
    WATER,
    SavedPage,
    document,
    paragraphs,
)  # fmt: skip

COUNTY = SavedPage(
    "county site, lines parted by br, no charset, GBK",
    document(
        f"<title>{TITLE} - 澄川水务网</title>",
        f"""<div id=top><a href=/>网站首页</a> <a href=/list/1.html>工作动态</a> <a href=/list/2.html>通知公告</a></div>
<div class=place><strong>当前位置:</strong> <a href=/>主页</a> > <a href=/tz/>通知公告</a> > </div>
<div class=viewbox><div class=title><h2>{TITLE}</h2></div>
<div class=info><small>时间:</small>2024-04-22 16:20<small>来源:</small>未知 <small>作者:</small>admin <small>点击:</small>
<script src=/plus/count.php></script>次</div>
<div class=content><table width="100%"><tr><td>{NUMBER}<br />{"<br /><br />".join(f"&nbsp;&nbsp;&nbsp; {x}" for x in WATER)}
</td></tr></table></div>
<div class=boxoff><strong>------分隔线----------------------------</strong></div>
<div class=handle><div class=digg>顶一下(0) 踩一下(0)</div></div>
<div class=context><ul><li>上一篇：<a href=1.html>澄川市水务局关于2024年值班安排的通知</a></li><li>下一篇：没有了</li></ul></div></div>
<div class=pleft><dl><dt><strong>推荐内容</strong></dt><dd><ul><li><a>澄川市水务局召开水库安全会议</a></li></ul></dd></dl></div>
<div class=footer>Copyright &copy; 2012-2024 澄川水务网 版权所有 电话：0390-8800001 邮箱：cc@example.org</div>""",
        doctype="", code="gb18030",
    ),
    (TITLE, "发布时间：2024-04-22 16:20", NUMBER),
    WATER,
    published="2024-04-22",
)  # fmt: skip
ACCOUNT = SavedPage(
    "public account",
    document(
        f"""<meta charset="utf-8"><meta property="og:title" content="{TITLE}"><title>{TITLE}</title>
<script>var ct = "1713751234"; var msg_title = '{TITLE}';</script>""",
        f"""<div id="js_article" class="rich_media"><div class="rich_media_inner"><div id="page-content">
<div id="img-content" class="rich_media_wrp"><h1 class="rich_media_title" id="activity-name">{TITLE}</h1>
<div id="meta_content" class="rich_media_meta_list"><span class="rich_media_meta rich_media_meta_text">局办公室</span>
<span class="rich_media_meta rich_media_meta_nickname" id="profileBt"><a href="javascript:void(0);">澄川水务</a></span>
<em id="publish_time" class="rich_media_meta rich_media_meta_text">2024-04-22 18:30</em>
<span id="js_ip_wording_wrp">发表于沧岭</span></div>
<div class="rich_media_content" id="js_content" style="visibility: hidden; opacity: 0;">
<section data-role="outer"><section><p style="text-align:center"><span>{NUMBER}</span></p>
{paragraphs(WATER, '<section style="text-indent:2em"><span leaf="">', "</span></section><section><br></section>")}
</section></section><p style="display:none"><mp-style-type data-value="3"></mp-style-type></p></div>
<div class="rich_media_tool"><a id="js_view_source">阅读原文</a> 阅读 1052 赞 12 在看</div></div></div></div></div>
<div class="weui-dialog" style="display:none">微信扫一扫<br>关注该公众号</div>
<div id="js_pc_qr_code">微信扫一扫可打开此内容，使用完整服务</div>
<p>预览时标签不可点</p><div>继续滑动看下一个</div><div>轻触阅读原文</div><div>向上滑动看下一个</div>""",
    ),
    (TITLE, "发布时间：2024-04-22 18:30", NUMBER),
    WATER,
    published="2024-04-22",
)
WORD = SavedPage(
    "saved by Word",
    f"""<html xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"
xmlns:w="urn:schemas-microsoft-com:office:word"><head><meta http-equiv=Content-Type content="text/html; charset=gb2312">
<meta name=ProgId content=Word.Document><meta name=Generator content="Microsoft Word 15">
<!--[if gte mso 9]><xml><o:DocumentProperties><o:Author>孙明远</o:Author><o:Created>2023-01-03T01:00:00Z</o:Created>
</o:DocumentProperties></xml><![endif]--><style><!-- p.MsoNormal {{margin:0cm;}} --></style></head>
<body lang=ZH-CN style='tab-interval:21.0pt'><div class=WordSection1 style='layout-grid:15.6pt'>
<p class=MsoNormal align=center style='text-align:center'><b><span style='font-size:22.0pt;font-family:方正小标宋简体'>{
        TITLE
    }
<span lang=EN-US><o:p></o:p></span></span></b></p>
<p class=MsoNormal align=center style='text-align:center'>{NUMBER.replace("2024", "<span lang=EN-US>2024</span>")}</p>
{
        paragraphs(
            BODY,
            "<p class=MsoNormal style='text-indent:32.0pt'><span style='font-family:仿宋_GB2312'>",
            "<span lang=EN-US><o:p></o:p></span></span></p><p class=MsoNormal><o:p>&nbsp;</o:p></p>",
        )
    }
<p class=MsoNormal align=right><![if !supportLists]><span style='mso-list:Ignore'></span><![endif]>{SIGNED[0]}</p>
<p class=MsoNormal align=right>2<span lang=EN-US>024</span>年<span lang=EN-US>4</span>月<span lang=EN-US>18</span>日</p>
<!--[if supportFields]><span lang=EN-US>PAGE</span><![endif]--></div></body></html>""".encode("gb18030"),
    (TITLE, NUMBER),
    WATER,
)
PRINTED = SavedPage(
    "print version, nothing but divs",
    document(
        f'<meta charset="UTF-8"><title>打印-{TITLE}</title>',
        f"""<div class="print-bar"><button onclick="window.print()">打印</button> <a>返回</a></div>
<div class="printArea"><div>{TITLE}</div><div>发布时间：2024-04-22　来源：市水务局</div><div>{NUMBER}</div>
{paragraphs(WATER, "<div><span>", "</span></div>", '<div style="text-align:right"><span>')}</div>
<div>本页网址：http://slj.example.gov.cn/tz/2024/t1.html</div>""",
    ),
    (TITLE, "发布时间：2024-04-22", "来源：市水务局", NUMBER),
    WATER,
    published="2024-04-22",
)
MOBILE = SavedPage(
    "mobile version",
    document(
        f'<meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>{SCHOOL_TITLE}</title>',
        f"""<header class="m-head"><a class="back">返回</a><span>云岭理工学院</span></header>
<main><h1>{SCHOOL_TITLE}</h1><p class="m-time">2024-10-09 08:30　来源：实验室管理处　阅读：58</p>
<article>{paragraphs(SCHOOL, "<p>")}</article><p class="m-tip">责任编辑：小李</p></main>
<div class="m-bar"><a>点赞</a><a>分享</a></div><footer>云岭理工学院 版权所有 咨询电话：0577-86680000</footer>""",
    ),
    (SCHOOL_TITLE, "发布时间：2024-10-09 08:30", "来源：实验室管理处"),
    SCHOOL,
    title=SCHOOL_TITLE,
    number=None,
    issuers=("云岭理工学院实验室管理处",),
    date="2024-10-08",
    published="2024-10-09",
    phones=("0577-86680011",),
    attachments=(),
)
CATALOGUE = SavedPage(
    "disclosure catalogue with a row of other labels",
    document(
        f"<meta http-equiv=Content-Type content='text/html; charset=GBK'><title>{OFFICE_TITLE}</title>",
        f"""<div class="gk_head"><h1>青禾县人民政府信息公开目录</h1></div><table class="xxgk" border=1>
<tr><td>索引号</td><td>QH1000-2023-000311</td><td>信息分类</td><td>政府文件</td></tr>
<tr><td>发布机构</td><td>县政府办</td><td>发文日期</td><td>2023-09-05</td></tr>
<tr><td>文号</td><td>{OFFICE_NUMBER}</td><td>是否有效</td><td>有效</td></tr>
<tr><td>信息名称</td><td colspan=3>{OFFICE_TITLE}</td></tr>
<tr><td>主题词</td><td colspan=3>教育；安全</td></tr></table>
<div class="gkbt">{OFFICE_TITLE}</div><div class="gkly">发布时间：2023-09-12　点击率：87　【字体：大 中 小】</div>
<div class="gknr">{paragraphs(OFFICE, "<p>　　")}</div>
<div class="gkgb">[ 关闭 ] [ 打印 ]</div><div class="banner_b">友情链接：<a>省政府</a> <a>市政府</a></div>{FOOT}""",
        code="gb18030",
    ),
    (
        "索引号：QH1000-2023-000311", "信息分类：政府文件", "发布机构：县政府办", "发文日期：2023-09-05",
        f"文号：{OFFICE_NUMBER}", "是否有效：有效", f"信息名称：{OFFICE_TITLE}", "主题词：教育；安全",
        OFFICE_TITLE, "发布时间：2023-09-12",
    ),
    OFFICE,
    title=OFFICE_TITLE,
    number=OFFICE_NUMBER,
    issuers=("青禾县人民政府办公室",),
    date="2023-09-05",
    published="2023-09-12",
    index="QH1000-2023-000311",
    phones=(),
    attachments=("青禾县校车安全专项整治工作方案",),
)  # fmt: skip
FOUNDER = SavedPage(
    "Founder, hidden copies and an accessibility bar",
    document(
        f'<meta charset="utf-8"><title>{TITLE}-澄川日报</title>',
        f"""<div id="accessible-tool">无障碍工具条 语速 阅读方式 配色 放大 缩小 鼠标样式 十字线 大字幕 重置 关闭</div>
<div style="display:none"><img src="share.jpg"><p>{TITLE}，请于2024年1月1日前报送，电话：0390-8800009</p></div>
<div class="search"><form><input value="请输入关键字"><label>站内搜索</label></form></div>
<div class="user">您好，欢迎访问！<a>登录</a> <a>注册</a></div>
<!--enpcontent--><founder-content><div class="article"><h1>{TITLE}</h1><p class="info">2024-04-22 来源：澄川日报</p>
<p>{NUMBER}</p>{paragraphs(WATER, "<p>　　")}</div></founder-content><!--/enpcontent-->
<div hidden>2025年1月1日</div><div class="comment">网友评论仅供其表达个人看法 发表评论 共0条评论</div>
<div class="list_r"><h3>热点排行</h3><ol><li><a>澄川市召开防汛工作会议</a></li><li><a>我市水库蓄水情况通报</a></li></ol></div>{FOOT}""",
    ),
    (TITLE, "发布时间：2024-04-22", "来源：澄川日报", NUMBER),
    WATER,
    published="2024-04-22",
)
FRAME = SavedPage(
    "content in srcdoc",
    document(
        f'<meta charset="utf-8"><title>{TITLE}</title>',
        f"""{MENU}<h2 class="title">{TITLE}</h2><iframe id="con" srcdoc="&lt;p&gt;{NUMBER}&lt;/p&gt;{paragraphs(WATER, "<p>")
            .replace("<", "&lt;").replace(">", "&gt;")}"></iframe>{SHARE}{FOOT}""",
    ),
    (TITLE, NUMBER),
    WATER,
)  # fmt: skip
NESTED = SavedPage(
    "tables in tables, a line in each row",
    document(
        f'<meta charset="gbk"><title>{TITLE}</title>',
        f"""<table><tr><td><table><tr><td><a>首页</a></td><td><a>概况</a></td><td><a>法规</a></td></tr></table></td></tr>
<tr><td><table><tr><td width="180"><table><tr><td>栏目导航</td></tr><tr><td><a>通知公告</a></td></tr></table></td><td>
<table><tr><td>您的位置：<a>首页</a>→<a>通知公告</a></td></tr><tr><td align="center"><font size="5"><b>{TITLE}</b></font></td></tr>
<tr><td align="center">[2024-4-22]　作者：办公室　阅读次数：102</td></tr><tr><td><hr></td></tr>
<tr><td align="center">{NUMBER}</td></tr>{paragraphs(WATER, "<tr><td>&nbsp;&nbsp;&nbsp;&nbsp;", "</td></tr>")}
<tr><td>[<a>返回</a>] [<a>打印</a>] [<a>关闭</a>]</td></tr></table></td></tr></table></td></tr>
<tr><td>版权所有：澄川市水务局　地址：滨江路1号　电话：0390-8800001　邮编：399000</td></tr></table>""",
        code="gb18030", doctype="",
    ),
    (TITLE, "发布时间：2024-4-22", NUMBER),
    WATER,
    published="2024-04-22",
)  # fmt: skip
TERMS = SavedPage(
    "catalogue of terms, a banner in the heading, 政策解读 beside",
    document(
        f'<meta charset="utf-8"><meta name="ArticleTitle" content="{TITLE}"><title>{TITLE}_政策文件_澄川市人民政府</title>',
        f"""<div class="ly_top"><p>今天是2024年7月1日 星期一 晴 18℃</p></div>{MENU}
<dl class="xxgk_dl"><dt>索 引 号</dt><dd>BA012/2024-00019</dd><dt>发布机构</dt><dd>市水务局</dd><dt>生成日期</dt><dd>2024-04-18</dd>
<dt>公开日期</dt><dd>2024-04-22</dd><dt>文 号</dt><dd>{NUMBER}</dd><dt>公开方式</dt><dd>主动公开</dd></dl>
<div class="tabs"><a class="on">政策原文</a><a>政策解读</a><a>图解</a></div>
<div id="printContent"><h1>{TITLE}</h1><div class="pc_zw">{paragraphs(WATER, '<p class="p1">　　')}</div></div>
<div class="fjxz">附件下载：<br><a href="1.docx">水库安全度汛检查表.docx</a></div>
<div class="manyidu">您对本页面的满意度：非常满意 满意 不满意</div>{FOOT}""",
    ),
    (
        "索 引 号：BA012/2024-00019", "发布机构：市水务局", "生成日期：2024-04-18", "公开日期：2024-04-22", f"文 号：{NUMBER}",
        "公开方式：主动公开", TITLE,
    ),
    WATER,
    ("附件下载：", "水库安全度汛检查表.docx"),
    published="2024-04-22",
    index="BA012/2024-00019",
)  # fmt: skip
BLOG = SavedPage(
    "WordPress",
    document(
        f'<meta charset="UTF-8"><title>{SCHOOL_TITLE} – 云岭理工学院</title>',
        f"""<div id="page" class="site"><header id="masthead" class="site-header"><p>云岭理工学院</p></header>
<div id="primary" class="content-area"><article id="post-301" class="post-301 post type-post"><header class="entry-header">
<h1 class="entry-title">{SCHOOL_TITLE}</h1><div class="entry-meta"><span class="posted-on">发表于 <time>2024年10月9日</time></span>
<span class="byline">由 admin</span></div></header><div class="entry-content">{paragraphs(SCHOOL, "<p>")}</div>
<footer class="entry-footer"><span>分类：<a>通知公告</a></span></footer></article>
<nav class="navigation"><a>上一篇文章</a><a>下一篇文章</a></nav><div id="comments"><h2>发表评论</h2><p>电子邮件地址不会被公开。</p></div></div>
<aside id="secondary"><h2>近期文章</h2><ul><li><a>关于危险化学品采购的通知</a></li></ul></aside></div>""",
    ),
    (SCHOOL_TITLE, "发布时间：2024年10月9日"),
    SCHOOL,
    title=SCHOOL_TITLE,
    number=None,
    issuers=("云岭理工学院实验室管理处",),
    date="2024-10-08",
    published="2024-10-09",
    phones=("0577-86680011",),
    attachments=(),
)
WEBPLUS = SavedPage(
    "webplus, edges and title by a style sheet",
    document(
        f"""<meta charset="utf-8"><title>{TITLE}</title><style type="text/css">
.arti_title {{text-align:center;font-size:20px;font-weight:bold}} .wp_articlecontent p {{text-indent:2em;font-size:16px}}
.wp_articlecontent p.qm, .wp_articlecontent p.rq {{text-align:right;text-indent:0}} @media print {{.arti_title {{text-align:left}}}}
</style>""",
        f"""<div class="wp-navi"><ul class="wp_nav"><li class="nav-item"><a href="#">网站首页</a></li><li><a href="#">机构概况</a></li></ul></div>
<div class="article"><h1 class="arti_title">{TITLE}</h1><p class="arti_metas"><span class="arti_publisher">发布者：办公室</span>
<span class="arti_update">发布时间：2024-04-22</span><span class="arti_views">浏览次数：<span>88</span></span></p>
<div class="entry"><div class="read"><div class="wp_articlecontent"><p style="text-align:center">{NUMBER}</p>
{paragraphs(BODY, "<p>")}<p class="qm">{SIGNED[0]}</p><p class="rq">{SIGNED[1]}</p></div></div></div></div>
<div class="bdshare">分享到：<a>微信</a></div><div class="prenext"><p>上一篇：<a>关于做好春灌工作的通知</a></p></div>
<div class="footer"><p>地址：澄川市滨江路1号 电话：0390-8800001 传真：0390-8800002</p><p>版权所有 澄川市水务局</p></div>""",
    ),
    (TITLE, "发布时间：2024-04-22", NUMBER),
    WATER,
    published="2024-04-22",
)
