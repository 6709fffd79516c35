# Sets PYTHON to an interpreter that is new enough, or says in one sentence what to do. Sourced by the commands in bin/.
BIN=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
PYTHON=
is_new_enough() {
    "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1
}
for candidate in "$BIN/../.venv/bin/python" python3 python3.13 python3.12 python3.11 python3.14 python; do
    if command -v "$candidate" >/dev/null 2>&1 && is_new_enough "$candidate"; then
        PYTHON=$candidate
        break
    fi
done
if [ -z "$PYTHON" ]; then
    echo "ESN needs Python 3.11 or newer and found none: install it (Debian: apt install python3; macOS: brew install python)." >&2
    exit 1
fi
