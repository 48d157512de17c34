"""A long list worked through by two processes, as Python keeps to one core."""

import os
import signal
import sys
import threading
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

T = TypeVar("T")
R = TypeVar("R")

_WORTH_IT = 100  # things of a list; for fewer, the second process takes longer to start and to answer than it saves
_BLOCK = 10  # neighbours that stay in one process, as they have much in common


def results_of(work: Callable[[T], R], things: Sequence[T]) -> list[R]:
    """`[work(thing) for thing in things]`, every other block of a long list by a second process.

    That one is a copy of this one: `work` may be any function, while what it does but return is lost.
    """
    if len(things) < _WORTH_IT or not _has_room():
        return [work(thing) for thing in things]
    import multiprocessing

    ours = [index for index in range(len(things)) if index // _BLOCK % 2 == 0]
    theirs = [index for index in range(len(things)) if index // _BLOCK % 2]
    receiver, sender = multiprocessing.Pipe(duplex=False)
    helper = multiprocessing.get_context("fork").Process(
        target=_send, args=(sender, work, [things[index] for index in theirs]), daemon=True
    )
    helper.start()
    sender.close()
    found = {index: work(things[index]) for index in ours}
    try:
        answers = receiver.recv()
    except EOFError:  # it was killed, as for its memory
        answers = [work(things[index]) for index in theirs]
    helper.join()
    found.update(zip(theirs, answers, strict=True))
    return [found[index] for index in range(len(things))]


def _has_room() -> bool:
    """Whether a copy of this process is safe and gains anything: with Linux, one thread and two cores."""
    return sys.platform == "linux" and threading.active_count() == 1 and len(os.sched_getaffinity(0)) > 1


def _send(sender: "Connection", work: Callable[[T], R], things: Sequence[T]) -> None:
    """The life of the second process; who interrupts the first one ends both."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    sender.send([work(thing) for thing in things])
