import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import {
  contentSecurityPolicy,
  STREAMED_SVG_STYLE,
  TOAST_STYLE_HASHES,
} from '@/lib/http/content-security-policy'

const sourceHash = (text: string) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`

it('admits exactly the stylesheet that the installed toast library adds', () => {
  const source = path.join(path.dirname(require.resolve('sonner')), 'index.mjs')
  const literal = /__insertCSS\(("(?:[^"\\]|\\.)*")\)/.exec(readFileSync(source, 'utf8'))?.[1]
  const css = JSON.parse(literal ?? '""') as string
  expect(TOAST_STYLE_HASHES).toEqual([sourceHash(''), sourceHash(css)])
})

it('runs only scripts with the nonce and allows nothing inline, evaluated, framed or based elsewhere', () => {
  const policy = contentSecurityPolicy('abc', false)
  expect(policy).not.toMatch(/unsafe-(inline|eval)/)
  expect(policy).toContain(`; style-src-attr 'unsafe-hashes' ${sourceHash(STREAMED_SVG_STYLE)};`)
  expect(policy).toContain("script-src 'self' 'nonce-abc' 'strict-dynamic'")
  for (const directive of [
    "object-src 'none'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
    "form-action 'self'",
  ]) {
    expect(policy).toContain(directive)
  }
})
