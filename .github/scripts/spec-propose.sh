#!/usr/bin/env bash
# Proposes the change that spec-compare.sh has left in spec-watch/, with gh: one branch and one pull request for each
# text of the document. Once more with the same text it writes the report of an open one anew, and leaves alone one that
# somebody has closed. Older proposals that are still open are closed in favour of this one. The working copy stays as it
# is: the change is made in one of its own.
# OUT   folder with change.patch, report.md, verdict.txt, url.txt (spec-watch)
# BASE  branch that the pull request goes into (main)
set -euo pipefail
cd "$(git rev-parse --show-toplevel)"

out=${OUT:-spec-watch}
base=${BASE:-main}
prefix='plumbline/document-'
verdict=$(<"$out/verdict.txt")
url='the published page'
if [[ -s $out/url.txt ]]; then url=$(<"$out/url.txt"); fi

body=$(mktemp)
work=$(mktemp --directory)
trap 'rm -f "$body"; git worktree remove --force "$work"' EXIT
git worktree add --quiet --detach "$work"
tree=(git -C "$work")

# Nothing but the document may come from a job that has run packages.
"${tree[@]}" apply --index --include='spec/*' -- "$(realpath "$out/change.patch")"
if [[ -n $("${tree[@]}" diff --cached --name-only -- . ':(exclude)spec') ]] || "${tree[@]}" diff --cached --quiet; then
  echo 'change.patch does not change spec/, or changes more than that.' >&2
  exit 2
fi
branch=$prefix$("${tree[@]}" ls-files --stage -- 'spec/*.yaml' | git hash-object --stdin | cut --characters=1-12)

title="The published document has changed"
if [[ $verdict == unsafe ]]; then title+=": not safe for us as it is"; else title+=": safe for us"; fi

{
  printf 'The document at %s is not the one that is pinned in spec/. Merging this pins the new one; then run npm run client:types, since the types of the client are not in here.\n\n' "$url"
  if [[ -n ${GITHUB_RUN_ID:-} ]]; then
    printf '[The run that found it](%s/%s/actions/runs/%s)\n\n' "$GITHUB_SERVER_URL" "$GITHUB_REPOSITORY" "$GITHUB_RUN_ID"
  fi
  # GitHub takes 65,536 characters. The cut may be within a character, which iconv drops and complains about.
  if (($(wc --bytes <"$out/report.md") > 60000)); then
    printf 'The report is long: all of it is in the artifact of the run.\n\n'
    head --bytes=60000 "$out/report.md" | iconv --from-code=UTF-8 --to-code=UTF-8 -c 2>/dev/null || true
  else
    cat "$out/report.md"
  fi
} >"$body"

# The state of the newest pull request from this branch of this repository: OPEN, CLOSED, MERGED, or nothing.
known=$(gh pr list --head "$branch" --state all --limit 1 --json number,state --jq '.[] | "\(.number) \(.state)"')
read -r number state <<<"$known" || true
case ${state:-} in
  OPEN)
    gh pr edit "$number" --title "$title" --body-file "$body"
    echo "Pull request #$number is open already: its report is written anew."
    ;;
  CLOSED | MERGED)
    echo "Pull request #$number with this document was ${state,,}: nothing is proposed again."
    ;;
  *)
    "${tree[@]}" -c user.name='github-actions[bot]' -c user.email='41898282+github-actions[bot]@users.noreply.github.com' \
      commit --quiet --message "$title"
    "${tree[@]}" push --quiet --force origin "HEAD:refs/heads/$branch"
    draft=()
    if [[ $verdict == unsafe ]]; then draft=(--draft); fi
    gh pr create --head "$branch" --base "$base" --title "$title" --body-file "$body" "${draft[@]}"
    older=$(gh pr list --state open --limit 100 --json number,headRefName,isCrossRepository \
      --jq ".[] | select(.isCrossRepository | not) | select(.headRefName | startswith(\"$prefix\")) | select(.headRefName != \"$branch\") | .number")
    for number in $older; do
      gh pr close "$number" --comment 'The document has changed once more: there is a newer proposal.' --delete-branch
    done
    ;;
esac
