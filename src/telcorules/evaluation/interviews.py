"""The best order of questions over a table of what all completions lead to.

A state of knowledge holds for each fact the place of its value, -1 while it isn't
known. Two things are reckoned over all states: how many questions settle the answer,
and how many it takes, a time, to find that something stands in the way.
"""

from collections.abc import Iterator, Sequence
from itertools import product
from math import inf, prod
from typing import Any, Final

STATES: Final = 4_000
"""Up to how many states of knowledge the best order is reckoned."""

_ENOUGH: Final = 1e-9

State = tuple[int, ...]
Gain = tuple[float, float, float]
"""What asking on is worth, its questions, and how likely it ends in the way."""

_STOP: Final[Gain] = (0.0, 0.0, 0.0)


class Interview:
    """A table of answers in which no two values of a fact come to the same.

    Args:
        answers: The answers, the last fact varying first.
        weights: How likely each value of each fact is taken to be.
        failing: The answer that stands in the way; None where there is none such.
    """

    def __init__(
        self,
        answers: Sequence[Any],
        weights: Sequence[Sequence[float]],
        failing: Any = None,
    ) -> None:
        self._answers = answers
        self._weights = weights
        self._failing = failing
        sizes = [len(one) for one in weights]
        self._strides = [prod(sizes[axis + 1 :]) for axis in range(len(sizes))]
        self._start = tuple(-1 if size > 1 else 0 for size in sizes)
        self._exact = prod(size + 1 for size in sizes if size > 1) <= STATES
        self._costs: dict[State, float] = {}
        self._reached: dict[State, frozenset[Any]] = {}
        self._gains: dict[State, Gain] = {}
        self._price = inf
        self.axes = [axis for axis, size in enumerate(sizes) if size > 1]

    def costs(self) -> dict[int, float]:
        """Return how many questions settle the answer, by which fact comes first."""
        return {axis: self._after(self._start, axis) for axis in self.axes}

    def price(self) -> float:
        """Return how many questions it takes, a time, to find something in the way.

        Infinite where nothing is, or where there are too many states to reckon it.
        """
        likely = self._share()
        if not (self._exact and self.axes and likely):
            return inf
        self._price = self._cost(self._start) / likely
        while (gain := self._gain_anew())[0] > _ENOUGH:
            self._price = gain[1] / gain[2]
        return self._price

    def _gain_anew(self) -> Gain:
        """Return the best way to go on at the price now reached."""
        self._gains.clear()
        return self._gain(self._start)

    def _share(self) -> float:
        """Return how likely the answer is that stands in the way."""
        shares = map(prod, product(*self._weights))
        pairs = zip(self._answers, shares, strict=True)
        return sum(share for answer, share in pairs if answer == self._failing)

    def _after(self, state: State, axis: int) -> float:
        cost = self._cost if self._exact else self._spread
        shares = enumerate(self._weights[axis])
        return sum(share * cost(_with(state, axis, place)) for place, share in shares)

    def _cost(self, state: State) -> float:
        if state not in self._costs:
            cost = 0.0
            if len(self._reach(state)) > 1:
                cost = 1 + min(self._after(state, axis) for axis in self._free(state))
            self._costs[state] = cost
        return self._costs[state]

    def _gain(self, state: State) -> Gain:
        """Return the best way to go on, which may be to stop."""
        if state not in self._gains:
            reached = self._reach(state)
            found = _STOP
            if reached == {self._failing}:
                found = (self._price, 0.0, 1.0)
            elif self._failing in reached:
                asked = (self._asking(state, axis) for axis in self._free(state))
                found = max((_STOP, *asked))
            self._gains[state] = found
        return self._gains[state]

    def _asking(self, state: State, axis: int) -> Gain:
        worth, questions, found = -1.0, 1.0, 0.0
        for place, share in enumerate(self._weights[axis]):
            then = self._gain(_with(state, axis, place))
            worth += share * then[0]
            questions += share * then[1]
            found += share * then[2]
        return worth, questions, found

    def _free(self, state: State) -> list[int]:
        return [axis for axis in self.axes if state[axis] < 0]

    def _reach(self, state: State) -> frozenset[Any]:
        if state not in self._reached:
            self._reached[state] = frozenset(self._under(state))
        return self._reached[state]

    def _under(self, state: State) -> Iterator[Any]:
        free = next(iter(self._free(state)), None)
        if free is None:
            yield self._answers[self._place(state)]
            return
        for place in range(len(self._weights[free])):
            yield from self._reach(_with(state, free, place))

    def _place(self, state: State) -> int:
        return sum(a * b for a, b in zip(state, self._strides, strict=True))

    def _spread(self, state: State) -> float:
        """Return how likely two completions differ, where no order is reckoned."""
        places = [
            range(len(one)) if known < 0 else (known,)
            for one, known in zip(self._weights, state, strict=True)
        ]
        free, shares = self._free(state), dict[Any, float]()
        for full in product(*places):
            answer = self._answers[self._place(full)]
            share = prod(self._weights[axis][full[axis]] for axis in free)
            shares[answer] = shares.get(answer, 0.0) + share
        return 1.0 - sum(share * share for share in shares.values())


def _with(state: State, axis: int, place: int) -> State:
    return (*state[:axis], place, *state[axis + 1 :])
