"""The 31 provincial divisions of the mainland, and the ways to write them.

Every one of them has a communications administration (通信管理局). A region reads
back as its six-digit code of GB/T 2260; ISO 3166-2 and the Chinese names are taken
as well. What lies below a province is refused, with the province as the hint.
"""

import difflib
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from telcorules.errors import Problem, RequestError


@dataclass(frozen=True, slots=True)
class Region:
    """A provincial division.

    Attributes:
        code: GB/T 2260, six digits, such as ``440000``.
        iso: ISO 3166-2, such as ``CN-GD``.
        short: The name without its kind, such as 广东.
        name: The name in full, such as 广东省.
        en: The name in English.
    """

    code: str
    iso: str
    short: str
    name: str
    en: str


_ROWS = """
11 BJ 北京   市           Beijing
12 TJ 天津   市           Tianjin
13 HE 河北   省           Hebei
14 SX 山西   省           Shanxi
15 NM 内蒙古 自治区       Inner Mongolia
21 LN 辽宁   省           Liaoning
22 JL 吉林   省           Jilin
23 HL 黑龙江 省           Heilongjiang
31 SH 上海   市           Shanghai
32 JS 江苏   省           Jiangsu
33 ZJ 浙江   省           Zhejiang
34 AH 安徽   省           Anhui
35 FJ 福建   省           Fujian
36 JX 江西   省           Jiangxi
37 SD 山东   省           Shandong
41 HA 河南   省           Henan
42 HB 湖北   省           Hubei
43 HN 湖南   省           Hunan
44 GD 广东   省           Guangdong
45 GX 广西   壮族自治区   Guangxi
46 HI 海南   省           Hainan
50 CQ 重庆   市           Chongqing
51 SC 四川   省           Sichuan
52 GZ 贵州   省           Guizhou
53 YN 云南   省           Yunnan
54 XZ 西藏   自治区       Xizang
61 SN 陕西   省           Shaanxi
62 GS 甘肃   省           Gansu
63 QH 青海   省           Qinghai
64 NX 宁夏   回族自治区   Ningxia
65 XJ 新疆   维吾尔自治区 Xinjiang
"""


def _region(row: str) -> Region:
    digits, letters, short, kind, en = row.split(maxsplit=4)
    return Region(f"{digits}0000", f"CN-{letters}", short, short + kind, en)


REGIONS: Mapping[str, Region] = MappingProxyType(
    {f"{row[:2]}0000": _region(row) for row in _ROWS.strip().splitlines()}
)

_CODES = MappingProxyType(
    {
        written: region.code
        for region in REGIONS.values()
        for written in (region.code, region.iso, region.short, region.name)
    }
)
_ELSEWHERE = ("71", "81", "82", "台湾", "香港", "澳门", "CN-TW", "CN-HK", "CN-MO")


def parse_region(text: str) -> str:
    """Read a region in any of its forms, and return its six-digit code.

    Args:
        text: ``"440000"``, ``"CN-GD"`` in either case, ``"广东"`` or ``"广东省"``;
            nothing around it.

    Raises:
        RequestError: It isn't one of the 31 divisions, or not written as one.

    Examples:
        >>> parse_region("广东"), parse_region("cn-gd")
        ('440000', '440000')
    """
    code = _CODES.get(text) or _CODES.get(text.upper())
    if code is None:
        raise RequestError(_refusal(text))
    return code


def _refusal(text: str) -> Problem:
    plain = unicodedata.normalize("NFKC", text).strip()
    if plain.upper().startswith(_ELSEWHERE):
        message = f"`{text}` isn't among the regions with a 通信管理局"
        return Problem("TR503", message, "name one of the 31 that have one")
    province = REGIONS.get(f"{plain[:2]}0000") if plain.isdigit() else None
    if province and len(plain) == 6 and plain != province.code:
        message = f"`{text}` lies below a province"
        hint = f"write `{province.code}` for {province.name}"
        return Problem("TR502", message, hint)
    return Problem("TR501", f"unknown region `{text}`", _hint(plain, province))


def _hint(plain: str, province: Region | None) -> str:
    near = [province] if province else _near(plain)
    if near:
        return f"did you mean {' or '.join(f'`{region.short}`' for region in near)}?"
    return "write a province, such as `广东`, `CN-GD` or `440000`"


def _near(plain: str) -> list[Region]:
    """Return the regions that may be meant, best first, three at most."""
    if plain.upper() in _CODES:
        return [REGIONS[_CODES[plain.upper()]]]
    begun = [it for it in REGIONS.values() if _shares_beginning(plain, it.short)]
    if begun:
        return begun
    ways = {way: it for it in REGIONS.values() for way in (it.short, it.en.lower())}
    ways |= {it.iso[3:].lower(): it for it in REGIONS.values()}
    exact = plain.lower() in ways
    found = difflib.get_close_matches(plain.lower(), ways, 1 if exact else 3, 0.5)
    return list(dict.fromkeys(ways[way] for way in found))


def _shares_beginning(plain: str, short: str) -> bool:
    return len(plain) > 1 and (plain.startswith(short) or short.startswith(plain))
