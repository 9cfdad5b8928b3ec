"""Random expressions of the rule language, as text, over the facts of random packs."""

from typing import Final

from hypothesis import strategies as st

EVENTS: Final = ("thing.begun_on", "thing.ended_on", "thing.answered_on")
"""The events of a random pack."""

PERIODS: Final = ("15 days", "1 day", "5 working days", "3 months", "1 year")
"""The periods that it names."""

_DEPTH: Final = 2
_NESTED: Final = (
    *("{}", "{}", "{}", "not {}", "({} and {})"),
    *("({} or {})", "({} if {} else {})"),
)
_LEAVES: Final = (
    *("thing.good", "thing.fine", 'thing.colour == "red"'),
    *('thing.province == "440000"', "thing.count in [1, 2, 3]"),
    *('reading.duty_rollover == "roll"', "happened({event})"),
    *("{event} {order} {day}", "{event} {order} {day}", "{event} {order} {day}"),
    *("thing.price {order} {price}", "days_between({event}, {event}) > 30"),
)
_DAYS: Final = (
    *("{moment}", "last_day({moment}, {length}, roll={roll})"),
    *("({moment} + {period})", "({moment} - {period})"),
)
_NUMBERS: Final = (
    *("thing.price", "thing.price * 2", "thing.price * 0.01 * thing.count"),
    *("thing.price * days_between({event}, {event})", "thing.price - {price}"),
    *("max(thing.price, {price})", "min(thing.price, {price})"),
)
_WORDS: Final = {
    "event": EVENTS,
    "order": ("<=", "<", ">", ">=", "==", "!="),
    "price": ("100", "0.01", "19.90"),
    "period": tuple(f'"{one}"' for one in PERIODS),
    "length": (*(f'"{one}"' for one in PERIODS), "waiting_time"),
    "roll": ("reading.duty_rollover", '"roll"', '"strict"'),
}


class _Drawn(dict[str, str]):
    """The words of a template, each drawn when it is met, and anew the next time."""

    def __init__(self, draw: st.DrawFn, moment: str | None) -> None:
        super().__init__()
        self._draw = draw
        self._moments = (*EVENTS, *([moment] if moment else []))

    def __missing__(self, name: str) -> str:
        if name == "day":
            return self.filled(_DAYS)
        words = self._moments if name == "moment" else _WORDS[name]
        return self._draw(st.sampled_from(words))

    def filled(self, templates: tuple[str, ...]) -> str:
        """Return one of some templates, filled."""
        return self._draw(st.sampled_from(templates)).format_map(self)


def condition(draw: st.DrawFn, moment: str | None, depth: int = _DEPTH) -> str:
    """Draw a condition; it shrinks towards one that reads one fact.

    Args:
        draw: Draws from strategies.
        moment: The day asked about, ``at`` or ``as_of``; None where there is none.
        depth: How deep it is nested at most.
    """
    template = draw(st.sampled_from(_NESTED)) if depth else "{}"
    if template == "{}":
        return _Drawn(draw, moment).filled(_LEAVES)
    parts = (condition(draw, moment, depth - 1) for _ in range(template.count("{}")))
    return template.format(*parts)


def day(draw: st.DrawFn, moment: str | None) -> str:
    """Draw a day: an event or the day asked about, moved by a period or not."""
    return _Drawn(draw, moment).filled(_DAYS)


def number(draw: st.DrawFn) -> str:
    """Draw an amount of money."""
    return _Drawn(draw, None).filled(_NUMBERS)
