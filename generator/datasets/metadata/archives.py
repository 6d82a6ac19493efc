"""Everything in one zip, the same bytes for the same files; and `checksums.txt`, which `sha256sum --check` reads."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Mapping, Sequence

from generator.core.outputs import Files, Made, Output
from generator.datasets.publication import Publication

PATH = "data/youth-atlas.zip"
OFFICIAL = "data/youth-atlas-official.zip"
_THEN = (1980, 1, 1, 0, 0, 0)
_DEFLATED = (".parquet", ".xlsx")


def bundle(path: str, folder: str, publication: Publication, wanted: Callable[[str], bool]) -> Output:
    """The files below `folder` whose names are `wanted`, with a README that says whose they are."""

    def make(files: Files) -> Made:
        names = sorted(
            p.removeprefix(folder) for p in files if p.startswith(folder) and wanted(p.removeprefix(folder))
        )
        return Made(_zip(names, lambda name: files[f"{folder}{name}"].read(), publication))

    return Output(path, make)


def read_me(folder: str, publication: Publication) -> Output:
    """The same README beside the files of a folder."""

    def make(files: Files) -> Made:
        names = sorted(p.removeprefix(folder) for p in files if p.startswith(folder))
        return Made(readme(publication, names).encode())

    return Output(f"{folder}README.txt", make)


def packed(files: Mapping[str, bytes], publication: Publication) -> bytes:
    """These files as a zip, with the same README."""
    return _zip(sorted(files), files.__getitem__, publication)


def _zip(names: Sequence[str], read: Callable[[str], bytes], publication: Publication) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        _add(archive, "README.txt", readme(publication, names).encode())
        for name in names:
            _add(archive, name, read(name))
    return content.getvalue()


def _add(archive: zipfile.ZipFile, name: str, content: bytes) -> None:
    info = zipfile.ZipInfo(name, _THEN)
    info.external_attr = 0o644 << 16
    info.compress_type = zipfile.ZIP_STORED if name.endswith(_DEFLATED) else zipfile.ZIP_DEFLATED
    archive.writestr(info, content)


def readme(publication: Publication, names: Sequence[str]) -> str:
    """Plain text in both languages, with the line endings of Windows: it is opened by a double click."""
    licence = publication.licence
    pending = "" if licence.confirmed else "（拟用，待发布单位确认）"
    pending_en = "" if licence.confirmed else " (proposed, pending confirmation by the publisher)"
    excel = excel_en = ""
    if any(name.endswith(".excel.csv") for name in names):
        excel = "用 Excel 打开请选 .excel.csv，列标题是中文名称；"
        excel_en = "For Excel take .excel.csv, whose headings are the Chinese titles in fields.csv; "
    lines = [
        f"{publication.title.zh} / {publication.title.en}",
        publication.homepage,
        "",
        f"版本：{publication.version}，数据日期：{publication.as_of}",
        f"许可：{licence.title.zh}（{licence.id}）{pending} {licence.url}",
        f"署名：{publication.title.zh}，{licence.id}，{publication.as_of}",
        "provenance 为 demo 的记录是虚构的演示数据，不能当作事实引用。",
        f"{excel}每个字段的含义见 fields.csv 和 codes.csv。时间都是北京时间（UTC+8）。",
        "",
        f"Version: {publication.version}, data as of {publication.as_of}",
        f"Licence: {licence.title.en} ({licence.id}){pending_en} {licence.url}",
        f"Attribution: {publication.title.en}, {licence.id}, {publication.as_of}",
        "Records whose provenance is demo are made up for demonstration: do not cite them as facts.",
        f"{excel_en}fields.csv and codes.csv say what every",
        "column and code means, in English too. Times are Beijing time (UTC+8).",
        "",
        *names,
    ]
    return "\ufeff" + "\r\n".join(lines) + "\r\n"


CHECKSUMS = "data/checksums.txt"


def checksums() -> Output:
    return Output(CHECKSUMS, lambda files: Made(_list(files)))


def _list(files: Files) -> bytes:
    own = sorted(p for p in files if p.startswith("data/") and not p.endswith(".html"))
    return "".join(f"{files[p].sha256}  {p[len('data/') :]}\n" for p in own).encode()
