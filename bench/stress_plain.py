"""One plan in many worlds, as a plain Python function computes it: what bench/stress is held against.

  python3 stress_plain.py    reads a problem from standard input, writes results to standard output, both JSON.

The problem: {"period", "parties": n, "commitments": [{"by", "levels": [{"undo_by": "giver"|"automatic"|[parties], "never": bool}]}],
"complements": [[[commitment, level], ...]], "points": [[level, ...]], "worlds": [WORLD]} and a world every number of the file at the
values of that world. Everything follows MODEL sections 2 to 4.2, margin 0, written for the reader and not for speed: nothing is kept from
one world to the next. The result: {"seconds", "worlds": [{"holds", "min_slack", "gain"}]}.
"""

import itertools
import json
import math
import sys
import time

FOREVER = math.inf


def annuity(b, n):
    return 1 / (1 - b) if n == FOREVER else (1 - b**n) / (1 - b)


def power(b, n):
    return 0.0 if n == FOREVER else b**n


def periods(years, period, least):
    return max(least, math.ceil(years / period - 1e-9))


class World:
    def __init__(self, problem, world):
        period = problem["period"]
        self.problem = problem
        self.count = problem["parties"]
        self.by = [one["by"] for one in problem["commitments"]]
        self.top = [len(one["levels"]) for one in problem["commitments"]]
        self.theta = 1 - math.prod((1 - chance) ** period for chance in world["turnover"])
        self.beta = [patience**period for patience in world["patience"]]
        self.gamma = [b * (1 - self.theta) for b in self.beta]
        self.d = periods(world["review_takes"], period, 0)
        self.succeeds = world["succeeds"]
        self.breakdown = [points * period for points in world["breakdown"]]
        self.penalty = [points * period for points in world["penalty"]]
        self.f = [[[0.0] * self.count] + [[v * period for v in level["value"]] for level in one] for one in world["levels"]]
        self.o = [[[0.0] * self.count] + [level["once"] for level in one] for one in world["levels"]]
        self.seen = [[1.0] + [level["seen"] for level in one] for one in world["levels"]]
        self.watched = [[1.0] + [1 - (1 - level["watched"]) ** period for level in one] for one in world["levels"]]
        self.takes = [[0] + [periods(level["takes"], period, 1) for level in one] for one in world["levels"]]
        self.undo = []
        self.alone = []
        self.falls = []
        for k, one in enumerate(problem["commitments"]):
            undo, alone, falls = [FOREVER], [False], [False]
            for l, level in enumerate(one["levels"], 1):
                undo.append(FOREVER if level["never"] else periods(world["levels"][k][l - 1]["undo"], period, 1))
                who = level["undo_by"]
                alone.append(not level["never"] and (not isinstance(who, list) or who == [self.by[k]]))
                gainers = [self.by[k]] if who == "giver" else [] if who == "automatic" else who
                falls.append(not level["never"] and all(self.f[k][l - 1][i] > self.f[k][l][i] for i in gainers))
            self.undo.append(undo)
            self.alone.append(alone)
            self.falls.append(falls)
        self.c = [[v * period for v in one] for one in world["complements"]]
        self.w = [[[self.after(k, l, i) for i in range(self.count)] for l in range(self.top[k] + 1)] for k in range(len(self.by))]
        self.will = [[self.at_will(k, l) for l in range(self.top[k] + 1)] for k in range(len(self.by))]

    def after(self, k, l, i):
        if l == 0:
            return 0.0
        if not self.falls[k][l]:
            return self.f[k][l][i] * annuity(self.beta[i], FOREVER)
        u = self.undo[k][l]
        return self.f[k][l][i] * annuity(self.beta[i], u) + self.beta[i] ** u * self.after(k, l - 1, i)

    def at_will(self, k, l):
        if l == 0:
            return 0.0
        g = self.by[k]
        best = max(self.w[k][l][g], self.f[k][l][g] * annuity(self.beta[g], FOREVER))
        if self.alone[k][l]:
            u = self.undo[k][l]
            best = max(best, self.f[k][l][g] * annuity(self.beta[g], u) + self.beta[g] ** u * self.at_will(k, l - 1))
        return best

    def at_risk(self, k, n):
        g = self.by[k]
        naming = [c for c, when in enumerate(self.problem["complements"]) if any(m[0] == k for m in when)]
        return sum(max(0.0, -self.c[c][g]) for c in naming) * annuity(self.beta[g], n)

    def hidden(self, k, l):
        g = self.by[k]
        most = max(0.0, (self.f[k][l - 1][g] - self.f[k][l][g]) * annuity(self.beta[g], FOREVER),
                   self.w[k][l - 1][g] - self.w[k][l][g], self.will[k][l - 1] - self.will[k][l])
        return most + max(0.0, self.o[k][l][g]) + self.at_risk(k, FOREVER)

    def head_start(self, k, l, q):
        g, u = self.by[k], self.undo[k][l]
        own = self.f[k][l][g] * annuity(self.beta[g], q)
        rest = self.beta[g] ** q
        at_breakdown = max(0.0, own + rest * self.w[k][l - 1][g] - self.w[k][l][g]) + self.at_risk(k, u - q if self.falls[k][l] else FOREVER)
        found = max(0.0, own + rest * self.will[k][l - 1] - self.will[k][l]) + self.at_risk(k, u - q)
        return at_breakdown, found

    def span(self, k, level, reached, allowed):
        if reached < level:
            return 0
        return sum(self.undo[k][l] if allowed[k][l] else FOREVER for l in range(level, reached + 1))

    def stands(self, c, x):
        return all(x[k] >= l for k, l in self.problem["complements"][c])

    def time_after(self, c, x):
        return min(self.span(k, l, x[k], self.falls) for k, l in self.problem["complements"][c])

    def flow(self, i, x):
        return sum(self.f[k][l][i] for k, l in enumerate(x)) + sum(c[i] for n, c in enumerate(self.c) if self.stands(n, x))

    def W(self, i, x):
        return (self.breakdown[i] * annuity(self.beta[i], FOREVER) + sum(self.w[k][l][i] for k, l in enumerate(x))
                + sum(c[i] * annuity(self.beta[i], self.time_after(n, x)) for n, c in enumerate(self.c) if self.stands(n, x)))

    def R(self, i, y):
        b, forever = self.beta[i], annuity(self.beta[i], FOREVER)
        value = b**self.d * self.penalty[i] * forever + max(self.breakdown[i], b**self.d * self.breakdown[i]) * forever
        for k, l in enumerate(y):
            w = self.w[k][l][i]
            value += self.will[k][l] if self.by[k] == i else max(w, self.f[k][l][i] * annuity(b, self.d) + b**self.d * w)
        for n, c in enumerate(self.c):
            if not self.stands(n, y):
                continue
            t = self.time_after(n, y)
            if c[i] > 0:
                value += c[i] * annuity(b, self.d + t)
            else:
                own = [self.span(k, l, y[k], self.alone) for k, l in self.problem["complements"][n] if self.by[k] == i]
                value += c[i] * annuity(b, min([t, *own]))
        return value

    def keeps(self, i, x, C):
        """Left sides of `keeps` for one value of what follows; a stop counts only when negative."""
        for k in range(len(self.by)):
            if self.by[k] != i:
                continue
            for l in range(1, x[k] + 1):
                if not self.alone[k][l]:
                    continue
                b, g, w, u = self.beta[i], self.gamma[i], self.watched[k][l], self.undo[k][l]
                S, v = 0.0, 1.0
                for j in range(1, u + 1):
                    q = w * (1 - w) ** (j - 1) * self.succeeds
                    at_breakdown, found = self.head_start(k, l, u - j)
                    S += g**j * q * (C - self.R(i, x) - found) - b * self.theta * g ** (j - 1) * v * at_breakdown
                    v -= q
                    if S < 0:
                        yield S
                    yield S + g**j * v * (C - self.W(i, x) - at_breakdown)
                yield S - g**u * v * self.hidden(k, l)

    def slacks(self, i, points):
        steps = [[(k, r[k], s[k]) for k in range(len(r)) if s[k] != r[k]] for r, s in zip(points, points[1:])]
        T = [max(sum(self.takes[k][a + 1:b + 1]) for k, a, b in step) for step in steps]
        base = [self.flow(i, x) + self.beta[i] * self.theta * self.W(i, x) for x in points]
        C = [0.0] * len(points)
        X = [0.0] * len(steps)
        C[-1] = base[-1] / (1 - self.gamma[i])
        for t in reversed(range(len(steps))):
            X[t] = sum(self.o[k][l][i] for k, a, b in steps[t] for l in range(a + 1, b + 1)) + C[t + 1]
            C[t] = base[t] * annuity(self.gamma[i], T[t]) + self.gamma[i] ** T[t] * X[t]
        self.gain = C[0] - self.W(i, points[0])
        for t, x in enumerate(points):
            yield C[t] - self.W(i, x)
            yield from self.keeps(i, x, C[t])
            if t == len(steps):
                break
            if T[t] > 1:
                yield base[t] + self.gamma[i] * X[t] - self.W(i, x)
            yield from self.keeps(i, x, X[t])
            own = [item for item in steps[t] if self.by[item[0]] == i]
            for reached in itertools.product(*(range(a, b + 1) for _, a, b in own)):
                short = [(k, level, b) for (k, _, b), level in zip(own, reached) if level < b]
                if not short:
                    continue
                y = list(points[t + 1])
                for k, level, _ in short:
                    y[k] = level
                missing = [(k, l) for k, level, b in short for l in range(level + 1, b + 1)]
                once = sum(self.o[k][l][i] for k, l in missing)
                p = (1 - math.prod(1 - self.seen[k][b] for k, _, b in short)) * self.succeeds
                stay = p * self.R(i, y) + (1 - p) * (C[t + 1] + sum(self.hidden(k, l) for k, l in missing))
                yield self.gamma[i] ** T[t] * (C[t + 1] + once - max(stay, self.W(i, y)))


def evaluate(problem, numbers):
    world = World(problem, numbers)
    least, gain = math.inf, []
    for i in range(world.count):
        least = min(least, *world.slacks(i, problem["points"]))
        gain.append(world.gain)
    return {"holds": least >= -1e-9, "min_slack": least, "gain": gain}


def main():
    problem = json.load(sys.stdin)
    began = time.perf_counter()
    worlds = [evaluate(problem, numbers) for numbers in problem["worlds"]]
    json.dump({"seconds": time.perf_counter() - began, "worlds": worlds}, sys.stdout)


if __name__ == "__main__":
    main()
