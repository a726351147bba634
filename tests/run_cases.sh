#!/bin/sh
# Golden tests of the whole program; see run_cases.py --help.
exec "${PYTHON3:-python3}" "$(dirname "$0")/run_cases.py" "$@"
