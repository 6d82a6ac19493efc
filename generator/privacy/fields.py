"""Fields of an office's mailbox or landline, which may be published, and names that no field may have."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from generator.schema.model import Field, Model, walk

MAILBOX = "schema:email"


def office_fields(model: Model) -> frozenset[str]:
    """The names of such fields, in whichever record type and in the settings."""
    fields = (f for record_type in (*model.types, model.settings) for _, f in walk(record_type.fields))
    return frozenset(f.name for f in fields if f.iri in (MAILBOX, "schema:telephone"))


def mailboxes(model: Model, records: Iterable[tuple[str, Any]]) -> Iterator[str]:
    """What stands in fields for a shared mailbox; `records` gives the type and data of each."""
    fields = {
        t.type: t.fields
        for t in (*model.types, model.settings)
        if any(f.iri == MAILBOX for _, f in walk(t.fields))
    }
    for type_name, data in records:
        if type_name in fields:
            yield from _in(fields[type_name], data)


def _in(fields: dict[str, Field], data: Any) -> Iterator[str]:
    for f in fields.values():
        value = data.get(f.name) if isinstance(data, dict) else None
        if f.iri == MAILBOX and isinstance(value, str):
            yield value
        elif f.kind == "object":
            yield from _in(f.fields, value)
        elif isinstance(value, list) and f.item and f.item.fields:
            for item in value:
                yield from _in(f.item.fields, item)


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
