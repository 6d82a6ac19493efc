"""Names of fields that would hold a person's data; no record type may have them, whatever it is called."""

from __future__ import annotations

import re

_WHOLE = (
    "name_of_person real_name person_name first_name last_name surname given_name nickname holder_name "
    "xingming shoujihao shouji shenfenzheng shengri dianhua "
    "姓名 名字 真实姓名 联系人 联系人姓名 负责人姓名 身份证 身份证号 身份证号码 证件号 证件号码 手机 手机号 手机号码 电话号码 联系方式 "
    "出生 生日 出生日期 出生年月 年龄 民族 住址 家庭住址 班级 学号 学校班级 银行卡 银行卡号 微信号 个人微信 个人邮箱 护照 照片"
)
_PARTS = (
    "phone mobile cellphone tel telephone idcard passport birth birthday birthdate dob email mail wechat weixin qq "
    "ethnicity religion diagnosis medical bankcard 姓名 身份证 手机 生日 住址 微信 民族"
)
_PAIRS = re.compile(
    r"(?:^|_)(?:id_?(?:card|number|no)|bank_?(?:card|account)|home_?address|school_?class|student_?(?:no|id|number)"
    r"|date_of_birth|(?:contact|leader|secretary|person|child|student)_?name)(?:_|$)"
)
_WHOLE_NAMES = frozenset(_WHOLE.split())
_PART_NAMES = frozenset(_PARTS.split())
_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")


def is_denied(name: str) -> bool:
    """Whether a field of that name would hold data of a person: `phone_of_secretary`, `idCard`, `姓名`."""
    plain = _CAMEL.sub("_", name.strip()).lower().replace("-", "_").replace(" ", "_")
    return (
        plain in _WHOLE_NAMES
        or bool(_PART_NAMES & {*plain.split("_"), plain.replace("_", "")})
        or bool(_PAIRS.search(plain))
    )
