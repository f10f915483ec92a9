"""Pictures as files."""

# matplotlib leaves the keywords of its methods untyped.
# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false

from io import BytesIO
from pathlib import Path

from matplotlib import rc_context
from matplotlib.axes import Axes
from matplotlib.figure import SubFigure

from partybuild.adapters._files import write_bytes
from partybuild.errors import PictureFormatError

_WITHOUT_TIME: dict[str, dict[str, None]] = {
    ".pdf": {"CreationDate": None, "ModDate": None},
    ".png": {},
    ".svg": {"Date": None},
}


def write_picture(
    ax: Axes, path: str | Path, *, dpi: int = 150, force: bool = False
) -> Path:
    """Write the figure that axes belong to, the same bytes every time.

    Args:
        ax: Axes that were drawn on.
        path: File to write; its suffix decides the format: .png, .svg or .pdf.
        dpi: Resolution of a .png.
        force: Whether a file of that name may be replaced.

    Returns:
        The path.

    Raises:
        FileExistsAlreadyError: If the file exists and *force* is not given.
        PictureFormatError: If no picture is written with that suffix.
    """
    content = picture_bytes(ax, Path(path).suffix.lower(), dpi=dpi)
    return write_bytes(path, content, force=force)


def picture_bytes(ax: Axes, suffix: str, *, dpi: int = 150) -> bytes:
    """Return the figure that axes belong to as a file, the same bytes every time.

    Args:
        ax: Axes that were drawn on.
        suffix: The format: ".png", ".svg" or ".pdf".
        dpi: Resolution of a .png.

    Returns:
        The bytes of the file.

    Raises:
        PictureFormatError: If no picture is written with that suffix.
    """
    if suffix not in _WITHOUT_TIME:
        raise PictureFormatError(suffix)
    figure = ax.figure
    while isinstance(figure, SubFigure):
        figure = figure.figure
    raw = BytesIO()
    # Ids inside an SVG are random unless a salt is set.
    with rc_context({"svg.hashsalt": "partybuild"}):
        figure.savefig(
            raw, format=suffix[1:], dpi=dpi, metadata=dict(_WITHOUT_TIME[suffix])
        )
    return raw.getvalue()
