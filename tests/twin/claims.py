"""What the twin itself is held to: the policy's worked examples, the literal definitions, and laws."""

import random
import sys
import unittest
from datetime import date, timedelta
from itertools import product

import oracle
import space

GOOD = {"sellsOnStream": True, "hasBrandBadge": False, "coldStartGrantedBefore": False, "storeClosed": False,
        "counterfeitOrSeriousViolation": False, "tradesOrOverpromisesTraffic": False, "cheating": False}
OF = {"cold-start": list(GOOD) + ["firstBroadcastOn", "lastBroadcastOn"],
      "growth": space.GENERAL,
      "benchmark": space.GENERAL + ["plannedStartOn", "plannedMinutes", "goodsExclusive", "goodsAdvantaged",
                                    "gmvTarget"]}
PARAMETERS = {"cold-start": [], "growth": ["growthRequirements"], "benchmark": ["benchmarkGmvTarget"]}
PLAN = {"plannedStartOn": "2023-10-15", "plannedMinutes": 300, "goodsExclusive": True, "goodsAdvantaged": False,
        "gmvTarget": 50000}


class Answer:
    """One point, asked in words: unstated facts are unknown."""

    def __init__(self, programme, facts, as_of="2023-09-14", known_at=None, parameters=()):
        known = {**facts, **dict(parameters)}
        axes = [[[name, [known.get(name)]] for name in names] for names in (OF[programme], PARAMETERS[programme])]
        request = {"programme": programme, "asOf": as_of, "knownAt": known_at or as_of, "facts": axes[0],
                   "parameters": axes[1], "criteria": list(oracle.CRITERIA[programme])}
        row = b"".join(oracle.rows(request)).decode()
        self.error = row[0] == "!"
        self.outcome = {"e": "eligible", "i": "ineligible", "u": "undetermined", "!": None}[row[0]]
        self.results = dict(zip(request["criteria"], row[1:]))
        marks = row[1 + len(request["criteria"]):]
        self.missing = [name for (name, _), mark in zip(axes[0] + axes[1], marks) if mark == "1"]


class WorkedExamples(unittest.TestCase):
    def leaf(self, criterion, **facts):
        return Answer("cold-start", {**GOOD, **facts}).results[criterion]

    def test_a_first_broadcast_thirty_days_ago_is_within(self):
        self.assertEqual(self.leaf("first-broadcast-within-30-days", firstBroadcastOn="2023-08-15"), "m")
        self.assertEqual(self.leaf("first-broadcast-within-30-days", firstBroadcastOn="2023-08-14"), "x")

    def test_a_last_broadcast_sixty_days_ago_is_not_dormant(self):
        self.assertEqual(self.leaf("no-broadcast-within-60-days", lastBroadcastOn="2023-07-16"), "x")
        self.assertEqual(self.leaf("no-broadcast-within-60-days", lastBroadcastOn="2023-07-15"), "m")

    def test_an_instant_belongs_to_its_day_in_china(self):
        self.assertEqual(self.leaf("first-broadcast-within-30-days", firstBroadcastOn="2023-08-14T16:30:00Z"), "m")
        self.assertEqual(self.leaf("first-broadcast-within-30-days", firstBroadcastOn="2023-08-14T15:59:59Z"), "x")

    def test_who_broadcast_once_is_eligible_then_not_then_again(self):
        once = {**GOOD, "firstBroadcastOn": "2023-09-01", "lastBroadcastOn": "2023-09-01"}
        day = date(2023, 9, 14)
        while day <= date(2023, 11, 20):
            expected = "eligible" if day <= date(2023, 10, 1) or day >= date(2023, 11, 1) else "ineligible"
            self.assertEqual(Answer("cold-start", once, day.isoformat(), "2023-09-14").outcome, expected, day)
            day += timedelta(1)

    def test_a_live_on_15_october_is_submitted_by_1_october(self):
        for as_of, result in (("2023-10-01", "m"), ("2023-10-02", "x")):
            self.assertEqual(Answer("benchmark", PLAN, as_of).results["two-weeks-ahead"], result)

    def test_a_first_broadcast_forty_days_ago_settles_the_criterion_alone(self):
        answer = Answer("cold-start", {"firstBroadcastOn": "2023-08-05"})
        self.assertEqual(answer.results["newcomer-or-dormant"], "x")
        self.assertEqual((answer.outcome, answer.missing), ("ineligible", []))

    def test_a_live_that_has_passed_is_too_late_and_no_error(self):
        self.assertEqual(Answer("benchmark", {"plannedStartOn": "2023-09-13"}).outcome, "ineligible")


