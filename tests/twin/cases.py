"""A disagreement as a case that can be put into tests/cases as it is: what the twin says is expected."""

import ledger

OUTCOMES = {"e": "eligible", "i": "ineligible", "u": "undetermined"}
RESULTS = {"m": "met", "x": "unmet", "?": "unknown"}
NAME = "what the twin found"
PARTS = ["first-broadcast-within-30-days", "no-broadcast-within-60-days", "goods-exclusive", "goods-advantaged"]


def of_point(stated, columns, wanted):
    """`columns` are the names of the row's characters."""
    programme, as_of = stated["programme"], stated["asOf"]
    told = {id: {"value": value, "source": "twin", "toldOn": as_of} for id, value in stated["parameters"].items()}
    case = {"name": NAME, "application": {"facts": stated["facts"], "parameters": told},
            "options": {"asOf": as_of, "knownAt": stated["knownAt"], "programmes": [programme]}}
    if wanted[0] == "!":
        return {**case, "error": {}}
    row = dict(zip(columns, wanted))
    results = [{"id": id, "result": RESULTS[sign]} for id, sign in row.items() if sign in RESULTS and id not in PARTS]
    missing = {"$contains": [id for id, sign in row.items() if sign == "1" and id not in told_of(programme)]}
    answer = {"id": programme, "outcome": OUTCOMES[wanted[0]], "criteria": results, "missing": missing}
    return {**case, "expect": {"programmes": [answer]}}


def told_of(programme):
    return {"growth": ["growthRequirements"], "benchmark": ["benchmarkGmvTarget"]}.get(programme, [])


def of_row(request, wanted):
    return of_ledger(request, wanted) if request["kind"] == "ledger" else of_day(request, wanted)


def of_ledger(request, wanted):
    lists = {key: request[own] for key, own in (("broadcastsSince", "since"), ("broadcastsThrough", "through")) if request[own]}
    case = {"name": NAME, "change": [{"at": "/programmes/1/tasks/0/metrics", "value": ledger.METRICS}],
            "application": {"facts": {}, "broadcasts": request["broadcasts"], **lists},
            "options": {"asOf": request["asOf"], "knownAt": request["knownAt"], "programmes": ["cold-start", "growth"]}}
    if not isinstance(wanted, list):
        return {**case, "error": {"code": "broadcast-conflict"}}
    tasks = [{"metric": metric, "achieved": achieved, "exact": exact, "atMost": most}
             for metric, (achieved, exact, most) in zip(ledger.METRICS, wanted[4])]
    return {**case, "expect": {"ledger": {"broadcasts": wanted[0]}, "programmes": [{"id": "growth", "tasks": tasks}]}}


def of_day(request, wanted):
    first, last, certainty, _ = wanted
    return {"name": NAME, "call": "schedule", "programme": "cold-start", "options": {"submitOn": request["submitOn"]},
            "expect": {"review": {"from": first, "to": last, "certainty": certainty}}}
