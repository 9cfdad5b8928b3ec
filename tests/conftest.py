"""The profiles of hypothesis: `default` for every run, `deep` for a long search.

`brief` is for the further Pythons of the gate, after the first has run them all.
"""

import os

from hypothesis import HealthCheck, settings

collect_ignore = ["fixtures"]
"""Packs for tests to load; some of their scenarios are meant to fail."""

SLOW = [HealthCheck.too_slow, HealthCheck.data_too_large]

settings.register_profile(
    "default",
    derandomize=True,
    deadline=None,
    max_examples=150,
    suppress_health_check=SLOW,
)
settings.register_profile(
    "deep", deadline=None, max_examples=3_000, suppress_health_check=SLOW
)
settings.register_profile(
    "brief", settings.get_profile("default"), max_examples=25, database=None
)
asked = [
    name for name in ("deep", "brief") if os.environ.get(f"TELCORULES_{name.upper()}")
]
settings.load_profile(asked[0] if asked else "default")
