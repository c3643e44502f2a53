"""The simulation of docs/simulation.md in plain Python, for what bench/simulate measures: late deliveries, false alarms, reviews,
suspensions, leaderships. Reads a process as JSON from standard input and prints what became of its runs."""

import json
import math
import random
import sys


def exponential(draw, rate):
    return math.inf if rate == 0 else draw.expovariate(rate)


def run(process, draw):
    """(year of collapse or inf, year of the last gate or inf)."""
    horizon, review = process["horizon"], process["review"]
    leaves = min(exponential(draw, rate) for rate in process["leaving"])
    alarm = exponential(draw, process["false_alarms"])
    now, step, waiting, completed = 0.0, 0, False, math.inf
    work_left, ready = process["steps"][0]["work"], math.inf
    matters = []  # [until, given up, suspended, responds, lasts, patience]
    while True:
        held = any(matter[0] < math.inf for matter in matters if not matter[6])
        gate = math.inf
        if not held and step < len(process["steps"]):
            gate = max(now, ready) if waiting else now + work_left
        when = min([horizon, leaves, alarm, gate] + [min(matter[0], matter[1]) for matter in matters])
        if not held and not waiting:
            work_left -= when - now
        now = when
        if now >= horizon:
            return math.inf, completed
        if now == leaves:
            return now, completed
        if now == alarm:
            responds = draw.random() < review["blames"] and draw.random() < review["succeeds"]
            matters.append([now + review["takes"], math.inf, False, responds, exponential(draw, process["resumes"]),
                            exponential(draw, process["abandoned"]), False])
            alarm = now + exponential(draw, process["false_alarms"])
            continue
        touched = False
        for matter in list(matters):
            if matter[1] == now:
                return now, completed
            if matter[0] == now:
                touched = True
                if matter[2] or not matter[3]:
                    matters.remove(matter)
                else:
                    matter[0], matter[1], matter[2], matter[6] = now + matter[4], now + matter[5], True, False
        if touched:
            continue
        if not waiting:
            waiting, ready = True, now
            for delivery in process["steps"][step]["deliveries"]:
                if draw.random() >= delivery["late"]:
                    continue
                arrives = now + exponential(draw, delivery["late_rate"])
                ready = max(ready, arrives)
                begins = now + review["grace"] + review["takes"]
                if arrives > begins and draw.random() >= review["excused"] and draw.random() < review["succeeds"]:
                    # Nothing stands still before the suspension begins.
                    matters.append([begins, math.inf, False, True, arrives - begins, exponential(draw, process["abandoned"]), True])
            continue
        step, waiting = step + 1, False
        if step == len(process["steps"]):
            completed = now
        else:
            work_left = process["steps"][step]["work"]


def main():
    process = json.load(sys.stdin)
    draw = random.Random(process["seed"])
    collapsed = done = 0
    for _ in range(process["runs"]):
        end, completed = run(process, draw)
        collapsed += end < math.inf
        done += completed < math.inf
    print(json.dumps({"collapsed": collapsed, "completed": done}))


main()
