"""One contradiction of a scheme, and where it stands."""

import attrs

from partybuild.errors import PartyBuildError


@attrs.frozen
class Fault:
    """One contradiction of a scheme, and where it stands.

    Attributes:
        place: Attribute of the scheme, then the code of the part concerned.
        error: What is wrong; whoever builds the scheme gets it raised.
    """

    place: tuple[str, ...]
    error: PartyBuildError
