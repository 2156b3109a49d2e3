"""When a review ends, and by when to submit: business days, counted one by one.

The holidays are those of notices.py; in years without a notice there are weekends and the holidays of fixed date.
"""

import json
from datetime import date, timedelta

from notices import YEARS

FIRST, LAST = date(2003, 1, 1), date(2031, 12, 31)  # every year with a notice, and some without on either side
FIXED = [(1, 1), (5, 1), (10, 1), (10, 2), (10, 3)]


def days(year, stretches):
    """"05-01..05-03 06-10" as days."""
    for stretch in stretches.split():
        first, last = (date.fromisoformat(f"{year}-{end}") for end in (stretch[:5], stretch[-5:]))
        yield from (first + timedelta(place) for place in range((last - first).days + 1))


OFF = {day for year, (off, _) in YEARS.items() for day in days(year, off)}
MAKE_UP = {day for year, (_, worked) in YEARS.items() for day in days(year, worked)}


def is_workday(day):
    if day.year not in YEARS:
        return day.weekday() < 5 and (day.month, day.day) not in FIXED
    return day in MAKE_UP or (day.weekday() < 5 and day not in OFF)


def after(day, count):
    """The day so many business days later; the first day is not counted."""
    while count:
        day += timedelta(1)
        count -= is_workday(day)
    return day


def review(submitted):
    """Its first and its last day, and how certain they are (1.2)."""
    first, last = after(submitted, 2), after(submitted, 5)
    passed = [submitted + timedelta(place) for place in range(1, (last - submitted).days + 1)]
    return first, last, "official" if all(day.year in YEARS for day in passed) else "estimated"


def row(request):
    day = date.fromisoformat(request["submitOn"])
    first, last, certainty = review(day)
    submit_by = day - timedelta(14)  # 3.2, for a live on that day
    in_time = [(date.fromisoformat(start) - day).days >= 14 for start in request["startOn"]]
    return json.dumps([first.isoformat(), last.isoformat(), certainty, submit_by.isoformat(), in_time], separators=(",", ":"))


def requests():
    """Every day there is."""
    for place in range((LAST - FIRST).days + 1):
        day = FIRST + timedelta(place)
        starts = [(day + timedelta(ahead)).isoformat() for ahead in (13, 14)]
        yield {"kind": "workdays", "submitOn": day.isoformat(), "startOn": starts}


def smaller(request):
    return iter(())
