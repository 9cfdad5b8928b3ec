"""The rest blocks that are likeliest in a year without a notice.

From 2025 on the principle of 国办发明电〔2024〕12号 tells their lengths. Before it,
notices followed a practice of their own, which is all that an estimate for a day
before it can rest on. It is no more than an estimate; bounds don't use it.
"""

from datetime import date, timedelta

from telcorules.foundation.holidays import (
    PRINCIPLE_SINCE,
    Block,
    Holiday,
    autumn_blocks,
    dragon_boat,
    qingming,
    rest_block,
    rest_blocks,
    spring_festival,
    statutory_days,
    with_weekend,
)


def likeliest_blocks(year: int) -> tuple[Block, ...]:
    """Return the rest blocks that a year without a notice is likeliest to have.

    Args:
        year: 2005 to 2061.

    Returns:
        The blocks in the order of the year.
    """
    if year >= PRINCIPLE_SINCE:
        return rest_blocks(year)
    return _usual_blocks(year) if year >= 2008 else _golden_weeks(year)


def _usual_blocks(year: int) -> tuple[Block, ...]:
    """Return the blocks as the notices for 2008 to 2024 mostly had them.

    春节 seven days from its eve, 国庆节 seven from 1 October (eight with 中秋节),
    every other holiday the weekend it touches.
    """
    eve = spring_festival(year) - timedelta(days=1)
    return (
        (with_weekend(date(year, 1, 1)),),
        (rest_block(eve, 7, 3),),
        (with_weekend(qingming(year)),),
        (with_weekend(date(year, 5, 1)),),
        (with_weekend(dragon_boat(year)),),
        *autumn_blocks(year),
    )


def _golden_weeks(year: int) -> tuple[Block, ...]:
    """Return the blocks as the notices to 2007 had them: three weeks of seven days."""
    days = statutory_days(year)
    weeks = (Holiday.SPRING, Holiday.LABOUR, Holiday.NATIONAL)
    return (
        (with_weekend(date(year, 1, 1)),),
        *((rest_block(days[holiday][0], 7, 3),) for holiday in weeks),
    )
