"""When a review ends, and by when to submit: business days, counted one by one.

The holidays are written down here from the State Council's notices for 2023 to 2026; in years without a notice there are
weekends and the holidays of fixed date.
"""

import json
from datetime import date, timedelta

FIRST, LAST = date(2023, 1, 1), date(2031, 12, 31)
NOTICED = range(2023, 2027)
FIXED = [(1, 1), (5, 1), (10, 1), (10, 2), (10, 3)]


def days(first, last):
    first, last = date.fromisoformat(first), date.fromisoformat(last)
    return {first + timedelta(place) for place in range((last - first).days + 1)}


OFF = set().union(*(days(*stretch) for stretch in [
    ("2023-01-01", "2023-01-02"), ("2023-01-21", "2023-01-27"), ("2023-04-05", "2023-04-05"), ("2023-04-29", "2023-05-03"),
    ("2023-06-22", "2023-06-24"), ("2023-09-29", "2023-10-06"),
    ("2024-01-01", "2024-01-01"), ("2024-02-10", "2024-02-17"), ("2024-04-04", "2024-04-06"), ("2024-05-01", "2024-05-05"),
    ("2024-06-10", "2024-06-10"), ("2024-09-15", "2024-09-17"), ("2024-10-01", "2024-10-07"),
    ("2025-01-01", "2025-01-01"), ("2025-01-28", "2025-02-04"), ("2025-04-04", "2025-04-06"), ("2025-05-01", "2025-05-05"),
    ("2025-05-31", "2025-06-02"), ("2025-10-01", "2025-10-08"),
    ("2026-01-01", "2026-01-03"), ("2026-02-15", "2026-02-23"), ("2026-04-04", "2026-04-06"), ("2026-05-01", "2026-05-05"),
    ("2026-06-19", "2026-06-21"), ("2026-09-25", "2026-09-27"), ("2026-10-01", "2026-10-07"),
]))
MAKE_UP = {date.fromisoformat(day) for day in [
    "2023-01-28", "2023-01-29", "2023-04-23", "2023-05-06", "2023-06-25", "2023-10-07", "2023-10-08",
    "2024-02-04", "2024-02-18", "2024-04-07", "2024-04-28", "2024-05-11", "2024-09-14", "2024-09-29", "2024-10-12",
    "2025-01-26", "2025-02-08", "2025-04-27", "2025-09-28", "2025-10-11",
    "2026-01-04", "2026-02-14", "2026-02-28", "2026-05-09", "2026-09-20", "2026-10-10",
]}


def is_workday(day):
    if day.year not in NOTICED:
        return day.weekday() < 5 and (day.month, day.day) not in FIXED
    return day in MAKE_UP or (day.weekday() < 5 and day not in OFF)


def after(day, count):
    """The day so many business days later; the first day is not counted."""
    while count:
        day += timedelta(1)
        count -= is_workday(day)
    return day


def row(request):
    submitted = date.fromisoformat(request["submitOn"])
    first, last = after(submitted, 2), after(submitted, 5)  # 1.2
    passed = [submitted + timedelta(place) for place in range(1, (last - submitted).days + 1)]
    certainty = "official" if all(day.year in NOTICED for day in passed) else "estimated"
    submit_by = submitted - timedelta(14)  # 3.2, for a live on that day
    return json.dumps([first.isoformat(), last.isoformat(), certainty, submit_by.isoformat()], separators=(",", ":"))


def requests():
    """Every day there is."""
    for place in range((LAST - FIRST).days + 1):
        yield {"kind": "workdays", "submitOn": (FIRST + timedelta(place)).isoformat()}


def smaller(request):
    return iter(())
