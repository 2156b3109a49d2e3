"""What a list of broadcasts says: the metrics, and when the first and the last broadcast can have been.

Written from the policy's conventions and the ledger's own (docs/decisions/0011-ledger.md) alone. What the list does not show is
tried day by day.
"""

import json
import random
from datetime import date, datetime, timedelta
from fractions import Fraction
from math import floor

from oracle import CHINA, NEVER, Event, within

METRICS = ["monthBroadcasts", "monthDays", "monthMinutes", "monthGmv", "monthNetGmv", "monthRefundRate",
           "monthAverageViewers", "monthPeakViewers", "recentDays", "recentMinutes", "recentGmv", "sinceFirstDays",
           "sinceFirstMinutes", "sinceFirstGmv", "longestMinutes", "bestGmv"]
LEAVES = ["newcomer-or-dormant", "first-broadcast-within-30-days", "no-broadcast-within-60-days"]
RECENT = 30
LONG_AGO = 400  # days: before every edge and every day that is listed
MOST_DAYS = {"month": 31, "recent": 30}  # any list says as much


class Broadcast:
    """A row of the list. Amounts in fen; what is not stated is None."""

    def __init__(self, stated):
        start = stated["startedAt"]
        self.instant = instant(start) if "T" in start else None
        self.day = self.instant.astimezone(CHINA).date() if self.instant else date.fromisoformat(start)
        if "endedAt" in stated:
            self.length = (instant(stated["endedAt"]) - self.instant).total_seconds() * 1000
        else:
            self.length = stated["minutes"] * 60_000
        self.length = round(self.length)
        self.gmv, self.refunded = (fen(stated.get(name)) for name in ("gmv", "refundedGmv"))
        self.viewers, self.average = stated.get("viewers"), stated.get("averageViewers")

    @property
    def key(self):
        return (self.instant or self.day, self.length, self.gmv, self.refunded, self.viewers, self.average)

    @property
    def refunds(self):
        """No more is refunded than was paid."""
        return 0 if self.gmv == 0 else self.refunded

    @property
    def least_net(self):
        return 0 if None in (self.gmv, self.refunds) else self.gmv - self.refunds

    @property
    def most_net(self):
        return None if self.gmv is None else self.gmv - (self.refunds or 0)


def instant(text):
    return datetime.fromisoformat(text.replace("Z", "+00:00"))


def fen(yuan):
    return None if yuan is None else round(yuan * 100)


class List:
    """The broadcasts that count, and the days of which all are listed."""

    def __init__(self, request):
        self.as_of, self.known_at = (date.fromisoformat(request[name]) for name in ("asOf", "knownAt"))
        self.own = []
        self.repeated = 0
        for broadcast in map(Broadcast, request["broadcasts"]):
            same = [other for other in self.own if other.key == broadcast.key]
            self.repeated += bool(same)
            self.own += [] if same else [broadcast]
        since, through = request["since"], request["through"]
        self.is_said = since is not None and through is not None
        self.from_beginning = self.is_said and since == "beginning"
        self.since = date.min if since in (None, "beginning") else date.fromisoformat(since)
        self.through = date.fromisoformat(through) if through else date.min
        self.past = self.days(self.known_at - timedelta(LONG_AGO), self.known_at)
        self.open = [day for day in self.past if not self.covers(day)]

    @property
    def conflicts(self):
        """Two records of one start that differ."""
        starts = [one.instant for one in self.own if one.instant]
        return len(set(starts)) < len(starts)

    def covers(self, day):
        return self.is_said and self.since <= day <= self.through

    def days(self, first, last):
        """The days of a window that have come: what is not known yet has not been."""
        last = min(last, self.known_at)
        return [first + timedelta(place) for place in range((last - first).days + 1)]

    def in_days(self, days):
        return [one for one in self.own if one.day in days]

    # --- Shared time counts once, for the broadcast that started first. ---

    def overlapping(self):
        timed = self.timed()
        return sum(any(self.shares(one, other) for other in timed[:place]) for place, one in enumerate(timed))

    def timed(self):
        return sorted((one for one in self.own if one.instant), key=lambda one: one.instant)

    @staticmethod
    def shares(one, other):
        return other.instant + timedelta(milliseconds=other.length) > one.instant

    def own_time(self, broadcast):
        """Its length without what others before it had already filled."""
        if not broadcast.instant:
            return broadcast.length
        end = broadcast.instant + timedelta(milliseconds=broadcast.length)
        filled = broadcast.instant
        for other in self.timed():
            if other is broadcast:
                break
            filled = max(filled, other.instant + timedelta(milliseconds=other.length))
        return max(0, round((end - min(filled, end)).total_seconds() * 1000))

    # --- When the first and the last can have been: every day that is not covered may have had one more. ---

    def ends(self):
        """All days the first can have been, and all the last: an unlisted broadcast on each day the list leaves open."""
        listed = sorted(one.day for one in self.own)
        firsts = {min(listed + [day]) for day in self.open} | set(listed[:1])
        lasts = {max(listed + [day]) for day in self.open} | set(listed[-1:])
        return firsts, lasts

    def first(self):
        """The first day if there is only one it can have been, "never" likewise; else None."""
        firsts = list(self.ends()[0]) + ([] if self.own else [NEVER])
        return firsts[0] if len(firsts) == 1 else None


