"""One contradiction of a scheme, and where it stands."""

import attrs

from partybuild.errors import PartyBuildError
from partybuild.kernel import Record


@attrs.frozen(repr=False)
class Fault(Record):
    """One contradiction of a scheme, and where it stands.

    Attributes:
        place: Attribute of the scheme, then the code of the part concerned.
        error: What is wrong; whoever builds the scheme gets it raised.
    """

    place: tuple[str, ...]
    error: PartyBuildError
