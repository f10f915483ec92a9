"""Profiles of the property tests; HYPOTHESIS_PROFILE chooses one."""

import os

from hypothesis import settings

# No deadline: how long one example takes depends on what else the machine does, and
# --timeout ends a test that hangs. A failure prints what repeats it.
settings.register_profile("dev", max_examples=50, deadline=None, print_blob=True)
# The same examples in every run, so that a red run is red again when looked at.
settings.register_profile(
    "ci", max_examples=200, deadline=None, print_blob=True, derandomize=True
)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "dev"))
