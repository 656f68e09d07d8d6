# SPDX-License-Identifier: MIT
"""Writes activations_more.json and activations_several.json: python3 tests/reference/activations.py (needs mpmath).

Values come from the definitions at 200 digits, derivatives of elementwise functions from differences of these at 600
digits and more, so that no formula for a derivative is trusted. All parameters and inputs are float32 (rrelu's 1/3
apart) and every input is away from the kinks.
"""

import json
import struct
from pathlib import Path

from mpmath import mp, mpf

mp.dps = 200


def float32(x):
    return struct.unpack("f", struct.pack("f", x))[0]


def both_signs(*magnitudes):
    return sorted(float32(sign * x) for x in magnitudes for sign in (-1, 1))


DENORM_MIN = 2.0**-149
MIDDLE = (0.6, 1.1, 1.6, 2.2, 2.8, 3.4, 4.7, 6.5, 8.2)
FAR = (DENORM_MIN, 1e-40, 1e-30, 1e-20, 1e-10, 1e-5, 0.004, 0.03, 0.09, 0.2, 0.45,
       11, 14, 17.4, 27, 44, 88, 95, 103, 104, 200, 1000, 1e5, 1e10, 1e20, 3e38)
FEW = (1e-40, 1e-10, 0.003, 0.2, 0.7, 1.3, 2.4, 4.1, 7.5, 15, 45, 104, 1000, 1e20)

# ---- Elementwise: what the function is near x, a smooth function of t ------------------------------------------


def sigmoid(t):
    return 1 / (1 + mp.exp(-t))


def gelu(t):
    return t * mp.erfc(-t / mp.sqrt(2)) / 2


SELU_SCALE, SELU_ALPHA = mpf(1.0507009873554805), mpf(1.6732632423543772)

FUNCTIONS = {
    "linear": lambda x: lambda t: t,
    "binary_step": lambda x: lambda t: mpf(x > 0),
    "sigmoid": lambda x: sigmoid,
    "log_sigmoid": lambda x: lambda t: -mp.log1p(mp.exp(-t)),
    "hard_sigmoid": lambda x: lambda t: (t + 3) / 6 if abs(x) < 3 else mpf(x > 0),
    "tanh": lambda x: mp.tanh,
    "hard_tanh": lambda x: lambda t: t if abs(x) < 1 else mp.sign(x),
    "tanh_shrink": lambda x: lambda t: t - mp.tanh(t),
    "arctan": lambda x: mp.atan,
    "softsign": lambda x: lambda t: t / (1 + mp.sign(x) * t),
    "relu": lambda x: lambda t: t if x > 0 else mpf(0),
    "relu6": lambda x: lambda t: mpf(0) if x < 0 else t if x < 6 else mpf(6),
    "squared_relu": lambda x: lambda t: t * t if x > 0 else mpf(0),
    "selu": lambda x: lambda t: SELU_SCALE * (t if x > 0 else SELU_ALPHA * mp.expm1(t)),
    "gelu": lambda x: gelu,
    "gelu_tanh": lambda x: lambda t: t * sigmoid(2 * mp.sqrt(2 / mp.pi) * (t + mpf("0.044715") * t**3)),
    "silu": lambda x: lambda t: t * sigmoid(t),
    "hard_silu": lambda x: lambda t: t * (t + 3) / 6 if abs(x) < 3 else t if x > 0 else mpf(0),
    "mish": lambda x: lambda t: t * mp.tanh(mp.log1p(mp.exp(t))),
    "exponential": lambda x: mp.exp,
    "gaussian": lambda x: lambda t: mp.exp(-t * t),
    "bent_identity": lambda x: lambda t: (mp.sqrt(t * t + 1) - 1) / 2 + t,
    "sinc": lambda x: lambda t: mp.sin(t) / t,
    "leaky_relu": lambda x, negative_slope: lambda t: t if x > 0 else negative_slope * t,
    "prelu": lambda x, slope: lambda t: t if x > 0 else slope * t,
    "rrelu": lambda x, lower, upper: lambda t: t if x > 0 else (lower + upper) / 2 * t,
    "threshold_relu": lambda x, theta: lambda t: t if x > theta else mpf(0),
    "elu": lambda x, alpha: lambda t: t if x > 0 else alpha * mp.expm1(t),
    "celu": lambda x, alpha: lambda t: t if x > 0 else alpha * mp.expm1(t / alpha),
    "softplus": lambda x, beta: lambda t: mp.log1p(mp.exp(beta * t)) / beta,
    "squareplus": lambda x, b: lambda t: (t + mp.sqrt(t * t + b)) / 2,
    "swish": lambda x, beta: lambda t: t * sigmoid(beta * t),
    "hard_shrink": lambda x, lambda_: lambda t: t if abs(x) > lambda_ else mpf(0),
    "soft_shrink": lambda x, lambda_: lambda t: t - mp.sign(x) * lambda_ if abs(x) > lambda_ else mpf(0),
    "sine": lambda x, omega: lambda t: mp.sin(omega * t),
    "snake": lambda x, a: lambda t: t + mp.sin(a * t) ** 2 / a,
    "isru": lambda x, alpha: lambda t: t / mp.sqrt(1 + alpha * t * t),
    "isrlu": lambda x, alpha: lambda t: t if x > 0 else t / mp.sqrt(1 + alpha * t * t),
}

