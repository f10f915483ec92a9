"""Hypothesis strategies and awkward values, for tests of rules and of programs.

`partybuild.testing.strategies` needs ``partybuild[testing]``; this package itself
loads nothing.
"""
