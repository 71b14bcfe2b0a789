#!/usr/bin/env bash
# The check of every night. Here it runs as it does there:
#   TARGET=embedded .github/scripts/nightly-check.sh
# TARGET  embedded, sandbox or a URL (sandbox)    ONLY  answers such as 401,409 (all)
# SEED    seed of every made-up value (1)         OUT   folder of the reports (reports)
set -euo pipefail
plumbline="$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)/dist/cli.js"

arguments=(check --quiet --target "${TARGET:-sandbox}" --seed "${SEED:-1}" --out "${OUT:-reports}")
if [[ -n ${ONLY:-} ]]; then arguments+=(--only "$ONLY"); fi
exec node "$plumbline" "${arguments[@]}"
