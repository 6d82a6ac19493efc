"""Made-up data of nobody, in every disguise and every kind of file: each must be found, none repeated.

Mobile numbers begin with 154, which no network has; identity cards name a place that is none and a
day in 1900; mailboxes lie at domains made up here. All are built in code, so that none stands here.
"""

from __future__ import annotations

import gzip
import hashlib
import io
import itertools
import json
import sqlite3
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import quote

import pyarrow
import pyarrow.parquet
import pytest
from conftest import ROOT, tree

from generator.__main__ import main
from generator.core.outputs import Made, Output, Written, constant
from generator.core.problems import Location, Problem, Refused
from generator.core.text import same
from generator.privacy import images, names
from generator.privacy.allow import Allowed, read_allowed
from generator.privacy.detect import check_digit, detect, is_id_card
from generator.privacy.fields import is_denied
from generator.privacy.inputs import scan_inputs
from generator.privacy.masking import concealed
from generator.privacy.outputs import Guard
from generator.privacy.prefilter import CHUNK, is_suspicious, is_suspicious_input
from generator.storage.publish import publish

OFFICE = frozenset({"email", "office_phone"})


def mobile(i: int) -> str:
    return f"154{i:08d}"


def card(i: int) -> str:
    digits = f"11000019000101{i:03d}"
    return digits + check_digit(digits)


def mailbox(i: int) -> str:
    return f"made-up-{i}@provider-{i}.cn"


def grouped(digits: str, gap: str) -> str:
    cuts = (3, 7) if len(digits) == 11 else (6, 10, 14)
    return gap.join(digits[a:b] for a, b in itertools.pairwise((0, *cuts, len(digits))))


def shifted(zero: str) -> Callable[[str], str]:
    """Digits of another kind: full-width, mathematical, Arabic."""
    return lambda digits: "".join(chr(ord(zero) + int(d)) if d.isdigit() else d for d in digits)


def each(write: Callable[[str], str]) -> Callable[[str], str]:
    return lambda digits: "".join(map(write, digits))


IN_TEXT: dict[str, Callable[[str], str]] = {
    "plain": str,
    "blanks": lambda d: grouped(d, " "),
    "hyphens": lambda d: grouped(d, "-"),
    "points": lambda d: grouped(d, "."),
    "slashes": lambda d: grouped(d, "/"),
    "no-break blanks": lambda d: grouped(d, "\u00a0"),
    "wide blanks": lambda d: grouped(d, "\u3000"),
    "dashes": lambda d: grouped(d, "\u2013"),
    "wide hyphens": lambda d: grouped(d, "－"),
    "one by one": " ".join,
    "full-width": shifted("０"),
    "zero width": "\u200b".join,
    "word joiner": "\u2060".join,
    "soft hyphens": "\u00ad".join,
    "entities": each(lambda c: f"&#{ord(c)};"),
    "hex entities": each(lambda c: f"&#x{ord(c):x};"),
    "some entities": lambda d: f"{d[:4]}&#{ord(d[4])};{d[5:]}",
    "entities twice": lambda d: f"{d[:4]}&amp;#{ord(d[4])};{d[5:]}",
    "full-width entities": each(lambda c: f"&#{ord(c) + 0xFEE0};"),
    "percent codes": each(lambda c: f"%{ord(c):02x}"),
    "percent codes twice": lambda d: quote("".join(f"%{ord(c):02x}" for c in d)),
    "marked up": lambda d: grouped(d, "<b>"),
    "brackets": lambda d: f"({d[:3]}) {d[3:]}",
}
IN_SOURCES: dict[str, Callable[[str], str]] = {
    **IN_TEXT,
    "emphasis": lambda d: grouped(d, "**"),
    "folded": lambda d: grouped(d, "\n  "),
    "mathematical": shifted("𝟎"),
    "circled": each(lambda c: chr(0x2460 + int(c) - 1) if c in "123456789" else c),
    "escapes": each(lambda c: f"\\u{ord(c):04x}"),
}
FOR_MOBILES = {
    "country": lambda d: f"+86 {d}",
    "country code": lambda d: f"0086{d}",
    "country, in groups": lambda d: f"+86-{grouped(d, '-')}",
    "Chinese": each(lambda c: "零一二三四五六七八九"[int(c)]),
    "as spoken": each(lambda c: "〇幺二三四五六七八九"[int(c)]),
    "other groups": lambda d: f"{d[:3]} {d[3:6]} {d[6:]}",
}

