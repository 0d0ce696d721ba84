import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { AxeResults } from 'axe-core'
import type { Page } from 'playwright-core'

const SOURCE = readFileSync(createRequire(__filename).resolve('axe-core/axe.min.js'), 'utf8')
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

/**
 * What axe calls serious or critical on the page as it stands: the rule, the first places, and how many there are.
 * @param rules all of the standard's without it
 */
export async function seriousIssues(page: Page, rules?: readonly string[]): Promise<string[]> {
  // Through the debugger, so that the page's own policy stays as it is.
  await page.evaluate(SOURCE)
  const { violations } = await page.evaluate<AxeResults, object>(
    (runOnly) =>
      (window as unknown as { axe: { run(options: object): Promise<AxeResults> } }).axe.run({
        runOnly,
      }),
    rules ? { type: 'rule', values: rules } : { type: 'tag', values: TAGS },
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
