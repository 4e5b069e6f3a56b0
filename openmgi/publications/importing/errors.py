"""What went wrong with a file, in words for the person who gave it."""


class GivenError(Exception):
    """A value that a person gave and that cannot be."""

    def __init__(self, name: str, value: str) -> None:
        super().__init__(f"{name}: {value}")
        self.name = name
        self.value = value


class FileError(Exception):
    """A file that cannot be imported: why, and where in the file when that is known."""

    def __init__(self, message: str, *, line: int | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.line = line
