import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { AxeResults } from 'axe-core'
import type { Page } from 'playwright-core'

const SOURCE = readFileSync(createRequire(__filename).resolve('axe-core/axe.min.js'), 'utf8')
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

export const THEMES = ['dark', 'light'] as const
export type Theme = (typeof THEMES)[number]

/** The rules that read colours. A theme changes nothing else. */
const COLOUR_RULES = ['color-contrast', 'link-in-text-block']

const EVERY_RULE = { type: 'tag', values: TAGS }
const OF_COLOURS = { type: 'rule', values: COLOUR_RULES }

/** An open layer covers the page, whose own colours other tests read. */
const LAYER = '[role="dialog"], [role="alertdialog"], [role="menu"]'

/** The serious and critical issues that axe reports for the page: the rule, the first places, and the count. */
export async function seriousIssues(page: Page, runOnly: object = EVERY_RULE): Promise<string[]> {
  // Injected by the debugger, so that the page's content security policy stays in force.
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(SOURCE)
  const { violations } = await page.evaluate<AxeResults, [object, string]>(
    ([options, layer]) => {
      const { axe } = window as unknown as { axe: { run(of: Node, options: object): Promise<AxeResults> } }
      return axe.run((layer && document.querySelector(layer)) || document, options)
    },
    // Passed rules are not listed, which is slow.
    [{ runOnly, resultTypes: ['violations'] }, runOnly === OF_COLOURS ? LAYER : ''],
  )
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => {
      const places = nodes
        .slice(0, 3)
        .map(({ target, failureSummary }) => `${target.join(' ')} (${failureSummary})`)
      return `${id} x ${nodes.length}: ${places.join('; ')}`
    })
}

/** The serious issues of the page in each theme; empty without any. */
export async function issuesByTheme(page: Page): Promise<Partial<Record<Theme, string[]>>> {
  const found: Partial<Record<Theme, string[]>> = {}
  for (const [i, theme] of THEMES.entries()) {
    await switchTo(page, theme)
    const issues = await seriousIssues(page, i === 0 ? EVERY_RULE : OF_COLOURS)
    if (issues.length > 0) found[theme] = issues
  }
  return found
}

/** Resolves when colour transitions have ended, since contrast is undefined during one. */
async function switchTo(page: Page, theme: Theme): Promise<void> {
  await page.evaluate(async (light) => {
    document.documentElement.classList.toggle('light', light)
    await new Promise(requestAnimationFrame)
    const fading = document.getAnimations().filter((animation) => animation instanceof CSSTransition)
    await Promise.allSettled(fading.map(({ finished }) => finished))
  }, theme === 'light')
}
