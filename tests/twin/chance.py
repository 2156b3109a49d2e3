"""Random requests: small products of axes around random days, each from its own seed, so that any can be asked again."""

import random
from datetime import date, datetime, timedelta, timezone
from math import prod

import space

FIRST, LAST = date(2019, 1, 1), date(2032, 12, 31)
LEAP = [date(2020, 2, 29), date(2024, 2, 29), date(2028, 2, 29)]
ZONES = ["Z", "+08:00", "-05:00", "+14:00", "-12:00", "+05:45", "+08:45"]
TIMES = ["00:00:00", "15:59:59", "16:00:00", "23:59:59", "12:34:56"]
MOST_POINTS = 4_000
FEW_COMPLETIONS = 1_000


def requests(seed, points):
    """Requests of so many points in all."""
    total, place = 0, 0
    while total < points:
        request = one(f"{seed}/{place}")
        place += 1
        total += space.points_of(request)
        yield request


def one(seed):
    chance = random.Random(seed)
    programme = chance.choice(["cold-start", "cold-start", "growth", "benchmark"])
    as_of, lag = moment(chance), chance.choice([0, 0, 0, 1, 29, 30, 31, 59, 60, 61, chance.randrange(200)])
    moments = at_moments(chance, as_of, lag)
    facts = [(name, some(chance, [True, False, None])) for name in space.GENERAL]
    parameters = []
    if programme == "cold-start" or chance.random() < 0.3:
        facts.append(("coldStartGrantedBefore", some(chance, [True, False, None])))
    if programme == "cold-start" or chance.random() < 0.2:
        facts += [(name, some(chance, [None, "never"] + [event(chance, as_of, lag) for _ in range(6)]))
                  for name in ("firstBroadcastOn", "lastBroadcastOn")]
    if programme == "growth":
        parameters = [("growthRequirements", some(chance, [True, False, None]))]
    if programme == "benchmark":
        target = amount(chance)
        facts += [("plannedStartOn", some(chance, [None] + [planned(chance, as_of) for _ in range(4)])),
                  ("plannedMinutes", some(chance, [None, 0, 299, 300, 301, chance.randrange(2000)])),
                  ("goodsExclusive", some(chance, [True, False, None])),
                  ("goodsAdvantaged", some(chance, [True, False, None])),
                  ("gmvTarget", some(chance, [None, target, near(target, -1), near(target, 1)]))]
        parameters = [("benchmarkGmvTarget", some(chance, [None, target]))]
    if chance.random() < 0.2:
        facts += [("contentViolation", some(chance, [True, False, None])),
                  ("refundRate", some(chance, [None, round(chance.random(), 3)])),
                  ("complaintCount", some(chance, [None, chance.randrange(1000)]))]
    chance.shuffle(facts)
    return bounded(chance, {**space.request(programme, as_of, lag, facts, parameters), **moments})


def bounded(chance, request):
    """Takes values out until there are few points, and fewer completions, which cost more: an unknown is tried with all it can be."""
    import oracle  # it imports nothing of ours: only here, where it is asked how much an unknown can be
    axes = request["facts"] + request["parameters"]
    while True:
        points = space.points_of(request)
        completions = prod(len(axis.domain) for axis in oracle.axes_of(request))
        is_costly = completions > max(FEW_COMPLETIONS, points)
        if points <= MOST_POINTS and not is_costly:
            return request
        wide = [values for _, values in axes if len(values) > 1]
        values = chance.choice([values for values in wide if None in values] or wide)
        values.remove(None if None in values and is_costly else chance.choice(values))


def some(chance, values):
    """Some of the values, each once, in any order."""
    distinct = list(dict.fromkeys(values))
    return chance.sample(distinct, chance.randint(1, len(distinct)))


def moment(chance):
    if chance.random() < 0.2:
        return chance.choice(LEAP) + timedelta(chance.choice([0, 1, 13, 14, 30, 31, 60, 61]))
    return FIRST + timedelta(chance.randrange((LAST - FIRST).days))


def at_moments(chance, as_of, lag):
    """Both are whole days, or either is a moment of its day in China; the facts hold no later than the assessment."""
    if chance.random() < 0.7:
        return {}
    as_of, known_at = (chance.choice([day.isoformat(), in_china(chance, day)]) for day in (as_of, as_of - timedelta(lag)))
    return {"asOf": as_of, "knownAt": known_at if lag else as_of}


def in_china(chance, day):
    """A moment of that day there, as it is written elsewhere."""
    instant = datetime.fromisoformat(f"{day.isoformat()}T{chance.choice(TIMES)}+08:00")
    hours = chance.choice([0, 8, -5, 14, -12, 5.75, 8.75])
    return instant.astimezone(timezone(timedelta(hours=hours))).isoformat()


def event(chance, as_of, lag):
    """A day, or an instant, around the edges of 30 and 60 days; few lie too late."""
    ago = chance.choice([lag, lag - 1, 29, 30, 31, 59, 60, 61, chance.randrange(400)])
    return at(chance, as_of - timedelta(max(ago, lag - 1)))


def planned(chance, as_of):
    return at(chance, as_of + timedelta(chance.choice([-1, 0, 12, 13, 14, 15, chance.randrange(100)])))


def at(chance, day):
    if chance.random() < 0.6:
        return day.isoformat()
    return f"{day.isoformat()}T{chance.choice(TIMES)}{chance.choice(ZONES)}"


def amount(chance):
    return chance.choice([0.01, 1, 50000, 49999.99, round(chance.random() * 10 ** chance.randrange(1, 9), 2)])


def near(yuan, fen):
    return max(0, round(yuan * 100) + fen) / 100
