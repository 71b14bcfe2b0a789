#!/usr/bin/env bash
# Runs the check against every fault of the embedded sandbox; fails when one is not noticed.
# OUT  folder of the proof (reports)
set -euo pipefail
plumbline="$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)/dist/cli.js"

out=${OUT:-reports}
mkdir -p "$out"
exec node "$plumbline" prove --json "$out/proof.json" "$@"
