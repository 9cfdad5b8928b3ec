import json
from pathlib import Path

from tests.unit.cli.typing_in import typed

SERVICE = Path(__file__).parents[2] / "fixtures/service"


def test_every_channel_is_listed() -> None:
    done = typed("channels", "--pack", SERVICE, "--lang", "en")
    assert (done.code, done.err) == (0, "")
    lines = done.out.splitlines()
    assert lines[0] == "Channels: 2"
    assert "  · The office's site  office-site" in lines
    assert lines[-1].startswith("Computed from rules; not legal advice.")


def test_one_channel_is_shown_alone() -> None:
    done = typed("channels", "12378")
    assert (done.code, done.err) == (0, "")
    assert "  主办  国家金融监督管理总局" in done.out.splitlines()


def test_json_holds_all_that_was_seen_of_a_channel() -> None:
    done = typed("channels", "office-site", "--pack", SERVICE, "--format", "json")
    found = json.loads(done.out)
    assert (done.code, set(found["disclaimer"])) == (0, {"zh", "en"})
    assert found["channels"] == [
        {
            "id": "office-site",
            "label": {"zh": "服务管理局网上平台", "en": "the office's site"},
            "run_by": {"zh": "服务管理局", "en": "the service office"},
            "about": {
                "zh": "服务商没有解决的投诉",
                "en": "complaints that the provider left open",
            },
            "phone": None,
            "url": "https://office.example",
            "verified": "summary",
            "source": {"zh": "报道", "en": "accounts of it"},
            "note": {"zh": "须先投诉", "en": "the provider is complained to first"},
        }
    ]


def test_an_unknown_channel_is_exit_2_with_the_nearest() -> None:
    done = typed("channels", "12379")
    assert (done.code, done.out) == (2, "")
    assert done.err == (
        "telcorules: TR610: there is no channel `12379`\n  fix: did you mean `12378`?\n"
    )


def test_a_pack_laid_over_another_adds_its_channels(tmp_path: Path) -> None:
    (tmp_path / "pack.yaml").write_text(
        'pack: more\nversion: "1"\ntitle: {zh: 另一个, en: more}\n'
        "licence: Apache-2.0\njurisdiction: CN\n",
        encoding="utf-8",
    )
    (tmp_path / "channels.yaml").write_text(
        "channels:\n  desk:\n    label: {zh: 柜台, en: desk}\n"
        "    run_by: {zh: 服务商, en: provider}\n    about: {zh: 咨询, en: questions}\n"
        "    verified: none\n    source: {zh: 无, en: none}\n",
        encoding="utf-8",
    )
    words = ("channels", "desk", "--pack", SERVICE, "--extend", tmp_path)
    assert typed(*words, "--lang", "en").out.splitlines()[0] == "Desk   desk"
