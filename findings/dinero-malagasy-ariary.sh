#!/usr/bin/env bash
# dinero.js 2.0.2 and currency-codes 2.2.0 (npm), Node 20 or newer.
#
# Expected: two currency packages agree on the decimals of MGA (Malagasy ariary) and MRU (Mauritanian ouguiya): two, as ISO
# 4217 lists them.
# Seen: currency-codes gives two digits. dinero.js gives `{ base: 5, exponent: 1 }`: an amount of 12 in dinero.js is 2.4 MGA,
# because one ariary is five iraimbilanja. Minor units of one package mean another amount in the other. For KWD they agree.
#
# Exits 0 while this holds, 1 when it changes.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{"private":true}' >package.json
npm install --silent --no-audit --no-fund --save-exact dinero.js@2.0.2 currency-codes@2.2.0

cat >compare.mjs <<'JS'
import codes from 'currency-codes'
import * as currencies from 'dinero.js/currencies'
for (const code of ['MGA', 'MRU', 'KWD']) {
  const { base, exponent } = currencies[code]
  console.log(code, 'dinero.js', base, exponent, 'currency-codes', codes.code(code).digits)
}
JS
seen=$(node compare.mjs)
echo "$seen"
[ "$seen" = 'MGA dinero.js 5 1 currency-codes 2
MRU dinero.js 5 1 currency-codes 2
KWD dinero.js 10 3 currency-codes 3' ]