WRITTEN: dict[str, Callable[[str], tuple[str, str]]] = {
    "comment": lambda t: ("data/homes/{}.yaml", f"id: home-abc-001\n# 找人 {t} 即可\n"),
    "value": lambda t: (
        "data/homes/{}.yaml",
        f"id: home-abc-001\nname: 示例\nsummary: >-\n  可打 {t} 找人\n",
    ),
    "page": lambda t: ("content/zh/{}.md", f"# 页面\n\n可打 {t} 找人。\n"),
    "schema": lambda t: ("schemas/records/{}.json", f'{{"examples": ["{t}"]}}'.replace("\n", "\\n")),
    "drawing": lambda t: ("content/images/{}.svg", f"<svg><text>{t}</text></svg>"),
    "words": lambda t: ("content/i18n/{}.yaml", f"key: 可打 {t} 找人\n"),
}


def canaries() -> Iterator[tuple[str, str, str]]:
    """Name, what is written, and the datum that it gives away."""
    count = itertools.count()
    for name, write in IN_SOURCES.items():
        for what, make in (("mobile", mobile), ("card", card)):
            datum = make(next(count))
            if name != "circled" or "0" not in datum:
                yield f"{what} {name}", write(datum), datum
            if name == "plain":
                yield f"{what} after words", f"号码是{write(datum)}吧", datum
    for name, write in FOR_MOBILES.items():
        datum = mobile(next(count))
        yield f"mobile {name}", write(datum), datum
    for i, at in enumerate(("@", "＠", "&#64;", "%40", "(at)", "[at]", " @ ", "&commat;")):
        yield f"mailbox {at}", mailbox(i).replace("@", at), mailbox(i)
    for i, words in enumerate(
        ("QQ：{}", "QQ号{}", "扣扣 {}", "微信号：a{}", "微信：a{}", "VX: a{}", "wxid_{}")
    ):
        yield f"account {words[:3]}", words.format(10000000 + i), str(10000000 + i)


PLANTED = list(canaries())
IN_FILES = [(carrier, *planted) for carrier in WRITTEN for planted in PLANTED]


def plant(root: Path) -> dict[str, tuple[str, str]]:
    """A file a canary; what is in each, and the datum. A second batch stands in the names of files."""
    files: dict[str, tuple[str, str]] = {}
    for i, (carrier, name, text, datum) in enumerate(IN_FILES):
        if carrier in ("schema", "drawing") and name.endswith(("folded", "emphasis")):
            continue
        path, content = WRITTEN[carrier](text)
        files[path.format(f"f{chr(97 + i % 26)}{i:x}")] = (content, datum)
    for i in range(20):
        files[f"data/events/{mobile(900 + i)}.yaml"] = ("id: x\n", mobile(900 + i))
        files[f"content/images/{card(900 + i)}.svg"] = ("<svg/>", card(900 + i))
    for path, (content, _) in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(content, "utf-8")
    return files


def test_every_canary_in_what_people_write_is_found_and_none_repeated(tmp_path: Path) -> None:
    files = plant(tmp_path)
    found = concealed(scan_inputs(tmp_path, Allowed(), OFFICE), Allowed())
    alone = {path for path in files if not scan_alone(tmp_path, path)}
    assert len(files) > 400
    assert not alone, [(path, files[path]) for path in sorted(alone)]
    told = "\n".join(f"{p.where.file} {p.message} {p.hint}" for p in found)
    assert not [datum for _, datum in files.values() if datum in told]
    assert all(p.code in ("V-901", "V-902", "V-903") for p in found)


def scan_alone(root: Path, path: str) -> list[Problem]:
    """What is found when there is only this file."""
    target = root / "alone"
    (target / path).parent.mkdir(parents=True, exist_ok=True)
    (target / path).write_bytes((root / path).read_bytes())
    found = scan_inputs(target, Allowed(), OFFICE)
    (target / path).unlink()
    return found


