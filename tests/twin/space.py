"""The points to compare: which values each fact takes, in which programme, assessed on which days.

Sizes are chosen so that every pair of date values meets, and every combination of the other facts.
"""

from datetime import date, timedelta
from math import prod

from oracle import CRITERIA

ANY = [None, True, False]
GENERAL = ["sellsOnStream", "hasBrandBadge", "storeClosed", "counterfeitOrSeriousViolation",
           "tradesOrOverpromisesTraffic", "cheating"]
AUTUMN = date(2023, 9, 14)  # the day of the policy's worked examples
SPRING = date(2024, 3, 15)  # 29 February lies between it and the edges
NEW_YEAR = date(2025, 1, 1)


def requests():
    return cold_start() + growth() + benchmark()


def cold_start():
    every = [(name, ANY) for name in GENERAL + ["coldStartGrantedBefore"]]
    few = [("sellsOnStream", ANY), ("hasBrandBadge", ANY), ("coldStartGrantedBefore", ANY),
           ("storeClosed", [None, False]), ("counterfeitOrSeriousViolation", [False]),
           ("tradesOrOverpromisesTraffic", [False, None]), ("cheating", ANY)]
    # knownAt so far before asOf that the edges of 30 and 60 days fall on it, before it and after it
    later = [(AUTUMN, 1), (AUTUMN, 30), (AUTUMN, 31), (AUTUMN, 60), (AUTUMN, 61), (SPRING, 0), (SPRING, 40),
             (NEW_YEAR, 59), (NEW_YEAR, 100)]
    return [request("cold-start", AUTUMN, 0, every + broadcasts(AUTUMN, 0))] + [
        request("cold-start", as_of, lag, broadcasts(as_of, lag) + few) for as_of, lag in later]


def growth():
    told = [("growthRequirements", ANY)]
    every = [(name, ANY) for name in GENERAL]
    tied = [("firstBroadcastOn", [None, "never", ago(AUTUMN, 10), ago(AUTUMN, 40), ago(AUTUMN, 70)]),
            ("lastBroadcastOn", [None, "never", ago(AUTUMN, 10), ago(AUTUMN, 40), ago(AUTUMN, 70)])]
    return [request("growth", AUTUMN, 0, every + tied, told),
            request("growth", AUTUMN, 31, tied + every, told),
            request("growth", SPRING, 0, every + [("coldStartGrantedBefore", ANY)] + risky(), told)]


def benchmark():
    every = [(name, ANY) for name in GENERAL]
    few = [("sellsOnStream", ANY), ("hasBrandBadge", [False, None]), ("storeClosed", ANY)] + [
        (name, [False]) for name in GENERAL[3:]]
    # with the facts that no benchmark depends on, whose constraints still hold
    tied = [(name, [None, "never", ago(NEW_YEAR, 5)]) for name in ("firstBroadcastOn", "lastBroadcastOn")]
    around = [60000, 60000.01]
    return [request("benchmark", AUTUMN, 0, every + plan(AUTUMN, [49999.99, 50000, 50000.01]), target([50000])),
            request("benchmark", SPRING, 3, few + plan(SPRING, [0, 0.01, 123456.78, 123456.79]),
                    target([0.01, 123456.78, 123456.79])),
            request("benchmark", NEW_YEAR, 2, tied + few + plan(NEW_YEAR, around)[1:] + [
                ("plannedStartOn", planned(NEW_YEAR)[1:3])], target([60000])),
            request("benchmark", NEW_YEAR, 0, risky() + few + plan(NEW_YEAR, around)[2:] + [
                ("plannedStartOn", planned(NEW_YEAR)[1:3]), ("plannedMinutes", [300])], target(around))]


def plan(as_of, amounts):
    return [("plannedStartOn", planned(as_of)), ("plannedMinutes", [None, 0, 299, 300, 301]),
            ("goodsExclusive", ANY), ("goodsAdvantaged", ANY), ("gmvTarget", [None] + amounts)]


def target(amounts):
    return [("benchmarkGmvTarget", [None] + amounts)]


def risky():
    return [("contentViolation", ANY), ("refundRate", [None, 0.1]), ("complaintCount", [None, 3])]


def broadcasts(as_of, lag):
    return [(name, past(as_of, lag)) for name in ("firstBroadcastOn", "lastBroadcastOn")]


def past(as_of, lag):
    """Unknown, never, days at and around the edges (errors when after knownAt), and instants."""
    edges = [0, 1, 29, 30, 31, 59, 60, 61, 62, 200]
    days = [lag - 1, lag, lag + 1] + [day for day in edges if day >= lag]  # the first one is after knownAt
    instants = [ago(as_of, 31) + "T16:30:00Z",            # 30 days ago in China, at 00:30
                ago(as_of, 30) + "T00:30:00+08:00",       # the same instant
                ago(as_of, 30) + "T00:29:59+08:00",       # a second earlier
                ago(as_of, 61) + "T15:59:59Z",            # the last second of the day 61 days ago
                ago(as_of, 61) + "T11:00:00-05:00",       # the first second of the day 60 days ago
                ago(as_of, lag) + "T15:59:59Z",           # the last second of knownAt's day
                ago(as_of, lag) + "T16:00:00Z"]           # too late by a second
    return [None, "never"] + [ago(as_of, day) for day in dict.fromkeys(days)] + instants


def planned(as_of):
    """Too late, too soon, just in time, early; and two instants that China's clock puts on another day."""
    days = [ago(as_of, -day) for day in (14, 13, 15, -1)]
    return [None] + days + [ago(as_of, -13) + "T16:00:00Z", ago(as_of, -14) + "T01:00:00+10:00"]


def ago(as_of, days):
    return (as_of - timedelta(days)).isoformat()


def request(programme, as_of, lag, facts, parameters=()):
    return {"programme": programme, "asOf": as_of.isoformat(), "knownAt": ago(as_of, lag), "toldOn": as_of.isoformat(),
            "facts": [list(axis) for axis in facts], "parameters": [list(axis) for axis in parameters],
            "criteria": list(CRITERIA[programme])}


def points_of(request):
    return prod(len(values) for _, values in request["facts"] + request["parameters"])
