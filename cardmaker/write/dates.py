"""The date that goes into files."""

import os
from datetime import UTC, datetime

from cardmaker.errors import UsageError, error


def creation_date() -> datetime:
    """Return the date that goes into files: SOURCE_DATE_EPOCH if it is set, else always the same one. Raises UsageError."""
    from cardmaker.write.pdf import FIXED_DATE

    seconds = os.environ.get("SOURCE_DATE_EPOCH")
    if seconds is None:
        return FIXED_DATE
    try:
        return datetime.fromtimestamp(int(seconds), UTC)
    except (ValueError, OverflowError, OSError):
        message = f"SOURCE_DATE_EPOCH is {seconds!r}, not a number of seconds since 1970"
        hint = "unset it, or set it as reproducible-builds.org says"
        raise UsageError([error("date", message, hint=hint)]) from None
