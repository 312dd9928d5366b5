r"""Train the restoration model.

    MALLOC_MMAP_THRESHOLD_=4000000000 MALLOC_TRIM_THRESHOLD_=8000000000 \
    python -m notice_parser.learn.restore_train --corpus official.jsonl.gz --corpus corpora --out RUN

leaves ``restore.pt`` and ``restore.json`` in the folder RUN, for ``restore_export``. The learning rate rises and falls
over the letters or the minutes that are given, whichever ends first. The two settings keep glibc from giving memory
back between steps, which doubles the speed.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from notice_parser.clean.model import Vocabulary, pairs_of
from notice_parser.learn.restore_data import Encoded, build_vocabulary, encode, epoch, load_documents, split_documents
from notice_parser.learn.restore_net import TABLES, NetShape, build_net
from notice_parser.learn.restore_noise import HintNoise, blur_letters

if TYPE_CHECKING:
    import torch

WINDOW = 512
"""So many letters are read at once."""
WARM_UP = 0.05
"""The share of the training in which the learning rate rises."""
MEET_EVERY = 8
"""Steps after which processes that train together take the mean of their weights."""
SAVE_EVERY = 180.0
"""Seconds between two copies of the network on the disk."""


def windows(
    letters: np.ndarray, gaps: np.ndarray, batch: int, rng: np.random.Generator
) -> Iterator[tuple[np.ndarray, np.ndarray]]:
    """Cut a row of documents into shuffled windows, in batches (n, WINDOW)."""
    shift = int(rng.integers(0, WINDOW))
    count = (len(letters) - shift) // WINDOW
    rows = slice(shift, shift + count * WINDOW)
    a, b = letters[rows].reshape(count, WINDOW), gaps[rows].reshape(count, WINDOW)
    order = rng.permutation(count)
    for at in range(0, count - batch + 1, batch):
        chosen = order[at : at + batch]
        yield a[chosen], b[chosen]


def rate_at(progress: float, peak: float) -> float:
    """Give the learning rate: a steep rise, then down along a half cosine; ``progress`` is 0..1.

    >>> rate_at(0.05, 2.0) > 1.99, rate_at(1.0, 2.0) < 0.001
    (True, True)
    """
    if progress < WARM_UP:
        return peak * max(progress, 0.001) / WARM_UP
    return peak * (0.5 + 0.5 * float(np.cos(np.pi * (progress - WARM_UP) / (1 - WARM_UP)))) + 1e-6


@dataclass
class Progress:
    """What was done so far, and the mean loss by kind of damage since it was last shown."""

    begin: float = field(default_factory=time.monotonic)
    seen: int = 0
    steps: int = 0
    loss: np.ndarray = field(default_factory=lambda: np.zeros(3))
    windows: np.ndarray = field(default_factory=lambda: np.zeros(3))

    @property
    def seconds(self) -> float:
        """Seconds since the beginning."""
        return time.monotonic() - self.begin

    def line(self) -> str:
        """Write it in a line and begin the means anew."""
        means = " ".join(f"{mean:.4f}" for mean in self.loss / np.maximum(self.windows, 1))
        self.loss, self.windows = np.zeros(3), np.zeros(3)
        pace = self.seen / max(self.seconds, 1e-9)
        return (
            f"{self.seconds / 60:6.1f} min step {self.steps} {self.seen / 1e6:.2f} M letters {pace:.0f}/s loss {means}"
        )


@dataclass
class Trainer:
    """A network in training."""

    net: torch.nn.Module
    optimizer: torch.optim.Optimizer
    noise: HintNoise
    rng: np.random.Generator

    @classmethod
    def of(cls, net: torch.nn.Module, noise: HintNoise, rng: np.random.Generator) -> Trainer:
        """Make an optimizer that lets weights decay, but not the tables."""
        import torch

        tables = [p for name, p in net.named_parameters() if name.split(".")[0] in TABLES]
        others = [p for name, p in net.named_parameters() if name.split(".")[0] not in TABLES]
        groups = [{"params": tables, "weight_decay": 0.0}, {"params": others, "weight_decay": 0.02}]
        return cls(net, torch.optim.AdamW(groups, betas=(0.9, 0.98)), noise, rng)

    def step(self, letters: np.ndarray, gaps: np.ndarray, rate: float, progress: Progress) -> None:
        """Learn from one batch of windows (n, WINDOW)."""
        import torch
        from torch.nn import functional

        for group in self.optimizer.param_groups:
            group["lr"] = rate
        hints, kinds = self.noise.draw(gaps, self.rng)
        letters = blur_letters(letters, self.rng)
        inputs = [torch.from_numpy(np.ascontiguousarray(x)).long() for x in (letters, pairs_of(letters), hints, kinds)]
        with torch.autocast("cpu", dtype=torch.bfloat16):
            scores = self.net(*inputs)
        wanted = torch.from_numpy(gaps).long().flatten()
        losses = functional.cross_entropy(scores.float().flatten(0, 1), wanted, ignore_index=-100, reduction="none")
        self.optimizer.zero_grad(set_to_none=True)
        losses.mean().backward()
        torch.nn.utils.clip_grad_norm_(self.net.parameters(), 1.0)
        self.optimizer.step()
        progress.seen += letters.size
        progress.steps += 1
        np.add.at(progress.loss, kinds, losses.detach().view(len(letters), -1).mean(1).numpy())
        np.add.at(progress.windows, kinds, 1)


def meet(net: torch.nn.Module, done: float) -> float:
    """Take the mean of the weights over all processes; give the progress of the one that is furthest."""
    import torch
    from torch import distributed

    if not distributed.is_initialized():
        return done
    weights = torch.cat([p.data.flatten() for p in net.parameters()])
    distributed.all_reduce(weights)
    weights /= distributed.get_world_size()
    at = 0
    for p in net.parameters():
        p.data.copy_(weights[at : at + p.numel()].view_as(p))
        at += p.numel()
    furthest = torch.tensor([done])
    distributed.all_reduce(furthest, op=distributed.ReduceOp.MAX)
    return float(furthest)


def save(net: torch.nn.Module, shape: NetShape, folder: Path) -> None:
    """Write the network so that a reader never sees half a file."""
    import torch

    torch.save({"shape": asdict(shape), "state": net.state_dict()}, folder / "restore.pt.new")
    (folder / "restore.pt.new").replace(folder / "restore.pt")


def train(given: argparse.Namespace) -> None:
    """Train as the command line says."""
    import torch
    import torch.distributed

    torch.set_num_threads(given.threads)
    torch.manual_seed(given.seed)
    rng = np.random.default_rng([given.seed, given.rank])
    given.out.mkdir(parents=True, exist_ok=True)
    if given.processes > 1:
        place = f"file://{given.out.resolve()}/meeting"
        torch.distributed.init_process_group("gloo", init_method=place, rank=given.rank, world_size=given.processes)
    rows = list(split_documents((d for d in load_documents(given.corpus) if not d.held_out), given.seed))
    if given.resume:
        vocabulary = Vocabulary.of_json((given.resume / "restore.json").read_text(encoding="utf-8"))
    else:
        vocabulary = build_vocabulary(rows, 5000, 200)
    (given.out / "restore.json").write_text(vocabulary.as_json(), encoding="utf-8")
    data = encode(rows, vocabulary)
    print(f"{len(rows)} documents, {len(data.letters)} letters, rare gaps {np.mean(data.gaps < 0):.6f}", flush=True)
    del rows
    shape = NetShape(len(vocabulary.letters) + 3, len(vocabulary.hints), len(vocabulary.gaps))
    net = build_net(shape)
    if given.resume:
        net.load_state_dict(torch.load(given.resume / "restore.pt", weights_only=True)["state"])
    run(Trainer.of(net, HintNoise(vocabulary), rng), data, shape, given)


def run(trainer: Trainer, data: Encoded, shape: NetShape, given: argparse.Namespace) -> None:
    """Go through the documents until the time or the letters are spent."""
    progress = Progress()
    shown = saved = done = 0.0
    while True:
        for letters, gaps in windows(*epoch(data, trainer.rng), given.batch, trainer.rng):
            seconds = progress.seconds
            now = max(seconds / 60 / given.minutes, progress.seen / given.letters)
            trainer.step(letters, gaps, rate_at(min(now, 1.0), given.rate), progress)
            if progress.steps % MEET_EVERY == 0:
                done = meet(trainer.net, now)
            if seconds - shown > 20:
                print(progress.line(), flush=True)
                shown = seconds
            if given.rank == 0 and (seconds - saved > SAVE_EVERY or done >= 1):
                save(trainer.net, shape, given.out)
                saved = seconds
            if done >= 1:
                return


def main(arguments: Sequence[str] | None = None) -> None:
    """Read the command line."""
    parser = argparse.ArgumentParser(
        prog="python -m notice_parser.learn.restore_train", description="Train the restoration model."
    )
    parser.add_argument("--corpus", type=Path, action="append", required=True, help="texts in order; may be repeated")
    parser.add_argument("--out", type=Path, required=True, metavar="RUN", help="folder of this training")
    parser.add_argument("--minutes", type=float, default=60, help="end after so many minutes")
    parser.add_argument("--letters", type=float, default=1e8, help="end after so many letters")
    parser.add_argument("--batch", type=int, default=16, help="windows in a step")
    parser.add_argument("--rate", type=float, default=2e-3, help="highest learning rate")
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--processes", type=int, default=1, help="so many train together, each started by itself")
    parser.add_argument("--rank", type=int, default=0, help="which of them this is, from 0")
    parser.add_argument("--models", type=Path, help="write restore.onnx and restore.json there at the end")
    parser.add_argument("--resume", type=Path, metavar="RUN", help="training to go on from")
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args(arguments)
    train(given)
    if given.models and given.rank == 0:
        from notice_parser.learn.restore_export import export

        export(given.out, given.models)


if __name__ == "__main__":
    main()
