"""This library as a command of the suite: ``python run.py python ours.py``."""

import json
import sys

from partybuild.adapters.records import review_from_document
from partybuild.assessment import assess, receipt_json, verify_receipt
from partybuild.errors import InputError


def answer(word: str, document: bytes) -> tuple[int, bytes]:
    """Return the exit code and the output for one document."""
    if word == "verify":
        return int(bool(verify_receipt(document.decode()))), b""
    try:
        review = review_from_document(json.loads(document))
    except InputError as refused:
        return 1, "\n".join(one.place for one in refused.mistakes).encode()
    return 0, receipt_json(assess(review)).encode()


if __name__ == "__main__":
    code, said = answer(sys.argv[1], sys.stdin.buffer.read())
    sys.stdout.buffer.write(said)
    sys.exit(code)
