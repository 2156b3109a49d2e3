"""What an account may have in cold start whose broadcasts are listed, and of which other facts are stated: every completion of
both is tried.
"""

import json
import random
from datetime import date, timedelta
from itertools import product

import ledger
import oracle
from oracle import NEVER, Event

BOOLEANS = {"sellsOnStream": True, "hasBrandBadge": False, "coldStartGrantedBefore": False, "storeClosed": False,
            "counterfeitOrSeriousViolation": False, "tradesOrOverpromisesTraffic": False, "cheating": False}
ENDS = ("firstBroadcastOn", "lastBroadcastOn")
NAMES = list(BOOLEANS) + list(ENDS)


def row(request):
    """The outcome, the results of the three leaves, and what is missing; `!` where the facts contradict the list or themselves."""
    listed, facts = ledger.List(request), request["facts"]
    pairs = [] if listed.conflicts else [pair for pair in ends(listed, facts) if fits(pair, facts)]
    if not pairs:
        return "!"
    choices = [[facts[name]] if name in facts else [True, False] for name in BOOLEANS]
    answers = {}
    for pair in pairs:
        for values in product(*choices):
            complete = dict(zip(NAMES, values + tuple(day if day == NEVER else Event(day, None) for day in pair)))
            musts, leaves = oracle.verdicts("cold-start", complete, listed.as_of)
            results = [{**musts, **leaves}[name] for name in ledger.LEAVES]
            answers[values + pair] = [all(musts.values())] + results
    seen = [set(column) for column in zip(*answers.values())]
    signs = "".join("?" if len(one) == 2 else "m" if True in one else "x" for one in seen)
    missing = [name for place, name in enumerate(NAMES) if name not in facts and decides(answers, place)]
    if signs[0] == "?" and not missing:  # only both events at once change the outcome: then both are named
        missing = [name for name in ENDS if name not in facts]
    return json.dumps(["eiu"["mx?".index(signs[0])], signs[1:], sorted(missing)], separators=(",", ":"))


def ends(listed, facts):
    """Every first and last day there can have been: what is not listed can have been on any day that is open. Days between two
    edges are as good as their neighbours."""
    days = {one.day for one in listed.own}
    edges = days | {listed.known_at, listed.since, listed.through} | {listed.as_of - timedelta(ago) for ago in (30, 60)}
    edges |= {date.fromisoformat(facts[name]) for name in ENDS if facts.get(name, NEVER) != NEVER}
    near = {edge + timedelta(step) for edge in edges if edge > listed.past[0] for step in (-1, 0, 1)} | {listed.past[0]}
    is_open = near & set(listed.open)
    if days:
        firsts = [min(days)] + [day for day in is_open if day < min(days)]
        lasts = [max(days)] + [day for day in is_open if day > max(days)]
        return list(product(firsts, lasts))
    return [(NEVER, NEVER)] + [(first, last) for first, last in product(is_open, is_open) if first <= last]


def fits(pair, facts):
    return all(facts.get(name) in (None, day if day == NEVER else day.isoformat()) for name, day in zip(ENDS, pair))


def decides(answers, place):
    """Whether two completions that differ in this alone differ in the outcome."""
    outcomes = {}
    for values, (outcome, *_) in answers.items():
        outcomes.setdefault(values[:place] + values[place + 1:], set()).add(outcome)
    return any(len(seen) == 2 for seen in outcomes.values())


def requests(seed, count):
    for place in range(count):
        yield one(random.Random(f"account/{seed}/{place}"))


def one(chance):
    request = ledger.one(chance)
    facts = dict(BOOLEANS)
    for name in chance.sample(list(BOOLEANS), chance.choice([0, 0, 1, 2])):
        del facts[name]
    if chance.random() < 0.1:
        name = chance.choice(list(facts))
        facts[name] = not facts[name]
    days = [one.day.isoformat() for one in ledger.List(request).own]
    known_at = date.fromisoformat(request["knownAt"])
    for name in ENDS:
        if chance.random() < 0.3:
            facts[name] = chance.choice(days + ["never", ledger.day(chance, known_at), ledger.day(chance, known_at)])
    return {**{key: request[key] for key in ("asOf", "knownAt", "broadcasts", "since", "through")}, "kind": "account",
            "facts": facts, "criteria": ledger.LEAVES}


def smaller(request):
    yield from ledger.smaller(request)
    for name in request["facts"]:
        yield {**request, "facts": {other: value for other, value in request["facts"].items() if other != name}}
