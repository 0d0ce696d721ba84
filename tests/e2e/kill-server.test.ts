import { createHash, randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { type MintedTenant, mintTenant } from '../support/minted-tenant'
import { withClient } from '../support/postgres'
import { replayedStates, storedStates } from '../support/replay-states'
import { paysimRow, scoringKey } from '../support/scoring'
import { startServer, type TestServer } from '../support/server'

/**
 * The client's own record: written before each request, completed by its response. A missing status is an unknown
 * outcome.
 */
interface LedgerLine {
  key: string
  body: Record<string, unknown>
  responses: { status: number; text: string }[]
}

const CLIENTS = 16
/** The responses before each kill: the server is hit in its first second and later. */
const RESPONSES_BEFORE_KILL = [60, 90, 120, 150]
/** Each attempt while the server is down is one more unknown outcome, to be sent again at the end. */
const BACK_OFF_MS = 200
const REPEATED = 300

describe('kill -9 under load', () => {
  let minted: MintedTenant
  let apiKey: string
  let server: TestServer
  beforeAll(async () => {
    minted = await mintTenant()
    apiKey = await scoringKey(minted)
    server = await startServer()
  })
  afterAll(() => server.stop())

  const post = async (line: LedgerLine): Promise<void> => {
    const response = await fetch(`${server.url}/api/score`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${apiKey}`,
        'content-type': 'application/json',
        'idempotency-key': line.key,
      },
      body: JSON.stringify(line.body),
    })
    line.responses.push({ status: response.status, text: await response.text() })
  }

  /** On a busy machine the database may be late: such a response asks to send the request again. */
  const postUntilAnswered = async (line: LedgerLine): Promise<void> => {
    do await post(line)
    while (line.responses.at(-1)?.status === 503)
  }

  it('neither loses nor duplicates a row', async () => {
    const ledger: LedgerLine[] = []
    let stopped = false
    const client = async (name: number) => {
      for (let i = 0; !stopped; i++) {
        const body = paysimRow({
          nameOrig: `C-${(name + i) % 9}`,
          nameDest: `C-${i % 11}`,
          amount: 1 + (i % 500),
          external_id: `k-${name}-${i}`,
        })
        const line: LedgerLine = { key: randomUUID(), body, responses: [] }
        ledger.push(line)
        await post(line).catch(() => sleep(BACK_OFF_MS))
      }
    }
    const clients = Array.from({ length: CLIENTS }, (_, name) => client(name))
    const responses = () => ledger.filter((line) => line.responses.length > 0).length
    const untilMore = async (count: number) => {
      for (const before = responses(); responses() - before < count;) await sleep(5)
    }
    for (const count of RESPONSES_BEFORE_KILL) {
      await untilMore(count)
      await server.kill9()
      await server.restart()
    }
    await untilMore(RESPONSES_BEFORE_KILL[0] as number)
    stopped = true
    await Promise.all(clients)

    const isKnown = (line: LedgerLine) => line.responses.some(({ status }) => status === 200)
    const unknown = ledger.filter((line) => !isKnown(line))
    const known = ledger.filter(isKnown)
    expect(known.length).toBeGreaterThan(200)
    const repeated = [...unknown, ...known.slice(-REPEATED)]
    while (repeated.length > 0) await Promise.all(repeated.splice(0, CLIENTS).map(postUntilAnswered))

    const answered = ledger.map((line) => ({
      key: line.key,
      ...(line.responses.at(-1) as LedgerLine['responses'][number]),
    }))
    expect(new Set(answered.map(({ status }) => status))).toEqual(new Set([200]))
    // I-4: every response to one key is the same, to the byte.
    for (const line of ledger)
      expect(
        new Set(line.responses.filter(({ status }) => status === 200).map(({ text }) => text)).size,
      ).toBe(1)

    const ids = answered.map(({ text }) => (JSON.parse(text) as { transaction_id: string }).transaction_id)
    await withClient('superuser', async (db) => {
      const one = async (sql: string) => (await db.query(sql, [minted.tenant.id])).rows
      // I-1: every acknowledged request has exactly one row, with the returned id; there are no other rows.
      const stored = await one('select id from transactions where tenant_id = $1')
      expect(stored.map((row) => row.id as string).sort()).toEqual(ids.toSorted())
      // I-2: no duplicates.
      expect(
        await one('select external_id from transactions where tenant_id = $1 group by 1 having count(*) > 1'),
      ).toEqual([])
      expect(
        await one(
          'select key from idempotency_keys where tenant_id = $1 group by operation, key having count(*) > 1',
        ),
      ).toEqual([])
      // I-5: the transaction and its prediction, which records the caller, are both stored or both missing.
      const parts = await one(
        `select t.id from transactions t
           left join predictions p on p.tenant_id = t.tenant_id and p.transaction_id = t.id
          where t.tenant_id = $1 group by t.id
         having count(p.id) <> 1 or count(p.actor_kind) <> 1 or count(p.actor_id) <> 1 or count(p.request_id) <> 1`,
      )
      expect(parts).toEqual([])
      const digests = await one('select p.answer from predictions p where p.tenant_id = $1')
      const digest = (text: string) => createHash('sha256').update(text).digest('hex')
      expect(digests.map((row) => digest(row.answer as string)).sort()).toEqual(
        answered.map(({ text }) => digest(text)).sort(),
      )
    })
    // I-6: counters equal their recomputation from the rows.
    expect(await storedStates(minted.tenant.id)).toEqual(await replayedStates(minted.tenant.id))
    // The server starts five times.
  })
})