def row(request):
    """What the driver must write: `!` for a list that contradicts itself."""
    listed = List(request)
    if listed.conflicts:
        return "!"
    return json.dumps([len(listed.own), listed.repeated, listed.overlapping(), leaves(listed),
                       [rounded(metric(listed, name)) for name in METRICS]], separators=(",", ":"))


def leaves(listed):
    seen = [set(), set(), set()]
    firsts, lasts = listed.ends()
    newcomers = by_answer(firsts, lambda day: within(Event(day, None), 30, listed.as_of))
    dormants = by_answer(lasts, lambda day: not within(Event(day, None), 60, listed.as_of))
    pairs = [(newcomer, dormant) for newcomer, first in newcomers.items() for dormant, last in dormants.items()
             if min(first) <= max(last)]  # some first of these is not after some last of those
    for newcomer, dormant in pairs + ([] if listed.own else [(False, True)]):
        for found, one in zip(seen, (newcomer or dormant, newcomer, dormant)):
            found.add(one)
    return "".join("?" if len(found) == 2 else "m" if True in found else "x" for found in seen)


def by_answer(days, ask):
    found = {}
    for day in days:
        found.setdefault(ask(day), []).append(day)
    return found


def rounded(triple):
    achieved, exact, most = triple
    return [None if achieved is None else round(float(achieved), 6), exact, None if most is None else round(float(most), 6)]


# --- The metrics: what is achieved at least, whether it is exactly that, and what it can be at most. ---

def metric(listed, name):
    if name in ("longestMinutes", "bestGmv"):
        return of_one(listed, name)
    first, last = window(listed, name)
    if first is None:
        return unbounded(listed, name)
    days = listed.days(first, last)
    covered = all(map(listed.covers, days))
    return measure(listed, name, days, covered)


def window(listed, name):
    as_of = listed.as_of
    if name.startswith("month"):
        first = as_of.replace(day=1)
        return first, (first + timedelta(31)).replace(day=1) - timedelta(1)
    if name.startswith("recent"):
        return as_of - timedelta(RECENT - 1), as_of
    first = listed.first()
    return (None, None) if first in (None, NEVER) else (first, as_of)


def unbounded(listed, name):
    """Since a first broadcast that never was, or of which the day is not known."""
    if listed.first() == NEVER:
        return 0, True, None
    achieved, _, most = measure(listed, name, listed.past, False)
    return achieved, False, most if listed.from_beginning else None


def measure(listed, name, days, covered):
    own = listed.in_days(set(days))
    if name.endswith("Broadcasts"):
        return len(own), covered, None
    if name.endswith("Days"):
        return of_days(listed, own, days, MOST_DAYS.get(name[:-len("Days")]))
    if name.endswith("Minutes"):
        return floor(Fraction(sum(map(listed.own_time, own)), 60_000)), covered, None
    if name.endswith("NetGmv"):
        least, most = sum(one.least_net for one in own), [one.most_net for one in own]
        bounded = covered and None not in most
        exact = bounded and sum(most) == least
        return Fraction(least, 100), exact, Fraction(sum(most), 100) if bounded and not exact else None
    if name.endswith("Gmv"):
        exact = covered and all(one.gmv is not None for one in own)
        return Fraction(sum(one.gmv or 0 for one in own), 100), exact, None
    if name == "monthRefundRate":
        return share(own, covered)
    if name == "monthAverageViewers":
        return average(listed, own, covered)
    known = [one.viewers for one in own if one.viewers is not None]
    exact = covered and len(known) == len(own)
    return max(known) if known else None if exact else 0, exact, None


def of_days(listed, own, days, limit):
    """Each day that is not covered, and of which none is listed, can be one more."""
    with_one = {one.day for one in own}
    more = [day for day in days if day not in with_one and not listed.covers(day)]
    most = len(with_one) + len(more)
    says_nothing = not more or (limit is not None and most >= limit)
    return len(with_one), not more, None if says_nothing else most


def share(own, covered):
    if not covered or any(one.gmv is None for one in own):
        return None, False, None
    gmv = sum(one.gmv for one in own)
    if all(one.refunds is not None for one in own):
        return Fraction(sum(one.refunds for one in own), gmv) if gmv else None, True, None
    most = Fraction(sum(one.gmv if one.refunds is None else one.refunds for one in own), gmv)
    return None, False, most if most < 1 else None