def test_a_find_is_shown_at_its_line_and_column(tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    (tmp_path / "content" / "a.md").write_text(f"# 页\n\n号码&#65;是 {shifted('０')(mobile(1))}。\n", "utf-8")
    (problem,) = scan_inputs(tmp_path, Allowed(), OFFICE)
    assert problem.where == Location("content/a.md", 3, 10)
    assert "154******01" in problem.message.zh


def html(text: str) -> bytes:
    return f'<!doctype html><p id="home-abc-007">{text}</p>'.encode()


def database(values: list[object]) -> bytes:
    with sqlite3.connect(":memory:") as connection:
        connection.execute('CREATE TABLE "odd name" (id TEXT, "what else" BLOB)')
        connection.executemany('INSERT INTO "odd name" VALUES (?, ?)', [("home-abc-007", v) for v in values])
        connection.commit()
        return connection.serialize()


def parquet(values: list[object]) -> bytes:
    table = pyarrow.table({"id": ["home-abc-007"] * len(values), "value": values})
    file = io.BytesIO()
    pyarrow.parquet.write_table(table, file, compression="zstd")
    return file.getvalue()


def zipped(name: str, content: bytes) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, content)
    return file.getvalue()


FILLER = "文" * 5000
PUBLISHED: dict[str, Callable[[str], bytes]] = {
    "homes/home-abc-007/index.html": html,
    "long.html": lambda t: html(FILLER * 3 + t + FILLER),
    "at-the-seam.html": lambda t: b"x" * (CHUNK - 4) + t.encode(),
    "api/v1/homes/home-abc-007.json": lambda t: json.dumps({"id": "home-abc-007", "name": t}, ensure_ascii=False).encode(),
    "data/homes.csv": lambda t: f"id,name\nhome-abc-007,{t}\n".encode(),
    "data/homes.ndjson": lambda t: f'{{"id":"home-abc-007","name":"{t}"}}\n'.encode(),
    "data/homes.parquet": lambda t: parquet(["a", t, "b"]),
    "data/youth-atlas.sqlite": lambda t: database(["a", t, "b"]),
    "data/long.sqlite": lambda t: database([FILLER + t + FILLER]),
    "data/youth-atlas.zip": lambda t: zipped("homes.csv", f"id\n{t}\n".encode()),
    "data/homes.xlsx": lambda t: zipped("xl/sharedStrings.xml", f"<si><t>{t}</t></si>".encode()),
    "data/packed-twice.zip": lambda t: zipped("inner.zip", zipped("homes.csv", t.encode())),
    "pagefind/fragment/zh_1.pf_fragment": lambda t: gzip.compress(b'pagefind_dcd{"content":"' + t.encode() + b'"}'),
    "pagefind/index/zh_1.pf_index": lambda t: gzip.compress(b"\x82\x65" + t.encode() + b"\x00"),
    "homes/feed.atom": lambda t: f"<feed><title>{t}</title></feed>".encode(),
    "events/calendar.ics": lambda t: f"SUMMARY:{t}\r\n".encode(),
    "charts/a.svg": lambda t: f"<svg><title>{t}</title></svg>".encode(),
}  # fmt: skip
DISGUISED = [
    (name, write(make(i)), make(i))
    for i, (name, write) in enumerate(IN_TEXT.items())
    for make in (mobile, card)
]
DISGUISED += [("mailbox", mailbox(1), mailbox(1)), ("account", "微信号：made_up_1", "made_up_1")]


@pytest.mark.parametrize("path", PUBLISHED)
def test_every_canary_in_what_is_published_is_found_and_none_repeated(path: str) -> None:
    for name, text, datum in DISGUISED:
        found = Guard(Allowed()).scan(path, PUBLISHED[path](text))
        assert found, f"{name} in {path}: {text}"
        assert datum not in str(found), name


@pytest.mark.parametrize("value", [int(mobile(1)), int(card(3)[:17] + "0")], ids=["mobile", "card"])
def test_numbers_that_are_stored_as_numbers_are_found(value: int) -> None:
    assert bool(Guard(Allowed()).scan("a.sqlite", database([value]))) == bool(detect(str(value)))
    assert bool(Guard(Allowed()).scan("a.parquet", parquet([value]))) == bool(detect(str(value)))