# The default first, then others.
PARAMETERS = {
    "leaky_relu": [{"negative_slope": a} for a in (0.01, 0.0, 0.125, 1.0)],
    "prelu": [{"slope": a} for a in (0.25, 0.0, 1.0)],
    "rrelu": [{"lower": 0.125, "upper": 1 / 3}, {"lower": 0.25, "upper": 0.75}],
    "threshold_relu": [{"theta": a} for a in (1.0, 0.0, 2.0)],
    "elu": [{"alpha": a} for a in (1.0, 0.0009765625, 10.0)],
    "celu": [{"alpha": a} for a in (1.0, 0.0009765625, 0.5, 8.0)],
    "softplus": [{"beta": a} for a in (1.0, 0.0009765625, 0.5, 20.0)],
    "squareplus": [{"b": a} for a in (4.0, 0.0009765625, 0.5, 16.0)],
    "swish": [{"beta": a} for a in (1.0, 0.125, 8.0)],
    "hard_shrink": [{"lambda": a} for a in (0.5, 0.25, 2.0)],
    "soft_shrink": [{"lambda": a} for a in (0.5, 0.25, 2.0)],
    "sine": [{"omega": a} for a in (1.0, 0.125, 8.0, 64.0)],
    "snake": [{"a": a} for a in (1.0, 0.125, 5.0)],
    "isru": [{"alpha": a} for a in (1.0, 0.125, 4.0)],
    "isrlu": [{"alpha": a} for a in (1.0, 0.125, 4.0)],
}

# activations.json has these at moderate inputs.
KNOWN = set(json.loads((Path(__file__).parent / "activations.json").read_text()))
# Kernels hold within |frequency x| <= 8000 or more.
FREQUENCY = {"sine": "omega", "snake": "a", "sinc": None}


def rows(name, parameters, inputs):
    exact = {key.replace("lambda", "lambda_"): mpf(value) for key, value in parameters.items()}
    if name in FREQUENCY:
        inputs = [x for x in inputs if abs(x) * parameters.get(FREQUENCY[name], 1) <= 8000]
    for x in inputs:
        f = FUNCTIONS[name](x, **exact)
        row = [x] + [float(mp.diff(f, mpf(x), k)) if k else float(f(mpf(x))) for k in range(3)]
        if all(abs(y) < 1e300 for y in row):
            yield row


def elementwise():
    entries = {}
    for name in FUNCTIONS:
        for k, parameters in enumerate(PARAMETERS.get(name, [{}])):
            inputs = FEW if k else FAR if name in KNOWN else MIDDLE + FAR
            key = f"{name}_{next(iter(parameters.values()))}" if k else name
            columns = ["x", "f", "df", "d2f"]
            table = list(rows(name, parameters, both_signs(*inputs)))
            entries[key] = {"params": parameters, "columns": columns, "rows": table}
    return entries


