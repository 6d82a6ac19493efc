"""The same bytes on every machine: git may check text files out with CRLF (`core.autocrlf`)."""


def unix(text: bytes) -> bytes:
    """With LF at the end of every line."""
    return text.replace(b"\r\n", b"\n") if b"\r\n" in text else text
