"""Work for a server: bounded memory, and no life of its own. The server sets the priority."""

import os
import threading

EXIT_CODE = 131


def become_worker(memory_mb: int) -> None:
    """Bounds the memory, and ends this process when its input closes: then its server has ended."""
    _bound_memory(memory_mb)
    threading.Thread(target=_end_with_input, daemon=True).start()


def _bound_memory(memory_mb: int) -> None:
    """Private data, not address space: libraries reserve far more addresses than they use."""
    try:
        import resource
    except ImportError:
        return
    limit = memory_mb * 1024 * 1024
    resource.setrlimit(resource.RLIMIT_DATA, (limit, limit))


def _end_with_input() -> None:
    # Not sys.stdin: a thread that waits for it holds its lock, and the interpreter aborts at its end.
    while os.read(0, 4096):
        pass
    os._exit(EXIT_CODE)
