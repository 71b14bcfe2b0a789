#!/usr/bin/env bash
# Opens, updates and closes the issues that the last run asks for, with gh. To see what it would do:
#   .github/scripts/nightly-issues.sh --dry-run
# OUT  folder of the reports (reports)
set -euo pipefail
plumbline="$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)/dist/cli.js"

run="${OUT:-reports}/check.json"
if [[ ! -f $run ]]; then
  echo "There is no $run: the check ended before it had anything to report, and says nothing of any issue."
  exit 0
fi
exec node "$plumbline" github issues "$run" "$@"
