"""partybuild: exact, explained assessment of Party-building review conferences.

Names are loaded when they are first used, so that ``import partybuild`` is
cheap and needs no optional package.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from partybuild import adapters as adapters
    from partybuild.adapters._letter import write_letter as write_letter
    from partybuild.adapters._outputs import write_outputs as write_outputs
    from partybuild.adapters._read import read as read
    from partybuild.adapters._report import write_report as write_report
    from partybuild.adapters.rulebooks import read_rulebook as read_rulebook
    from partybuild.adapters.rulebooks import write_rulebook as write_rulebook
    from partybuild.analysis import WeakArea as WeakArea
    from partybuild.analysis import WeakAreaRule as WeakAreaRule
    from partybuild.analysis import WeakAreas as WeakAreas
    from partybuild.analysis import find_weak_areas as find_weak_areas
    from partybuild.assessment import Assessment as Assessment
    from partybuild.assessment import Standing as Standing
    from partybuild.assessment import assess as assess
    from partybuild.assessment import option_rates as option_rates
    from partybuild.assessment import receipt_json as receipt_json
    from partybuild.assessment import verify_receipt as verify_receipt
    from partybuild.assessment import what_if as what_if
    from partybuild.conference import BallotBox as BallotBox
    from partybuild.conference import BallotForm as BallotForm
    from partybuild.conference import Conference as Conference
    from partybuild.conference import Feedback as Feedback
    from partybuild.conference import Review as Review
    from partybuild.conference import RollCall as RollCall
    from partybuild.conference import Tally as Tally
    from partybuild.datasets import load_example as load_example
    from partybuild.datasets import load_rulebook as load_rulebook
    from partybuild.errors import InputError as InputError
    from partybuild.errors import PartyBuildError as PartyBuildError
    from partybuild.kernel import Citation as Citation
    from partybuild.kernel import Label as Label
    from partybuild.kernel import OwnDecision as OwnDecision
    from partybuild.kernel import Rounding as Rounding
    from partybuild.kernel import exact as exact
    from partybuild.kernel._version import __version__ as __version__
    from partybuild.organization import Organization as Organization
    from partybuild.organization import OrganizationTree as OrganizationTree
    from partybuild.organization import Post as Post
    from partybuild.reporting import build_individual_report as build_individual_report
    from partybuild.reporting import build_letter as build_letter
    from partybuild.reporting import explain_result as explain_result
    from partybuild.rules import ReviewRules as ReviewRules
    from partybuild.rules import Rulebook as Rulebook

_HOMES = {
    "__version__": "kernel._version",
    "Assessment": "assessment",
    "BallotBox": "conference",
    "BallotForm": "conference",
    "Citation": "kernel",
    "Conference": "conference",
    "Feedback": "conference",
    "InputError": "errors",
    "Label": "kernel",
    "Organization": "organization",
    "OrganizationTree": "organization",
    "OwnDecision": "kernel",
    "PartyBuildError": "errors",
    "Post": "organization",
    "Review": "conference",
    "ReviewRules": "rules",
    "RollCall": "conference",
    "Rounding": "kernel",
    "Rulebook": "rules",
    "Standing": "assessment",
    "Tally": "conference",
    "WeakArea": "analysis",
    "WeakAreaRule": "analysis",
    "WeakAreas": "analysis",
    "assess": "assessment",
    "build_individual_report": "reporting",
    "build_letter": "reporting",
    "exact": "kernel",
    "explain_result": "reporting",
    "find_weak_areas": "analysis",
    "load_example": "datasets",
    "load_rulebook": "datasets",
    "option_rates": "assessment",
    "read": "adapters._read",
    "read_rulebook": "adapters.rulebooks",
    "receipt_json": "assessment",
    "verify_receipt": "assessment",
    "what_if": "assessment",
    "write_letter": "adapters._letter",
    "write_outputs": "adapters._outputs",
    "write_report": "adapters._report",
    "write_rulebook": "adapters.rulebooks",
}

__all__ = [
    "Assessment",
    "BallotBox",
    "BallotForm",
    "Citation",
    "Conference",
    "Feedback",
    "InputError",
    "Label",
    "Organization",
    "OrganizationTree",
    "OwnDecision",
    "PartyBuildError",
    "Post",
    "Review",
    "ReviewRules",
    "RollCall",
    "Rounding",
    "Rulebook",
    "Standing",
    "Tally",
    "WeakArea",
    "WeakAreaRule",
    "WeakAreas",
    "__version__",
    "adapters",
    "assess",
    "build_individual_report",
    "build_letter",
    "exact",
    "explain_result",
    "find_weak_areas",
    "load_example",
    "load_rulebook",
    "option_rates",
    "read",
    "read_rulebook",
    "receipt_json",
    "verify_receipt",
    "what_if",
    "write_letter",
    "write_outputs",
    "write_report",
    "write_rulebook",
]


def __getattr__(name: str) -> object:
    if name == "adapters":
        return import_module("partybuild.adapters")
    if name in _HOMES:
        value = getattr(import_module(f"partybuild.{_HOMES[name]}"), name)
        globals()[name] = value
        return value
    message = f"module 'partybuild' has no attribute {name!r}"
    raise AttributeError(message)


def __dir__() -> list[str]:
    return __all__
