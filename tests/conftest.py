"""Profiles of the property tests."""

import os

from hypothesis import HealthCheck, settings

# "ci" tries more and gives the same answer each time; "dev" is quick and random.
settings.register_profile("dev", max_examples=50, deadline=None, print_blob=True)
settings.register_profile(
    "ci",
    max_examples=200,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "dev"))
