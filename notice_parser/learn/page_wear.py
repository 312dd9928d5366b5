"""What copying, scanning and faxing do to a page; each damage is drawn from a seed."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping

import numpy as np
from PIL import Image, ImageFilter

Damage = Callable[[Image.Image, np.random.Generator], Image.Image]


def _skewed(image: Image.Image, chance: np.random.Generator) -> Image.Image:
    angle = float(chance.uniform(1.0, 3.0)) * float(chance.choice((-1, 1)))
    return image.rotate(angle, Image.Resampling.BICUBIC, fillcolor="white")


def _blurred(image: Image.Image, chance: np.random.Generator) -> Image.Image:
    return image.filter(ImageFilter.GaussianBlur(image.width / 1654 * float(chance.uniform(0.9, 1.4))))


def _packed(image: Image.Image, chance: np.random.Generator) -> Image.Image:
    buffer = io.BytesIO()
    image.save(buffer, "JPEG", quality=35)
    return Image.open(io.BytesIO(buffer.getvalue())).convert("RGB")


def _noisy(image: Image.Image, chance: np.random.Generator) -> Image.Image:
    pixels = np.asarray(image).astype(np.float32)
    pixels += chance.normal(0, 18, pixels.shape).astype(np.float32)
    specks = chance.random(pixels.shape[:2])
    pixels[specks < 0.001] = 30
    pixels[specks > 0.999] = 250
    return Image.fromarray(np.clip(pixels, 0, 255).astype(np.uint8))


def _shadowed(image: Image.Image, chance: np.random.Generator) -> Image.Image:
    """Darken one side to less than half, as a book's fold or a hand does, on yellowish paper."""
    width, height = image.size
    across = np.linspace(0, 1, width)[None, :]
    down = np.linspace(0, 1, height)[:, None]
    light = 1 - 0.55 * np.clip(across * float(chance.uniform(0.5, 1)) + down * 0.4, 0, 1) ** 1.5
    paper = np.array([1.0, 0.98, 0.92])
    shaded = np.asarray(image).astype(np.float32) * (light[..., None] * paper)
    return Image.fromarray(shaded.astype(np.uint8))


def _turned(image: Image.Image, chance: np.random.Generator) -> Image.Image:
    return image.transpose(Image.Transpose.ROTATE_180)


def _grey(image: Image.Image, chance: np.random.Generator) -> Image.Image:
    """Copy without colour: a seal is grey, and only its level tells it from print."""
    return image.convert("L").convert("RGB")


def _faxed(image: Image.Image, chance: np.random.Generator) -> Image.Image:
    """Send a page by fine fax: 204 × 196 points an inch, black and white, a few specks."""
    fax = image.convert("L").resize((1686, 2292), Image.Resampling.BILINEAR)
    pixels = np.asarray(fax).astype(np.float32) + chance.normal(0, 12, (fax.height, fax.width))
    black = np.where(pixels < 150, 0, 255).astype(np.uint8)
    specks = chance.random(black.shape)
    black[specks < 0.0006] = 0
    return Image.fromarray(black).resize(image.size, Image.Resampling.NEAREST).convert("RGB")


DAMAGES: Mapping[str, Damage] = {
    "clean": lambda image, chance: image,
    "skew": _skewed,
    "blur": _blurred,
    "jpeg": _packed,
    "noise": _noisy,
    "shadow": _shadowed,
    "turn": _turned,
    "grey": _grey,
    "fax": _faxed,
}
"""The damages by name; ``clean`` does none."""


def worn(image: Image.Image, damage: str, seed: int) -> Image.Image:
    """Damage the image of a page; the same seed gives the same page."""
    return DAMAGES[damage](image, np.random.default_rng(seed))
