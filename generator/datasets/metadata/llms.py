"""`llms.txt` (llmstxt.org): what there is, as a page of Markdown for programs that read text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from generator.core.outputs import Output, constant
from generator.core.text import Text
from generator.datasets import DATABASES
from generator.datasets.publication import Dataset
from generator.schema.model import RecordType

PATH = "llms.txt"
_FILES = (
    ("data/youth-atlas.zip", Text("全部数据表与说明", "all tables with their descriptions")),
    *((d.path, d.label) for d in DATABASES),
    ("data/datapackage.json", Text("数据包描述", "Data Package v2 descriptor")),
    ("data/catalog.jsonld", Text("DCAT 目录", "DCAT 3 catalog")),
    ("data/fields.csv", Text("数据字典", "data dictionary")),
    ("data/codes.csv", Text("代码表", "code lists")),
    ("data/indicators.sql", Text("指标算法", "indicators as SQL")),
    ("api/v1/openapi.json", Text("静态接口说明", "static JSON API, OpenAPI 3.1")),
    ("api/v1/index.json", Text("接口目录", "what the API holds")),
)


def llms(published: Sequence[Dataset], types: Iterable[RecordType]) -> Output:
    return constant(PATH, ("\n".join(_lines(published, types)) + "\n").encode())


def _lines(published: Sequence[Dataset], types: Iterable[RecordType]) -> Iterator[str]:
    own = published[0].publication
    pending = "" if own.licence.confirmed else "（拟用，待确认 / proposed, to be confirmed）"
    yield f"# {own.title.zh} / {own.title.en}"
    yield f"\n> {own.description.zh} {own.description.en}\n"
    yield f"- 数据日期 / data as of: {own.as_of}"
    yield f"- 许可 / licence: {own.licence.id}{pending}"
    yield "- `provenance` 为 `demo` 的记录是虚构的演示数据，不能当作事实引用；`data/official/` 里没有它们"
    yield "- Records whose `provenance` is `demo` are made up: do not cite them as facts; `data/official/` has none of them"
    yield "- 空值表示没有记录或尚未规定，不是 0 / empty means not recorded or not decided, never 0"
    yield "\n## 数据 / Data\n"
    for path, words in _FILES:
        yield f"- [{path.rpartition('/')[2]}]({own.homepage}{path}): {words.zh} / {words.en}"
    yield "\n## 数据表 / Tables\n"
    for d in published:
        if d.table.parent is None:
            about = f"{d.table.title.zh} / {d.table.title.en}: {d.table.description.en}"
            yield f"- [{d.name}]({own.homepage}data/{d.name}.csv): {about}"
    yield "\n## 网页 / Pages\n"
    for t in types:
        yield f"- [{t.plural.zh} / {t.plural.en}]({own.homepage}{t.url}/): {t.about.en}"
