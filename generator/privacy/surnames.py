"""What a Chinese name looks like: a surname, one or two characters, and what stands beside it."""

from __future__ import annotations

import re

# The hundred most frequent surnames (census of 2010) less those that begin too many common words
# to be told apart (高 方 白 石 常 万 时 安 …), and the double ones.
SURNAME = (
    "(?:欧阳|上官|司马|诸葛|东方|夏侯|皇甫|尉迟|公孙|慕容|令狐|司徒"
    "|[王李张刘陈杨赵黄周吴徐孙胡朱林何郭马罗梁宋郑谢韩唐冯董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范"
    "姚谭廖邹熊陆郝孔崔康毛邱秦江史顾侯邵孟龙段雷钱汤尹黎易贺赖龚文])"
)
# What follows a surname's character in a common word, so that no name begins there.
_WORD = re.compile(
    "张[贴开罗力口床]|黄[金色昏河]|周[末边一二三四五六日天期年围到岁]|[何任]何|任[务意选教职命]|马[路上拉]|林[地业场荫]"
    "|何[时处以人种]|程[序度]|许[多可]|谢[谢绝]|夏[天季令日]|江[边区湖]|文[化明字件艺章体创旅本员学]"
    "|易[于拉]|龙[王头舟]|雷[锋雨]|段[落]|钱[包款]|毛[笔病巾]|田[间野园]|叶[子]|余[额下名]|钟[头点表]|熊猫|康[复养]"
    "|汤[圆]|罗[列]|胡[同]|唐[诗]|宋[词]|秦[岭]|江[河西苏]|史[料]|梁[上]|白[天]|王[者国牌]|李[子]|陈[列旧述]|杨[梅树柳]"
    "|蔡[伦]|丁[香]|孔[子雀]|孟[子]|陆[续地]|朱[红]|范[围例]|许[愿]|董[事]|顾[客问虑]|侯[车]|徐[徐]|郭[外]|吴[语]"
    "|曾[任经获参多先被因用把自两三一连几当去]|曹[操]|贺[卡]|孙[子辈]|韩[语国]|彭[镇]|苏[醒州]|杜[绝]|戴[上好]|袁[隆]|冯[店]"
    "|郑重|黄[焖昏梅瓜豆土酒包山果灯叶绿牛鳝桷]|任[课由凭职教劳满命]|王[子道府]|范[文本畴儿]|叶[脉片绿]|江[景水湖心堤面鲜滩岸畔]"
    "|唐[卡装三]|钟[声情爱]|谢[幕师意]|贺[年岁喜词]|易[地学燃错]|周[报刊记考知边全转遭密身]|余[热粮生钱量单货]|龙[眼虾泉灯腾井门]"
    "|马[扎术戏步]|史[诗志学]|田[径地埂头]|毛[毯遂线衣]|康[乐健]|林[立木间区]|秦腔|胡[琴豆萝椒]|汤[锅汁]|张[嘴飞望弛榜]|何[去不来等故况须必其在止]"
    "|沈阳|[彭郑徐苏贺]州|江[油团津]|钱江|谭鱼|史丹|顾[不及]|彭湃|汪洋|罗[盘汉]|程[式控]|雷[厉达电]|文[书旅创史明案风具凭教科体艺娱博笔字宣]|许[下诺久]|陈[述旧皮醋年列设]|孙[悟儿]"
    "|夏[夜至凉]|苏[绣式]|杜[甫鹃]|李[白树花]|杨[柳树花]|朱[砂]|梁[柱]|孔[明洞]|丁[字]|姜[葱茶汤]|侯[选]|方[便]|段[位]|钱[财粮物]|熊[孩]|贾[宝]"
)
GIVEN = "[\u4e00-\u9fff]"
# Not in a given name: words of one character that hold sentences together.
_NEVER = re.compile(
    "[的了在是有和与及或就都也不很这那个们给把被让从到向对为以于等着过啊吗呢吧呀么我你他她它谁什怎第每各几两"
    "上下里外前后左右中间内名位项次人员生校区镇村县市省街路号楼室店站部班组年月日时分点岁同学老师会社家去来]"
)
AGE = "(?:[1-9][0-9]|[6-9]|[二三四五六七八九]?十[一二三四五六七八九]?|[六七八九])"
_NAME = re.compile(f"{SURNAME}{GIVEN}{{1,2}}")
_NICKNAME = re.compile(f"[小老]{SURNAME}|[小阿][\u4e00-\u9fff]")
_COMMON_WORD = re.compile("小[学区组时店吃孩队院镇村河路朋客说康程江龙]|老[师人年伴乡]|阿[姨婆公伯]")
PLACEHOLDER = re.compile("(?<![开一两几每各这那半])张三(?![个张月天年条项])|李四|王五(?![金])|赵六|钱七")
# Of whom history tells, and whom pages of the League may name.
_OF_HISTORY = re.compile("毛泽东|周恩来|刘少奇|朱德|邓小平|江泽民|胡锦涛|孔繁森|黄继光|邱少云|江竹筠|李大钊")


CALLED = f"(?:[小老]{SURNAME}|小[明红芳华丽强军刚燕玲杰婷娟]|{SURNAME}(?:大[爷娘妈姐哥叔]|婆婆?|奶奶|爷爷|叔叔?|姨|嫂|孃))"
"""As neighbours call somebody."""
FULL = f"{SURNAME}{GIVEN}{{1,2}}"
ENDS = r"[，。、；：,.;:！!？?（(）)”“」 \n]|$"
_SAYS = "说|介绍|告诉|表示|回忆|坦言|今年|今天|现年|家里|家的|家养|家住|家在|住在|获奖|获得|荣获|考上|考取|考入|参加|报名|负责|带着|带领|来到|主动|自愿|走访|从小|正在|已经|有了|开了|养了|种了|学了|做了|当了|担任|由|腿脚|漏雨|家漏|学电|病|生病"
_DOES = "[获考带来去因从把被在养种学做当教跟写画唱走回帮捐送]"
ACTS = f"(?:{ENDS}|{_SAYS})"
"""What follows a name: an end, or what people do."""
NAMED = f"(?:{SURNAME}{GIVEN}{{2}}(?={ACTS}|{_DOES})|{SURNAME}{GIVEN}(?={ACTS}))"
"""A full name with what follows; a short one is a common word more often."""


def is_name(text: str) -> bool:
    if _NICKNAME.fullmatch(text):
        return not _COMMON_WORD.match(text) and not _NEVER.search(text[1:])
    if PLACEHOLDER.fullmatch(text):
        return True
    is_said = _NAME.fullmatch(text) and not _WORD.match(text) and not _NEVER.search(text[1:])
    return bool(is_said) and not _OF_HISTORY.fullmatch(text)