# ---- Over several inputs ----------------------------------------------------------------------------------------

VECTORS = [
    [0.0], [-7.5], [1e4],
    [0.0, 0.0], [1.0, -1.0], [1e4, -1e4], [-1e4, -10001.0], [1e-30, 0.0], [104.0, 0.0], [30.0, -30.0],
    [1.0, 2.0, 3.0], [-1e4, 0.0, 1e4], [1e4, 1e4, -1e4], [0.25, 0.25, 0.25], [1e30, 0.0, -1e30],
    [0.1, -0.2, 0.3, -0.4], [88.0, 87.0, 86.0, -20.0],
    [-3.0, -1.5, 0.0, 1.5, 3.0], [5.0, 5.5, -60.0, 2.0, 17.0, -88.0, 0.125],
    [0.5, -0.5, 1.5, -1.5, 2.5, -2.5, 3.5, -3.5],
]


def softmax():
    shares, logs = [], []
    for vector in VECTORS:
        x = [mpf(float32(v)) for v in vector]
        largest = max(x)
        e = [mp.exp(v - largest) for v in x]
        y = [v / sum(e) for v in e]
        log_y = [v - largest - mp.log(sum(e)) for v in x]
        at = range(len(x))
        shares.append([x, y, [[y[i] * ((i == j) - y[j]) for j in at] for i in at]])
        logs.append([x, log_y, [[(i == j) - y[j] for j in at] for i in at]])
    columns = ["x", "f", "jacobian: row i, column j is df_i/dx_j"]
    return {"softmax": {"params": {}, "columns": columns, "rows": shares},
            "log_softmax": {"params": {}, "columns": columns, "rows": logs}}


GATES = {"glu": sigmoid, "reglu": lambda t: max(t, mpf(0)), "geglu": gelu, "swiglu": lambda t: t * sigmoid(t)}
GATE_INPUTS = [(float32(a), float32(b)) for a in (-2.5, -1e-20, 0.75, 1e10)
               for b in (-104, -20, -3.3, -0.7, -1e-10, 1e-10, 0.4, 2.1, 9.0, 50, 1e5)]


def gates():
    return {name: {"params": {}, "columns": ["a", "b", "f = a g(b)", "df/da", "df/db"],
                   "rows": [[a, b, a * g(mpf(b)), g(mpf(b)), a * mp.diff(g, mpf(b))] for a, b in GATE_INPUTS]}
            for name, g in GATES.items()}


PIECES = {
    "maxout": ([0.0, 1.0], [0.0, 0.0]),
    "maxout_abs": ([-1.0, 1.0], [0.0, 0.0]),
    "maxout_hinges": ([-0.5, 0.25, 1.0, 2.0], [-1.0, 0.5, 0.0, -4.0]),
    "maxout_equal": ([1.5, 1.5, 1.5], [0.25, 0.25, 0.25]),
    "maxout_eight": ([-3.0, -2.0, -1.0, -0.5, 0.5, 1.0, 2.0, 3.0], [-4.0, -1.0, 0.5, 1.0, 1.0, 0.5, -1.0, -4.0]),
}


def maxout():
    entries = {}
    for key, (slopes, intercepts) in PIECES.items():
        table = []
        for x in [0.0] + both_signs(1e-40, 0.3, 0.5, 1, 1.7, 2, 3, 4, 5.5, 100, 1e6, 1e30):
            y = [mpf(a) * mpf(x) + mpf(b) for a, b in zip(slopes, intercepts)]
            table.append([x, max(y), slopes[y.index(max(y))]])  # of equal ones the first
        entries[key] = {"params": {"slopes": slopes, "intercepts": intercepts},
                        "columns": ["x", "f", "df"], "rows": table}
    return entries


def write(name, entries):
    lines = (f"{json.dumps(key)}: {json.dumps(entry, default=float)}" for key, entry in entries.items())
    (Path(__file__).parent / name).write_text("{" + ",\n".join(lines) + "}\n")


write("activations_more.json", elementwise())
write("activations_several.json", {**softmax(), **gates(), **maxout()})
