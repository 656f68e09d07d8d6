# SPDX-License-Identifier: MIT
"""Runs Python snippets: reads {"cases": [...]} from standard input and writes what each one gives for its inputs.

A case is {"language", "name", "code", "x", "dtype"}; a result {"value", "slope"} in lists, or {"error"}. Slopes are
what the snippet itself defines in NumPy, and what autograd finds in PyTorch. Of Keras, which Debian does not have, a
snippet is compiled and no more.
"""

import json
import sys
import traceback


def run_numpy(case, scope):
    import numpy as np

    x = np.array(case["x"], dtype=case["dtype"])
    name = case["name"]
    # Whatever overflows or is invalid inside a snippet would warn its user: here it is an error.
    with np.errstate(over="raise", invalid="raise", divide="raise"):
        value = scope[name](x)
        if f"{name}_jacobian" in scope:
            slope = np.diag(scope[f"{name}_jacobian"](x))
        else:
            slope = scope[f"{name}_slope"](x)
    return value, slope


def run_torch(case, scope):
    import torch

    x = torch.tensor(case["x"], dtype=getattr(torch, case["dtype"]), requires_grad=True)
    f = scope[case["name"]]
    if isinstance(f, torch.nn.Module):
        f = f.to(x.dtype)
    value = f(x)
    slope = torch.zeros_like(x)
    # Softmax sums to 1 whatever x is: only one number's own slope tells anything.
    if case["inputs"] == "all":
        slope = torch.diagonal(torch.autograd.functional.jacobian(f, x))
    elif value.requires_grad:
        (slope,) = torch.autograd.grad(value.sum(), x)
    return value.detach(), slope


RUNNERS = {"NumPy": run_numpy, "PyTorch": run_torch}


def run(case):
    try:
        scope = {}
        code = compile(case["code"], f"<{case['name']} in {case['language']}>", "exec")
        if case["language"] not in RUNNERS:
            return {"value": [], "slope": None}
        exec(code, scope)
        value, slope = RUNNERS[case["language"]](case, scope)
        return {"value": value.tolist(), "slope": None if slope is None else slope.tolist()}
    except Exception:
        return {"error": traceback.format_exc(limit=-2)}


json.dump([run(case) for case in json.load(sys.stdin)["cases"]], sys.stdout)
