"""Working days of China, adjusted ones included; needs ``partybuild[calendar]``."""

from partybuild.adapters.calendar._chinese import ChineseCalendar

__all__ = ["ChineseCalendar"]
