#!/bin/sh
# Prints the Python that the program's environment is made with: 3.11 or later, and one that can
# make environments if there is a choice. Prints nothing where there is none.
for check in 'import sys, ensurepip, venv; sys.exit(sys.version_info < (3, 11))' \
             'import sys; sys.exit(sys.version_info < (3, 11))'; do
    for name in python3.13 python3.12 python3.11 python3.14 python3 python; do
        if command -v "$name" >/dev/null 2>&1 && "$name" -c "$check" 2>/dev/null; then
            echo "$name"
            exit 0
        fi
    done
done
