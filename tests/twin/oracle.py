"""The twin: what an assessment must answer, found by trying every completion of what is unknown.

Written from the policy's clauses and conventions alone; it shares no code and no data with the core.
Small, slow and meant to be obviously right. A request (see README.md) asks a cartesian product of
points; `rows` answers each with one line of ASCII.
"""

from datetime import date, datetime, timedelta, timezone
from functools import reduce
from itertools import product
from operator import or_
from typing import NamedTuple, Optional

CHINA = timezone(timedelta(hours=8))  # fixed since 1991
NEVER = "never"

GENERAL = ("sells-on-stream", "no-brand-badge", "store-closed", "counterfeit-or-serious-violation",
           "trades-or-overpromises-traffic", "cheating")
RISKS = ("content-violation", "refund-rate-high", "complaints-high")
CRITERIA = {
    "cold-start": ("newcomer-or-dormant", "first-broadcast-within-30-days", "no-broadcast-within-60-days",
                   "never-supported-before") + GENERAL + RISKS,
    "growth": ("platform-requirements",) + GENERAL + RISKS,
    "benchmark": ("five-hours-or-more", "exclusive-or-advantaged-goods", "goods-exclusive", "goods-advantaged",
                  "gmv-target-high-enough", "two-weeks-ahead") + GENERAL + RISKS,
}


class Event(NamedTuple):
    """A past or planned event: the day in China, and the instant where a date-time was stated."""
    day: date
    instant: Optional[datetime]


# --- One complete assignment: every fact and parameter has a value, so every answer is yes or no. ---

def verdicts(programme, facts, as_of):
    """What must be so (the outcome is `eligible` if all of it is), and what is only shown with it."""
    musts, leaves = PROGRAMMES[programme](facts, as_of)
    return {**musts, **general(facts)}, {**leaves, **risks(facts)}


def general(facts):
    """Criteria and bars of all three programmes; a bar is met when the thing is not so."""
    return {
        "sells-on-stream": facts["sellsOnStream"],                                              # 1.1(1)
        "no-brand-badge": not facts["hasBrandBadge"],                                           # 1.1(1)
        "store-closed": not facts["storeClosed"],                                               # 4.2(5)
        "counterfeit-or-serious-violation": not facts["counterfeitOrSeriousViolation"],         # 4.2(5)
        "trades-or-overpromises-traffic": not facts["tradesOrOverpromisesTraffic"],             # 4.2(3)
        "cheating": not facts["cheating"],                                                      # 4.2(7)
    }


def risks(facts):
    """Never part of the outcome. None: both answers remain, for the limits of 4.2(4) are unpublished."""
    content = not facts["contentViolation"] if "contentViolation" in facts else None            # 4.2(6)
    return {"content-violation": content, "refund-rate-high": None, "complaints-high": None}


def cold_start(facts, as_of):
    newcomer = within(facts["firstBroadcastOn"], 30, as_of)                                     # 1.1
    dormant = not within(facts["lastBroadcastOn"], 60, as_of)                                   # 1.1
    return ({"newcomer-or-dormant": newcomer or dormant,
             "never-supported-before": not facts["coldStartGrantedBefore"]},                    # 1.1(2)
            {"first-broadcast-within-30-days": newcomer, "no-broadcast-within-60-days": dormant})


def growth(facts, as_of):
    return {"platform-requirements": facts["growthRequirements"]}, {}                           # 2.1


def benchmark(facts, as_of):
    exclusive, advantaged = facts["goodsExclusive"], facts["goodsAdvantaged"]
    return ({"five-hours-or-more": facts["plannedMinutes"] >= 300,                              # 3.1
             "exclusive-or-advantaged-goods": exclusive or advantaged,                          # 3.1
             "gmv-target-high-enough": facts["gmvTarget"] >= facts["benchmarkGmvTarget"],       # 3.1
             "two-weeks-ahead": (facts["plannedStartOn"].day - as_of).days >= 14},              # 3.2
            {"goods-exclusive": exclusive, "goods-advantaged": advantaged})


PROGRAMMES = {"cold-start": cold_start, "growth": growth, "benchmark": benchmark}


