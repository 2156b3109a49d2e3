"""How far the tasks of an account are: tiers, what is left, the pace needed and where the pace so far leads.

The metrics are those of ledger.py, and three of the event that is planned. A table is told row by row; what it must keep to is in
docs/decisions/0012-tier-tables.md.
"""

import json
import random
from datetime import date, timedelta
from fractions import Fraction
from math import ceil, floor

import ledger
import oracle
from oracle import NEVER

TASKS = {"coldStartRewards": ["sinceFirstDays", "sinceFirstMinutes", "sinceFirstGmv"],
         "growthTasks": ["monthDays", "monthMinutes", "monthGmv", "monthNetGmv"],
         "benchmarkRewards": ["eventGmvShare", "eventGmv", "eventMinutes"]}
LADDERS = ["monthBroadcasts", "monthDays", "monthMinutes", "monthGmv", "monthNetGmv", "monthPeakViewers", "recentDays",
           "recentMinutes", "recentGmv", "sinceFirstDays", "sinceFirstMinutes", "sinceFirstGmv", "longestMinutes", "bestGmv",
           "eventGmvShare", "eventGmv", "eventMinutes"]
NOT_WHOLE = ("eventGmvShare", "monthPeakViewers")  # between any two figures there are others


def row(request):
    """For each task and metric what there is to say; `!` for a list that contradicts itself and for a table that is no ladder."""
    listed = ledger.List(request)
    ladders = {table: ladders_of(rows) for table, rows in request["tables"].items()}
    if listed.conflicts or not all(is_ladder(*ladder) for told in ladders.values() for ladder in told.items()):
        return "!"
    all_tasks = []
    for table, metrics in TASKS.items():
        told = ladders.get(table) or {metric: [] for metric in metrics}
        all_tasks.append([progress(listed, request["plan"], metric, tiers) for metric, tiers in told.items()])
    return json.dumps(all_tasks, separators=(",", ":"))


# --- The tables. ---

class Tier:
    """A row: from so much on, to so much at most, or without an end."""

    def __init__(self, place, stated):
        self.place, self.metric = place, stated["metric"]
        self.least = exactly(stated["atLeast"])
        self.step = Fraction(1, 100) if is_money(self.metric) else Fraction(1)
        self.next = None  # what comes right after it
        if "below" in stated:
            self.next = exactly(stated["below"])
        if "atMost" in stated:
            self.next = exactly(stated["atMost"]) + self.step


def ladders_of(rows):
    ladders = {}
    for place, stated in enumerate(rows):
        ladders.setdefault(stated["metric"], []).append(Tier(place, stated))
    return ladders


def is_ladder(metric, tiers):
    """It ascends without gap or overlap, and each tier can be reached."""
    most = next((most for window, most in ledger.MOST_DAYS.items() if metric == f"{window}Days"), None)
    if any((most is not None and tier.least > most) or (tier.next is not None and tier.next <= tier.least) for tier in tiers):
        return False
    return all(two.least == one.next if one.next is not None else two.least > one.least for one, two in zip(tiers, tiers[1:]))


def exactly(number):
    return Fraction(str(number))


def is_money(metric):
    return metric.endswith("Gmv")


# --- One task by one metric. ---

def progress(listed, plan, metric, tiers):
    achieved, exact, most = event(listed, plan, metric) if metric.startswith("event") else ledger.metric(listed, metric)
    surely = achieved if exact else (achieved or 0) if has_figure(plan, metric) else None
    results = [reached(tier.least, surely, exact, most) for tier in tiers]
    target = next((tier.least for tier, result in zip(tiers, results) if result != "met"), tiers[-1].least if tiers else None)
    least = achieved or 0
    left = None if target is None else max(target - least, 0)
    ratio = None if not target or achieved is None else least / target
    first, last = window(listed, plan, metric)
    reason = "parameter-unpublished" if not tiers else None if exact else "ledger-incomplete"
    return [metric, text(first), text(last), number(achieved), exact, number(most), number(target), number(ratio), number(left),
            [[tier.place, result, number(max(tier.least - least, 0))] for tier, result in zip(tiers, results)],
            pace(listed, metric, last, left), projected(listed, metric, achieved if exact else None), reason]


def has_figure(plan, metric):
    """Nothing is a figure too, but not a share of nothing."""
    return metric != "eventGmvShare" or bool(plan.get("gmvTarget"))


def reached(threshold, surely, exact, most):
    if surely is not None and surely >= threshold:
        return "met"
    return "unmet" if exact or (most is not None and most < threshold) else "unknown"


def window(listed, plan, metric):
    if metric.startswith("event"):
        return (day_of(plan), day_of(plan))
    if metric in ("longestMinutes", "bestGmv"):
        return None, None
    first, last = ledger.window(listed, metric)
    return first, None if metric.startswith("sinceFirst") else last


