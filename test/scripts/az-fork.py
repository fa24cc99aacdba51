"""Runs az as many times as asked, each in a process of its own that has az loaded already.

A new az takes seconds to load, and a fork of one that is loaded takes none of that. What runs is
az's own start script, with the words, the folder, the environment and the three streams of
whoever asked.

usage: az-fork.py SOCKET    prints a line when it listens; ends when its own stdin does
"""

import contextlib
import importlib
import json
import logging
import os
import runpy
import signal
import socket
import sys
import threading

# What the commands of the scripts load; one that is not there is loaded by who needs it, or fails.
MODULES = (
    "azure.cli.command_modules.network.commands",
    "azure.cli.command_modules.network.custom",
    "azure.cli.command_modules.network._params",
    "azure.cli.command_modules.resource.custom",
    "azure.cli.command_modules.resource._params",
    "azure.cli.core.sdk.util",
    "azure.mgmt.resource",
    "requests",
)


def load():
    from azure.cli.core import get_default_cli

    for name in MODULES:
        with contextlib.suppress(Exception):
            importlib.import_module(name)
    # Reads the tables of commands on the way. Its streams are az's own: they are remembered.
    with contextlib.suppress(SystemExit), silent():
        get_default_cli().invoke(["network", "vnet", "show", "--help"])
    # What is said, and how loudly, is decided anew by each command.
    for name in (None, "cli", "azure"):
        logging.getLogger(name).handlers.clear()


@contextlib.contextmanager
def silent():
    nowhere = os.open(os.devnull, os.O_WRONLY)
    kept = [os.dup(1), os.dup(2)]
    os.dup2(nowhere, 1)
    os.dup2(nowhere, 2)
    try:
        yield
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os.dup2(kept[0], 1)
        os.dup2(kept[1], 2)
        for number in (nowhere, *kept):
            os.close(number)


def become_az(connection, request, streams):
    for number, stream in enumerate(streams):
        os.dup2(stream, number)
    os.chdir(request["folder"])
    os.environ.update(request["environment"])
    sys.argv = ["az", *request["words"]]
    code = 1
    try:
        runpy.run_module("azure.cli", run_name="__main__")
        code = 0
    except SystemExit as ended:
        code = ended.code if isinstance(ended.code, int) else 1 if ended.code else 0
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        connection.sendall(str(code).encode())
        os._exit(code)


def answer(connection):
    text, streams, _, _ = socket.recv_fds(connection, 1 << 20, 3)
    while not text.endswith(b"\n"):
        text += connection.recv(1 << 20)
    if os.fork() == 0:
        become_az(connection, json.loads(text), streams)
    for stream in streams:
        os.close(stream)
    connection.close()


def end_with_stdin():
    sys.stdin.buffer.read()
    os._exit(0)


def main(path):
    load()
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # Nobody waits for the children.
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(path)
        listener.listen()
        threading.Thread(target=end_with_stdin, daemon=True).start()
        print("listening", flush=True)
        while True:
            answer(listener.accept()[0])


main(sys.argv[1])
