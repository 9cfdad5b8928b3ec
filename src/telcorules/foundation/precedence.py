"""Which of two texts prevails by its rank: 立法法 第九十九条 to 第一百零六条.

Rank decides first. Within a rank, and between a local regulation and a departmental
rule, it decides nothing: there the special and the new text go first where one organ
made both, and else somebody has to rule (第一百零三条, 第一百零六条).
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from telcorules.foundation.law import Rank

_TIERS: Final[Mapping[Rank, int]] = MappingProxyType(
    {
        Rank.LAW: 5,
        Rank.ADMINISTRATIVE_REGULATION: 4,
        Rank.DEPARTMENTAL_RULE: 3,
        Rank.LOCAL_REGULATION: 3,
        Rank.NORMATIVE_DOCUMENT: 2,
        Rank.COMPANY_POLICY: 1,
        Rank.OUTLINE: 0,
    }
)


def prevails(one: Rank, other: Rank) -> bool | None:
    """Tell whether a text of one rank prevails over a text of another.

    A law stands above administrative regulations, they above local regulations and
    departmental rules (第九十九条), which neither outranks the other (第一百零六条).
    Below stand documents that aren't legislation, promises of companies, and an
    overview that is no law at all.

    Returns:
        True or False where rank decides; None where it doesn't.

    Examples:
        >>> prevails(Rank.ADMINISTRATIVE_REGULATION, Rank.LOCAL_REGULATION)
        True
        >>> prevails(Rank.LOCAL_REGULATION, Rank.DEPARTMENTAL_RULE) is None
        True
    """
    mine, theirs = _TIERS[one], _TIERS[other]
    return None if mine == theirs else mine > theirs
