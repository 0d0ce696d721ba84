/** Guarantee: docs/configuration.md and docs/operations.md name exactly the variables and metrics of the code. */

import { readFileSync } from 'node:fs'
import { sourceFiles } from '../support/source-files'

/** Set by Node, npm, Next or the shell; they do not configure Sentinel. */
const GIVEN = new Set(['NEXT_RUNTIME', 'PATH', 'INIT_CWD', 'npm_execpath', 'npm_lifecycle_event'])
const NAME = /^[A-Z][A-Z_]+$/

const namesIn = (text: string, pattern: RegExp): string[] =>
  [...text.matchAll(pattern)].flatMap(([, name]) => name ?? [])

function variablesRead(): string[] {
  const code = sourceFiles(['scripts', 'lib', 'instrumentation.ts', 'next.config.ts'], ['.ts', '.mjs'])
  const read = code.flatMap((file) => namesIn(readFileSync(file, 'utf8'), /process\.env\.(\w+)/g))
  const schema = namesIn(readFileSync('lib/platform/env.ts', 'utf8'), /^\s+([A-Z][A-Z_]+):/gm)
  const training = sourceFiles(['ml/training'], ['.py']).flatMap((file) =>
    namesIn(readFileSync(file, 'utf8'), /os\.environ(?:\.get\(|\[)"(\w+)"/g),
  )
  return [...new Set([...read, ...schema, ...training])].filter((name) => !GIVEN.has(name)).sort()
}

it('names every variable that the code reads, and no other', () => {
  const document = readFileSync('docs/configuration.md', 'utf8')
  const named = namesIn(document, /`([A-Z][A-Z_]+)(?:=\d)?`/g).filter((name) => NAME.test(name))
  expect([...new Set(named)].sort()).toEqual(variablesRead())
})

it('lists every metric of the product in docs/operations.md, and no other', () => {
  const named = namesIn(readFileSync('docs/operations.md', 'utf8'), /^\| `(sentinel_\w+)`/gm)
  const defined = namesIn(readFileSync('lib/platform/metrics.ts', 'utf8'), /name: '(sentinel_\w+)'/g)
  expect(named.sort()).toEqual(defined.sort())
  expect(named.length).toBeGreaterThan(2)
})