def test_what_cannot_be_opened_is_not_published() -> None:
    for content in (b"\x1f\x8bxxxx", b"PK\x03\x04xxxx", b"SQLite format 3\0xxxx", b"PAR1xxxx"):
        assert [p.code for p in Guard(Allowed()).scan("data/a.bin", content)] == ["V-907"]


def test_the_message_names_the_file_the_record_and_the_remedy() -> None:
    (problem,) = Guard(Allowed()).scan("data/homes.csv", PUBLISHED["data/homes.csv"](mobile(1)))
    assert problem.where == Location("data/homes.csv", 2, 14)
    assert "home-abc-007" in problem.hint.zh
    assert "没有发布" in problem.hint.zh


@pytest.mark.parametrize("count", [1, 300], ids=["here", "in other processes"])
def test_a_find_stops_publication_and_leaves_the_site(tmp_path: Path, count: int) -> None:
    site, cache = tmp_path / "site", tmp_path / ".cache"
    cache.mkdir()
    guard = Guard(Allowed())
    sound = [constant("index.html", b"sound"), constant("data/checksums.txt", b"")]
    publish(guard.watch(sound), site, cache, {})
    before = tree(site)
    pages = [Output(f"{i}.html", lambda _: Made(html(mobile(1))), alone=True) for i in range(count)]
    with pytest.raises(Refused) as stopped:
        publish(guard.watch([*pages, *sound]), site, cache, {})
    assert stopped.value.problems[0].code == "V-902"
    assert tree(site) == before
    assert not (tmp_path / ".site.new").exists()


def test_a_kept_file_is_looked_at_again_when_less_is_allowed_or_the_program_changes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site, cache = tmp_path / "site", tmp_path / ".cache"
    cache.mkdir()
    page = Output("index.html", lambda _: Made(html(mobile(1))), key=lambda _: "same")
    outputs = [page, constant("data/checksums.txt", b"")]
    publish(Guard(Allowed(frozenset({mobile(1)}))).watch(outputs), site, cache, {})
    with pytest.raises(Refused):
        publish(Guard(Allowed()).watch(outputs), site, cache, {})
    asked: list[str] = []
    monkeypatch.setattr(Guard, "scan", lambda _guard, path, *_: asked.append(path) or [])
    monkeypatch.setattr("generator.storage.publish.fingerprint", lambda: "a program that finds more")
    publish(Guard(Allowed(frozenset({mobile(1)}))).watch(outputs), site, cache, {})
    assert "index.html" in asked


def test_an_archive_is_searched_for_what_was_not_looked_at_by_itself() -> None:
    content = f"id\n{mobile(1)}\n".encode()
    scan, archive = Guard(Allowed()).scan, zipped("homes.csv", content)
    known = Written(len(content), hashlib.sha256(content).hexdigest())
    assert scan("data/all.zip", archive, {"data/homes.csv": known}) == []
    other = Written(len(content), hashlib.sha256(content + b"\n").hexdigest())
    assert [p.code for p in scan("data/all.zip", archive, {"data/homes.csv": other})] == ["V-902"]


def test_boundaries_maps_of_others_and_formulas_are_not_published() -> None:
    scan = Guard(Allowed()).scan
    assert [p.code for p in scan("data/a.geojson", b'{"type": "Polygon"}')] == ["V-908"]
    assert scan("data/a.geojson", b'{"type":"Point"}') == []
    assert [p.code for p in scan("a/index.html", b'<img src="https://map.example/1.png">')] == ["V-909"]
    assert Guard(Allowed(), True).scan("a/index.html", b'<img src="https://map.example/1.png">') == []
    assert scan("a/index.html", b'<a href="https://map.example/">') == []
    drawing = b'<svg xmlns="http://www.w3.org/2000/svg"><image href="%s"/></svg>'
    assert [p.code for p in scan("a/qr.svg", drawing % b"https://map.example/1.png")] == ["V-909"]
    assert scan("a/qr.svg", drawing % b"../1.png") == []
    assert [p.code for p in scan("data/a.csv", b'id,name\n1,"=HYPERLINK(1)"\n')] == ["V-910"]
    assert [p.code for p in scan("data/a.csv", b'id,name\n1,"=""1""&HYPERLINK(1)"\n')] == ["V-910"]
    assert scan("data/a.csv", b'id,name\n-1.5,"a\n- b, =c"\n') == []
    assert scan("data/a.csv", b'id,name\n1,"=""510113002001"""\n') == []


