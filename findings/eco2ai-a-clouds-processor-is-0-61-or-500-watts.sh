#!/bin/bash
# eco2ai 0.3.12: a cloud's processor has 0, 61 or 500 W, by the words in its name, and there is no warning.
#
# What you'd expect: a processor that isn't in the package's table counts as "constant value 100", with a warning that
# says so. The same job then emits about as much in one virtual machine as in the next.
#
# What happens: clouds and hypervisors give names without a model.
#   - "Common KVM processor" (QEMU) and "DO-Premium-AMD" (DigitalOcean) have 0 W, so no work of the processor counts:
#     `ignore_warnings` is handed over in the place of the constant. With ignore_warnings=True they have 1 W.
#   - "Intel(R) Xeon(R) CPU @ 2.20GHz" (Google) and "Intel Xeon Processor (Icelake)" (QEMU) are cut to "Intel Xeon", an
#     entry of the table that has 61 W. AWS's Xeon Platinum 8375C, with a number, has 300.
#   - "AMD EPYC-Milan Processor" (QEMU) shares a word with all EPYCs, and gets the largest one's 500 W. So does AWS's
#     7R13. Google's 7B12, which is in the table, has 240.
# And as `ignore_warnings` never gets to its own place, the warning never comes. Energy and emissions are proportional
# to the watts, so a comparison of two clouds is one of two names. Look at tracker._cpu.tdp() before you trust a result.
#
# Documented: no. The README says nothing of how watts are found. "Constant value 100" stands in the warning, that the
# largest is taken in a comment of tools_cpu.py.
set -euo pipefail
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
python3 -m venv "$place/venv"
"$place/venv/bin/pip" install --quiet --no-compile "eco2ai==0.3.12" "setuptools==80.10.2" "pandas==2.3.3"
"$place/venv/bin/python" -W ignore - <<'PY'
import sys
import warnings
from importlib.metadata import version
from unittest import mock

from eco2ai.tools import tools_cpu

EXPECTED = {
    "Common KVM processor": 0,
    "DO-Premium-AMD": 0,
    "Intel(R) Xeon(R) CPU @ 2.20GHz": 61,
    "Intel Xeon Processor (Icelake)": 61,
    "Intel(R) Xeon(R) Platinum 8375C CPU @ 2.90GHz": 300,
    "AMD EPYC-Milan Processor": 500,
    "AMD EPYC 7R13 Processor": 500,
    "AMD EPYC 7B12": 240,
}


def watts(name, **options):
    """Return what eco2ai takes for a machine whose processor has this name, and whether it warns."""
    with mock.patch.object(tools_cpu, "get_cpu_info", return_value={"brand_raw": name}):
        with warnings.catch_warnings(record=True) as caught:
            warnings.simplefilter("always")
            found = tools_cpu.CPU(**options).tdp()
    return found, any(issubclass(each.category, tools_cpu.NoCPUinTableWarning) for each in caught)


print(f"eco2ai {version('eco2ai')}: watts of a processor")
as_described = version("eco2ai") == "0.3.12"
for name, expected in EXPECTED.items():
    found, warned = watts(name)
    print(f"{name}: {found + 0:g} W, {'a warning' if warned else 'no warning'}")
    as_described &= found == expected and not warned
ignoring, _ = watts("Common KVM processor", ignore_warnings=True)
print(f"Common KVM processor, ignore_warnings=True: {ignoring + 0:g} W")
sys.exit(0 if as_described and ignoring == 1 else 1)
PY
echo "As described."
