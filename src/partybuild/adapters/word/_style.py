"""Page, fonts and sizes of a Word report; local variants are parameters."""

from fractions import Fraction

import attrs

from partybuild.kernel import exact


@attrs.frozen(kw_only=True)
class WordStyle:
    """How a Word report looks.

    Attributes:
        top: Top margin.
        bottom: Bottom margin.
        left: Left margin, the binding edge.
        right: Right margin.
        title_font: Font of the title.
        heading_font: Font of first-level headings.
        subheading_font: Font of second-level headings.
        body_font: Font of the text.
        latin_font: Font of Latin letters and digits.
        title_size: Size of the title.
        body_size: Size of the text and of headings.
        table_size: Size in tables.
        page_size: Size of page numbers.
        line_pitch: Fixed distance of lines.
        spacing: Added between the characters of the text, so that a line holds 28.
        page_font: Font of page numbers.

    Units:
        Margins in millimeters, sizes, pitch and spacing in points.

    Source:
        GB/T 9704-2012: A4, 37 mm above, 28 mm at the binding edge, type area
        156 x 225 mm; 22 lines of 28 characters, hence a pitch of 28 to 29 pt.
    """

    top: Fraction = attrs.field(default=Fraction(37), converter=exact)
    bottom: Fraction = attrs.field(default=Fraction(35), converter=exact)
    left: Fraction = attrs.field(default=Fraction(28), converter=exact)
    right: Fraction = attrs.field(default=Fraction(26), converter=exact)
    title_font: str = "方正小标宋简体"
    heading_font: str = "黑体"
    subheading_font: str = "楷体"
    body_font: str = "仿宋"
    latin_font: str = "Times New Roman"
    title_size: int = 22
    body_size: int = 16
    table_size: int = 10
    page_size: int = 14
    line_pitch: Fraction = attrs.field(default=Fraction("28.9"), converter=exact)
    spacing: Fraction = attrs.field(default=Fraction("-0.25"), converter=exact)
    page_font: str = "宋体"
