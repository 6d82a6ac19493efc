"""Work given to forked processes. Knows nothing of what the work is."""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from multiprocessing.connection import Connection, wait
from typing import Any, TypeVar

Item = TypeVar("Item")
Done = TypeVar("Done")

CORES = os.cpu_count() or 1

BLOCK = 16
"""How many a process takes at most at a time: enough to be worth the asking, few enough to end together."""


@contextmanager
def shared_out(work: Callable[[Item], Done], items: Sequence[Item], few: int) -> Iterator[Iterator[Done]]:
    """Begins `work` on all items at once; the iterator gives the results, in no certain order.

    The processes are forked, so that items need not be pickled; results must be. An exception in a
    process is raised here. On leaving, whatever still runs is ended. Fewer items than `few` are
    done here, sooner than a process is forked.
    """
    if len(items) < few or CORES == 1 or "fork" not in multiprocessing.get_all_start_methods():
        yield map(work, items)
        return
    fork = multiprocessing.get_context("fork")
    gc.freeze()  # else the first collection in a child copies all that it shares with us
    turn = fork.Value("q", 0)
    pipes, processes = [], []
    for _ in range(CORES):
        ours, theirs = fork.Pipe(duplex=False)
        process = fork.Process(target=_run, args=(work, items, turn, theirs))
        process.start()
        theirs.close()
        pipes.append(ours)
        processes.append(process)
    try:
        yield _results(pipes)
    finally:
        for process in processes:
            process.terminate()
            process.join()
        gc.unfreeze()


@contextmanager
def beside(work: Callable[[], None]) -> Iterator[Callable[[], None]]:
    """Does `work` in a forked process meanwhile. The function given waits for its end and raises
    its error. Leaving without waiting ends it, and the program that it runs."""
    if "fork" not in multiprocessing.get_all_start_methods():
        yield work
        return
    fork = multiprocessing.get_context("fork")
    ours, theirs = fork.Pipe(duplex=False)
    process = fork.Process(target=_run_once, args=(work, theirs))
    process.start()
    theirs.close()

    def finish() -> None:
        for _ in _results([ours]):
            pass

    try:
        yield finish
    finally:
        process.terminate()
        process.join()


def _run_once(work: Callable[[], None], pipe: Connection) -> None:
    # To be ended raises an exception here, so that `subprocess.run` kills the program it waits for.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    _end_with_parent()
    try:
        work()
        pipe.send(None)
    except Exception as error:  # as in _run
        pipe.send(([], error))


def _run(work: Callable[[Item], Done], items: Sequence[Item], turn: Any, pipe: Connection) -> None:
    """Take block after block until none is left."""
    _end_with_parent()
    block = min(BLOCK, 1 + len(items) // 32)
    try:
        while True:
            with turn.get_lock():
                start = turn.value
                turn.value += block
            if start >= len(items):
                break
            pipe.send(([work(item) for item in items[start : start + block]], None))
        pipe.send(None)
    except Exception as error:  # whatever it is, it belongs to the process that asked
        pipe.send(([], error))


def _end_with_parent() -> None:
    """From now on this process is ended when its parent ends, even if that is killed."""
    parent = multiprocessing.parent_process()
    assert parent

    def follow() -> None:
        parent.join()
        os.kill(os.getpid(), signal.SIGTERM)

    threading.Thread(target=follow, daemon=True).start()


def _results(pipes: list[Connection]) -> Iterator[Any]:
    while pipes:
        for pipe in wait(pipes):
            assert isinstance(pipe, Connection)
            try:
                answer = pipe.recv()
            except EOFError:
                raise OSError("a worker process ended before its work was done") from None
            if answer is None:
                pipes.remove(pipe)
                continue
            results, error = answer
            if error:
                raise error
            yield from results
