import fc from 'fast-check'
import { PROBLEMS } from '@/lib/platform/errors'
import { type MintedTenant, mintTenant } from '../../../support/minted-tenant'
import { countRows, paysimRow, score, scoreBatch, scoringKey } from '../../../support/scoring'

/** Seeded random bodies: every body is scored or rejected by a documented problem, never a 5xx. */
const RUNS = 1_500
const SEED = 20_261_120

const NAMES = [
  ...Object.keys(paysimRow()),
  'external_id',
  'occurred_at',
  'metadata',
  'latitude',
  'ip',
  'country',
  'phone',
  '__proto__',
  'isFraud',
  '',
]
const nasty = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 80 }),
  fc.double(),
  fc.integer(),
  fc.bigInt().map((n) => ({ raw: String(n) })),
  fc.constantFrom(
    { raw: '1e400' },
    { raw: '-0' },
    { raw: 'NaN' },
    { raw: '00' },
    { raw: '1.0000000000000000001' },
    { raw: '"\\ud800"' },
  ),
  fc.constantFrom(null, true, [], {}, '', 'CASH_OUT', '2026-01-01T00:00:00Z', '::1', -1, 0.001, 1e13),
  fc.jsonValue({ maxDepth: 3 }),
)

type Nasty = { raw: string } | unknown
const isRaw = (value: Nasty): value is { raw: string } =>
  typeof value === 'object' && value !== null && 'raw' in value

/** JSON text with some raw values that JSON.stringify would never write. */
function toText(body: [string, Nasty][]): string {
  const members = body.map(([name, value]) => {
    const text = isRaw(value) ? value.raw : (JSON.stringify(value) ?? 'null')
    return `${JSON.stringify(name)}:${text}`
  })
  return `{${members.join(',')}}`
}

const mutatedRow = fc
  .array(fc.tuple(fc.constantFrom(...NAMES), nasty), { maxLength: 3 })
  .map((changes) =>
    toText([
      ...Object.entries(paysimRow()).filter(([name]) => !changes.some(([n]) => n === name)),
      ...changes,
    ]),
  )

async function expectProblem(response: Response): Promise<void> {
  const body = await response.json()
  const code = String(body.type).split('/').at(-1) as keyof typeof PROBLEMS
  expect(PROBLEMS[code]?.status).toBe(response.status)
  expect(response.headers.get('content-type')).toBe('application/problem+json')
  expect(JSON.stringify(body)).not.toMatch(/prisma|postgres|select |insert into|node_modules|\bat \//i)
}

describe('generated bodies', () => {
  let minted: MintedTenant
  let key: string
  beforeAll(async () => {
    minted = await mintTenant()
    key = await scoringKey(minted)
  })

  it('to POST /api/score are scored or rejected, and stored only if they are scored', async () => {
    let scored = 0
    await fc.assert(
      fc.asyncProperty(mutatedRow, async (text) => {
        const response = await score(text, { key })
        if (response.status === 200) {
          if (response.headers.get('idempotent-replayed') === null) scored += 1
          return
        }
        expect([400, 422]).toContain(response.status)
        await expectProblem(response)
      }),
      { numRuns: RUNS, seed: SEED },
    )
    expect(scored).toBeGreaterThan(RUNS / 10)
    expect(await countRows(minted.tenant.id, 'transactions')).toBe(scored)
  })

  it('to POST /api/score/batch give every row its own result', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.jsonValue({ maxDepth: 2 }), { minLength: 1, maxLength: 5 }),
        async (values) => {
          const response = await scoreBatch({ transactions: [...values, paysimRow()] }, { key })
          if (response.status !== 200) return expectProblem(response)
          const { results } = await response.json()
          expect(results).toHaveLength(values.length + 1)
          expect(results.at(-1).status).toBe(200)
          for (const { status } of results) expect([200, 400, 422]).toContain(status)
        },
      ),
      { numRuns: 200, seed: SEED },
    )
  })

  it('of random bytes are rejected', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 200 }), async (bytes) => {
        const response = await score(bytes, { key })
        expect(response.status).toBe(400)
        await expectProblem(response)
      }),
      { numRuns: 300, seed: SEED },
    )
  })
})
