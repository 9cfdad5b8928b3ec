import pytest

from telcorules.errors import RequestError
from telcorules.foundation.regions import REGIONS, Region, parse_region

ALL = tuple(REGIONS.values())


def refused(text: str) -> tuple[str, str, str]:
    with pytest.raises(RequestError) as caught:
        parse_region(text)
    (problem,) = caught.value.problems
    return problem.code, problem.message, problem.hint


def test_there_are_31_provincial_divisions() -> None:
    assert len(REGIONS) == 31


def test_codes_and_names_stand_once() -> None:
    forms = [form for it in ALL for form in (it.code, it.iso, it.short, it.name, it.en)]
    assert len(set(forms)) == 31 * 5


@pytest.mark.parametrize("region", ALL, ids=lambda it: it.code)
def test_every_form_of_a_region_is_read_as_its_code(region: Region) -> None:
    forms = (region.code, region.iso, region.iso.lower(), region.short, region.name)
    assert {parse_region(form) for form in forms} == {region.code}


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("110000", "北京市"),
        ("150000", "内蒙古自治区"),
        ("440000", "广东省"),
        ("450000", "广西壮族自治区"),
        ("500000", "重庆市"),
        ("540000", "西藏自治区"),
        ("640000", "宁夏回族自治区"),
        ("650000", "新疆维吾尔自治区"),
    ],
)
def test_a_region_reads_back_under_its_full_name(code: str, name: str) -> None:
    assert REGIONS[code].name == name


def test_a_region_knows_its_forms() -> None:
    inner_mongolia = Region(
        "150000", "CN-NM", "内蒙古", "内蒙古自治区", "Inner Mongolia"
    )
    assert REGIONS["150000"] == inner_mongolia


def test_a_city_is_refused_with_its_province() -> None:
    hint = "write `440000` for 广东省"
    assert refused("440100") == ("TR502", "`440100` lies below a province", hint)


@pytest.mark.parametrize(
    "text", ["710000", "810000", "820000", "台湾省", "香港", "澳门特别行政区", "cn-tw"]
)
def test_where_no_administration_is_there_is_no_region(text: str) -> None:
    message = f"`{text}` isn't among the regions with a 通信管理局"
    assert refused(text) == ("TR503", message, "name one of the 31 that have one")


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("内蒙", "`内蒙古`"),
        ("广西省", "`广西`"),
        (" 广东 ", "`广东`"),
        ("\uff14\uff14\uff10\uff10\uff10\uff10", "`广东`"),
        ("44", "`广东`"),
        ("Guangdong", "`广东`"),
        ("gd", "`广东`"),
        ("广东省深圳市", "`广东`"),
        ("西省", "`陕西` or `西藏` or `江西`"),
    ],
)
def test_the_nearest_regions_are_proposed(text: str, meant: str) -> None:
    assert refused(text) == (
        "TR501",
        f"unknown region `{text}`",
        f"did you mean {meant}?",
    )


@pytest.mark.parametrize("text", ["", "深圳", "990000", "²"])
def test_what_is_near_nothing_is_refused_with_the_forms(text: str) -> None:
    hint = "write a province, such as `广东`, `CN-GD` or `440000`"
    assert refused(text) == ("TR501", f"unknown region `{text}`", hint)
