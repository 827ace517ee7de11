"""`alongside`: the command line."""

from alongside.faces.cli.commands import main

if __name__ == "__main__":
    main()
