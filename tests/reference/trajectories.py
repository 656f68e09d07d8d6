# SPDX-License-Identifier: MIT
"""Writes training/loss-mae.json, loss-huber.json, loss-hinge.json and clip-schedule.json: python3 trajectories.py

Made with PyTorch 1.13 in float64, in the form of the other trajectories (README.md). `loss`, `optimizer`, `schedule` and
`clip` are said as a spec of ours says them.
"""

import json
from pathlib import Path

import torch
from torch import nn

torch.set_default_dtype(torch.float64)

SAMPLES, BATCH, STEPS, INPUTS, OUTPUTS = 27, 9, 30, 5, 3


def hinge(y, t):
    """PyTorch has no hinge of targets 0 and 1."""
    return (1 - (2 * t - 1) * y).clamp(min=0).mean()


def array(tensor):
    return {"shape": list(tensor.shape), "data": tensor.detach().flatten().tolist()}


def parameters(model, of=lambda p: p):
    return {name: array(of(p)) for name, p in model.named_parameters()}


def write(name, loss, loss_of, classes=False, optimizer=None, make_optimizer=None, schedule=None, clip=None):
    torch.manual_seed(sum(map(ord, name)))
    model = nn.Sequential(nn.Linear(INPUTS, 6), nn.Tanh(), nn.Linear(6, OUTPUTS))
    x, y = torch.randn(SAMPLES, INPUTS), torch.randn(SAMPLES, OUTPUTS)
    if classes:
        y = (y > 0).double()
    initial = parameters(model)
    optimizer = optimizer or {"name": "sgd", "learning_rate": 0.1}
    rule = make_optimizer(model.parameters()) if make_optimizer else torch.optim.SGD(model.parameters(), lr=0.1)
    spec_schedule, make_schedule = schedule or (None, lambda o: None)
    scheduler = make_schedule(rule)
    losses, first = [], None
    for step in range(STEPS):
        rows = [(step * BATCH + i) % SAMPLES for i in range(BATCH)]
        rule.zero_grad()
        value = loss_of(model(x[rows]), y[rows])
        value.backward()
        losses.append(value.item())
        first = first or parameters(model, lambda p: p.grad)
        if clip:
            nn.utils.clip_grad_value_(model.parameters(), clip["value"])
            nn.utils.clip_grad_norm_(model.parameters(), clip["norm"])
        rule.step()
        if scheduler and step + 1 < STEPS:
            scheduler.step()
    result = {
        "input_shape": [INPUTS],
        "layers": [
            {"type": "dense", "units": 6},
            {"type": "activation", "name": "tanh"},
            {"type": "dense", "units": OUTPUTS},
        ],
        "loss": loss,
        "optimizer": optimizer,
        **({"schedule": spec_schedule} if schedule else {}),
        **({"clip": clip} if clip else {}),
        "batch": BATCH,
        "steps": STEPS,
        "framework": f"pytorch {torch.__version__} float64",
        "x": array(x),
        "y": array(y),
        "initial": initial,
        "loss_per_step": losses,
        "grad_step0": first,
        "final": parameters(model),
    }
    (Path(__file__).parent / "training" / f"{name}.json").write_text(json.dumps(result) + "\n")


write("loss-mae", "mae", nn.L1Loss())
write("loss-huber", {"name": "huber", "delta": 0.75}, nn.HuberLoss(delta=0.75))
write("loss-hinge", "hinge", hinge, classes=True)
write(
    "clip-schedule",
    "mse",
    nn.MSELoss(),
    optimizer={"name": "adamw", "learning_rate": 0.05, "weight_decay": 0.1},
    make_optimizer=lambda p: torch.optim.AdamW(p, lr=0.05, weight_decay=0.1),
    schedule=(
        {"name": "one_cycle", "steps": STEPS},
        lambda o: torch.optim.lr_scheduler.OneCycleLR(o, max_lr=0.05, total_steps=STEPS, cycle_momentum=False),
    ),
    clip={"value": 0.05, "norm": 0.15},
)
