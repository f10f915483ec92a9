"""A Jupyter server for the analysts of a review body.

`jupyter server --config jupyter_server_config.py`, started by the account that may read
the reviews; REVIEWS_STORE in its environment reaches every notebook.
"""

from pathlib import Path
from typing import Any

c = get_config()  # noqa: F821 - Jupyter reads this file with the name defined
# Only this machine: others come through the office's own gate, which encrypts.
c.ServerApp.ip = "127.0.0.1"
c.ServerApp.open_browser = False
c.ServerApp.root_dir = str(Path(__file__).parent)
# A kernel holds ballots in memory: an hour unused, and it is gone.
c.MappingKernelManager.cull_idle_timeout = 3_600
c.MappingKernelManager.cull_connected = True


def _without_outputs(model: dict[str, Any], **_: object) -> None:
    """Save what was asked, not what was answered: answers may hold voter groups."""
    if model["type"] != "notebook" or model["content"]["nbformat"] < 4:
        return
    for cell in model["content"]["cells"]:
        if cell["cell_type"] == "code":
            cell["outputs"], cell["execution_count"] = [], None


c.FileContentsManager.pre_save_hook = _without_outputs
