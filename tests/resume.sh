#!/bin/sh
# A run that is killed or interrupted at any moment and goes on gives what an unbroken one gives.
exec "$PYTHON3" "$QUOTH_SOURCE/tests/resume.py" "$QUOTH"
