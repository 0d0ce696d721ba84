import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { AxeResults } from 'axe-core'
import type { Page } from 'playwright-core'

const SOURCE = readFileSync(createRequire(__filename).resolve('axe-core/axe.min.js'), 'utf8')
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

export const THEMES = ['dark', 'light'] as const
export type Theme = (typeof THEMES)[number]

/** What axe calls serious or critical on the page as it stands: the rule, the first places, and how many there are. */
export async function seriousIssues(page: Page): Promise<string[]> {
  // Through the debugger, so that the page's own policy stays as it is.
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(SOURCE)
  const { violations } = await page.evaluate<AxeResults, object>(
    (options) =>
      (window as unknown as { axe: { run(options: object): Promise<AxeResults> } }).axe.run(options),
    // What holds is of no interest here; to list it takes longer than to find what does not.
    { runOnly: { type: 'tag', values: TAGS }, resultTypes: ['violations'] },
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

/** The serious issues of the page as it stands, in each theme; empty where there are none. */
export async function issuesByTheme(page: Page): Promise<Partial<Record<Theme, string[]>>> {
  const found: Partial<Record<Theme, string[]>> = {}
  for (const theme of THEMES) {
    await switchTo(page, theme)
    const issues = await seriousIssues(page)
    if (issues.length > 0) found[theme] = issues
  }
  return found
}

/** Resolves when the colours have arrived: those that fade have no contrast of their own. */
async function switchTo(page: Page, theme: Theme): Promise<void> {
  await page.evaluate(async (light) => {
    document.documentElement.classList.toggle('light', light)
    await new Promise(requestAnimationFrame)
    const fading = document.getAnimations().filter((animation) => animation instanceof CSSTransition)
    await Promise.allSettled(fading.map(({ finished }) => finished))
  }, theme === 'light')
}
