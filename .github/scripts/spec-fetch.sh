#!/usr/bin/env bash
# Fetches the page in which the provider publishes the document, into spec-watch/page.md.
# SPEC_URL  the address, or several with spaces between them; the known ones unless given
# OUT       folder to write into (spec-watch)
set -euo pipefail

out=${OUT:-spec-watch}
page='trigger-a-webhook-event.md'
# The site's index names the page wherever it has moved to; the last is where it was in November 2026.
index='https://docs.qonto.com/llms.txt'
known="https://docs.qonto.com/api-reference/onboarding-api/webhooks/$page"

# A redirect may not leave https, and plain http is for this machine only.
fetch() {
  local url=$1 file=$2 protocols='=https'
  case $url in
    https://*) ;;
    http://127.0.0.1:*) protocols='=http' ;;
    *)
      echo "not fetched, because it is no https address: $url" >&2
      return 1
      ;;
  esac
  curl --silent --show-error --fail --location --proto "$protocols" --max-redirs 5 --max-time 60 --retry 2 \
    --max-filesize 4194304 --output "$file" -- "$url"
}

mkdir -p "$out"
read -r -a addresses <<<"${SPEC_URL:-}"
if ((${#addresses[@]} == 0)); then
  if fetch "$index" "$out/index.txt"; then
    while IFS= read -r url; do addresses+=("$url"); done \
      < <(grep --only-matching --extended-regexp "https://docs\.qonto\.com/[A-Za-z0-9/_-]*/$page" "$out/index.txt" | sort -u)
  fi
  addresses+=("$known")
fi

for url in "${addresses[@]}"; do
  if fetch "$url" "$out/page.md.part"; then
    mv "$out/page.md.part" "$out/page.md"
    printf '%s\n' "$url" >"$out/url.txt"
    echo "Fetched $url."
    exit 0
  fi
done
echo "The document could not be fetched from any of: ${addresses[*]}. Set the variable SPEC_URL to where it is now." >&2
exit 3
