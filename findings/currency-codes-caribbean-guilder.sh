#!/usr/bin/env bash
# currency-codes 2.2.0 (npm), Node 20 or newer.
#
# Expected: the newest release knows XCG (Caribbean guilder), the currency of Curacao and Sint Maarten since March 2025.
# Seen: its list was published on 2024-06-25. `code('XCG')` is undefined; ANG, which XCG replaced, is there. A check of
# currencies by this list rejects payments in XCG.
#
# Exits 0 while this holds, 1 when it changes.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{"private":true}' >package.json
npm install --silent --no-audit --no-fund --save-exact currency-codes@2.2.0

seen=$(node -p "const c = require('currency-codes'); [c.publishDate, c.code('XCG'), c.code('ANG').code].join(' ')")
echo "list of, XCG, ANG: $seen"
[ "$seen" = '2024-06-25  ANG' ]