class Parameters(unittest.TestCase):
    def test_growth_is_never_eligible_without_the_platforms_word(self):
        answer = Answer("growth", GOOD)
        self.assertEqual((answer.outcome, answer.missing), ("undetermined", ["growthRequirements"]))
        for told, outcome in ((True, "eligible"), (False, "ineligible")):
            self.assertEqual(Answer("growth", GOOD, parameters={"growthRequirements": told}).outcome, outcome)

    def test_no_target_is_high_enough_for_an_unpublished_amount(self):
        answer = Answer("benchmark", {**GOOD, **PLAN})
        self.assertEqual(answer.results["gmv-target-high-enough"], "?")
        self.assertEqual((answer.outcome, answer.missing), ("undetermined", ["benchmarkGmvTarget"]))

    def test_a_target_is_held_against_the_supplied_amount_to_the_fen(self):
        for target, outcome in ((49999.99, "ineligible"), (50000, "eligible"), (50000.01, "eligible")):
            facts = {**GOOD, **PLAN, "gmvTarget": target}
            self.assertEqual(Answer("benchmark", facts, parameters={"benchmarkGmvTarget": 50000}).outcome, outcome)


class Errors(unittest.TestCase):
    def test_facts_that_admit_no_completion_are_an_error(self):
        for first, last in (("2023-09-02", "2023-09-01"), ("never", "2023-09-01"), ("2023-09-01", "never"),
                            (None, "2023-09-15"), ("2023-09-14T16:00:00Z", None),
                            ("2023-09-01T10:00:00+08:00", "2023-09-01T01:59:59Z")):
            self.assertTrue(Answer("cold-start", {"firstBroadcastOn": first, "lastBroadcastOn": last}).error)

    def test_a_day_and_an_instant_of_it_agree_in_either_order(self):
        for first, last in (("2023-09-01", "2023-08-31T16:00:00Z"), ("2023-09-01T23:59:59+08:00", "2023-09-01"),
                            ("2023-09-01T10:00:00+08:00", "2023-09-01T02:00:00Z")):
            self.assertFalse(Answer("cold-start", {"firstBroadcastOn": first, "lastBroadcastOn": last}).error)


def literal(request, point, every):
    """The definitions word for word: the completions of a point, by filter; missing, by pairs."""
    names = [name for name, _ in request["facts"] + request["parameters"]]
    fits = {values: answers for values, answers in every.items()
            if all(one is None or one == other for one, other in zip(point, values))}
    if not fits:
        return None
    results = "".join({frozenset([True]): "m", frozenset([False]): "x"}.get(frozenset(seen), "?")
                      for seen in zip(*fits.values()))
    missing = {name for place, name in enumerate(names) if point[place] is None and any(
        fits[values][0] != fits[sibling][0]
        for values in fits for other in {values[place] for values in fits}
        for sibling in [values[:place] + (other,) + values[place + 1:]] if sibling in fits)}
    return {"m": "e", "x": "i", "?": "u"}[results[0]] + results[1:] + "".join(
        "1" if name in missing else "0" for name in names) + "\n"


def small(programme, random_numbers):
    """A request of few values on few axes, the rest of them known and good (or nearly)."""
    known = {**GOOD, **PLAN, "growthRequirements": True, "benchmarkGmvTarget": 50000}
    as_of = random_numbers.choice([space.AUTUMN, space.SPRING])
    lag = random_numbers.choice([0, 1, 30, 31, 60, 61])
    free = random_numbers.sample(OF[programme] + PARAMETERS[programme], 3)
    free += [] if programme != "cold-start" else ["firstBroadcastOn", "lastBroadcastOn"]
    pools = {"firstBroadcastOn": space.past(as_of, lag)[1:], "lastBroadcastOn": space.past(as_of, lag)[1:],
             "plannedStartOn": space.planned(as_of)[1:], "plannedMinutes": [0, 299, 300, 301],
             "gmvTarget": [49999.99, 50000, 50000.01], "benchmarkGmvTarget": [49999.99, 50000]}

    def values(name):
        pool = pools.get(name, [True, False])
        return [None] + random_numbers.sample(pool, 2) if name in free else [known[name]]

    return {"programme": programme, "asOf": as_of.isoformat(), "knownAt": space.ago(as_of, lag),
            "facts": [[name, values(name)] for name in OF[programme]],
            "parameters": [[name, values(name)] for name in PARAMETERS[programme]],
            "criteria": [one for one in oracle.CRITERIA[programme] if one not in oracle.RISKS]}


