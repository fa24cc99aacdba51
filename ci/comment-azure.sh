#!/usr/bin/env bash
# Writes one comment on a pull request in Azure Repos: the first time a new thread, then always the
# same. The thread is active while the check fails, and closed when it does not.
#
# Takes, by environment: SYSTEM_ACCESSTOKEN, COMMENT_FILE, EXIT_CODE, COMMENT_NAME where a pull request
# has several such comments, and the variables that Azure Pipelines sets. A comment that cannot be
# written is a warning.
set -euo pipefail

here="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"

name="${COMMENT_NAME:-}"
case "$name" in
  *[!A-Za-z0-9._-]*)
    echo "##vso[task.logissue type=error]the name of a comment has letters, digits, dots, dashes and underscores only"
    exit 2
    ;;
esac
export MARKER="<!-- trueroute${name:+: $name} -->"

folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT

# A token on a command line could be read by other processes.
printf 'Authorization: Bearer %s\n' "$SYSTEM_ACCESSTOKEN" > "$folder/headers"
printf 'Content-Type: application/json\n' >> "$folder/headers"

threads="${SYSTEM_COLLECTIONURI}${SYSTEM_TEAMPROJECTID}/_apis/git/repositories/${BUILD_REPOSITORY_ID}/pullRequests/${SYSTEM_PULLREQUEST_PULLREQUESTID}/threads"
version="api-version=7.1"

call() { # call METHOD URL [BODY]: prints the answer
  local body=()
  if [ -n "${3:-}" ]; then body=(--data-binary "@$3"); fi
  # An older bash takes an empty array for one that is not set.
  curl --silent --show-error --fail --request "$1" --header "@$folder/headers" \
    ${body[@]+"${body[@]}"} "$2"
}

write() {
  local found thread comment
  call GET "$threads?$version" > "$folder/threads.json" || return 1
  found="$(node "$here/azure-thread.mjs" find "$folder/threads.json")" || return 1
  node "$here/azure-thread.mjs" write "$COMMENT_FILE" "$folder" || return 1
  if [ -z "$found" ]; then
    call POST "$threads?$version" "$folder/thread.json" > /dev/null
    return
  fi
  read -r thread comment <<< "$found"
  call PATCH "$threads/$thread/comments/$comment?$version" "$folder/comment.json" > /dev/null &&
    call PATCH "$threads/$thread?$version" "$folder/status.json" > /dev/null
}

write ||
  echo "##vso[task.logissue type=warning]the comment could not be written; the build service needs the right to contribute to pull requests"
