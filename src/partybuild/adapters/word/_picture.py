"""A picture for a Word report."""

import attrs


@attrs.frozen(kw_only=True)
class Picture:
    """A picture with its caption, to stand at the end of a part of a report.

    Attributes:
        png: The bytes of a .png file.
        caption: What it shows; screen readers read it too.
        section: Place of the part, from 0 on.
    """

    png: bytes = attrs.field(repr=False)
    caption: str
    section: int