class Definitions(unittest.TestCase):
    def test_rows_say_what_the_definitions_say_word_for_word(self):
        random_numbers = random.Random(20230914)
        for programme in 20 * list(OF):
            request = small(programme, random_numbers)
            axes = oracle.axes_of(request)
            every = dict(self.complete(request, [axis.domain for axis in axes]))
            rows = b"".join(oracle.rows(request)).decode().splitlines(keepends=True)
            for row, point in zip(rows, product(*(axis.asked for axis in axes))):
                self.assertEqual(row, literal(request, point, every) or "!" * (len(row) - 1) + "\n", point)

    def complete(self, request, domains):
        as_of, known_at = date.fromisoformat(request["asOf"]), oracle.event(request["knownAt"])
        names = [name for name, _ in request["facts"] + request["parameters"]]
        for values in product(*domains):
            facts = dict(zip(names, values))
            if oracle.consistent(facts, known_at):
                musts, others = oracle.verdicts(request["programme"], facts, as_of)
                shown = {**musts, **others}
                yield values, [all(musts.values())] + [shown[one] for one in request["criteria"]]

    def test_a_few_days_stand_for_every_day(self):
        """The proof in `past_days`, tried: with every single day of nine months nothing changes."""
        def every_day(stated, as_of, known_at):
            return ["never"] + [oracle.Event(known_at - timedelta(day), None) for day in range(270)]

        few = oracle.past_days
        try:
            for lag in (0, 1, 30, 31, 60, 61):
                request = space.request("cold-start", space.SPRING, lag, [
                    [name, [value]] for name, value in GOOD.items()] + space.broadcasts(space.SPRING, lag))
                oracle.past_days = few
                sparse = b"".join(oracle.rows(request))
                oracle.past_days = every_day
                self.assertEqual(sparse, b"".join(oracle.rows(request)), lag)
        finally:
            oracle.past_days = few


class Laws(unittest.TestCase):
    def neighbours(self):
        """(row, the rows of the same point with one more fact known), over random requests."""
        random_numbers = random.Random(42)
        for programme in 40 * list(OF):
            request = small(programme, random_numbers)
            asked = [values for _, values in request["facts"] + request["parameters"]]
            rows = b"".join(oracle.rows(request)).decode().splitlines()
            answers = dict(zip(product(*map(tuple, asked)), rows))
            for point, row in answers.items():
                yield request, row, [answers[point[:place] + (value,) + point[place + 1:]]
                                     for place, known in enumerate(point) if known is None
                                     for value in asked[place] if value is not None]

    def test_one_more_fact_never_flips_what_is_settled(self):
        for request, row, more in self.neighbours():
            settled = [place for place in range(1 + len(request["criteria"])) if row[place] not in "u?"]
            for other in more:
                if other[0] != "!":
                    self.assertEqual([row[place] for place in settled], [other[place] for place in settled])
                self.assertFalse(row[0] == "!" and other[0] != "!")

    def test_something_is_missing_exactly_while_the_outcome_is_open(self):
        for request, row, _ in self.neighbours():
            if row[0] != "!":
                self.assertEqual(row[0] == "u", "1" in row[1 + len(request["criteria"]):])

    def test_an_outcome_is_eligible_exactly_when_every_must_is_met(self):
        leaves = {"first-broadcast-within-30-days", "no-broadcast-within-60-days", "goods-exclusive",
                  "goods-advantaged"}
        for request, row, _ in self.neighbours():
            musts = {result for one, result in zip(request["criteria"], row[1:]) if one not in leaves}
            self.assertEqual(row[0] == "e", musts == {"m"})


def run():
    suite = unittest.defaultTestLoader.loadTestsFromModule(sys.modules[__name__])
    result = unittest.TextTestRunner(stream=sys.stderr, verbosity=0).run(suite)
    failed = len(result.failures) + len(result.errors)
    print(f"{result.testsRun - failed} passed" + (f", {failed} failed" if failed else ""))
    return 1 if failed or not result.testsRun else 0
