"""Holds the core against the twin: over the whole of space.py, every day of submission, and some lists of broadcasts, accounts,
tasks and outlooks; or over random ones.

    python3 tests/twin/compare.py -- cargo run --release --example twin
    python3 tests/twin/compare.py --random 10000000 --seed 7 -- cargo run --release --example twin
    python3 tests/twin/compare.py --random 1000000 -- node tests/twin/driver.mjs
    python3 tests/twin/compare.py --self-test

The protocol of the driver is in README.md. Exit code 1 on any disagreement, on a driver that stops
early or says too much, and when too few points were compared to mean anything.
"""

import sys

sys.dont_write_bytecode = True  # a test leaves the working tree as it was

import argparse
import json
import subprocess
import threading
import time
from collections import Counter
from fractions import Fraction
from itertools import islice
from math import floor, prod

import account
import cases
import chance
import ledger
import oracle
import outlook
import space
import tasks
import workdays

ENOUGH = 1_000_000
SHOWN = 5  # disagreements shrunk and printed for each request, at most
ROWS = {ledger: 5_000, account: 5_000, tasks: 5_000, outlook: 1_000}  # so many beside the whole space
POINTS_FOR_ONE = {ledger: 200, account: 200, tasks: 300, outlook: 1_000}  # one of them for so many random points
MOST_TRIED = 3_000  # completions of a point that is shrunk
ONE_ROW = {"ledger": ledger, "account": account, "tasks": tasks, "outlook": outlook, "workdays": workdays}


class Stopped(Exception):
    """The driver did not keep to the protocol."""


def main(arguments):
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--self-test", action="store_true", help="the twin against its own claims")
    parser.add_argument("--random", type=int, metavar="POINTS", help="so many random points, in the place of the whole space")
    parser.add_argument("--seed", default="1", help="another seed, other points")
    parser.add_argument("--first", action="store_true", help="stop at the first disagreement")
    parser.add_argument("command", nargs="*", help="what starts the driver, after --")
    options = parser.parse_args(arguments)
    if options.self_test:
        import claims
        return claims.run()
    if not options.command:
        parser.error("what starts the driver?")
    if options.random is None:
        return compare(options.command, whole, ENOUGH, options.first)
    return compare(options.command, lambda: some(options.seed, options.random), options.random, options.first)


def whole():
    yield from workdays.requests()
    for kind, count in ROWS.items():
        yield from kind.requests("whole", count)
    yield from space.requests()


def some(seed, points):
    """Every day of submission, then random points and the rest in turns."""
    yield from workdays.requests()
    others = {kind: (kind.requests(seed, points), Fraction(1, every)) for kind, every in POINTS_FOR_ONE.items()}
    done = 0
    for request in chance.requests(seed, points):
        yield request
        before, done = done, done + space.points_of(request)
        for kind, share in others.values():
            yield from islice(kind, floor(done * share) - floor(before * share))


def compare(command, requests, enough, only_first):
    """`requests` makes them anew each time: they are written by one thread and answered by another."""
    started = time.monotonic()
    points, disagreements, fault = Counter(), Counter(), None
    driver = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    threading.Thread(target=write, args=(driver.stdin, requests()), daemon=True).start()
    try:
        for request in requests():
            compare_request(command, request, driver.stdout, points, disagreements, 1 if only_first else SHOWN)
            if only_first and disagreements:
                raise Stopped("this is the first disagreement")
        if driver.stdout.read(1):
            raise Stopped("the driver wrote more rows than there are points")
        if driver.wait() != 0:
            raise Stopped(f"the driver ended with exit code {driver.returncode}")
    except Stopped as stopped:
        fault = stopped
        driver.kill()
    return report(points, disagreements, fault, enough, time.monotonic() - started)


def write(pipe, requests):
    """Runs in a thread of its own, so that neither side waits for the other with full pipes."""
    try:
        with pipe:
            for request in requests:
                pipe.write(line(request))
                pipe.flush()
    except OSError:
        pass  # the driver has gone: the reader finds too few rows, and says so


def line(request):
    return json.dumps(request, separators=(",", ":")).encode("ascii") + b"\n"


