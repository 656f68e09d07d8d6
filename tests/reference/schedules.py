# SPDX-License-Identifier: MIT
"""Writes schedules.json: learning rates of PyTorch's schedulers for a base rate of 1, one an update.

    python3 tests/reference/schedules.py > tests/reference/schedules.json

Made with PyTorch 1.13. Every entry has the schedule as a spec of ours says it and the rates of its first updates.
"""

import json

import torch
from torch.optim import lr_scheduler as schedulers


def rates(make, count):
    """The learning rates of `count` updates under the scheduler that make(optimizer) gives."""
    optimizer = torch.optim.SGD([torch.zeros(1, dtype=torch.float64, requires_grad=True)], lr=1.0)
    scheduler = make(optimizer)
    taken = []
    for update in range(count):
        taken.append(optimizer.param_groups[0]["lr"])
        optimizer.step()
        if update + 1 < count:
            scheduler.step()
    return taken


def one_cycle(steps, **options):
    return rates(
        lambda o: schedulers.OneCycleLR(o, max_lr=1.0, total_steps=steps, cycle_momentum=False, **options), steps
    )


def main():
    entries = [
        ({"name": "constant"}, rates(lambda o: schedulers.ConstantLR(o, factor=1.0), 5)),
        ({"name": "step", "every": 7, "factor": 0.3}, rates(lambda o: schedulers.StepLR(o, 7, 0.3), 40)),
        ({"name": "exponential", "factor": 0.97}, rates(lambda o: schedulers.ExponentialLR(o, 0.97), 400)),
        ({"name": "cosine", "steps": 50}, rates(lambda o: schedulers.CosineAnnealingLR(o, 50), 51)),
        (
            {"name": "cosine", "steps": 33, "min": 0.125},
            rates(lambda o: schedulers.CosineAnnealingLR(o, 33, eta_min=0.125), 34),
        ),
        (
            {"name": "warmup", "steps": 20},
            rates(lambda o: schedulers.LinearLR(o, start_factor=1 / 20, total_iters=19), 40),
        ),
        ({"name": "one_cycle", "steps": 100}, one_cycle(100)),
        (
            {"name": "one_cycle", "steps": 37, "pct_start": 0.45, "div_factor": 4, "final_div_factor": 100},
            one_cycle(37, pct_start=0.45, div_factor=4, final_div_factor=100),
        ),
        ({"name": "one_cycle", "steps": 3}, one_cycle(3)),
    ]
    rows = [json.dumps({"schedule": schedule, "rates": values}) for schedule, values in entries]
    print("[" + ",\n".join(rows) + "]")


main()
