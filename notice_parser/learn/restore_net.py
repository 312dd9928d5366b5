"""The network that reads letters and hints and says what stands in each gap.

Dilated convolutions over letters, pairs of letters and hints, written as matrix products, so that whole-number weights
run fast everywhere; normalised by layer, so that one kind of damage does not spoil the statistics of another. torch is
imported when a network is built: nothing else needs it.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from notice_parser.clean.model import PAIRS

if TYPE_CHECKING:
    import torch
    from torch import Tensor

TABLES = ("letter", "pair", "hint", "damage")
"""The parts of the network that are looked up, not multiplied."""


@dataclass(frozen=True, slots=True)
class NetShape:
    """Sizes of the network; ``dilations`` is how far each layer looks to both sides."""

    letters: int
    hints: int
    gaps: int
    damages: int = 3
    letter_size: int = 96
    pair_size: int = 16
    hint_size: int = 32
    width: int = 192
    dilations: tuple[int, ...] = (1, 2, 4, 8, 16, 32, 64, 1)


def build_net(shape: NetShape) -> torch.nn.Module:
    """Make a network: letters, pairs, hints (n, letters) and damage (n,) to scores (n, letters, gaps)."""
    return _net_class()(shape)


@cache
def _layer_class() -> type[torch.nn.Module]:
    import torch
    from torch import nn
    from torch.nn import functional

    class Layer(nn.Module):
        """Looks at a place and at one on each side, ``dilation`` letters away; its result is added to its input."""

        def __init__(self, width: int, dilation: int) -> None:
            super().__init__()
            self.dilation = dilation
            self.norm = nn.LayerNorm(width)
            self.mix = nn.Linear(3 * width, width)

        def forward(self, x: Tensor) -> Tensor:
            """(n, letters, width) to the same shape."""
            y = self.norm(x)
            d = self.dilation
            padded = functional.pad(y, (0, 0, d, d))
            near = torch.cat([padded[:, : -2 * d], y, padded[:, 2 * d :]], dim=-1)
            return x + functional.relu(self.mix(near))

    return Layer


@cache
def _net_class() -> type[torch.nn.Module]:
    import torch
    from torch import nn

    class RestoreNet(nn.Module):
        """Tables, layers, and a last product that gives a score to each gap of the vocabulary."""

        def __init__(self, shape: NetShape) -> None:
            super().__init__()
            self.letter = nn.Embedding(shape.letters, shape.letter_size)
            self.pair = nn.Embedding(PAIRS, shape.pair_size)
            self.hint = nn.Embedding(shape.hints, shape.hint_size)
            self.damage = nn.Embedding(shape.damages, shape.hint_size)
            self.enter = nn.Linear(shape.letter_size + shape.pair_size + shape.hint_size, shape.width)
            self.layers = nn.ModuleList([_layer_class()(shape.width, d) for d in shape.dilations])
            self.norm = nn.LayerNorm(shape.width)
            self.leave = nn.Linear(shape.width, shape.gaps)
            for table in (self.letter, self.pair, self.hint, self.damage):
                nn.init.normal_(table.weight, std=0.3)

        def forward(self, letters: Tensor, pairs: Tensor, hints: Tensor, damage: Tensor) -> Tensor:
            """Score each gap."""
            hint = self.hint(hints) + self.damage(damage)[:, None, :]
            x = self.enter(torch.cat([self.letter(letters), self.pair(pairs), hint], dim=-1))
            for layer in self.layers:
                x = layer(x)
            return self.leave(self.norm(x))

    return RestoreNet
