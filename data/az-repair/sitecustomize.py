"""Lets an az find the parts of the Azure SDK that its distribution has installed elsewhere.

Debian's az asks for versions of the network and compute SDKs that Debian's python3-azure does not
hold, and fails before it sends anything. Python runs this file when its folder is on PYTHONPATH.
Three things are set right, each at the moment when az loads the module that it is about:

1. A pinned version that is not installed becomes the nearest that is.
2. `azure.mgmt.X.vY.operations` is `azure.mgmt.X.operations` where only that exists.
3. Operations keep their parameters behind the decorator that checks their version, since az makes
   its options of them.

No file is changed, and nothing happens to a program that loads none of these modules.
"""

import importlib.abc
import importlib.machinery
import importlib.util
import os
import re
import sys

_HERE = os.path.dirname(os.path.abspath(__file__))
_PINS = "azure.cli.core.profiles._shared"
_DECORATOR = re.compile(r"azure\.mgmt\.\w+\._validation")
_OPERATIONS = re.compile(r"(azure\.mgmt\.\w+)\.v\w+\.operations")
_VERSION = re.compile(r"v\d{4}_\d\d_\d\d(_preview)?")


class _AfterLoading(importlib.abc.Loader):
    """Loads a module as it would be loaded anyway, then changes it."""

    def __init__(self, loader, change):
        self._loader = loader
        self._change = change

    def create_module(self, spec):
        return self._loader.create_module(spec)

    def exec_module(self, module):
        self._loader.exec_module(module)
        try:
            self._change(module)
        except Exception:  # A surprise in a newer az must not keep it from running.
            pass


class _Changes(importlib.abc.MetaPathFinder):
    """Finds the modules that are changed; first in line, and silent about all others."""

    def find_spec(self, fullname, path=None, target=None):
        if fullname == _PINS:
            change = _move_pins
        elif _DECORATOR.fullmatch(fullname):
            change = _keep_signatures
        else:
            return None
        spec = importlib.machinery.PathFinder.find_spec(fullname, path, target)
        if spec is not None and spec.loader is not None:
            spec.loader = _AfterLoading(spec.loader, change)
        return spec


class _Elsewhere(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    """Finds the operations of a version where all versions share them; last in line."""

    def find_spec(self, fullname, path=None, target=None):
        match = _OPERATIONS.fullmatch(fullname)
        if match is None:
            return None
        return importlib.machinery.ModuleSpec(fullname, self, origin=match.group(1) + ".operations")

    def create_module(self, spec):
        return importlib.import_module(spec.origin)

    def exec_module(self, module):
        pass


def _move_pins(profiles):
    latest = profiles.AZURE_API_PROFILES["latest"]
    for resource, pin in list(latest.items()):
        if not resource.import_prefix.startswith("azure.mgmt."):
            continue
        installed = _installed_versions(resource.import_prefix)
        if not installed:
            continue
        if isinstance(pin, str):
            latest[resource] = _nearest(pin, installed)
        elif pin is not None:
            # Some SDKs pin each group of operations for itself.
            for group, version in list(pin.profile.items()):
                pin.profile[group] = _nearest(version, installed)


def _installed_versions(package):
    """The versions of an SDK that are folders in it, oldest first, as 2022-07-01."""
    spec = importlib.util.find_spec(package)
    folders = (spec.submodule_search_locations or []) if spec else []
    names = {name for folder in folders for name in os.listdir(folder)}
    return sorted(name[1:].replace("_", "-") for name in names if _VERSION.fullmatch(name))


def _nearest(version, installed):
    """The version itself, else the first that is newer, else the newest."""
    if version is None or version in installed:
        return version
    return next((one for one in installed if one >= version), installed[-1])


def _keep_signatures(validation):
    decorator = validation.api_version_validation
    call = decorator.__call__

    def keeping(self, function):
        wrapper = call(self, function)
        wrapper.__wrapped__ = function
        wrapper.__doc__ = function.__doc__
        wrapper.__name__ = function.__name__
        return wrapper

    decorator.__call__ = keeping


def _step_aside():
    """Takes this folder off the path of programs that az starts, and runs what it stood before."""
    paths = os.environ.get("PYTHONPATH", "").split(os.pathsep)
    rest = [path for path in paths if path and os.path.abspath(path) != _HERE]
    if rest:
        os.environ["PYTHONPATH"] = os.pathsep.join(rest)
    else:
        os.environ.pop("PYTHONPATH", None)
    sys.path[:] = [path for path in sys.path if not path or os.path.abspath(path) != _HERE]
    spec = importlib.machinery.PathFinder.find_spec("sitecustomize")
    if spec is not None and spec.loader is not None:
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)


sys.meta_path.insert(0, _Changes())
sys.meta_path.append(_Elsewhere())
_step_aside()
