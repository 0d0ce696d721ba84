#!/usr/bin/env bash
# next 16.4.6 (npm), production build with Turbopack, Node 20 or newer.
#
# Expected: a path given to fs.existsSync() in a route handler is a matter of run time; the build does not look at it.
# Seen: the build evaluates path.resolve() of constant parts, takes the file for part of the output, and follows it. Where it is a symbolic
# link that leads out of the project, such as the interpreter of a Python environment, the build fails; without the file it succeeds. So a
# build passes on one machine and fails on another, by what lies there. A path from the environment, or the comment
# turbopackIgnore: true, keeps the file out.
#
# Exits 0 while this holds, 1 when it changes.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{"private":true}' >package.json
npm install --silent --no-audit --no-fund --save-exact next@16.4.6 react@19.3.0 react-dom@19.3.0
mkdir -p app/tool tools
echo 'export default function Layout({ children }) { return <html lang="en"><body>{children}</body></html> }' >app/layout.jsx
echo 'export default function Page() { return <p>page</p> }' >app/page.jsx

route() {
  cat >app/tool/route.js <<ROUTE
import { existsSync } from 'node:fs'
import path from 'node:path'
export const dynamic = 'force-dynamic'
export const GET = () => Response.json(existsSync($1))
ROUTE
}

build() {
  rm -rf .next
  if NEXT_TELEMETRY_DISABLED=1 npx next build >build.log 2>&1; then echo succeeds; else echo fails; fi
}

route "path.resolve('tools/python')"
absent=$(build)
ln -s "$(command -v node)" tools/python
present=$(build)
grep -m 3 -i 'symlink\|python\|error' build.log || true
route "/* turbopackIgnore: true */ path.resolve('tools/python')"
ignored=$(build)

echo "without the file: $absent; with a link out of the project: $present; with turbopackIgnore: $ignored"
[ "$absent $present $ignored" = 'succeeds fails succeeds' ]
