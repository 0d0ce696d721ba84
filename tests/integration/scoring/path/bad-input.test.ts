import { createApiKey } from '@/lib/access/api-keys'
import { type MintedTenant, mintTenant } from '../../../support/minted-tenant'
import { countRows, paysimRow, score, scoringKey } from '../../../support/scoring'

/** Invalid and hostile input: each gets a 4xx that names the field and the reason, and nothing is stored. */
const body = (changes: Record<string, unknown>) => JSON.stringify(paysimRow(changes))
const raw = (field: string, text: string) => body({ [field]: '@@' }).replace('"@@"', text)

const CASES: [what: string, body: string, problem: string, field?: string][] = [
  ['a text as amount', body({ amount: '12' }), 'invalid-request', 'amount'],
  ['no amount', body({ amount: undefined }), 'invalid-request', 'amount'],
  ['a list as sender', body({ nameOrig: ['C1'] }), 'invalid-request', 'nameOrig'],
  ['a negative amount', body({ amount: -0.01 }), 'invalid-request', 'amount'],
  ['three decimals', body({ amount: 1.005 }), 'invalid-request', 'amount'],
  ['an amount beyond the limit', body({ amount: 1e13 + 1 }), 'invalid-request', 'amount'],
  ['NaN', raw('amount', 'NaN'), 'malformed-json'],
  ['Infinity', raw('amount', 'Infinity'), 'malformed-json'],
  ['1e400', raw('amount', '1e400'), 'unsafe-number', 'amount'],
  ['an unsafe integer', raw('step', '9007199254740993'), 'unsafe-number', 'step'],
  ['an unknown type', body({ type: 'WIRE' }), 'invalid-request', 'type'],
  ['a type in lower case', body({ type: 'transfer' }), 'invalid-request', 'type'],
  ['an unknown field', body({ isFraud: 1 }), 'unknown-field', 'isFraud'],
  ['a tenant in the body', body({ tenant_id: 'x' }), 'unknown-field', 'tenant_id'],
  ['a NUL in an id', body({ nameOrig: 'C\u0000' }), 'invalid-text', 'nameOrig'],
  ['a lone surrogate', body({ nameOrig: '@@' }).replace('@@', '\\ud800'), 'invalid-text', 'nameOrig'],
  ['a line break in an id', body({ nameOrig: 'C\n1' }), 'invalid-request', 'nameOrig'],
  ['an id of 65 characters', body({ nameOrig: 'C'.repeat(65) }), 'invalid-request', 'nameOrig'],
  [
    'an external id of 65 characters',
    body({ external_id: 'x'.repeat(65) }),
    'invalid-request',
    'external_id',
  ],
  ['a city of 129 characters', body({ city: 'x'.repeat(129) }), 'invalid-request', 'city'],
  ['an empty id', body({ nameOrig: '' }), 'invalid-request', 'nameOrig'],
  ['both names of one field', body({ sender_account: 'C1' }), 'invalid-request', 'nameOrig'],
  ['no sender', body({ nameOrig: undefined }), 'invalid-request', 'sender_account'],
  ['a duplicate key', `{"amount":1,${body({}).slice(1)}`, 'duplicate-key', 'amount'],
  ['__proto__', `{"__proto__":{"a":1},${body({}).slice(1)}`, 'unknown-field', '__proto__'],
  ['metadata over 4 KB', body({ metadata: { note: 'x'.repeat(4_096) } }), 'invalid-request', 'metadata'],
  ['deep nesting', body({ metadata: '@@' }).replace('"@@"', '['.repeat(40) + ']'.repeat(40)), 'too-deep'],
  ['a negative step', body({ step: -1 }), 'invalid-request', 'step'],
  ['a fractional step', body({ step: 1.5 }), 'invalid-request', 'step'],
  ['a time without a zone', body({ occurred_at: '2026-01-01T00:00:00' }), 'invalid-request', 'occurred_at'],
  ['a time far ahead', body({ occurred_at: '2199-01-01T00:00:00Z' }), 'invalid-request', 'occurred_at'],
  ['a step far ahead', body({ step: 1_000_000 }), 'invalid-request', 'step'],
  ['a country name', body({ country: 'Kenya' }), 'invalid-request', 'country'],
  ['a latitude beyond the pole', body({ latitude: 91 }), 'invalid-request', 'latitude'],
  ['text that is not JSON', 'hello', 'malformed-json'],
  ['an empty body', '', 'malformed-json'],
  ['a list', '[]', 'invalid-request'],
  ['null', 'null', 'invalid-request'],
  ['two documents', '{}{}', 'malformed-json'],
]

describe('POST /api/score rejects', () => {
  let minted: MintedTenant
  let key: string
  beforeAll(async () => {
    minted = await mintTenant()
    key = await scoringKey(minted)
  })
  afterAll(async () => {
    expect(await countRows(minted.tenant.id, 'transactions')).toBe(0)
    expect(await countRows(minted.tenant.id, 'predictions')).toBe(0)
  })

  it.each(CASES.map(([what, text, problem, field]) => ({ what, text, problem, field })))(
    '$what',
    async ({ text, problem, field }) => {
      const response = await score(text, { key })
      const content = await response.json()
      expect(content).toMatchObject({ type: `/docs/problems/${problem}`, status: response.status })
      expect(response.status).toBeGreaterThanOrEqual(400)
      expect(response.status).toBeLessThan(500)
      expect(response.headers.get('content-type')).toBe('application/problem+json')
      if (field !== undefined) {
        expect(content.errors.map((error: { field: string }) => error.field)).toContain(field)
        expect(content.errors[0].reason).toMatch(/\w{3}/)
      }
    },
  )

  it('a body over one megabyte, another content type, an invalid key and a missing scope', async () => {
    const large = await score(body({ metadata: { x: 'x'.repeat(1_048_576) } }), { key })
    expect(large.status).toBe(413)
    const text = await score(body({}), { key, contentType: 'text/plain' })
    expect(text.status).toBe(415)
    const forged = await score(body({}), { key: `${key.slice(0, -1)}_` })
    expect(forged.status).toBe(401)
    const { secret } = await createApiKey(minted.as.admin, { name: 'reader', scopes: ['read'] })
    const reader = await score(body({}), { key: secret })
    expect(reader.status).toBe(403)
    expect(await reader.json()).toMatchObject({ type: '/docs/problems/missing-permission' })
  })

  it('invalid idempotency keys', async () => {
    for (const idempotencyKey of ['', 'x'.repeat(256), 'späße']) {
      const response = await score(body({}), { key, idempotencyKey }).catch(() => null)
      if (response) expect(response.status).toBe(400)
    }
  })
})
