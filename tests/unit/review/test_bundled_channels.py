"""What the bundled pack knows of hotlines and channels, and what it doesn't claim."""

import pytest

import telcorules
from telcorules.foundation.law import Grade
from telcorules.language.program import Channel
from telcorules.language.versions import ChoiceVersion

BOOK = telcorules.load()
CHANNELS = BOOK.program.channels
ASKED_FOR = {
    *("12300", "12381", "12321", "12315", "12345", "12377", "12378", "12363"),
    *("12305", "12312", "110", "96110", "10000", "10086", "10010", "10099"),
    *("appeal-site", "internet-platform"),
}
DEAD = ("chinatcc.gov.cn", "dxss.miit.gov.cn", "12300.gov.cn")
RUN_BY = {
    "12378": "国家金融监督管理总局",
    "12363": "中国人民银行",
    "12312": "商务主管部门",
    "12305": "邮政管理部门",
    "12345": "地方人民政府",
    "12315": "市场监督管理部门",
    "12381": "工业和信息化部",
    "110": "公安机关",
    "96110": "公安机关",
}


def test_every_number_and_channel_is_there() -> None:
    assert set(CHANNELS) == ASKED_FOR


@pytest.mark.parametrize(("number", "authority"), RUN_BY.items())
def test_a_number_belongs_to_whoever_runs_it(number: str, authority: str) -> None:
    assert BOOK.channel(number).authority.zh == authority


@pytest.mark.parametrize("channel", CHANNELS.values(), ids=CHANNELS)
class TestEveryChannel:
    def test_is_reached_by_its_number_or_at_its_address(self, channel: Channel) -> None:
        numbered = channel.id.isdecimal()
        phone = channel.id if numbered else None
        assert (channel.phone, channel.url is None) == (phone, numbered)

    def test_has_a_name_that_holds_its_number(self, channel: Channel) -> None:
        number = channel.phone or ""
        held = (number in channel.label.zh, number in channel.label.en)
        assert held == (True, True)

    def test_gives_no_dead_address(self, channel: Channel) -> None:
        assert not any(site in (channel.url or "") for site in DEAD)

    def test_says_where_it_was_only_remembered(self, channel: Channel) -> None:
        remembered = channel.verified is Grade.NONE
        assert ("记忆" in channel.source.zh) is remembered


def test_the_ministry_runs_neither_the_financial_lines_nor_that_of_commerce() -> None:
    ministry = {
        name for name, one in CHANNELS.items() if "工业和信息化部" in one.authority.zh
    }
    assert ministry == {"12300", "12381", "12321", "appeal-site"}


def test_route_leads_to_channels_that_are_known() -> None:
    rows = [
        row
        for version in BOOK.program.rules["route"].versions
        if isinstance(version, ChoiceVersion)
        for row in version.rows
    ]
    led = {row.value.source.strip("\"'") for row in rows} & set(CHANNELS)
    assert led == {
        *("12321", "12315", "12377", "12378", "12363", "12305"),
        *("110", "96110", "12345", "internet-platform"),
    }
