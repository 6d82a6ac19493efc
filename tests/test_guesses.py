"""What staff write, and what they must not: names, households, minors and crises are told from plain sentences.

Each sentence stands in a record of its own. Warnings (V-906) are guesses; errors (V-905) stop publication.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.privacy import names
from generator.privacy.allow import Allowed
from generator.privacy.inputs import scan_inputs

SILENT = """
不想活动太晚的青年可以先走
不想活得太累，就少开一场会
乡土剧《不想活成别人》周末上演
不想活动结束就散场的，留下来喝茶
不想活在手机里，就来打球
把“自惭形秽”写成“自残形秽”，改错字大赛
志愿者来自残联和社区
各自残留的颜料带走
切割腕带要小心
请不要轻生，随时打 12355
轻生态、轻生活主题市集
想轻生活的青年来逛逛
跳楼价、跳楼大甩卖都是套路
想跳楼梯操的先热身
别从桥上跳下去游泳
背书不如死记硬背，不如理解
大家想死你们了
热得要死，还是来了二百人
装好水管，一了百了
有效的生活够了
农活够了，人手不够
获得精神文明单位称号
青年变得焦虑，课上教放松
懂得精神的力量
抑郁情绪自助课，癌症筛查讲座
获得了癌症筛查项目的支持
文老师傅教木工
周老师傅修了四十年收音机
李老师饼店送来糕点
张老师烤鸭店让出两张桌子
村三组新修了路
黄金村三组的水渠
黄金村三组小学，操场借给夜校
黄金村三组江边，装了路灯
黄金村三组老屋，改成书房
黄金村三组小广场十六岁以上都能来
李家坡村三组的晒坝，十六岁以上可以报名夜跑
黄金村三组的十六岁以上青年先报名
三组十六岁以下的小选手先上场
怡湖社区二组的14至16岁学生
黄金村三组黄家院子修好了
十六岁以上可报名
青年何时可以来
学生会主任办公室在二楼
团员郑重宣誓
学生曾获得一等奖
学生曾参加两次
青年曾多次来看
党员陆续到场
学生张贴海报，老师张罗，学生洗菜
青年马拉松报名
居民周知，学生周末返校
孩子王国游戏日
青年程序员开课
学生黄梅戏班开班
居民易地搬迁以后
青年小程序上线
居民小康生活展
书记员岗位招募，组长由大家轮流
学生何必怕上台
同学许下愿望，同学常来看书
青年钟情夜校，居民余热生辉
村民江边种菜
不让一名学生辍学
没有一名学生因贫辍学
防止未成年人辍学
一名十六岁以上的志愿者负责签到
一名大学生休学创业
一名学生获奖
十五岁左右的孩子来得最多
带着孩子走访
走访黄金村的老院子
邀请康复医生来讲
想跳河边舞
想离开这个世界杯现场
结束一生的漂泊
生活着没意思的日子少了
老店活不下去了，青年来出主意
王医生诊所门口集合
他曾跳江救人
多次从桥上跳下救起落水者
老人要吃安眠药才睡得着，来听睡眠课
结束生命教育课以后合影
懂得癌症早期知识
示例村三组老年人多
示例村三组小朋友先上车
示例村三组范围内停水
来自示例村三组的青年
青年彭州行
文老师傅说，木头要先看纹路
慰问周边居民，表扬文明家庭
青年之家今年六岁
识别有自杀念头的同伴
黄金村三组王家坝
老师和张飞牛肉店谈好了打折
"""

GUESSED = """
黄金村三组的十六岁少年小王学电焊
黄金村三组小王今年十六岁
怡湖社区三组的小陈十七岁，会修电脑
十六岁的小王是黄金村三组人
小王（黄金村三组）来报名
王小明住黄金村三组
黄金村三组周大爷腿脚不便
黄金村三组有个15岁的女孩
黄金村三组王芳家漏雨
村民何建国家里养了八头猪
团支书杨丽娟说，活动办得很好
学生王小明获奖
志愿者陈思远带着大家排队
孙女周小燕考上大学
孤儿小杨由奶奶抚养
社工李晓明来到现场
店长赵志强负责采购
张主任带着李晓明走访
书记看望了周建华一家
一名14岁女生怀孕后辍学
有个女生怀孕了
一名初中生因盗窃被拘留
15岁的男孩离家出走
一名孩子父母双亡
女生小王怀孕
16岁男生打架被拘
团员江小白说
十五岁女孩住黄金村三组
周老师说
李老师去书店
"""

CRISES = """
他说不想活了
不想再活下去了
我不想活，别管我
不愿意活着
快活不下去了，谁来帮帮我
活着没意思
活着真没什么意义
活够了，想一了百了
想一了百了
不如死了算了
她多次割腕
没有活着的意义
我想消失
再也不想醒来
结束自己，一了百了
有过轻生念头
有自残的伤口
想自杀
打算跳楼
曾跳江
想吞安眠药
企图服毒
准备喝农药
企图轻生
自杀未遂
我想死，没意思
想从楼上跳下去
想从阳台往下跳
想结束自己的生命
想离开这个世界
没有活下去的勇气
寻短见的那位住户
这名青年患抑郁症
得了白血病
"""


def lines(sentences: str) -> list[str]:
    return [line for line in sentences.splitlines() if line]


def told(text: str, folder: Path) -> set[tuple[str, str]]:
    record = folder / "data/cases/case-abc-01.yaml"
    record.parent.mkdir(parents=True, exist_ok=True)
    record.write_text(f"background: {text}。\n", "utf-8")
    return {(p.code, p.severity) for p in scan_inputs(folder, Allowed(), frozenset())}


@pytest.mark.parametrize(
    ("sentences", "expected"),
    [(SILENT, set()), (GUESSED, {("V-906", "warning")}), (CRISES, {("V-905", "error")})],
    ids=["silent", "guessed", "crises"],
)
def test_sentences_are_told_apart(sentences: str, expected: set[tuple[str, str]], tmp_path: Path) -> None:
    assert [(s, t) for s in lines(sentences) if (t := told(s, tmp_path)) != expected] == []


def test_old_releases_hide_what_is_told_of_somebody() -> None:
    assert [s for s in lines(GUESSED + CRISES) if not names.is_personal(s)] == []
    assert [s for s in lines(SILENT) if names.is_personal(s)] == []
