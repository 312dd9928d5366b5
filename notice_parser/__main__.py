"""``python -m notice_parser``."""

from notice_parser.cli import main

if __name__ == "__main__":
    main()