PICTURE = b"\x89PNG\r\n\x1a\n"


def chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def png(*more: bytes) -> bytes:
    head = chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0))
    return PICTURE + head + b"".join(more) + chunk(b"IDAT", zlib.compress(b"\0\0")) + chunk(b"IEND", b"")


def segment(marker: int, body: bytes) -> bytes:
    return bytes([0xFF, marker]) + struct.pack(">H", len(body) + 2) + body


def jpeg(*more: bytes) -> bytes:
    head = b"\xff\xd8" + segment(0xE0, b"JFIF\0\1\1\0\0\1\0\1\0\0")
    scan = segment(0xDA, b"\1\1\0\0\x3f\0") + b"\x12\xff\x00\x34\xff\xd0\x56"
    return head + b"".join(more) + segment(0xDB, bytes(65)) + scan + b"\xff\xd9"


def webp(*more: tuple[bytes, bytes]) -> bytes:
    parts = [(b"VP8X", b"\x0c" + bytes(9)), (b"VP8L", b"\x2f" + bytes(4)), *more]
    body = b"".join(k + struct.pack("<I", len(b)) + b + b"\0" * (len(b) % 2) for k, b in parts)
    return b"RIFF" + struct.pack("<I", len(body) + 4) + b"WEBP" + body


GPS = b"MM\0\x2a\0\0\0\x08\0\1\x88\x25\x00\x04\0\0\0\1\0\0\0\x1a\0\0\0\0"
TELLING = {
    "png text": (png(chunk(b"tEXt", b"Author\0somebody")), png()),
    "png packed text": (png(chunk(b"zTXt", b"Comment\0\0" + zlib.compress(b"somebody"))), png()),
    "png XMP": (png(chunk(b"iTXt", b"XML:com.adobe.xmp\0\0\0\0\0<x/>")), png()),
    "png Exif with place": (png(chunk(b"eXIf", GPS)), png()),
    "png of another kind": (png(chunk(b"prVt", b"somebody")), png()),
    "png with something behind": (png() + b"somebody", png()),
    "jpeg Exif": (jpeg(segment(0xE1, b"Exif\0\0MM\0\x2a\0\0\0\x08\0\0")), jpeg()),
    "jpeg Exif with place": (jpeg(segment(0xE1, b"Exif\0\0" + GPS)), jpeg()),
    "jpeg XMP": (jpeg(segment(0xE1, b"http://ns.adobe.com/xap/1.0/\0<x/>")), jpeg()),
    "jpeg IPTC": (jpeg(segment(0xED, b"Photoshop 3.0\0somebody")), jpeg()),
    "jpeg remark": (jpeg(segment(0xFE, b"somebody")), jpeg()),
    "jpeg more pictures": (jpeg(segment(0xE2, b"MPF\0somebody")), jpeg()),
    "jpeg with a film behind": (jpeg() + b"ftypmp42", jpeg()),
    "webp Exif": (webp((b"EXIF", GPS)), webp()),
    "webp XMP": (webp((b"XMP ", b"<x/>")), webp()),
}


@pytest.mark.parametrize("name", TELLING)
def test_what_a_picture_tells_is_found_and_can_be_taken_out(name: str, tmp_path: Path) -> None:
    telling, bare = TELLING[name]
    assert images.metadata_in(telling)
    clean = images.strip(telling)
    assert images.metadata_in(clean) == []
    assert clean == images.strip(bare)
    if "place" in name:
        assert images.metadata_in(telling) == ["Exif (GPS)"]
    path = tmp_path / "content" / "images" / f"a.{name.split()[0]}"
    path = path.with_suffix(".jpg") if path.suffix == ".jpeg" else path
    path.parent.mkdir(parents=True)
    path.write_bytes(telling)
    assert [p.code for p in scan_inputs(tmp_path, Allowed(), OFFICE)] == ["V-907"]
    assert [p.code for p in Guard(Allowed()).scan("assets/a.png", telling)] == ["V-907"]
    path.write_bytes(clean)
    assert scan_inputs(tmp_path, Allowed(), OFFICE) == []


