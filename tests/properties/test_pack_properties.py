"""Whatever an author writes has the properties that `check_pack` looks for."""

import os

from hypothesis import HealthCheck, given, settings

import telcorules
from telcorules.language.packs import bundled
from telcorules.testing import WrittenPack, check_pack, packs

DEEP = os.environ.get("TELCORULES_DEEP") == "1"
POLICIES = sorted(path.parent for path in bundled().glob("policy/*/pack.yaml"))


class TestEveryPack:
    """A valid pack is total, deterministic, monotone in knowledge, and all the rest."""

    @settings(
        max_examples=1_000 if DEEP else 20,
        suppress_health_check=[*HealthCheck],
    )
    @given(packs(most_rules=2))
    def test_has_every_property(self, pack: WrittenPack) -> None:
        check_pack(pack.load(), examples=40 if DEEP else 6)


def test_the_bundled_packs_have_every_property() -> None:
    book = telcorules.load(extend=POLICIES)
    check_pack(book, examples=200 if DEEP else 3)
