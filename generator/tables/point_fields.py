"""The columns that a table with points has beside the recorded ones: degrees in the two datums that maps use."""

from __future__ import annotations

from typing import Any

from generator.core.geo import decimals, public, to_gcj02, to_wgs84
from generator.core.text import Text, join
from generator.schema.model import Field, RecordType

POINT_COLUMNS = ("lon_wgs84", "lat_wgs84", "lon_gcj02", "lat_gcj02")


def point_field(name: str, record_type: RecordType) -> Field:
    """The field of one of these columns: where its degrees come from, in which datum."""
    axis, _, crs = name.partition("_")
    datum = {"wgs84": "WGS84", "gcj02": "GCJ-02"}[crs]
    title = Text(f"{'经度' if axis == 'lon' else '纬度'}（{datum}）",
                 f"{'Longitude' if axis == 'lon' else 'Latitude'} ({datum})")  # fmt: skip
    use = {"wgs84": ("国际通用，卫星定位", "as satellite positioning and maps of the world use"),
           "gcj02": ("国内地图通用，如高德、腾讯", "as maps in China use, such as Amap and Tencent")}[crs]  # fmt: skip
    kept, kept_en = "由登记的坐标换算", "converted from the recorded coordinates"
    if by := [record_type.fields[name].title for name in record_type.located_by]:
        of = join(by, "或", " or ")
        kept, kept_en = f"取自{of.zh}", f"that of: {of.en}"
    about = Text(
        f"{datum} 坐标系（{use[0]}）的{'东经' if axis == 'lon' else '北纬'}度数，{kept}；最多四位小数（约 10 米），"
        "也不比记录的误差范围更细；空表示没有坐标。",
        f"Degrees {'east' if axis == 'lon' else 'north'} in {datum}, {use[1]}; {kept_en}, with four decimals"
        " (about 10 m) at most and no finer than the recorded precision; empty if there are none.",
    )
    example = 100.1234 if axis == "lon" else 30.1234
    unit = Text("度", "degrees")
    return Field(name, title, about, "number", unit=unit, example=example)


def degrees_of(location: dict[str, Any] | None) -> tuple[float | None, ...]:
    """The values of these columns for a point as it is recorded."""
    if not location:
        return (None,) * 4
    shown, places = public(location), decimals(location.get("precision_m"))
    place = (shown["lon"], shown["lat"], shown["crs"])  # of the exact point, each datum would tell a bit more
    return tuple(round(degrees, places) for degrees in (*to_wgs84(*place), *to_gcj02(*place)))
