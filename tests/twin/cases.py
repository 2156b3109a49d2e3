"""A disagreement as a case that can be put into tests/cases as it is: what the twin says is expected."""

import ledger

OUTCOMES = {"e": "eligible", "i": "ineligible", "u": "undetermined"}
RESULTS = {"m": "met", "x": "unmet", "?": "unknown"}
NAME = "what the twin found"
PARTS = ["first-broadcast-within-30-days", "no-broadcast-within-60-days", "goods-exclusive", "goods-advantaged"]


def of_point(stated, columns, wanted):
    """`columns` are the names of the row's characters."""
    programme = stated["programme"]
    told = {id: {"value": value, "source": "twin", "toldOn": stated["toldOn"]} for id, value in stated["parameters"].items()}
    case = {"name": NAME, "application": {"facts": stated["facts"], "parameters": told},
            "options": {"asOf": stated["asOf"], "knownAt": stated["knownAt"], "programmes": [programme]}}
    if wanted[0] == "!":
        return {**case, "error": {}}
    row = dict(zip(columns, wanted))
    results = [{"id": id, "result": RESULTS[sign]} for id, sign in row.items() if sign in RESULTS and id not in PARTS]
    missing = {"$contains": [id for id, sign in row.items() if sign == "1" and id not in told_of(programme)]}
    answer = {"id": programme, "outcome": OUTCOMES[wanted[0]], "criteria": results, "missing": missing}
    return {**case, "expect": {"programmes": [answer]}}


def told_of(programme):
    return {"growth": ["growthRequirements"], "benchmark": ["benchmarkGmvTarget"]}.get(programme, [])


def of_row(request, wanted, got):
    if request["kind"] == "tasks":
        return of_tasks(request, wanted, got)
    kinds = {"ledger": of_ledger, "workdays": of_day, "account": of_account, "outlook": of_outlook}
    return kinds[request["kind"]](request, wanted)


def of_ledger(request, wanted):
    case = {**of_list(request, {}), "change": [{"at": "/programmes/1/tasks/0/metrics", "value": ledger.METRICS}]}
    case["options"]["programmes"] = ["cold-start", "growth"]
    if not isinstance(wanted, list):
        return {**case, "error": {"code": "broadcast-conflict"}}
    figures = [{"metric": metric, "achieved": achieved, "exact": exact, "atMost": most}
               for metric, (achieved, exact, most) in zip(ledger.METRICS, wanted[4])]
    programmes = [{"id": "cold-start", "criteria": leaves(wanted[3])}, {"id": "growth", "tasks": figures}]
    said = {"ledger": {"broadcasts": wanted[0]}} if request["broadcasts"] else {}  # an empty list may be none
    return {**case, "expect": {**said, "programmes": programmes}}


def of_list(request, facts):
    lists = {key: request[own] for key, own in (("broadcastsSince", "since"), ("broadcastsThrough", "through")) if request[own]}
    return {"name": NAME, "application": {"facts": facts, "broadcasts": request["broadcasts"], **lists},
            "options": {"asOf": request["asOf"], "knownAt": request["knownAt"]}}


def leaves(signs):
    whole, *parts = [{"id": id, "result": RESULTS[sign]} for id, sign in zip(ledger.LEAVES, signs)]
    return [{**whole, "children": parts}]


def of_account(request, wanted):
    case = of_list(request, request["facts"])
    case["options"]["programmes"] = ["cold-start"]
    if not isinstance(wanted, list):
        return {**case, "error": {}}
    answer = {"id": "cold-start", "outcome": OUTCOMES[wanted[0]], "criteria": leaves(wanted[1]),
              "missing": {"$contains": wanted[2]}}
    return {**case, "expect": {"programmes": [answer]}}


def of_tasks(request, wanted, got):
    case = of_list(request, request["plan"])
    case["application"]["parameters"] = {id: {"value": rows, "source": "twin", "toldOn": request["asOf"]}
                                         for id, rows in request["tables"].items()}
    if not isinstance(wanted, list):
        return {**case, "error": {}}
    actual = got if isinstance(got, list) else [[], [], []]
    programmes = [{"id": id, "tasks": {"$contains": [of_task(*task) for task in own if task not in other]}}
                  for id, own, other in zip(("cold-start", "growth", "benchmark"), wanted, actual)]
    return {**case, "expect": {"programmes": programmes}}


def of_task(metric, first, last, achieved, exact, most, target, ratio, left, tiers, pace, projected, reason):
    return {"metric": metric, "window": {"from": first, "to": last}, "achieved": achieved, "exact": exact, "atMost": most,
            "target": target, "ratio": ratio, "remaining": left,
            "tiers": [dict(zip(("row", "result", "remaining"), tier)) for tier in tiers],
            "pace": pace and dict(zip(("perDay", "days", "through", "possible"), pace)),
            "projected": projected and dict(zip(("value", "from", "through", "on"), projected)), "reason": reason}


def of_outlook(request, wanted):
    known = {kind: {name: values[0] for name, values in request[kind] if values[0] is not None} for kind in ("facts", "parameters")}
    told = {id: {"value": value, "source": "twin", "toldOn": request["toldOn"]} for id, value in known["parameters"].items()}
    case = {"name": NAME, "call": "outlook", "programme": request["programme"],
            "application": {"facts": known["facts"], "parameters": told},
            "options": {"asOf": request["asOf"], "until": request["until"]}}
    if not isinstance(wanted, list):
        return {**case, "error": {}}
    return {**case, "expect": {"windows": [dict(zip(("from", "to", "outcome"), window)) for window in wanted[0]]}}


def of_day(request, wanted):
    first, last, certainty, _, _ = wanted
    return {"name": NAME, "call": "schedule", "programme": "cold-start", "options": {"submitOn": request["submitOn"]},
            "expect": {"review": {"from": first, "to": last, "certainty": certainty}}}
