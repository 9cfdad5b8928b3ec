from dataclasses import replace

from telcorules.foundation.law import Grade, Wording
from telcorules.render.bilingual import Language
from telcorules.render.channels import channels_page
from telcorules.render.text import as_text
from tests.unit.render.service import EN, ZH, book

CHANNELS = tuple(book().program.channels.values())
DISCLAIMER = Wording("推算。", "Computed.")


def lines(found: tuple[object, ...], language: Language) -> list[str]:
    page = channels_page(found, language, DISCLAIMER)  # type: ignore[arg-type]
    return as_text(page, width=80, colour=False).splitlines()


def test_channels_stand_one_below_the_other() -> None:
    found = lines(CHANNELS, ZH)
    assert [found[0], *found[2:13]] == [
        "渠道2个",
        "  · 服务商客服热线  10001",
        "    主办 服务商",
        "    受理 咨询、报障和投诉",
        "    电话 10001",
        "    来源 服务商公布〔内容已核〕",
        "  · 服务管理局网上平台  office-site",
        "    主办 服务管理局",
        "    受理 服务商没有解决的投诉",
        "    网址 https://office.example",
        "    来源 报道〔摘要〕",
        "    注意 须先投诉",
    ]
    assert found[-1] == "推算。"


def test_a_channel_alone_is_the_title_of_its_page() -> None:
    found = lines(CHANNELS[:1], EN)
    assert [found[0], *found[2:6]] == [
        "Customer line of the provider   10001",
        "  run by  the provider",
        "  takes   questions, faults and complaints",
        "  phone   10001",
        "  source  announced by the provider [content checked]",
    ]


def test_a_number_that_the_label_holds_is_not_said_twice() -> None:
    label = Wording("热线10001", "10001, a line")
    named = replace(CHANNELS[0], label=label, verified=Grade.NONE)
    found = lines((named,), ZH)
    assert (found[0], found[5]) == ("热线10001", "  来源  服务商公布〔未核实〕")
