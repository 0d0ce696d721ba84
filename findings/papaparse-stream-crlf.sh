#!/usr/bin/env bash
# papaparse 5.7.1 (npm), Node 20 or newer.
#
# Expected: the Node stream of Papa Parse gives the same rows wherever its input is cut, as a TCP peer or a test may cut it.
# Seen: the kind of line end is guessed from the first chunk alone. If that holds two lines and ends between the carriage return
# and the line feed of the second, lines are taken to end with carriage returns: each later row, also the one that was whole in
# the first chunk, begins with a line feed, a row of one line feed is added at the end, and no error is reported. If it ends
# before the first line end, each last cell keeps its carriage return. With `newline: '\r\n'` every cut gives the same rows.
#
# Exits 0 while this holds, 1 when it changes.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{"private":true}' >package.json
npm install --silent --no-audit --no-fund --save-exact papaparse@5.7.1

cat >cuts.mjs <<'JS'
import { Readable } from 'node:stream'
import Papa from 'papaparse'
const text = 'step,amount\r\n1,5.00\r\n2,6.00\r\n'
for (const config of [{}, { newline: '\r\n' }]) {
  for (const at of [11, 20, 21]) {
    const parser = Papa.parse(Papa.NODE_STREAM_INPUT, { ...config })
    Readable.from([text.slice(0, at), text.slice(at)]).pipe(parser)
    const rows = []
    for await (const row of parser) rows.push(row)
    console.log(config.newline ? 'CRLF' : 'guessed', at, JSON.stringify(rows))
  }
}
JS
seen=$(node cuts.mjs)
echo "$seen"
right='[["step","amount"],["1","5.00"],["2","6.00"]]'
[ "$seen" = "guessed 11 "'[["step","amount\r"],["1","5.00\r"],["2","6.00\r"]]
guessed 20 [["step","amount"],["\n1","5.00"],["\n2","6.00"],["\n"]]'"
guessed 21 $right
CRLF 11 $right
CRLF 20 $right
CRLF 21 $right" ]
