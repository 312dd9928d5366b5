"""Write a trained network as ONNX with whole-number weights.

python -m notice_parser.learn.restore_export RUN models
"""

from __future__ import annotations

import argparse
import logging
import tempfile
import warnings
from collections.abc import Sequence
from pathlib import Path

from notice_parser.learn.restore_net import NetShape, build_net

INPUTS = ("letters", "pairs", "hints")


def export(run: Path, target: Path, *, whole_numbers: bool = True) -> None:
    """Read ``restore.pt`` and ``restore.json`` of a training, write ``restore.onnx`` and ``restore.json``."""
    import torch
    from onnxruntime.quantization import QuantType, quantize_dynamic

    saved = torch.load(run / "restore.pt", weights_only=True)
    net = build_net(NetShape(**saved["shape"])).eval()
    net.load_state_dict(saved["state"])
    target.mkdir(parents=True, exist_ok=True)
    row = torch.zeros(1, 300, dtype=torch.long)
    warnings.simplefilter("ignore")
    logging.getLogger().setLevel(logging.ERROR)
    with tempfile.TemporaryDirectory() as folder:
        plain = Path(folder) / "plain.onnx"
        torch.onnx.export(
            net,
            (row, row, row, torch.zeros(1, dtype=torch.long)),
            str(plain),
            dynamo=False,
            opset_version=17,
            input_names=[*INPUTS, "damage"],
            output_names=["scores"],
            dynamic_axes={name: {1: "letters"} for name in (*INPUTS, "scores")},
        )
        if whole_numbers:
            quantize_dynamic(plain, target / "restore.onnx", weight_type=QuantType.QInt8, per_channel=True)
        else:
            (target / "restore.onnx").write_bytes(plain.read_bytes())
    (target / "restore.json").write_bytes((run / "restore.json").read_bytes())


def main(arguments: Sequence[str] | None = None) -> None:
    """Read the command line."""
    parser = argparse.ArgumentParser(prog="python -m notice_parser.learn.restore_export", description=__doc__)
    parser.add_argument("run", type=Path, metavar="RUN", help="folder of a training")
    parser.add_argument("target", type=Path, help="folder of the models")
    parser.add_argument("--floats", action="store_true", help="keep the weights as floating-point numbers")
    given = parser.parse_args(arguments)
    export(given.run, given.target, whole_numbers=not given.floats)


if __name__ == "__main__":
    main()