def average(listed, own, covered):
    weighed = [one for one in own if one.length > 0]
    if not covered or any(one.average is None for one in weighed):
        return None, False, None
    total = sum(one.length for one in weighed)
    return Fraction(sum(Fraction(one.average) * one.length for one in weighed), total) if total else None, True, None


def of_one(listed, name):
    """The best of all broadcasts there ever were."""
    whole = listed.from_beginning and not listed.open
    if name == "longestMinutes":
        return floor(Fraction(max([one.length for one in listed.own], default=0), 60_000)), whole, None
    exact = whole and all(one.gmv is not None for one in listed.own)
    return Fraction(max([one.gmv or 0 for one in listed.own], default=0), 100), exact, None


# --- Which lists are compared. ---

def requests(seed, count):
    for place in range(count):
        yield one(random.Random(f"{seed}/{place}"))


def one(chance):
    as_of = chance.choice([date(2023, 9, 14), date(2024, 3, 1), date(2024, 2, 29), date(2025, 1, 1), date(2023, 12, 31),
                           date(2023, 1, 1) + timedelta(chance.randrange(1400))])
    known_at = as_of - timedelta(chance.choice([0, 0, 0, 0, 1, 30, chance.randrange(100)]))
    broadcasts = [broadcast(chance, known_at) for _ in range(chance.choice([0, 1, 1, 2, 3, 5, 8]))]
    if broadcasts and chance.random() < 0.15:
        broadcasts.append(dict(chance.choice(broadcasts)))
    if broadcasts and chance.random() < 0.05:
        other = {**chance.choice(broadcasts), "gmv": 987.65}  # two records of one start, where it has a time of day
        broadcasts.append({key: value for key, value in other.items() if key != "refundedGmv"})
    since = chance.choice([None, "beginning", "beginning", day(chance, known_at)])
    through = chance.choice([None, known_at.isoformat(), known_at.isoformat(), day(chance, known_at)])
    if since not in (None, "beginning") and through is not None and through < since:
        since, through = through, since
    return {"kind": "ledger", "asOf": as_of.isoformat(), "knownAt": known_at.isoformat(), "broadcasts": broadcasts,
            "since": since, "through": through, "metrics": METRICS, "criteria": LEAVES}


def day(chance, known_at):
    ago = chance.choice([0, 1, 14, 29, 30, 31, 59, 60, 61, chance.randrange(120)])
    return (known_at - timedelta(ago)).isoformat()


def broadcast(chance, known_at):
    started, minutes = day(chance, known_at - timedelta(1)), chance.choice([0, 1, 59.5, 60, 120, 300, chance.randrange(900)])
    stated = {"startedAt": started, "minutes": minutes}
    if chance.random() < 0.6:
        time = chance.choice(["00:00:00", "12:00:00", "15:59:59", "16:00:00", "20:00:00", "20:30:00"])
        stated["startedAt"] += f"T{time}{chance.choice(['Z', '+08:00', '-05:00', '+14:00'])}"
        if Broadcast(stated).day >= known_at:  # it may not have ended by then
            stated["startedAt"] = f"{started}T00:00:00+08:00"
        if chance.random() < 0.4:
            ended = instant(stated["startedAt"]) + timedelta(minutes=minutes)
            stated = {"startedAt": stated["startedAt"], "endedAt": ended.isoformat()}
    if chance.random() < 0.7:
        stated["gmv"] = chance.choice([0, 0.1, 0.2, 100, round(chance.random() * 10_000, 2)])
        if chance.random() < 0.6:
            stated["refundedGmv"] = chance.choice([0, stated["gmv"], round(stated["gmv"] / 3, 2)])
    if chance.random() < 0.5:
        stated["viewers"] = chance.randrange(1000)
        if chance.random() < 0.7:
            stated["averageViewers"] = chance.choice([0, stated["viewers"], stated["viewers"] / 2])
    return stated


def smaller(request):
    """The same with one thing less."""
    broadcasts = request["broadcasts"]
    for place, stated in enumerate(broadcasts):
        yield {**request, "broadcasts": broadcasts[:place] + broadcasts[place + 1:]}
        for key in ("gmv", "refundedGmv", "viewers", "averageViewers"):
            rest = {name: value for name, value in stated.items() if name != key}
            if key in stated and not (key == "gmv" and "refundedGmv" in stated) and not (
                    key == "viewers" and "averageViewers" in stated):
                yield {**request, "broadcasts": broadcasts[:place] + [rest] + broadcasts[place + 1:]}
    for key in ("since", "through"):
        if request[key] is not None:
            yield {**request, key: None}