def pace(listed, metric, last, left):
    """What is left, on each of the days that are left of the month; of money a begun fen counts."""
    if not metric.startswith("month") or metric == "monthPeakViewers" or not left:
        return None
    days = [day for day in month(listed) if day > listed.known_at]
    if not days:
        return None
    per_day = Fraction(left) / len(days)
    if is_money(metric):
        per_day = Fraction(ceil(per_day * 100), 100)
    return [number(per_day), len(days), text(last), metric != "monthDays" or per_day <= 1]


def projected(listed, metric, achieved):
    """The average of the days so far, on every day of the month; no begun fen, minute, day or broadcast counts."""
    if not metric.startswith("month") or metric == "monthPeakViewers" or achieved is None:
        return None
    days = month(listed)
    so_far = [day for day in days if day <= listed.known_at]
    if not so_far:
        return None
    parts = 100 if is_money(metric) else 1
    value = Fraction(floor(Fraction(achieved) / len(so_far) * len(days) * parts), parts)
    return [number(value), text(days[0]), text(so_far[-1]), text(days[-1])]


def month(listed):
    first, last = ledger.window(listed, "monthDays")
    return [first + timedelta(place) for place in range((last - first).days + 1)]


# --- The event that is planned: the best broadcast of its day. ---

def event(listed, plan, metric):
    day = day_of(plan)
    if metric == "eventGmvShare" and plan.get("gmvTarget") == 0:
        return None, True, None  # nothing is a share of nothing
    if day is None:
        return None, False, None
    own = listed.in_days([day])
    covered = day > listed.known_at or listed.covers(day) or (listed.from_beginning and is_before_first(listed, day))
    if metric == "eventMinutes":
        return floor(Fraction(max([one.length for one in own], default=0), 60_000)), covered, None
    exact = covered and all(one.gmv is not None for one in own)
    gmv = Fraction(max([one.gmv or 0 for one in own], default=0), 100)
    if metric == "eventGmv":
        return gmv, exact, None
    target = plan.get("gmvTarget")
    if target is None:
        return 0, False, None  # it may be nothing, of which there is no share
    return gmv / exactly(target), exact, None


def is_before_first(listed, day):
    return listed.first() not in (None, NEVER) and day < listed.first()


def day_of(plan):
    planned = plan.get("plannedStartOn")
    return None if planned is None else oracle.event(planned).day


def number(value):
    return None if value is None else round(float(value), 6)


def text(day):
    return None if day is None else day.isoformat()


# --- Which are compared. ---

def requests(seed, count):
    for place in range(count):
        yield one(random.Random(f"tasks/{seed}/{place}"))


def one(chance):
    request = ledger.one(chance)
    known_at = date.fromisoformat(request["knownAt"])
    plan = {}
    if chance.random() < 0.8:
        listed = [stated["startedAt"] for stated in request["broadcasts"]]
        ahead = (known_at + timedelta(chance.choice([1, 14, 40]))).isoformat()
        plan["plannedStartOn"] = chance.choice(listed + [ahead, ledger.day(chance, known_at)])
    if chance.random() < 0.8:
        plan["gmvTarget"] = chance.choice([0, 0.01, 100, 5000, 33.33])
    tables = {table: told(chance) for table in TASKS if chance.random() < 0.6}
    return {**{key: request[key] for key in ("asOf", "knownAt", "broadcasts", "since", "through")}, "kind": "tasks",
            "plan": plan, "tables": tables}


def told(chance):
    """A few ladders; seldom one of them is none."""
    rows = []
    for metric in chance.sample(LADDERS, chance.randint(1, 3)):
        step = 0.01 if is_money(metric) else 0.25 if metric == "eventGmvShare" else 1
        size = 0.5 if metric == "eventGmvShare" else chance.choice([1, 5, 100, 333.33])
        at = 0
        for _ in range(chance.randint(1, 4)):
            at = rounded(at + chance.choice([step, size, 2 * size]), step)
            rows.append({"metric": metric, "atLeast": at})
        own = rows[-1:] if len(rows) == 1 else [one for one in rows if one["metric"] == metric]
        for one, two in zip(own, own[1:]):
            end = chance.choice(["none", "below", "atMost"])
            if end == "below":
                one["below"] = two["atLeast"]
            if end == "atMost" and metric not in NOT_WHOLE:
                one["atMost"] = rounded(two["atLeast"] - step, step)
        if chance.random() < 0.05:
            wrong = chance.choice(own)
            key = chance.choice([key for key in wrong if key != "metric"])
            wrong[key] = rounded(max(0, wrong[key] + chance.choice([-step, step])), step)
    return rows


def rounded(value, step):
    return round(value, 2) if step < 1 else max(1, round(value))


def smaller(request):
    yield from ledger.smaller(request)
    for key in ("plan", "tables"):
        for name in request[key]:
            yield {**request, key: {other: value for other, value in request[key].items() if other != name}}
    for table, rows in request["tables"].items():
        for place in range(len(rows) if len(rows) > 1 else 0):
            yield {**request, "tables": {**request["tables"], table: rows[:place] + rows[place + 1:]}}
