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

const EVERY_RULE = {
  runOnly: { type: 'tag', values: TAGS },
  // Its issues are moderate at most, and it reads the whole page.
  rules: { region: { enabled: false } },
}
const OF_COLOURS = { runOnly: { type: 'rule', values: COLOUR_RULES } }

export const OPEN_LAYER = '[role="dialog"], [role="alertdialog"], [role="menu"]'

/** Brings axe into each document that the page opens from now on, which costs less than bringing it into each anew. */
export const bringAxe = (page: Page): Promise<unknown> => page.addInitScript(SOURCE)

/**
 * The serious and critical issues that axe reports: the rule, the first places, and the count. Of an open layer, those of
 * the layer: the page behind it is read when nothing is open.
 */
export async function seriousIssues(page: Page, rules: object = EVERY_RULE): Promise<string[]> {
  // Injected by the debugger, so that the page's content security policy stays in force.
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(SOURCE)
  return page.evaluate(findIssues, { rules, layer: OPEN_LAYER })
}

/** Runs in the browser, so it is self-contained. The whole result is large, so it returns texts. */
async function findIssues({ rules, layer }: { rules: object; layer: string }): Promise<string[]> {
  const { axe } = window as unknown as { axe: { run(of: object, options: object): Promise<AxeResults> } }
  // A row that differs from an earlier row in its texts and names alone has the same issues.
  const known = new Set<string>()
  const repeated = Array.from(document.querySelectorAll('tbody > tr, li')).filter(({ outerHTML }) => {
    const markup = outerHTML
      .replace(
        / (href|id|for|title|datetime|name|value|data-row[a-z-]*|aria-(label|labelledby|describedby|controls))="[^"]+"/g,
        ' $1',
      )
      .replace(/>[^<]+/g, '>x')
    return known.size === known.add(markup).size
  })
  const include = document.querySelector(layer) ?? document
  // Passed rules are not listed, and no media are loaded, which are slow.
  const { violations } = await axe.run(
    { include, exclude: repeated },
    { ...rules, resultTypes: ['violations'], preload: false },
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
