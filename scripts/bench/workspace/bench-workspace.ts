import { measureTenant } from '@/lib/governance/drift'
import { startServer } from '../../../tests/support/server'
import { type LoadRequest, runLoad } from '../load'
import type { BenchResult } from '../main-job'
import { prepareBench } from '../prepare'
import { signIn } from '../sign-in'
import { DEMO_BANKS } from '@/prisma/seed/demo-banks'
import { fillTenant } from './fill-tenant'
import { findPages } from './find-pages'
import { weighPage } from './page-weight'

interface WorkspaceBench {
  superuserUrl: string
  rows: number
  seconds: number
}

/** Server time of the analyst's pages and lists in a large tenant, and what the queue makes a browser load. */
export async function benchWorkspace({ superuserUrl, rows, seconds }: WorkspaceBench): Promise<BenchResult> {
  const prepared = await prepareBench()
  const [bank] = DEMO_BANKS
  if (!bank) throw new Error('no demo bank')
  const startedAt = performance.now()
  const present = await fillTenant(superuserUrl, bank.id, { rows })
  const notes = [
    `${present.toLocaleString('en')} scored transactions, filled in ${Math.round((performance.now() - startedAt) / 1000)} s`,
  ]
  await measureTenant(bank.id, new Date())
  await prepared.close()
  const server = await startServer({
    env: {
      LOG_LEVEL: 'info',
      SENTINEL_RATE_LIMIT: '1000000',
      SENTINEL_KEY_ROWS_PER_HOUR: '1000000000',
      SENTINEL_USER_ROWS_PER_HOUR: '1000000000',
    },
  })
  try {
    const cookie = await signIn(server.url, prepared.email, prepared.password)
    const lines: BenchResult['lines'] = []
    let failures = 0
    const measured = [
      ...(await findPages(server.url, cookie)).map(({ what, path }) => ({
        what,
        warmup: 10,
        next: () => ({ method: 'GET' as const, path, headers: { cookie, accept: 'text/html' } }),
      })),
      ...PREVIEWS.map(({ what, threshold }) => ({
        what,
        warmup: 1,
        next: () => previewOf(threshold, cookie),
      })),
    ]
    for (const { what, warmup, next } of measured) {
      const result = await runLoad({ url: server.url, connections: 1, seconds, warmup, next })
      failures += result.failures
      lines.push({
        what,
        load: '1 connection',
        samples: result.samples,
        perSecond: result.samples.length / result.seconds,
      })
    }
    for (const path of ['/queue', '/dashboard']) {
      const { javascriptKb, layoutShift, layoutShiftWhenSlow } = await weighPage(
        `${server.url}${path}`,
        cookie,
      )
      notes.push(
        `${path}: ${javascriptKb.toFixed(0)} KB of compressed JavaScript, layout shift ${layoutShift.toFixed(4)}, over a slow line ${layoutShiftWhenSlow.toFixed(4)}`,
      )
    }
    return { lines, notes, failures }
  } finally {
    await server.stop()
  }
}

/** The demo's medium band begins at 0.019. */
const PREVIEWS = [
  { what: 'preview of 30 days, threshold above the medium band', threshold: 0.05 },
  { what: 'preview of 30 days, threshold below the medium band', threshold: 0.002 },
]

const previewOf = (threshold: number, cookie: string): LoadRequest => ({
  method: 'POST',
  path: '/api/changes/preview',
  headers: { cookie, 'content-type': 'application/json', 'sec-fetch-site': 'same-origin' },
  body: JSON.stringify({ change: { kind: 'policy', payload: { review_threshold: threshold } }, days: 30 }),
})
