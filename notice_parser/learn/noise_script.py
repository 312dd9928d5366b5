"""Damage by changes of script and of encoding: traditional letters with their sound, lost bytes."""

from __future__ import annotations

from collections.abc import Mapping
from random import Random

from notice_parser.core.alignment import Edit
from notice_parser.core.span import Span
from notice_parser.learn.noise_steps import NoiseStep

# Frequent letters of official texts with one traditional form. 于 后 并 里 干 are left out: sites that convert leave
# them, and so do 准 征 占 采, whose form depends on the word.
_SIMPLIFIED = (
    "条应规当业关设国会务门区机产经员责对处为动进资单实级构监护体证内权县划时报标开审营组违项职据议办请学"
    "与环运农场执计织调罚检个强专决备质险范负过费统确医记况电销书现协万车预乡结态导数许财将间从给价输点济"
    "测气卫验种诉评节镇总严围养疗适类长则网担华筑损认辖传税转装参线续无励领际变义见货药优灾属称创补绿偿广"
    "维纳废举录约风编军联号额识别响积户综选矿问劳训没游达届东讼众减园题该团鉴须础赔坚络试购历缴签视让载满"
    "订遗烟队册临师储两带筹状驶群坏挥渔图还热说辆卖档层观扩饮论争稳兽债贸询来愿简驻断极库树终继买释纠离奖"
    "听归银隐碍邮伤铁获战难弃边馆显较儿党毁双兴驾盖诊阳头残汇竞艺纷样秘暂黄绝独异换贴细习紧饲虚连侨洁粮闭"
    "岛码湿剂闻绘贷轻滥桥尘势随扬账迁红贫纪张拟厂贯绩辩亿抢声凭伪练献彻咨赁亲宁赠捞妇针湾龙贮误链倾币轮够"
    "帮择们错衔颁乐乱余压启写爱拨庄宪访灭骗胜矫扰键庆惩挂龄递诺径顺详旧垦陆携缓侧话仓诚涝杂语频辅阶沟尽虑"
)
_TRADITIONAL = (
    "條應規當業關設國會務門區機產經員責對處為動進資單實級構監護體證內權縣劃時報標開審營組違項職據議辦請學"
    "與環運農場執計織調罰檢個強專決備質險範負過費統確醫記況電銷書現協萬車預鄉結態導數許財將間從給價輸點濟"
    "測氣衛驗種訴評節鎮總嚴圍養療適類長則網擔華築損認轄傳稅轉裝參線續無勵領際變義見貨藥優災屬稱創補綠償廣"
    "維納廢舉錄約風編軍聯號額識別響積戶綜選礦問勞訓沒遊達屆東訟衆減園題該團鑑須礎賠堅絡試購歷繳籤視讓載滿"
    "訂遺煙隊冊臨師儲兩帶籌狀駛羣壞揮漁圖還熱說輛賣檔層觀擴飲論爭穩獸債貿詢來願簡駐斷極庫樹終繼買釋糾離獎"
    "聽歸銀隱礙郵傷鐵獲戰難棄邊館顯較兒黨毀雙興駕蓋診陽頭殘匯競藝紛樣祕暫黃絕獨異換貼細習緊飼虛連僑潔糧閉"
    "島碼溼劑聞繪貸輕濫橋塵勢隨揚賬遷紅貧紀張擬廠貫績辯億搶聲憑僞練獻徹諮賃親寧贈撈婦針灣龍貯誤鏈傾幣輪夠"
    "幫擇們錯銜頒樂亂餘壓啓寫愛撥莊憲訪滅騙勝矯擾鍵慶懲掛齡遞諾徑順詳舊墾陸攜緩側話倉誠澇雜語頻輔階溝盡慮"
)
TRADITIONAL: Mapping[str, str] = dict(zip(_SIMPLIFIED, _TRADITIONAL, strict=True))

_SOUNDS = (
    "條tiáo 應yīng 規guī 當dāng 業yè 關guān 設shè 國guó 會huì 務wù 門mén 區qū "
    "機jī 產chǎn 經jīng 員yuán 責zé 對duì 處chǔ 為wèi 動dòng 進jìn 資zī 單dān "
    "實shí 級jí 構gòu 監jiān 護hù 體tǐ 證zhèng 內nèi 權quán 縣xiàn 劃huà 時shí "
    "報bào 標biāo 開kāi 審shěn 營yíng 組zǔ 違wéi 項xiàng 職zhí 據jù 議yì 辦bàn "
    "請qǐng 學xué 與yǔ 環huán 運yùn 農nóng 場chǎng 執zhí 計jì 織zhī 調diào 罰fá "
    "檢jiǎn 個gè 強qiáng 專zhuān 決jué 備bèi 質zhì 險xiǎn 範fàn 負fù 過guò 費fèi "
    "統tǒng 確què 醫yī 記jì 況kuàng 電diàn 銷xiāo 書shū 現xiàn 協xié 萬wàn 車chē "
    "預yù 鄉xiāng 結jié 態tài 導dǎo 數shù 許xǔ 財cái 將jiāng 間jiān 從cóng 給gěi "
    "價jià 輸shū 點diǎn 濟jì 測cè 氣qì 衛wèi 驗yàn 種zhǒng 訴sù 評píng 節jié "
    "鎮zhèn 總zǒng 嚴yán 圍wéi 養yǎng 療liáo 適shì 類lèi 長zhǎng 則zé 網wǎng 擔dān"
)
SOUNDS: Mapping[str, str] = {entry[0]: entry[1:] for entry in _SOUNDS.split()}
"""The sound that scraped pages print after a traditional letter."""


def traditional(rate: float = 1.0, sounds: float = 0.0) -> NoiseStep:
    """Write a share of the letters in their traditional form, a share of those with their sound: 聯(lián)系.

    A blank may stand before the closing bracket, as on many pages.
    """

    def step(text: str, rng: Random) -> list[Edit]:
        edits = []
        for i, letter in enumerate(text):
            if letter in TRADITIONAL and rng.random() < rate:
                new = TRADITIONAL[letter]
                if new in SOUNDS and rng.random() < sounds:
                    new = f"{new}({SOUNDS[new]}{rng.choice(('', '', ' '))})"
                edits.append(Edit(Span(i, i + 1), new, "noise/traditional"))
        return edits

    return step


def lost_bytes(rate: float = 0.002, longest: int = 12) -> NoiseStep:
    """Lose a byte of a letter's GBK code, so that the bytes after it pair wrongly until one is left over.

    The stretch ends at the next sign that is not of two bytes, or after ``longest`` letters, where another is lost.
    """

    def step(text: str, rng: Random) -> list[Edit]:
        edits, at = [], 0
        while at < len(text):
            if rng.random() >= rate or not _is_double(text[at]):
                at += 1
                continue
            end = at + 1
            while end < len(text) and end - at < longest and _is_double(text[end]):
                end += 1
            broken = text[at:end].encode("gbk")[1:]
            edits.append(
                Edit(Span(at, end), broken.decode("gbk", "replace").replace("\ufffd", "?"), "noise/lost_bytes")
            )
            at = end
        return edits

    return step


def _is_double(letter: str) -> bool:
    return len(letter.encode("gbk", "ignore")) == 2
