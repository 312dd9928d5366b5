"""The commands that train models and measure the program; what they do lies in ``learn``."""

from __future__ import annotations

from importlib import import_module

import click

from notice_parser.errors import NoticeError


@click.group()
def train() -> None:
    """Make the models of the program again; each takes its own options (--help)."""


@click.group()
def evaluate() -> None:
    """Measure the program on notices and models of your own; each takes its own options (--help)."""


_TRAIN = {
    "restore": ("restore_train", "Train the model that says which marks stood where."),
    "confusions": ("confusions", "Count what stands beside characters that look alike."),
    "ner": ("ner_train", "Train the spaCy model that finds names."),
}
_EVALUATE = {
    "restore": ("restore_evaluate", "Restoration of held-out documents under each noise, mark by mark."),
    "ner": ("ner_evaluate", "Names in annotated notices, by label."),
    "fields": ("evaluate", "Fields of a folder of annotated notices."),
    "scans": ("scan_measures", "Letters, fields and boxes of scans that it makes, and their time."),
    "speed": ("benchmark", "Notices a second, start-up and growth."),
    "fuzz": ("fuzz", "Spoilt files: no crash, no hang, no error without advice."),
    "batch": ("batch_measures", "A batch on one and two processes, its memory, and kills at random moments."),
    "peers": ("peers", "Restoration beside ftfy, JioNLP and OpenCC."),
}


def _hand_on(group: click.Group, name: str, module: str, text: str) -> None:
    """Add a command that hands its arguments on to a module of ``learn``, which is loaded only then."""

    @group.command(
        name,
        help=text,
        add_help_option=False,
        context_settings={"ignore_unknown_options": True, "allow_extra_args": True},
    )
    @click.argument("arguments", nargs=-1, type=click.UNPROCESSED)
    def handed_on(arguments: tuple[str, ...]) -> None:
        try:
            import_module(f"notice_parser.learn.{module}").main(list(arguments))
        except ModuleNotFoundError as error:
            advice = "install what it takes with: pip install 'notice-parser[train]'"
            raise click.ClickException(f"{error.name} is not installed; {advice}") from error
        except NoticeError as error:
            raise click.ClickException(f"{error}. {error.advice}") from error


for _group, _modules in ((train, _TRAIN), (evaluate, _EVALUATE)):
    for _name, (_module, _text) in _modules.items():
        _hand_on(_group, _name, _module, _text)


COMMANDS = (train, evaluate)