def within(event, days, as_of):
    """Calendar days in China, the last one included; "never" is within nothing."""
    return event != NEVER and 0 <= (as_of - event.day).days <= days


def consistent(facts, known_at):
    """first <= last <= knownAt, an Event itself, and both are "never" or neither is."""
    if "firstBroadcastOn" not in facts:
        return True  # not asked about, so both unknown: some pair of days always fits
    first, last = facts["firstBroadcastOn"], facts["lastBroadcastOn"]
    if NEVER in (first, last):
        return first == last
    return not_after(first, last) and not_after(first, known_at) and not_after(last, known_at)


def not_after(first, last):
    """Two instants compare as instants; a whole day and anything compare by the day. A moment is one or the other, too."""
    if first.instant and last.instant:
        return first.instant <= last.instant
    return first.day <= last.day


# --- Reading the values of a request. ---

def read(name, value):
    """None stays None: unknown, or not supplied."""
    if value is None:
        return None
    if name in ("firstBroadcastOn", "lastBroadcastOn", "plannedStartOn"):
        return event(value)
    if name in ("gmvTarget", "benchmarkGmvTarget"):
        return round(value * 100)  # whole fen
    return value


def event(text):
    if text == NEVER:
        return NEVER
    if "T" not in text:
        return Event(date.fromisoformat(text), None)
    instant = datetime.fromisoformat(text.replace("Z", "+00:00"))
    return Event(instant.astimezone(CHINA).date(), instant)


# --- What an unknown can be. Finite stand-ins for each endless domain, with the reason they suffice. ---

def domain(name, asked, as_of, known_at):
    """Every value to try for `name`; `asked` holds the values stated anywhere in the request, by name."""
    stated = [value for value in asked[name] if value is not None]
    if None not in asked[name]:
        return stated  # never unknown here
    if name in ("firstBroadcastOn", "lastBroadcastOn"):
        other = [value for twin in ("firstBroadcastOn", "lastBroadcastOn") for value in asked[twin]]
        return merge(stated, past_days(other, as_of, known_at))
    if name == "plannedStartOn":  # one day on either side of the only edge (3.2); tied to nothing
        return merge(stated, [Event(as_of + timedelta(days), None) for days in (13, 14)])
    if name == "plannedMinutes":  # likewise (3.1)
        return merge(stated, [299, 300])
    if name in ("gmvTarget", "benchmarkGmvTarget"):
        return merge(stated, amounts(name, asked["gmvTarget"] + asked["benchmarkGmvTarget"]))
    if name in ("refundRate", "complaintCount"):  # nothing looks at them: the limits are unpublished
        return merge(stated, [0])
    return [False, True]


def merge(stated, more):
    return list(dict.fromkeys(stated + more))


def past_days(stated, as_of, known_at):
    """"never", and days enough to stand for every day up to knownAt.

    Proof. Move every unknown day down to the nearest day of this list (or, below all, to the lowest).
    The first days on which a truth differs (30 and 60 days ago) are in the list, and the lowest lies
    below both, so no truth changes. Moving down keeps the order of any two days, keeps them up to
    knownAt, and leaves stated days where they are, since these are in the list. So each completion has
    one in the list with the same truths, and two that differ in one fact only go to two that differ in
    at most that fact. An unknown need never be tried as an instant: wherever an instant fits, its day
    fits too, for a day compares by the day. The days before and after each edge are for good measure.
    """
    edges = {as_of - timedelta(days) for days in (30, 60)} | {known_at}
    edges |= {value.day for value in stated if value not in (None, NEVER)}
    days = {edge + timedelta(step) for edge in edges for step in (-1, 0, 1)}
    days.add(min(days) - timedelta(365))
    return [NEVER] + [Event(day, None) for day in sorted(days) if day <= known_at]


def amounts(name, stated):
    """Fen on, just below and just above every amount stated: the target is only held against the
    parameter. A target is not negative; the unpublished parameter may be any amount whatsoever."""
    near = {amount + step for amount in stated if amount is not None for step in (-1, 0, 1)} or {100, 101}
    return sorted(amount for amount in near if amount >= 0 or name == "benchmarkGmvTarget")