def test_a_picture_cut_short_is_refused_never_a_crash() -> None:
    for whole in (png(chunk(b"eXIf", GPS)), jpeg(segment(0xE1, b"Exif\0\0" + GPS))):
        for length in range(12, len(whole)):
            with pytest.raises(images.Damaged):
                images.metadata_in(whole[:length])
    whole = webp((b"EXIF", GPS))
    for length in range(12, len(whole)):
        try:  # cut between two chunks it reads as a whole one, of which nothing false may be told
            assert images.metadata_in(whole[:length]) in ([], ["Exif (GPS)"])
        except images.Damaged:
            continue


def test_the_shipped_project_raises_no_false_alarm() -> None:
    allowed, wrong = read_allowed(ROOT)
    assert not wrong
    assert scan_inputs(ROOT, allowed, OFFICE) == []


@pytest.mark.parametrize(
    "text",
    [
        "510113110200", "990101001001 990101001002", "2024-06-01 2024-07-01", "20240601T083000Z", "1717200000000",
        "3.1415926535897932", "0.13800138000138", "0.15400000000", "104.2512 30.8801 104.2513", "12355 12345", "91350100M000100Y43",
        "a1540000000012345678901234567890b".replace("b", "f") + "0" * 8, "M10 154 0000L5 12.5 154.0 0000.12", "v1.9.4 @media",
        "微信公众号：example", "微信小程序 example12", "QQ、微信", "15400000000000", "leaflet@1.9.4/dist/leaflet.js",
        "youth@example.org", "5月4日 19:00—21:00，二楼 201、202、203", "一九一九年五月四日", "第一、第二、第三",
    ],
)  # fmt: skip
def test_what_only_looks_like_it_passes(text: str) -> None:
    assert detect(text) == []


def test_quick_overlooks_nothing_that_detect_finds() -> None:
    for name, text, _ in PLANTED:
        assert detect(text), name
        shown = text.replace("<b>", "")  # of pages that people write, tags are taken out first
        assert is_suspicious_input(shown.encode()), name
    for name, text, _ in DISGUISED:
        assert is_suspicious(text.encode()), name


def test_check_digits_are_those_of_the_standard() -> None:
    """The example printed in GB 11643-1999, annex A, with the digits of its own check."""
    assert check_digit("11010519491231002") == "X"
    assert check_digit("44052418800101001") == "4"
    assert not is_id_card(card(1)[:17] + ("0" if card(1)[17] != "0" else "1"))


@pytest.mark.parametrize(
    "name", ["phone_of_secretary", "idCard", "姓名", "birth_date", "WeChat", "contact_name", "手机号"]
)
def test_fields_for_persons_are_known_by_name(name: str) -> None:
    assert is_denied(name)


def test_no_field_of_the_schemas_is_denied() -> None:
    allowed = {"phone", "office_phone", "phone_office", "email", "wechat_account"}
    found = {
        name
        for path in (ROOT / "schemas" / "records").glob("*.json")
        for name in json.loads(path.read_text("utf-8"))["properties"]
        if is_denied(name)
    }
    assert found <= allowed


