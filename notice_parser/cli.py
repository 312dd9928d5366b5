"""The command line: the group of all commands.

Only click is imported at the top, so that ``--help`` answers at once.
"""

from __future__ import annotations

import click

from notice_parser.commands import batch, examining, learning, pushing, reading, reviewing, showing

_EPILOG = """\b
Exit codes: 0 done, 1 internal error, 2 usage, 3 no such file, 4 not readable,
5 a folder, 6 empty, 7 format not supported, 8 too large, 9 some of several
files failed, 10 check found something, 11 output not writable, 12 encrypted,
13 damaged, 14 some pages not read, 15 an engine is not installed,
16 the file is made to do harm, 17 the paper is marked as a state secret,
18 push could not deliver.
\b
Example:
  notice-parser plan corpora/c01.txt --format text
"""


@click.group(epilog=_EPILOG, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="notice-parser", prog_name="notice-parser")
def commands() -> None:
    """Read Chinese official notices (公文): restore the text, extract the fields, plan the inspection.

    A PATH is a text file (UTF-8, UTF-16, GB18030, Big5), a PDF, a scan (PNG, JPEG, TIFF, BMP, WebP), a Word document
    (.docx; with LibreOffice .doc, .wps, .rtf, .odt), an OFD file, a saved web page (HTML, MHTML), a mail (.eml) or a
    ZIP file with one of these in it, or - for standard input. Results go to standard output, messages to standard
    error. Several files give one result a line (JSON Lines); one that fails does not stop the others. A network
    connection is opened only to an address that you give, by push and by batch.
    """


_KINDS = (reading, showing, pushing, reviewing, examining, batch, learning)

for _command in (command for kind in _KINDS for command in kind.COMMANDS):
    commands.add_command(_command)
