import { setTimeout as sleep } from 'node:timers/promises'
import type { Browser } from 'playwright-core'
import type { Role } from '@/lib/contract/permissions'
import { newId } from '@/lib/platform/ids'
import type { ScoreResponse } from '@/lib/scoring/path/schema'
import { openBrowser } from './browser'
import { type MintedTenant, mintTenant } from './minted-tenant'
import { openPage } from './open-page'
import { usePolicy } from './scored-rows'
import { DESKTOP, enterAs, openScreen, PHONE, type Screen } from './screens'
import { paysimRow, scoringKey } from './scoring'
import { sharedServer } from './shared-server'

/** The window sizes of each journey. */
export const SIZES = [
  ['on a desktop', DESKTOP],
  ['on a phone', PHONE],
] as const

/** The users of one tenant on the built server; each test has its own tenant. */
export interface Journey {
  /** A tenant where every transaction is an alert, and only a list blocks. */
  minted(): MintedTenant
  /** A user's window before the first page, for requests with the session. */
  enter(role: Role, viewport?: typeof DESKTOP): Promise<Screen>
  /** A signed-in page of one user. Errors on it fail the test at its end. */
  open(role: Role, path: string, viewport?: typeof DESKTOP): Promise<Screen>
  /** A page of somebody who is not signed in. */
  visit(path: string, viewport?: typeof DESKTOP): Promise<Screen>
  /** Scores transactions as the tenant's own system does. */
  score(...changes: Record<string, unknown>[]): Promise<ScoreResponse[]>
}

/** Call it in a describe: starts the server and browser of the journeys before the tests and stops them afterwards. */
export function prepareJourney(): Journey {
  let server: { url: string }
  let browser: Browser
  let minted: MintedTenant
  let key: string
  let screens: Screen[] = []
  beforeAll(async () => {
    ;[server, browser] = await Promise.all([sharedServer(), openBrowser()])
  })
  beforeEach(async () => {
    screens = []
    minted = await mintTenant()
    await usePolicy(minted, [1e-9, 0.9], [1e-9, 1])
    key = await scoringKey(minted)
  })
  afterEach(async () => {
    const complaints = screens.flatMap((screen) => screen.complaints)
    await Promise.all(screens.map((screen) => screen.close()))
    expect(complaints).toEqual([])
  })
  async function enter(role: Role, viewport = DESKTOP): Promise<Screen> {
    const screen = await openScreen(browser, server.url, viewport)
    screens.push(screen)
    await enterAs(screen.page, minted.emailOf[role])
    return screen
  }
  return {
    minted: () => minted,
    enter,
    async open(role, path, viewport) {
      const screen = await enter(role, viewport)
      await openPage(screen.page, path)
      return screen
    },
    async visit(path, viewport = DESKTOP) {
      const screen = await openScreen(browser, server.url, viewport)
      screens.push(screen)
      await openPage(screen.page, path)
      return screen
    },
    async score(...changes) {
      const headers = {
        authorization: `Bearer ${key}`,
        'content-type': 'application/json',
        'idempotency-key': newId(),
      }
      const body = JSON.stringify({ transactions: changes.map(paysimRow) })
      const send = () => fetch(`${server.url}/api/score/batch`, { method: 'POST', headers, body })
      let response = await send()
      // On a busy machine the database may be late; the same key takes effect once.
      for (const deadline = Date.now() + 60_000; response.status === 503 && Date.now() < deadline;) {
        await sleep(500)
        response = await send()
      }
      const text = await response.text()
      if (!response.ok) throw new Error(`the batch returned ${response.status}: ${text}`)
      const { results } = JSON.parse(text) as { results: ({ status: number } & ScoreResponse)[] }
      expect(results.map(({ status }) => status)).toEqual(changes.map(() => 200))
      return results
    },
  }
}

/** Rows with separate accounts, each with a larger amount than the previous one. */
export const growingRows = (count: number, first = 0): Record<string, unknown>[] =>
  Array.from({ length: count }, (_, i) => ({
    step: 700 + first + i,
    amount: 10_000 * (first + i + 1),
    nameOrig: `C-from-${first + i}`,
    nameDest: `C-to-${first + i}`,
  }))
