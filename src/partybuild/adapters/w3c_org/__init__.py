"""W3C ORG as JSON-LD, with change events; out only."""

from partybuild.adapters.w3c_org._events import VOCABULARY
from partybuild.adapters.w3c_org._write import org_document, write_org

__all__ = ["VOCABULARY", "org_document", "write_org"]
