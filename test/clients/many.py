"""Runs many az commands in one process: a list of lists on stdin, a list of answers on stdout."""

import contextlib
import io
import json
import sys

from azure.cli.core import get_default_cli


def run(words):
    out, err = io.StringIO(), io.StringIO()
    cli = get_default_cli()
    with contextlib.redirect_stderr(err):
        try:
            code = cli.invoke(words, out_file=out)
        except SystemExit as ended:
            code = ended.code
    return {"words": words, "code": code, "out": out.getvalue(), "err": err.getvalue()}


json.dump([run(words) for words in json.load(sys.stdin)], sys.stdout)
