#!/usr/bin/env bash
# Writes one comment on a pull request on GitHub: the first time a new one, then always the same.
#
# Takes, by environment: GH_TOKEN, GITHUB_REPOSITORY, PULL_REQUEST (its number), COMMENT_FILE, and
# COMMENT_NAME where a pull request has several such comments. A comment that cannot be written is a
# warning: pull requests from forks have no right to.
set -euo pipefail

here="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"

name="${COMMENT_NAME:-}"
case "$name" in
  *[!A-Za-z0-9._-]*)
    echo "::error::the name of a comment has letters, digits, dots, dashes and underscores only"
    exit 2
    ;;
esac
export MARKER="<!-- trueroute${name:+: $name} -->"

# gh knows GitHub's own server without being told.
server="${GITHUB_SERVER_URL:-https://github.com}"
if [ "$server" != https://github.com ]; then
  export GH_HOST="${server#*://}" GH_ENTERPRISE_TOKEN="${GH_TOKEN:-}"
fi

body="$(mktemp)"
trap 'rm -f "$body"' EXIT
{
  printf '%s\n' "$MARKER"
  tail -n +2 "$COMMENT_FILE"
} > "$body"

comments="repos/$GITHUB_REPOSITORY/issues"

write() {
  # Only a comment of our own is ours to change. A token of a workflow may not ask who it is.
  local author id
  author="$(gh api user --jq .login 2> /dev/null)" || author=""
  id="$(gh api --paginate "$comments/$PULL_REQUEST/comments?per_page=100" --jq '.[] | @json' |
    AUTHOR="$author" node "$here/find-comment.mjs")" || return 1
  if [ -n "$id" ]; then
    gh api --method PATCH "$comments/comments/$id" -F "body=@$body" --jq .html_url
  else
    gh api --method POST "$comments/$PULL_REQUEST/comments" -F "body=@$body" --jq .html_url
  fi
}

write || echo "::warning::the comment could not be written; the token needs the right pull-requests: write"