# --- Partial points. ---

class Axis(NamedTuple):
    name: str
    asked: list   # values to state in turn; None: unknown
    domain: list  # values an unknown can be
    bit: int      # set on a completion when another one, different in this axis only, has another outcome


def rows(request):
    """The expected answers: bytes of whole rows, a chunk for each value of the first axis."""
    columns = request["criteria"]
    axes = axes_of(request)
    seen = completions(request, axes, columns)
    memory = {}

    def row(key):
        if key not in memory:
            memory[key] = written(key, len(columns), axes)
        return memory[key]

    everything = (1 << 2 * (1 + len(columns)) + len(axes)) - 1
    for part, keep in choices(axes[0], seen, everything):
        yield b"".join(map(row, points(axes[1:], part, keep)))


def axes_of(request):
    first_bit = 2 * (1 + len(request["criteria"]))
    as_of, known_at = event(request["asOf"]).day, event(request["knownAt"]).day
    listed = request["facts"] + request["parameters"]
    asked = {name: [read(name, value) for value in values] for name, values in listed}
    return [Axis(name, asked[name], domain(name, asked, as_of, known_at), 1 << first_bit + place)
            for place, (name, _) in enumerate(listed)]


def completions(request, axes, columns):
    """What is seen in each complete assignment, in the order of the axes' domains, as one integer:
    bits 0 and 1 eligible and ineligible, two bits for each column met and unmet, then the axes' bits.
    An inconsistent assignment is no completion: nothing is seen in it."""
    as_of, known_at = event(request["asOf"]).day, event(request["knownAt"])
    seen = []
    for values in product(*(axis.domain for axis in axes)):
        facts = dict(zip((axis.name for axis in axes), values))
        if not consistent(facts, known_at):
            seen.append(0)
            continue
        musts, others = verdicts(request["programme"], facts, as_of)
        shown = {**musts, **others}
        answers = [all(musts.values())] + [shown[column] for column in columns]
        seen.append(sum(yes_or_no(answer) << 2 * place for place, answer in enumerate(answers)))
    mark_pivots(seen, axes)
    return seen


def yes_or_no(answer):
    return 0b11 if answer is None else 0b01 if answer else 0b10


def mark_pivots(seen, axes):
    """Set an axis's bit on every completion that has a sibling, different in that axis only, with
    another outcome: among siblings of both outcomes each has one of the other."""
    stride = len(seen)
    for axis in axes:
        block, stride = stride, stride // len(axis.domain)
        for start in range(0, len(seen), block):
            for offset in range(start, start + stride):
                siblings = range(offset, start + block, stride)
                if reduce(or_, (seen[one] for one in siblings)) & 0b11 == 0b11:
                    for one in siblings:
                        if seen[one]:
                            seen[one] |= axis.bit


def points(axes, seen, keep):
    """One integer for each point, last axis fastest: all that is seen in some completion of it."""
    if not axes:
        return [seen[0] & keep]
    found = []
    for part, kept in choices(axes[0], seen, keep):
        found += points(axes[1:], part, kept)
    return found


def choices(axis, seen, keep):
    """For each value asked: a known one leaves its own completions, an unknown one all of them. Only
    an unknown can be missing, so a known one drops the axis's bit from what is kept."""
    size = len(seen) // len(axis.domain)
    parts = [seen[start:start + size] for start in range(0, len(seen), size)]
    for value in axis.asked:
        if value is None:
            yield reduce(lambda one, two: list(map(or_, one, two)), parts), keep
        else:
            yield parts[axis.domain.index(value)], keep & ~axis.bit


def written(seen, columns, axes):
    """The row of one point: seen one way only, it is settled; no completion at all is an error."""
    if not seen & 0b11:
        return b"!" * (1 + columns + len(axes)) + b"\n"
    outcome = " eiu"[seen & 0b11]
    results = "".join(" mx?"[seen >> 2 * place & 0b11] for place in range(1, columns + 1))
    missing = "".join("1" if seen & axis.bit else "0" for axis in axes)
    return (outcome + results + missing + "\n").encode("ascii")
