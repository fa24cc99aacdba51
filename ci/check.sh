#!/usr/bin/env bash
# Runs trueroute check as a pipeline wants it: once, with all forms of the answer, and with the exit
# code kept for a later step, so that the findings are published first.
#
# Takes, each by environment and none of them required but the first:
#   CHECK_SNAPSHOT      files and folders, one a line
#   CHECK_BEFORE        the same for what was there before; then the difference is told, too
#   CHECK_SERVICE_TAGS, CHECK_BASELINE, CHECK_SUPPRESSIONS, CHECK_FAIL_ON, CHECK_CATEGORY
#   CHECK_ONLY, CHECK_SKIP, CHECK_PARAMETERS   one a line
#   CHECK_CONFIDENT, CHECK_STRICT              true
#   CHECK_ARGUMENTS     further options of every command that reads a snapshot, one word a line
#   DOCS_REPOSITORY, DOCS_REF   where the pages of trueroute are read, on the same server
#   CHECK_SARIF_FILE    where to write SARIF; else beside the others, in a new folder
# Gives, as outputs of the step: exit-code, folder, sarif-file, junit-file, comment-file, errors, warnings.
set -euo pipefail

home="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)"
folder="$(mktemp -d "${RUNNER_TEMP:-${AGENT_TEMPDIRECTORY:-${TMPDIR:-/tmp}}}/trueroute.XXXXXX")"
said="$folder/said.txt"
comment="$folder/comment.md"

# In characters. GitHub takes 65,536.
longest_comment=65000

# Pages are read where the action came from.
if [ -z "${TRUEROUTE_DOCS:-}" ] && [ -n "${DOCS_REPOSITORY:-}" ]; then
  export TRUEROUTE_DOCS="${GITHUB_SERVER_URL:-https://github.com}/$DOCS_REPOSITORY/blob/${DOCS_REF:-HEAD}"
fi

trueroute() { node "$home/bin/trueroute" "$@"; }

# Appends to the array `words`: an option for each line of a text that is not empty.
each() { # each OPTION TEXT
  local line
  while IFS= read -r line; do
    line="${line#"${line%%[![:space:]]*}"}"
    line="${line%"${line##*[![:space:]]}"}"
    if [ -n "$line" ]; then words+=("$1=$line"); fi
  done <<< "${2:-}"
}

# Appends to the array `words`: each line of a text as it is.
plain() { # plain TEXT
  local line
  while IFS= read -r line; do
    if [ -n "${line//[[:space:]]/}" ]; then words+=("$line"); fi
  done <<< "${1:-}"
}

# What stands in a name must not be taken for a command of the runner, or of the agent.
harmless() { sed -e 's/##vso\[/# vso[/g' -e 's/##\[/# [/g' -e 's/^\([[:space:]]*\)::/\1: :/'; }

# An output of this step. A line break in a value would begin another output.
output() { # output NAME VALUE
  local value
  value="$(printf '%s' "$2" | tr '\r\n' '  ')"
  if [ -n "${GITHUB_OUTPUT:-}" ]; then printf '%s=%s\n' "$1" "$value" >> "$GITHUB_OUTPUT"; fi
  if [ -n "${TF_BUILD:-}" ]; then
    printf '##vso[task.setvariable variable=trueroute.%s]%s\n' "${1//-/_}" "$value"
  fi
}

check() {
  words=()
  each --snapshot "${CHECK_SNAPSHOT:-}"
  each --service-tags "${CHECK_SERVICE_TAGS:-}"
  each --parameters "${CHECK_PARAMETERS:-}"
  each --baseline "${CHECK_BASELINE:-}"
  each --suppressions "${CHECK_SUPPRESSIONS:-}"
  each --fail-on "${CHECK_FAIL_ON:-}"
  each --category "${CHECK_CATEGORY:-}"
  each --only "${CHECK_ONLY:-}"
  each --skip "${CHECK_SKIP:-}"
  if [ "${CHECK_CONFIDENT:-}" = true ]; then words+=(--confident); fi
  if [ "${CHECK_STRICT:-}" = true ]; then words+=(--strict); fi
  plain "${CHECK_ARGUMENTS:-}"
  words+=("--source-root=$(git rev-parse --show-toplevel 2> /dev/null || echo "${GITHUB_WORKSPACE:-$PWD}")")
  words+=("--write=sarif=$sarif" "--write=md=$folder/check.md")
  words+=("--write=junit=$folder/junit.xml" "--write=json=$folder/check.json")
  trueroute check "${words[@]}" 2> "$said" | harmless
}

# What was said goes into a comment where there is nothing else to show. Back quotes could end the
# block.
write_comment() {
  if [ -s "$folder/check.md" ]; then
    cat "$folder/check.md" > "$comment"
    if [ "$code" -eq 2 ]; then
      printf '\nSome of the input could not be read, so this is not all: see the log.\n' >> "$comment"
    fi
    return
  fi
  {
    printf '%s\n' '<!-- trueroute -->' '### trueroute check could not be done' '' '```text'
    tail -n 60 "$said" | tr '`' "'" | cut -c 1-1000
    printf '%s\n' '```'
  } > "$comment"
}

write_difference() {
  words=()
  each --before "${CHECK_BEFORE:-}"
  if [ "${#words[@]}" -eq 0 ]; then return; fi
  each --after "${CHECK_SNAPSHOT:-}"
  each --service-tags "${CHECK_SERVICE_TAGS:-}"
  each --parameters "${CHECK_PARAMETERS:-}"
  plain "${CHECK_ARGUMENTS:-}"
  printf '\n### What changes\n\n' >> "$comment"
  if trueroute diff "${words[@]}" -o md > "$folder/diff.md" 2> "$said"; then
    local room=$((longest_comment - $(wc -m < "$comment")))
    awk -v room="$room" '
      { used += length($0) + 1 }
      used > room { print "\n... the rest of the comparison is too long for a comment: see the log."; exit }
      { print }' "$folder/diff.md" >> "$comment"
  else
    printf 'What changes could not be told: see the log.\n' >> "$comment"
  fi
  harmless < "$said" >&2
}

count() { # count SEVERITY
  node -p 'JSON.parse(require("fs").readFileSync(process.argv[1])).summary.severities[process.argv[2]]' \
    "$folder/check.json" "$1"
}

sarif="${CHECK_SARIF_FILE:-$folder/trueroute.sarif}"
case "$sarif" in
  /* | [A-Za-z]:*) ;;
  *) sarif="$PWD/$sarif" ;;
esac
# One that an earlier run has left would be taken for that of this run.
rm -f "$sarif"

code=0
check || code=$?
harmless < "$said" >&2
write_comment
write_difference

output exit-code "$code"
output folder "$folder"
output comment-file "$comment"
if [ -s "$sarif" ]; then output sarif-file "$sarif"; fi
if [ -s "$folder/junit.xml" ]; then output junit-file "$folder/junit.xml"; fi
if [ -s "$folder/check.json" ]; then
  output errors "$(count error)"
  output warnings "$(count warning)"
fi
if [ -n "${GITHUB_STEP_SUMMARY:-}" ]; then cat "$comment" >> "$GITHUB_STEP_SUMMARY"; fi
if [ -n "${TF_BUILD:-}" ]; then printf '##vso[task.uploadsummary]%s\n' "$comment"; fi
