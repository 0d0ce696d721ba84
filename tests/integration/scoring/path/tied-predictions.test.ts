import type { Client } from 'pg'
import { newId } from '@/lib/platform/ids'
import { type MintedTenant, mintTenant } from '../../../support/minted-tenant'
import { withClient } from '../../../support/postgres'
import { paysimRow, score, scoringKey } from '../../../support/scoring'

/** No foreign key requires a transaction for a prediction; the trigger of the read model does. */
const UNTIED = { code: '23503', constraint: 'predictions_transaction' }

let one: MintedTenant
let other: MintedTenant
let transactionId: string

beforeAll(async () => {
  ;[one, other] = [await mintTenant(), await mintTenant()]
  const response = await score(paysimRow(), { key: await scoringKey(one) })
  transactionId = ((await response.json()) as { transaction_id: string }).transaction_id
})

/** Copies of the prediction, each with different values in some columns. */
async function insertCopies(client: Client, changes: Record<string, string>[]): Promise<void> {
  await client.query(
    `insert into predictions select r.* from json_array_elements($1) change, predictions p,
       jsonb_populate_record(p, change::jsonb) r where p.tenant_id = $2 and p.transaction_id = $3`,
    [JSON.stringify(changes), one.tenant.id, transactionId],
  )
}

/** A transaction without a prediction. */
async function storeTransaction(client: Client, type = 'TRANSFER'): Promise<string> {
  const id = newId()
  await client.query(
    `insert into transactions select r.* from transactions t,
       jsonb_populate_record(t, jsonb_build_object('id', $1::text, 'external_id', null, 'type', $4::text)) r
      where t.tenant_id = $2 and t.id = $3`,
    [id, one.tenant.id, transactionId, type],
  )
  return id
}

async function counts(client: Client): Promise<Record<string, number>> {
  const of = (table: string) => `(select count(*)::int from ${table} where tenant_id = $1) as ${table}`
  const tables = ['predictions', 'scored_transactions', 'activity_hours']
  const { rows } = await client.query(`select ${tables.map(of).join(', ')}`, [one.tenant.id])
  return rows[0] as Record<string, number>
}

test('a prediction without a transaction of its tenant is rejected, alone and among others', () =>
  withClient('superuser', async (client) => {
    const before = await counts(client)
    const untied = () => ({ id: newId(), transaction_id: newId() })
    const foreign = { id: newId(), tenant_id: other.tenant.id }
    const tied = { id: newId(), transaction_id: await storeTransaction(client) }
    await expect(insertCopies(client, [untied()])).rejects.toMatchObject(UNTIED)
    await expect(insertCopies(client, [foreign])).rejects.toMatchObject(UNTIED)
    await expect(insertCopies(client, [tied, untied()])).rejects.toMatchObject(UNTIED)
    await expect(insertCopies(client, [tied, foreign])).rejects.toMatchObject(UNTIED)
    expect(await counts(client)).toEqual(before)
    await insertCopies(client, [tied])
    const { predictions = 0, scored_transactions = 0 } = before
    expect(await counts(client)).toMatchObject({
      predictions: predictions + 1,
      scored_transactions: scored_transactions + 1,
    })
  }))

test('a scored transaction cannot be deleted or get another id; an unscored one can', () =>
  withClient('superuser', async (client) => {
    const remove = 'delete from transactions where tenant_id = $1 and id = $2'
    const rename = 'update transactions set id = gen_random_uuid() where tenant_id = $1 and id = $2'
    for (const sql of [remove, rename])
      await expect(client.query(sql, [one.tenant.id, transactionId])).rejects.toMatchObject(UNTIED)
    const unscored = await storeTransaction(client)
    expect((await client.query(remove, [one.tenant.id, unscored])).rowCount).toBe(1)
  }))

/** Two connections that add to the same rows of the totals. */
async function withOneSlot(work: (clients: [Client, Client]) => Promise<void>): Promise<void> {
  const slots = new Map<number, Client>()
  const open = (): Promise<void> =>
    withClient('superuser', async (client) => {
      const { rows } = await client.query<{ slot: number }>('select pg_backend_pid() % 4 as slot')
      const slot = rows[0]?.slot ?? 0
      const sharing = slots.get(slot)
      if (sharing) return work([sharing, client])
      slots.set(slot, client)
      return open()
    })
  await open()
}

test('two writers that add to totals in several statements, in opposite orders, wait for one another', () =>
  withOneSlot(async ([first, second]) => {
    const types = ['TRANSFER', 'PAYMENT'] as const
    const store = async (client: Client, order: readonly string[]) => {
      const ids: string[] = []
      for (const type of order) ids.push(await storeTransaction(client, type))
      return ids
    }
    const before = await counts(first)
    const write = async (client: Client, ids: readonly string[]) => {
      await client.query('begin')
      for (const id of ids) {
        await insertCopies(client, [{ id: newId(), transaction_id: id }])
        await new Promise((resolve) => setTimeout(resolve, 100))
      }
      await client.query('commit')
    }
    const [ids, reversed] = [await store(first, types), await store(second, [...types].reverse())]
    await Promise.all([write(first, ids), write(second, reversed)])
    expect((await counts(first)).predictions).toBe((before.predictions ?? 0) + 4)
  }))
