/** Guarantee: the rules of .oxlintrc.json report what they forbid, in the folders that they are meant for. */

import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { ROOT } from '../../support/source-files'
import { ALLOWED, FORBIDDEN, type Snippet } from './snippets'

/** Loading the type-aware linter takes seconds on a busy machine. */
const LINT_TIMEOUT_MS = 120_000

const TSCONFIG = {
  compilerOptions: {
    strict: true,
    jsx: 'react-jsx',
    module: 'esnext',
    moduleResolution: 'bundler',
    types: [],
  },
}

const fileOf = ({ at }: Snippet, place: number): string =>
  /\.\w+$/.test(at) ? at : `${at}/snippet-${place}.tsx`

/** The rules that each snippet breaks. All snippets stand in one project, which is linted once. */
function rulesBrokenBy(snippets: readonly Snippet[]): string[][] {
  const root = mkdtempSync(path.join(tmpdir(), 'sentinel-lint-'))
  const write = (file: string, text: string) => {
    mkdirSync(path.dirname(path.join(root, file)), { recursive: true })
    writeFileSync(path.join(root, file), text)
  }
  try {
    for (const part of ['.oxlintrc.json', 'tools/lint'])
      cpSync(path.join(ROOT, part), path.join(root, part), { recursive: true })
    write('tsconfig.json', JSON.stringify(TSCONFIG))
    snippets.forEach((snippet, place) => write(fileOf(snippet, place), snippet.code))
    const broken = lint(root)
    return snippets.map((snippet, place) => broken.get(fileOf(snippet, place)) ?? [])
  } finally {
    rmSync(root, { recursive: true, force: true })
  }
}

function lint(root: string): Map<string, string[]> {
  const oxlint = path.join(ROOT, 'node_modules/oxlint/bin/oxlint')
  const { stdout } = spawnSync(process.execPath, [oxlint, '--format', 'json'], {
    cwd: root,
    encoding: 'utf8',
  })
  const { diagnostics } = JSON.parse(stdout) as { diagnostics: { filename: string; code: string }[] }
  const broken = new Map<string, string[]>()
  for (const { filename, code } of diagnostics)
    broken.set(filename, [...(broken.get(filename) ?? []), ruleOf(code)])
  return broken
}

const CONFIGURED_AS: Record<string, string> = { next: 'nextjs', 'react-hooks': 'react' }

/** next(no-img-element) is configured as nextjs/no-img-element, eslint(no-var) as no-var. */
function ruleOf(code: string): string {
  const [, plugin = '', rule = ''] = /^([\w-]+)\(([\w-]+)\)$/.exec(code) ?? []
  return plugin === 'eslint' ? rule : `${CONFIGURED_AS[plugin] ?? plugin}/${rule}`
}

describe('the lint rules', () => {
  it(
    'report what they forbid',
    () => {
      const broken = rulesBrokenBy(FORBIDDEN)
      const missed = FORBIDDEN.filter(({ rule }, place) => !broken[place]?.includes(rule))
      expect(missed).toEqual([])
    },
    LINT_TIMEOUT_MS,
  )

  it(
    'leave alone what they allow',
    () => {
      const broken = rulesBrokenBy(ALLOWED)
      const reported = ALLOWED.filter(({ rule }, place) => broken[place]?.includes(rule))
      expect(reported).toEqual([])
    },
    LINT_TIMEOUT_MS,
  )
})
