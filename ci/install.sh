#!/usr/bin/env bash
# Makes the trueroute in this repository ready to run. It does nothing where that is done already.
set -euo pipefail

cd "$(dirname "${BASH_SOURCE[0]}")/.."

if node bin/trueroute --version > /dev/null 2>&1; then exit 0; fi

# A release has the build with it; a commit is built here, by the packages of development.
if [ -e dist/cli/index.js ]; then
  npm ci --omit=dev --ignore-scripts --no-audit --no-fund
else
  npm ci --include=dev --ignore-scripts --no-audit --no-fund
  npm run --silent build
fi
node bin/trueroute --version
