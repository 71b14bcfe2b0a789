#!/usr/bin/env bash
# Compares the fetched page with the pinned document, and leaves in spec-watch/ what spec-propose.sh needs:
#   report.md, report.json  what plumbline upgrade says of it
#   change.patch            what accepting it changes in spec/; only when the document's text is another one
# It changes spec/ for a moment, and puts it back: it refuses to run when spec/ has changes of its own.
# OUT        folder with page.md (spec-watch)
# PLUMBLINE  the binary (that of this repository)
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

out=${OUT:-spec-watch}
plumbline=${PLUMBLINE:-dist/cli.js}
if [[ -n $(git status --porcelain -- spec) ]]; then
  echo 'spec/ has changes that are not committed: commit or undo them first.' >&2
  exit 2
fi

say() {
  if [[ -n ${GITHUB_OUTPUT:-} ]]; then printf '%s=%s\n' "$1" "$2" >>"$GITHUB_OUTPUT"; fi
  printf '%s: %s\n' "$1" "$2"
}

status=0
node "$plumbline" upgrade "$out/page.md" --json "$out/report.json" --markdown "$out/report.md" || status=$?
case $status in
  0) accept=(--accept) ;;
  1) accept=(--accept --accept-breaking 'proposed by the spec watch; whoever merges the pull request accepts it') ;;
  *) exit "$status" ;;
esac
if [[ -n ${GITHUB_STEP_SUMMARY:-} ]]; then head --bytes=900000 "$out/report.md" >>"$GITHUB_STEP_SUMMARY"; fi

trap 'git reset --quiet -- spec; git checkout --quiet -- spec; git clean --quiet --force -d -- spec' EXIT
# 1 says again that it is not safe, which it now may be. The types of the client are code, which no proposal may bring:
# whoever takes it makes them anew.
node "$plumbline" upgrade "$out/page.md" "${accept[@]}" --types "$out/no-types.ts" >"$out/accept.txt" || [[ $? == "$status" ]]
# The day of the acceptance alone is no change.
if git diff --quiet -- 'spec/*.yaml'; then
  say changed false
  exit 0
fi
git add --intent-to-add -- spec
git diff --binary -- spec >"$out/change.patch"
if ((status == 0)); then verdict=safe; else verdict=unsafe; fi
printf '%s\n' "$verdict" >"$out/verdict.txt"
say verdict "$verdict"
say changed true
