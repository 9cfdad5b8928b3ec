"""More items put in order than memory should hold."""

from hypothesis import given
from hypothesis import strategies as st

from telcorules.cli.spilling import Spilling


class TestSpilling:
    """Whatever the sizes, what comes out is what went in, sorted."""

    @given(
        items=st.lists(st.integers(), unique=True, max_size=60),
        run=st.integers(1, 5),
        fan=st.integers(2, 4),
        block=st.integers(1, 7),
    )
    def test_is_sorting(self, items: list[int], run: int, fan: int, block: int) -> None:
        with Spilling[int](lambda item: -item, run=run, fan=fan) as found:
            for start in range(0, len(items), block):
                found.add(items[start : start + block])
            assert list(found) == sorted(items, reverse=True)

    def test_can_be_read_twice(self) -> None:
        with Spilling[int](lambda item: item, run=2) as found:
            found.add([3, 1, 2, 5, 4])
            assert [list(found), list(found)] == [[1, 2, 3, 4, 5]] * 2

    def test_holds_no_more_than_a_run_and_few_files(self) -> None:
        with Spilling[int](lambda item: item, run=4, fan=3) as found:
            for item in range(1_000, 0, -1):
                found.add([item])
                assert len(found._held) < 4
                assert all(len(level) < 3 for level in found._levels)
            assert list(found) == list(range(1, 1_001))