def compare_request(command, request, answers, points, disagreements, most_shown):
    if request.get("kind") in ONE_ROW:
        compare_row(command, request, answers, points, disagreements)
        return
    width, place, shown = len(columns(request)) + 1, 0, []
    for expected in oracle.rows(request):
        actual = answers.read(len(expected))
        if actual != expected:
            for start in range(0, len(expected), width):
                wanted, got = expected[start:start + width], actual[start:start + width]
                if len(got) < width or got[-1:] != b"\n":
                    raise Stopped(f"{request['programme']} as of {request['asOf']}: no row of {width} bytes "
                                  f"for point {place + start // width}, but {got!r}; expected {wanted!r}")
                if got != wanted:
                    disagreements.update(kinds(request, wanted, got))
                    if len(shown) < most_shown:
                        shown.append(described(command, request, place + start // width))
                        if shown[-1] not in shown[:-1]:  # two may shrink to the same
                            print(shown[-1], flush=True)
        place += len(expected) // width
        points[request["programme"]] += len(expected) // width


def compare_row(command, request, answers, points, disagreements):
    kind = request["kind"]
    wanted, got = ONE_ROW[kind].row(request), answers.readline().decode("ascii", "replace").rstrip("\n")
    points[kind] += 1
    if same(read(wanted), read(got)):
        return
    disagreements[kind] += 1
    if disagreements[kind] <= SHOWN:
        print(described_row(command, request), flush=True)


def read(row):
    """What a row says."""
    try:
        return json.loads(row)
    except ValueError:
        return row


def same(one, other):
    """Whether two rows say the same. Either side rounds figures to six places, half of the last one its own way."""
    if type(one) is list and type(other) is list:
        return len(one) == len(other) and all(map(same, one, other))
    if type(one) in (int, float) and type(other) in (int, float):
        return abs(one - other) < 1.5e-6
    return type(one) is type(other) and one == other


# --- What a row means. ---

def columns(request):
    """(kind, id) for each character of a row."""
    return ([("outcomes", "outcome")] + [("criteria", one) for one in request["criteria"]]
            + [("missing", name) for name, _ in request["facts"] + request["parameters"]])


def kinds(request, wanted, got):
    """What a pair of rows disagrees in; an error on one side only is a disagreement of its own."""
    if b"!" in (wanted[:1], got[:1]):
        return {"errors"}
    return {kind for (kind, _), one, other in zip(columns(request), wanted, got) if one != other}


# --- One disagreement, made as small as it gets. ---

def described_row(command, request):
    twin = ONE_ROW[request["kind"]]

    def differ(one):
        got = ask(command, [one])[0].decode("ascii", "replace").rstrip("\n")
        wanted, got = read(twin.row(one)), read(got)
        return None if same(wanted, got) else (wanted, got)

    while True:
        smaller = next((one for one in twin.smaller(request) if differ(one)), None)
        if smaller is None:
            break
        request = smaller
    wanted, got = differ(request) or ("alone it agrees", None)
    return json.dumps({"case": cases.of_row(request, wanted, got), "expected": wanted, "actual": got}, ensure_ascii=False)


def described(command, request, place):
    point = at(request, place)
    wanted, got = expected_row(point), ask(command, [point])[0]
    if wanted == got:
        return json.dumps({**stated(point), "note": "alone it agrees: the request's rows are out of step, or "
                                                    "one point's answer depends on another's"})
    point, wanted, got = shrink(command, point, wanted, got)
    named = [name for _, name in columns(point)]
    differs = {name: [chr(one), chr(other)] for name, one, other in zip(named, wanted, got) if one != other}
    return json.dumps({"case": cases.of_point(stated(point), named, wanted.decode().rstrip("\n")),
                       "expected": wanted.decode().rstrip("\n"),
                       "actual": got.decode("ascii", "replace").rstrip("\n"), "differs": differs})


def at(request, place):
    """The request for one point alone: every axis keeps the one value it has there."""
    alone = []
    for name, values in reversed(request["facts"] + request["parameters"]):
        place, index = divmod(place, len(values))
        alone.append([name, [values[index]]])
    alone.reverse()
    facts = len(request["facts"])
    return {**request, "facts": alone[:facts], "parameters": alone[facts:]}


def shrink(command, point, wanted, got):
    """Drop known facts one at a time, as long as some disagreement remains, and what is then unknown can be tried in seconds."""
    while True:
        smaller = [one for one in without_one(point) if completions_of(one) <= MOST_TRIED]
        answers = ask(command, smaller) if smaller else []
        pairs = ((one, expected_row(one), answer) for one, answer in zip(smaller, answers))
        still = next((pair for pair in pairs if pair[1] != pair[2]), None)
        if still is None:
            return point, wanted, got
        point, wanted, got = still


def completions_of(point):
    return prod(len(axis.domain) for axis in oracle.axes_of(point))


def without_one(point):
    for kind in ("facts", "parameters"):
        for index, (name, values) in enumerate(point[kind]):
            if values != [None]:
                fewer = point[kind][:index] + [[name, [None]]] + point[kind][index + 1:]
                yield {**point, kind: fewer}


def ask(command, points):
    """A driver of its own for each question: the main one is still busy with its requests."""
    ran = subprocess.run(command, input=b"".join(map(line, points)), stdout=subprocess.PIPE)
    return ran.stdout.splitlines(keepends=True) + [b"\n"] * (len(points) - ran.stdout.count(b"\n"))


def expected_row(point):
    return b"".join(oracle.rows(point))


def stated(point):
    known = {kind: {name: values[0] for name, values in point[kind] if values != [None]}
             for kind in ("facts", "parameters")}
    return {"programme": point["programme"], "asOf": point["asOf"], "knownAt": point["knownAt"], "toldOn": point["toldOn"], **known}


def report(points, disagreements, fault, enough, seconds):
    total = sum(points.values())
    parts = ", ".join(f"{kind} {count:,}" for kind, count in points.items())
    wrong = ", ".join(f"{count:,} in {kind}" for kind, count in disagreements.items())
    verdict = f"disagreements: {wrong}" if wrong else "0 disagreements"
    if fault:
        verdict = f"not finished; {verdict} so far"
        print(f"stopped: {fault}")
    if total < enough:
        print(f"too few points: {total:,} of at least {enough:,}")
    print(f"{seconds:.0f} seconds")
    print(f"compared {total:,} inputs ({parts}): {verdict}")
    return 1 if wrong or fault or total < enough else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
