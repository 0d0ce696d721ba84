#!/usr/bin/env bash
# next-auth 4.24.15 and nodemailer 10.6.1 (npm), npm 11, Node 20 or newer.
#
# Expected: an optional peer that the application does not use through next-auth puts no limit on its version.
# Seen: next-auth asks for nodemailer ^7.0.7 as an optional peer. Beside a newer nodemailer in the same package.json,
# npm rejects the installation with ERESOLVE. `overrides` of next-auth's nodemailer settle it.
#
# Exits 0 while this holds, 1 when it changes.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{"private":true,"dependencies":{"next-auth":"4.24.15","nodemailer":"10.6.1"}}' >package.json

seen=$(npm install --package-lock-only --ignore-scripts --no-audit --no-fund 2>&1 | grep -o -m1 ERESOLVE || true)
echo "npm says: $seen"
[ "$seen" = ERESOLVE ]