def test_names_of_persons_are_guessed_with_care() -> None:
    named = "王小明同学|学生李例子，|张示范女士|李晓（17岁）|来自示例镇的赵示例同学|村民周某某，"
    assert [bool(list(names.persons(t))) for t in named.split("|")] == [True, True, True, True, True, True]
    titled = "李建国主任主持|小张书记|李老师带着他们|住在这里的小王，十六岁|阿强（16周岁）|小明（八岁）|学生是张三和李四"
    assert [t for t in titled.split("|") if not list(names.persons(t))] == []
    plain = "任何老师|许多医生|小学老师|班主任|康复医生|开张三个月|文书记录|曾任主任|毛泽东同志|小时，16岁以上|舞龙老师|高中同学|学生周末来|居民马路边|青年文明号|同学们|任何同学|方便学生|年满十六岁|先生活动"
    assert [t for t in plain.split("|") if list(names.persons(t))] == []


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("住在黄金村三组的小王，十六岁", "V-906"),
        ("家住示例街道示例路88号3栋2单元501室", "V-906"),
        ("就读于示例中学高二7班", "V-906"),
        ("示例中学初二（3）班的同学", "V-906"),
        ("2010年3月15日出生", "V-906"),
        ("他说不想活了", "V-905"),
        ("觉得活着没意思", "V-905"),
        ("这名青年患抑郁症", "V-905"),
    ],
)
def test_where_somebody_lives_learns_or_suffers_is_found(text: str, code: str, tmp_path: Path) -> None:
    record = tmp_path / "data/cases/case-abc-01.yaml"
    record.parent.mkdir(parents=True)
    record.write_text(f"background: {text}。\n", "utf-8")
    assert code in {p.code for p in scan_inputs(tmp_path, Allowed(), OFFICE)}


def test_ordinary_texts_of_homes_and_schools_are_let_through(tmp_path: Path) -> None:
    page = tmp_path / "content/zh/a.md"
    page.parent.mkdir(parents=True)
    said = "初中生可以来|高中组三个班|在城厢镇开了两个班|住在附近的青年|家在外地的职工|患者家属的互助小组|要自学|2010年3月出台|心理热线 12355|学号：不登记"
    page.write_text("\n\n".join(said.split("|")), "utf-8")
    assert [
        p.message.zh
        for p in scan_inputs(tmp_path, Allowed(), OFFICE)
        if p.code in ("V-904", "V-905", "V-906")
    ] == []


def test_messages_of_other_rules_are_masked_too() -> None:
    said = same(f"“{mobile(1)}”的写法不对；例如 youth@example.org")
    problem = Problem(Location(f"data/homes/{mobile(1)}.yaml"), "V-002", "error", said, said, mobile(1))
    (masked,) = concealed([problem], Allowed())
    assert mobile(1) not in str(masked)
    assert "youth@example.org" in masked.message.zh


def test_clean_takes_out_what_a_picture_carries(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    picture, broken = tmp_path / "a.png", tmp_path / "b.png"
    picture.write_bytes(TELLING["png Exif with place"][0])
    assert main(["clean", str(picture), "--lang", "en"]) == 0
    assert images.metadata_in(picture.read_bytes()) == []
    assert "Exif (GPS) taken out" in capsys.readouterr().err
    broken.write_bytes(png()[:40])
    assert main(["clean", str(broken)]) == 2
    assert broken.read_bytes() == png()[:40]


def test_a_checksum_is_no_identity_card() -> None:
    """About one SHA-256 in some hundred thousand holds eighteen digits that would be one."""
    number = card(1)
    assert [hit.kind for hit in detect(f"{number}  homes.csv")] == ["id_card"]
    assert [hit.kind for hit in detect(f"e{number}")] == ["id_card"]
    assert [hit.kind for hit in detect(f"abcde{mobile(1)}")] == ["mobile"]
    assert detect("ab" * 23 + number + "  homes.csv") == []
    assert detect("ab" * 10 + "c" + mobile(1) + "  homes.csv") == []


def test_no_checksum_of_a_long_list_passes_for_a_number() -> None:
    """A long file is looked at piece by piece; wherever a piece begins, no checksum is cut in two."""
    checksum = "abcdef" + mobile(1) + "abcdefa" * 6 + "abcde"
    assert len(checksum) == 64
    lines = "".join(f"{checksum}  {'x' * (n % 64)}.csv\n" for n in range(3 * CHUNK // 64))
    assert Guard(Allowed()).scan("data/checksums.txt", lines.encode()) == []
    planted = lines + f"{mobile(2)}\n" + lines
    assert [p.code for p in Guard(Allowed()).scan("data/checksums.txt", planted.encode())] == ["V-902"]
