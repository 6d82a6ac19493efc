"""The forms and lists that code hosting platforms read: issue forms, templates, CODEOWNERS.

Made from the schemas and records, committed, and compared in a test. Chinese first: staff write them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import yaml

from generator.core.problems import Location, Refused, Rule, problem
from generator.core.text import Text
from generator.records.catalog import Catalog
from generator.records.places import places
from generator.schema.model import Field, Model, RecordType

_MADE = "由 youth-atlas templates 按 schemas/ 生成，不要手改 / generated, do not edit"
_FORMS = (".github/ISSUE_TEMPLATE", ".gitea/ISSUE_TEMPLATE")
_REPORTS_GITEE = ".gitee/ISSUE_TEMPLATE.zh-CN.md"
_PULLS = (".github/pull_request_template.md", ".gitlab/merge_request_templates/Default.md",
          ".gitea/PULL_REQUEST_TEMPLATE.md", ".gitee/PULL_REQUEST_TEMPLATE.zh-CN.md")  # fmt: skip
_OWNER = re.compile(r"@[A-Za-z0-9][A-Za-z0-9._/-]*( @[A-Za-z0-9][A-Za-z0-9._/-]*)*")
_EVERYTHING = "default"
_NOTHING_PERSONAL = "没有写任何人的姓名、电话、证件号码、住址、学校班级，也没有能认出人的照片"

_NAME_OR_ID = "写名称，知道编号就写编号"

BAD_OWNER = Rule(
    "V-002",
    "error",
    Text(
        "extra.owners 里“{key}”的审核人写错了：{value}", 'extra.owners has a wrong owner for "{key}": {value}'
    ),
    Text(
        '写成 "@账号" 或 "@机构/团队"，几个就用空格隔开',
        'write "@account" or "@organisation/team", several with spaces',
    ),
    Text("审核人", "Owners"),
)
NO_SUCH_PLACE = Rule(
    "V-002",
    "error",
    Text("extra.owners 里的“{key}”不是地点的编号", 'extra.owners names "{key}", which is no place'),
    Text("写镇街的编号，或 default（其余全部）", "give the id of a town, or default for all the rest"),
    Text("审核人", "Owners"),
)


def templates(catalog: Catalog, owners: Mapping[str, str]) -> dict[str, str]:
    """Path in the project → text. Raises Refused if an owner or place in `extra.owners` is wrong."""
    model = catalog.model
    issues = {"report-error": _report(model)}
    issues |= {f"propose-{t.type}": _proposal(t) for t in model.types if t.proposal}
    files = {f"{folder}/{name}.yml": _yaml(form) for name, form in issues.items() for folder in _FORMS}
    for form in issues.values():
        files[f".gitlab/issue_templates/{form['name']}.md"] = _as_markdown(form)
    files[_REPORTS_GITEE] = _as_markdown(issues["report-error"])
    files |= {path: _pull_request(model) for path in _PULLS}
    return files | {"CODEOWNERS": _code_owners(catalog, owners)}


def _report(model: Model) -> dict[str, Any]:
    return _form("报告错误", "某条记录写错了、过时了，或不该公开", [
        _asked("dropdown", "collection", "哪一类记录", "", options=[t.plural.zh for t in model.types]),
        _asked("input", "record", "哪一条", "页面最下面的“标识”，或这一页的网址"),
        _asked("textarea", "wrong", "哪里不对", "现在写的是什么"),
        _asked("textarea", "right", "应该是什么", "知道就写，不知道就留空", needed=False),
        _asked("input", "source", "依据", "公开的网页或文件名称", needed=False),
    ])  # fmt: skip


def _proposal(t: RecordType) -> dict[str, Any]:
    about = f"{t.about.zh}写得不全也可以，审核以后才会收录。"
    return _form(f"推荐{t.label.zh}", about, [_of_field(t.fields[name]) for name in t.proposal])


def _form(name: str, about: str, asked: list[dict[str, Any]]) -> dict[str, Any]:
    promise = {
        "type": "checkboxes",
        "id": "nothing-personal",
        "attributes": {"label": "请确认", "options": [{"label": _NOTHING_PERSONAL, "required": True}]},
    }
    return {"name": name, "description": about, "title": f"{name}：", "body": [*asked, promise]}


def _of_field(f: Field) -> dict[str, Any]:
    about = f.help.zh if f.kind != "ref" else _NAME_OR_ID
    if f.kind == "code":
        return _asked("dropdown", f.name, f.title.zh, about, f.required, [c.zh for c in f.codes.values()])
    long = f.kind in ("markdown", "lines", "list", "object") or f.schema.get("maxLength", 0) > 200
    return _asked("textarea" if long else "input", f.name, f.title.zh, about, f.required)


def _asked(
    kind: str, name: str, label: str, about: str, needed: bool = True, options: Iterable[str] = ()
) -> dict[str, Any]:
    attributes: dict[str, Any] = {"label": label}
    if about:
        attributes["description"] = about
    if options:
        attributes["options"] = list(options)
    return {"type": kind, "id": name, "attributes": attributes, "validations": {"required": needed}}


def _yaml(form: dict[str, Any]) -> str:
    return f"# {_MADE}\n" + yaml.safe_dump(form, allow_unicode=True, sort_keys=False, width=200)


def _as_markdown(form: dict[str, Any]) -> str:
    """For platforms that know no forms: the same questions as headings."""
    out = [f"<!-- {_MADE} -->", form["description"], ""]
    for asked in form["body"]:
        attributes = asked["attributes"]
        if asked["type"] == "checkboxes":
            out += [f"- [ ] {option['label']}" for option in attributes["options"]]
            continue
        needed = "" if asked["validations"]["required"] else "（可以不写）"
        out += [f"### {attributes['label']}{needed}", ""]
        if about := attributes.get("description"):
            out += [f"<!-- {about} -->", ""]
        if options := attributes.get("options"):
            out += [f"<!-- 可选：{'、'.join(options)} -->", ""]
    return "\n".join(out) + "\n"


def _pull_request(model: Model) -> str:
    kinds = "、".join(t.plural.zh for t in model.types)
    return "\n".join([
        f"<!-- {_MADE} -->",
        "### 改了什么，为什么改",
        "",
        f"<!-- 一两句话。记录有这些：{kinds} -->",
        "",
        "### 依据",
        "",
        "<!-- 公开的网页或文件；没有就写“本单位掌握的情况” -->",
        "",
        "### 提交前",
        "",
        f"- [ ] {_NOTHING_PERSONAL}",
        "- [ ] 没有把“不知道”写成 0 或“无”，没有替方案决定它没有定的事",
        "- [ ] 检查没有错误（提交后会自动检查，结果写在下面）",
        "- [ ] 已请另一位同事看过",
        "",
    ])  # fmt: skip


def _code_owners(catalog: Catalog, owners: Mapping[str, str]) -> str:
    """Who is asked to review which file: the rest first, then the files of each place, last match wins."""
    _check_owners(catalog, owners)
    out = [f"# {_MADE}"]
    if not owners:
        return "\n".join([
            *out,
            "# 谁审核哪个镇街的记录，写在 mkdocs.yml 的 extra.owners 下；现在没有写，所以不会自动请人审核。例如：",
            "#   owners: {default: \"@机构/区团委\", area-123456001: \"@机构/某镇\"}",
            "",
        ])  # fmt: skip
    if rest := owners.get(_EVERYTHING):
        out.append(f"* {rest}")
    where = places(catalog)
    for record in catalog.records:
        asked = dict.fromkeys(owners[place] for place in sorted(where[record.id]) if place in owners)
        if asked:
            out.append(f"/{record.file} {' '.join(asked)}")
    return "\n".join(out) + "\n"


def _check_owners(catalog: Catalog, owners: Mapping[str, str]) -> None:
    wrong = list(_wrong(catalog, owners))
    if wrong:
        raise Refused(wrong)


def _wrong(catalog: Catalog, owners: Mapping[str, str]) -> Iterator[Any]:
    where = Location("mkdocs.yml")
    for key, value in owners.items():
        record = catalog.by_id.get(key)
        if key != _EVERYTHING and (record is None or not record.type.gathers):
            yield problem(NO_SUCH_PLACE, where, key=str(key))
        if not isinstance(value, str) or not _OWNER.fullmatch(value):
            yield problem(BAD_OWNER, where, key=str(key), value=str(value))
