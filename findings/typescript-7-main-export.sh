#!/usr/bin/env bash
# typescript 7.0.2 (npm), Node 20 or newer.
#
# Expected: `import ts from 'typescript'` gives the compiler API (createProgram, SyntaxKind, ...), as in every release up to 6;
# the native compiler changes only how fast it is.
# Seen: the main export of 7.0.2 holds two strings, `version` and `versionMajorMinor`. The compiler is a native program behind
# `tsc`; its API is under `typescript/unstable/*`. Tools that import the API (type-aware linting, code mods) need typescript 6
# beside it, for example as the alias `npm:typescript@7.0.2` for `tsc` alone.
#
# Exits 0 while this holds, 1 when it changes.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{"private":true}' >package.json
npm install --silent --no-audit --no-fund --save-exact typescript@7.0.2 api@npm:typescript@6.0.3

keys=$(node -p "Object.keys(require('typescript')).sort().join(' ')")
before=$(node -p "typeof require('api').createProgram")
echo "const n: 1 = 2" >wrong.ts
message=$(node node_modules/typescript/bin/tsc --noEmit --pretty false wrong.ts || true)

echo "exports of 7.0.2: $keys"
echo "createProgram in 6.0.3: $before"
echo "tsc of 7.0.2: $message"
[ "$keys" = 'version versionMajorMinor' ]
[ "$before" = function ]
[[ "$message" == *TS2322* ]]
