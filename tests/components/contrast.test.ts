import { readFileSync } from 'node:fs'
import path from 'node:path'

/** WCAG 2.2 AA: 4.5:1 for text on every surface it can stand on, 3:1 for the outline of a control. */
const css = readFileSync(path.join(__dirname, '../../app/globals.css'), 'utf8')

const SURFACES = ['background', 'card', 'popover', 'muted', 'sidebar']
const TEXTS = [
  'foreground',
  'muted-foreground',
  'faint',
  'brand',
  'destructive',
  'risk-high',
  'risk-medium',
  'risk-low',
  'good',
  'info',
]
const PAIRS = [
  ['primary-foreground', 'primary'],
  ['secondary-foreground', 'secondary'],
  ['accent-foreground', 'accent'],
  ['sidebar-foreground', 'sidebar'],
  ['risk-high-on', 'risk-high-fill'],
  ['risk-medium-on', 'risk-medium-fill'],
  ['risk-low-on', 'risk-low-fill'],
  ['good-on', 'good-fill'],
]

function tokensOf(selector: string): Map<string, string> {
  const block = css.slice(css.indexOf(`${selector} {`)).split('}')[0] ?? ''
  return new Map([...block.matchAll(/--([\w-]+): (#[0-9a-f]{6});/g)].map((m) => [m[1] ?? '', m[2] ?? '']))
}

function luminance(hex: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
    const channel = parseInt(hex.slice(at, at + 2), 16) / 255
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}

function contrast(a: string, b: string): number {
  const [low = 0, high = 0] = [luminance(a), luminance(b)].sort((x, y) => x - y)
  return (high + 0.05) / (low + 0.05)
}

describe.each([
  ['dark', ':root'],
  ['light', '.light'],
])('the %s theme', (_, selector) => {
  const tokens = tokensOf(selector)
  const of = (name: string): string => {
    const value = tokens.get(name)
    if (!value) throw new Error(`no token ${name} in ${selector}`)
    return value
  }

  it.each(TEXTS)('shows %s legibly on every surface', (text) => {
    for (const surface of SURFACES) {
      expect([surface, contrast(of(text), of(surface)) >= 4.5]).toEqual([surface, true])
    }
  })

  it.each(PAIRS)('shows %s legibly on %s', (text, fill) => {
    expect(contrast(of(text), of(fill))).toBeGreaterThanOrEqual(4.5)
  })

  it('outlines inputs and focus with sufficient contrast', () => {
    for (const surface of ['background', 'card', 'popover']) {
      expect(contrast(of('input'), of(surface))).toBeGreaterThanOrEqual(3)
      expect(contrast(of('ring'), of(surface))).toBeGreaterThanOrEqual(3)
    }
  })

  it('defines the same tokens as the other theme', () => {
    expect([...tokens.keys()].sort()).toEqual([...tokensOf(':root').keys()].sort())
  })
})
