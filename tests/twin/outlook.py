"""On which days a programme is open and on which it is closed, if nothing happens: every day is asked.

With it, what a cold start that is open is warned of: that it closes during the review, and that going live ends it.
"""

import json
import random
from datetime import date, timedelta

import chance as points
import oracle
import space
import workdays

OUTCOMES = {"e": "eligible", "i": "ineligible", "u": "undetermined"}


def row(request):
    """[from, to, outcome] of each window, then the warnings; `!` where the facts contradict each other."""
    start, until = date.fromisoformat(request["asOf"]), date.fromisoformat(request["until"])
    if outcome(request, start) is None:
        return "!"
    windows = []
    for day in days(start, until):
        answer = outcome(request, day)
        if windows and windows[-1][2] == answer:
            windows[-1][1] = day.isoformat()
        else:
            windows.append([day.isoformat(), day.isoformat(), answer])
    return json.dumps([windows, closes_during_review(request, start), going_live(request, start)], separators=(",", ":"))


def days(first, last):
    return [first + timedelta(place) for place in range((last - first).days + 1)]


def ask(request, day):
    """The outcome and cold start's two leaves on a day, of what is known on the day of assessment."""
    criteria = ["first-broadcast-within-30-days", "no-broadcast-within-60-days"] if is_cold_start(request) else []
    one = {**request, "asOf": day.isoformat(), "knownAt": request["asOf"], "criteria": criteria}
    return b"".join(oracle.rows(one)).decode()[:1 + len(criteria)]


def outcome(request, day):
    return OUTCOMES.get(ask(request, day)[0])


def is_cold_start(request):
    return request["programme"] == "cold-start"


def closes_during_review(request, start):
    """The last day on which it is surely open, the review's last day, and how certain that is (1.2)."""
    if not is_cold_start(request) or outcome(request, start) != "eligible":
        return None
    _, last, certainty = workdays.review(start)
    closed = [day for day in days(start, last) if outcome(request, day) != "eligible"]
    return [(closed[0] - timedelta(1)).isoformat(), last.isoformat(), certainty] if closed else None


def going_live(request, start):
    """Whether it is open only because there was no broadcast for long, and with what is known of both ends: what a broadcast on
    the next day would make of it, and when it would open again."""
    if not is_cold_start(request):
        return None
    answer, newcomer, dormant = ask(request, start)
    if answer != "e" or dormant != "m" or newcomer == "m":
        return None
    known = dict((name, values[0]) for name, values in request["facts"])
    if None in (known["firstBroadcastOn"], known["lastBroadcastOn"]):
        return "warned"
    live = start + timedelta(1)
    known["lastBroadcastOn"] = live.isoformat()
    if known["firstBroadcastOn"] == "never":
        known["firstBroadcastOn"] = live.isoformat()
    after = {**request, "asOf": live.isoformat(), "facts": [[name, [value]] for name, value in known.items()]}
    then = outcome(after, live)
    again = next(day for day in days(live, live + timedelta(70)) if outcome(after, day) == "eligible")
    return [live.isoformat(), then, None if then == "eligible" else again.isoformat()]


# --- Which are compared. ---

GOOD = {"sellsOnStream": True, "hasBrandBadge": False, "coldStartGrantedBefore": False, "storeClosed": False,
        "counterfeitOrSeriousViolation": False, "tradesOrOverpromisesTraffic": False, "cheating": False}
PLAN = {"plannedMinutes": 300, "goodsExclusive": True, "goodsAdvantaged": False, "gmvTarget": 50000}


def requests(seed, count):
    for place in range(count):
        yield one(random.Random(f"outlook/{seed}/{place}"))


def one(chance):
    programme, as_of = chance.choice(["cold-start", "cold-start", "benchmark"]), points.moment(chance)
    known = dict(GOOD)
    parameters = []
    if programme == "cold-start":
        ends = sorted([points.event(chance, as_of, 0) for _ in range(2)], key=lambda end: oracle.event(end).day)
        if chance.random() < 0.3:
            ends[0] = ends[1]
        known.update(zip(("firstBroadcastOn", "lastBroadcastOn"), chance.choice([ends, ends, ends, ["never", "never"]])))
    else:
        known.update(PLAN, plannedStartOn=points.at(chance, as_of + timedelta(chance.randrange(80))))
        parameters = [["benchmarkGmvTarget", [chance.choice([None, 50000, 50000.01])]]]
    for name in chance.sample(list(known), chance.choice([0, 0, 1, 1, 2])):
        known[name] = None
    until = as_of + timedelta(chance.choice([0, 14, 40, 75]))
    request = space.request(programme, as_of, 0, [(name, [value]) for name, value in known.items()], parameters)
    return {**request, "kind": "outlook", "until": until.isoformat()}


def smaller(request):
    start, until = date.fromisoformat(request["asOf"]), date.fromisoformat(request["until"])
    if until > start:
        yield {**request, "until": (start + (until - start) // 2).isoformat()}
        yield {**request, "until": (until - timedelta(1)).isoformat()}
    for place, (name, values) in enumerate(request["facts"]):
        if values != [None]:
            yield {**request, "facts": request["facts"][:place] + [[name, [None]]] + request["facts"][place + 1:]}
