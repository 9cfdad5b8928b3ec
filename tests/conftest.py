"""The profiles of hypothesis: `default` for every run, `deep` for a long search."""

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
settings.load_profile("deep" if os.environ.get("TELCORULES_DEEP") else "default")
