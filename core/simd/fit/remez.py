# SPDX-License-Identifier: MIT
"""Minimax fits whose coefficients are float32: what fit.py asks for, with mpmath as the only help."""

import math
import struct
from random import Random

from mpmath import lu_solve, matrix, mp, mpf

mp.prec = 160


def encode(x):
    """The bit pattern, as an integer, of the float32 nearest to x."""
    return struct.unpack("i", struct.pack("f", float(x)))[0]


def decode(pattern):
    return struct.unpack("f", struct.pack("i", pattern))[0]


def float32(x):
    """The float32 nearest to x, as an mpf."""
    return mpf(decode(encode(x)))


def bits(error):
    """-log2 of an error, for print."""
    return -math.log2(float(error))


def chebyshev_grid(low, high, count):
    """Points of [low, high] that crowd at both ends, where minimax errors peak."""
    low, high = mpf(low), mpf(high)
    return [(low + high) / 2 - (high - low) / 2 * mp.cos(mp.pi * i / (count - 1)) for i in range(count)]


def peaks(errors):
    """One index for each run of equal sign: where |error| is largest in the run."""
    found = []
    for i, error in enumerate(errors):
        if found and (error >= 0) == (errors[found[-1]] >= 0):
            if abs(error) > abs(errors[found[-1]]):
                found[-1] = i
        else:
            found.append(i)
    return found


def exchange(rows, targets):
    """c with the least max |targets - rows c|, by Remez exchange over the given points."""
    unknowns = len(rows[0])
    chosen = [round(i * (len(rows) - 1) / unknowns) for i in range(unknowns + 1)]
    best = None
    for _ in range(60):
        system, right = matrix(unknowns + 1, unknowns + 1), matrix(unknowns + 1, 1)
        for r, point in enumerate(chosen):
            for c in range(unknowns):
                system[r, c] = rows[point][c]
            system[r, unknowns] = (-1) ** r
            right[r] = targets[point]
        solution = lu_solve(system, right)
        c, level = [solution[i] for i in range(unknowns)], abs(solution[unknowns])
        errors = [t - sum(a * b for a, b in zip(row, c)) for row, t in zip(rows, targets)]
        largest = max(abs(e) for e in errors)
        if best is None or largest < best[1]:
            best = (c, largest)
        if largest <= level * mpf("1.0001"):
            break
        found = peaks(errors)
        while len(found) > unknowns + 1:
            found.pop(0 if abs(errors[found[0]]) < abs(errors[found[-1]]) else -1)
        if len(found) < unknowns + 1:
            break
        chosen = found
    return best[0]


def round_together(coefficients, largest_error, tries=40000):
    """Float32 coefficients near the given ones with a small largest_error(c, give_up). Returns (c, that error).

    Rounding each for itself can cost a factor of ten. Small random steps of one to three of them are kept whenever
    the largest error falls. largest_error may return early once it has reached give_up.
    """
    random = Random(1)
    best_patterns = [encode(c) for c in coefficients]
    best = largest_error([decode(i) for i in best_patterns], math.inf)
    for _ in range(tries):
        patterns = list(best_patterns)
        for k in random.sample(range(len(patterns)), min(len(patterns), random.choice((1, 2, 3)))):
            patterns[k] += random.choice((-64, -16, -8, -4, -3, -2, -1, 1, 2, 3, 4, 8, 16, 64))
        error = largest_error([decode(i) for i in patterns], best)
        if error < best:
            best, best_patterns = error, patterns
    return [decode(i) for i in best_patterns], best


def horner(coefficients, x):
    value = 0.0
    for c in reversed(coefficients):
        value = value * x + c
    return value


def polynomial(function, degree, weight, low, high):
    """Float32 c with small max |weight (function - sum c_k x^k)| over [low, high]. Returns (c, max error)."""
    points = [(x, function(x), weight(x)) for x in chebyshev_grid(low, high, 200)]
    c = exchange([[w * x**k for k in range(degree + 1)] for x, f, w in points], [w * f for x, f, w in points])
    doubles = [(float(x), float(f), float(w)) for x, f, w in points]

    def largest_error(c, give_up):
        largest = 0.0
        for x, f, w in doubles:
            largest = max(largest, w * abs(f - horner(c, x)))
            if largest >= give_up:
                break
        return largest

    return round_together(c, largest_error)


def rational(function, p_degree, q_degree, weight, grid):
    """Float32 p and q, p_0 = q_0 = 1, with small max |weight (function - P/Q)|. Returns (p, q, max error).

    f Q - P is linear in the unknowns; dividing it by the Q of the pass before makes its error that of f - P/Q
    (Loeb's iteration).
    """
    points = [(x, function(x), weight(x)) for x in grid]
    q = [mpf(1)] + [mpf(0)] * q_degree
    for _ in range(12):
        rows, targets = [], []
        for x, f, w in points:
            scale = w / sum(c * x**k for k, c in enumerate(q))
            targets.append(scale * (f - 1))
            rows.append([scale * x**k for k in range(1, p_degree + 1)]
                        + [-scale * f * x**k for k in range(1, q_degree + 1)])
        solution = exchange(rows, targets)
        q = [mpf(1)] + solution[p_degree:]

    doubles = [(float(x), float(f), float(w)) for x, f, w in points]

    def largest_error(c, give_up):
        p, q = [1.0] + c[:p_degree], [1.0] + c[p_degree:]
        largest = 0.0
        for x, f, w in doubles:
            largest = max(largest, w * abs(f - horner(p, x) / horner(q, x)))
            if largest >= give_up:
                break
        return largest

    c, error = round_together(solution, largest_error)
    return [1.0] + c[:p_degree], [1.0] + c[p_degree:], error
