/** @own-database */
import { randomUUID } from 'node:crypto'
import type { Client } from 'pg'
import {
  entriesSql,
  FIRST_PLACE,
  PIN_SETTINGS,
  proveRow,
  rootOfPath,
  SEAL_FORMAT,
  SEALED_TABLES,
  sealRows,
  sealTenantRows,
  UNSEALED_COLUMNS,
} from '@/lib/access/audit'
import { closeDatabase, Prisma, runMigrations } from '@/lib/platform/db'
import { newId } from '@/lib/platform/ids'
import { hashRows, lastPlace, readParts } from '@/scripts/audit/read-seals'
import { earlierTransactionsEnded } from '../../../support/earlier-transactions'
import { type MintedTenant, mintTenant } from '../../../support/minted-tenant'
import { testSetting, withClient } from '../../../support/postgres'
import { insertRaw } from '../../../support/raw-transactions'
import { createScratchDatabase } from '../../../support/scratch-database'
import { sealAll, tamper, verify } from './support'

/** Which rows a seal takes, and when. */

let minted: MintedTenant
let tenantId: string
beforeEach(async () => {
  minted = await mintTenant({ recorded: true })
  tenantId = minted.tenant.id
})
afterAll(closeDatabase)

/** Writes a note as another process does. */
async function noteIn(client: Client): Promise<string> {
  const id = newId()
  await client.query(
    `insert into entity_notes (tenant_id, id, kind, entity_id, user_id, body)
     values ($1, $2, 'account', 'C-1', $3, 'ünïcödé')`,
    [tenantId, id, minted.as.analyst.actor.id],
  )
  return id
}

const note = (): Promise<string> => withClient('superuser', noteIn)

/** The ids of the notes of each seal. */
const sealedNotes = (): Promise<string[][]> =>
  withClient('superuser', async (client) => {
    const { rows } = await client.query<{ entries: Buffer }>(
      `select entries from audit_seal_parts where tenant_id = $1 and table_name = 'entity_notes' order by last_order`,
      [tenantId],
    )
    return rows.map(({ entries }) =>
      Array.from({ length: entries.length / 48 }, (_, i) =>
        entries
          .subarray(48 * i, 48 * i + 16)
          .toString('hex')
          .replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-'),
      ),
    )
  })

test('a row that is committed after a seal is in a later seal, whatever was written before and after it', async () => {
  const early = await note()
  await sealAll(minted)
  const slow = await withClient('superuser', async (client) => {
    await client.query('begin')
    const id = await noteIn(client)
    const after = await note()
    await sealTenantRows(tenantId)
    await sealTenantRows(tenantId)
    // Transactions commit in any order: nothing after an open one is sealed.
    expect(await sealedNotes()).toEqual([[early]])
    await client.query('commit')
    return [id, after]
  })
  await sealAll(minted)
  expect(await sealedNotes()).toEqual([[early], slow])
  expect(await verify(minted)).toContain(': whole,')
})

test('seals are verified in the order of their numbers, also where these get another digit', async () => {
  await withClient('superuser', (client) =>
    client.query(
      `select setval(name, (10 ^ length(nextval(name)::text))::bigint - 2)
         from pg_get_serial_sequence('audit_log', 'seq') name`,
    ),
  )
  for (let i = 0; i < 4; i++) {
    await note()
    await sealAll(minted)
  }
  expect(await verify(minted)).toContain(': whole,')
})

test('two processes seal a row once, in slices', async () => {
  await insertRaw(
    tenantId,
    Array.from({ length: 45 }, (_, i) => ({ at: '2026-03-01T00:00:00Z', from: `C-${i}` })),
  )
  await earlierTransactionsEnded()
  for (let i = 0; i < 100; i++) await Promise.all([sealTenantRows(tenantId, 4), sealTenantRows(tenantId, 4)])
  await sealAll(minted)
  expect(await verify(minted)).toMatch(/: whole, .*; [2-9] seals, 45 predictions,/)
  expect(await sealTenantRows(tenantId)).toBe(0)
})

test('20,000 rows need at most nine seals', async () => {
  await withClient('superuser', async (client) => {
    await client.query("set session_replication_role = 'replica'")
    const row = [tenantId]
    await client.query(
      `insert into transactions (tenant_id, id, fingerprint, occurred_at, type, amount, currency, sender_account, source)
       select $1, md5(n::text)::uuid, sha256(n::text::bytea), now(), 'TRANSFER', n, 'USD', 'C-' || n, 'api'
         from generate_series(1, 20000) n`,
      row,
    )
    await client.query(
      `insert into predictions (tenant_id, id, transaction_id, model_version_id, model_version, policy_version, margin,
         base_value, base_score, score, risk_band, outcome, threshold, reason_codes, features, contributions, expected_loss,
         latency_ms, timings, answer)
       select $1, md5(n::text)::uuid, md5(n::text)::uuid, $1, 'm/1', 1, 0, 0, 0.1, 0.5, 'low', 'approve', 0.5, '{a,b}',
              array_fill(random(), array[40]), array_fill(random(), array[40]), 1, 1, '{}', repeat('{"score": 0.5}', 100)
         from generate_series(1, 20000) n`,
      row,
    )
  })
  await sealAll(minted)
  expect(await verify(minted)).toMatch(/: whole, .*; [3-9] seals, 20000 predictions,/)
})

test('the job finds the tenants with new rows', async () => {
  await note()
  await earlierTransactionsEnded()
  await sealRows()
  expect(await sealedNotes()).toHaveLength(1)
})

test('the hash of a row depends on no setting of the session', async () => {
  await insertRaw(tenantId, [
    { at: '2026-03-01T00:00:00Z', from: 'C-ü🏦', phone: '+49 30', score: 0.1 + 0.2 },
  ])
  await note()
  await sealAll(minted)
  await withClient('superuser', async (client) => {
    await client.query('begin')
    await client.query(`set datestyle = 'German, DMY'; set time zone 'Asia/Kolkata'; set extra_float_digits = -8;
      set client_encoding = 'LATIN1'; set intervalstyle = 'sql_standard'; set bytea_output = 'escape'`)
    await client.query(PIN_SETTINGS)
    const seals = await client.query<{ id: string }>(
      'select distinct seal_id::text as id from audit_seal_parts where tenant_id = $1',
      [tenantId],
    )
    for (const { id } of seals.rows) {
      for await (const { tableName, rowCount, last, entries } of readParts(client, tenantId, id)) {
        const table = SEALED_TABLES.find(({ name }) => name === tableName)
        if (!table) throw new Error(`no table ${tableName}`)
        const after = await lastPlace(client, tenantId, table, last)
        const range = { table, after, last, format: SEAL_FORMAT, limit: rowCount }
        const found = await hashRows(client, tenantId, range)
        expect({ tableName, entries: found.entries?.toString('hex') }).toEqual({
          tableName,
          entries: entries.toString('hex'),
        })
      }
    }
  })
})

test('every column of a sealed table is hashed, or may change', async () => {
  const tables = SEALED_TABLES.flatMap(({ name, cells, companion }) => [
    { name, cells, alias: 'r' },
    ...(companion ? [{ name: companion.name, cells: companion.cells, alias: 'c' }] : []),
  ])
  await withClient('superuser', async (client) => {
    for (const { name, cells, alias } of tables) {
      const { rows } = await client.query<{ column: string }>(
        `select column_name as column from information_schema.columns where table_schema = 'public' and table_name = $1`,
        [name],
      )
      const text = cells.at(-1)?.text ?? ''
      const hashed = rows.filter(({ column }) => new RegExp(`\\b${alias}\\.${column}\\b`).test(text))
      const rest = rows.filter((row) => !hashed.includes(row)).map(({ column }) => column)
      expect({ name, rest }).toEqual({ name, rest: UNSEALED_COLUMNS[name] ?? [] })
    }
  })
})

test('a proof leads from the hash of a row to the chained root', async () => {
  const transactions = await insertRaw(
    tenantId,
    Array.from({ length: 7 }, (_, i) => ({ at: '2026-03-01T00:00:00Z', from: `C-${i}` })),
  )
  const [id = '', changed = ''] = transactions
  const prove = (table: 'transactions' | 'predictions' | 'entity_notes', row: string) =>
    proveRow(minted.as.senior_analyst, table, row)
  expect(await prove('predictions', id)).toEqual({ table: 'predictions', id, proof: null })
  const noteId = await note()
  await sealAll(minted)
  for (const [table, row] of [
    ['predictions', id],
    ['transactions', transactions.at(-1) ?? ''],
    ['entity_notes', noteId],
  ] as const) {
    const { proof } = await prove(table, row)
    if (!proof) throw new Error('no proof')
    const [path, leaf] = [proof.path.map((hash) => Buffer.from(hash, 'hex')), Buffer.from(proof.leaf, 'hex')]
    const root = Buffer.from(rootOfPath(leaf, proof.index, proof.leaves, path)).toString('hex')
    expect({ table, root, unchanged: proof.unchanged }).toEqual({ table, root: proof.root, unchanged: true })
    const stored = await withClient('superuser', (client) =>
      client.query(`select after ->> 'root' as root from audit_log where tenant_id = $1 and seq = $2`, [
        tenantId,
        proof.audit_seq,
      ]),
    )
    expect(stored.rows).toEqual([{ root }])
  }
  await tamper([
    ['update transactions set amount = 11 where tenant_id = $1 and id = $2', [tenantId, changed]],
  ])
  expect((await prove('transactions', changed)).proof?.unchanged).toBe(false)
  expect((await prove('predictions', changed)).proof?.unchanged).toBe(true)
  await expect(prove('predictions', newId())).rejects.toMatchObject({ code: 'not-found' })
  await expect(proveRow(minted.as.analyst, 'predictions', id)).rejects.toMatchObject({
    code: 'missing-permission',
  })
})

test('finds rows through the index that starts with the tenant', async () => {
  await withClient('superuser', async (client) => {
    await client.query('set enable_sort = off')
    const until = Prisma.sql`r.commit_order < 9`
    for (const table of SEALED_TABLES) {
      const sql = entriesSql(table, { tenantId, after: FIRST_PLACE, until, limit: 10, format: SEAL_FORMAT })
      const { rows } = await client.query<Record<string, string>>(Prisma.sql`explain ${sql}`)
      const plan = rows.flatMap((row) => Object.values(row)).join('\n')
      expect(plan).toContain(`${table.name}_sealing`)
      expect(plan).not.toContain('Sort')
    }
  })
})

test('rows of a database that was restored into a younger cluster come after the sealed ones', async () => {
  const scratch = await createScratchDatabase()
  const migrate = () =>
    runMigrations({ ownerUrl: scratch.ownerUrl, sealKey: testSetting('SENTINEL_TENANT_SEAL_KEY') })
  try {
    await migrate()
    await scratch.use(async (client) => {
      const orderNow = async () =>
        Number((await client.query('select commit_order(pg_current_xact_id()) as n')).rows[0]?.n)
      const tenant = randomUUID()
      const ahead = 5_000_000
      const sealed = (await orderNow()) + ahead
      await client.query("set session_replication_role = 'replica'")
      await client.query(
        `insert into audit_seal_parts values ($1, $1, 1, 'policies', 1, ${sealed}, $1, '\\x00')`,
        [tenant],
      )
      await migrate()
      const first = await orderNow()
      expect(first).toBeGreaterThan(sealed)
      await migrate()
      // Other tests use some numbers meanwhile.
      expect((await orderNow()) - first).toBeLessThan(ahead)
      const { rows } = await client.query<{ commit_order: string }>(
        `insert into policies (tenant_id, id, version, medium_from, high_from, review_threshold, block_threshold)
         values ($1, $1, 1, 0.1, 0.2, 0.3, 0.4) returning commit_order`,
        [tenant],
      )
      expect(Number(rows[0]?.commit_order)).toBeGreaterThan(sealed)
    })
  } finally {
    await scratch.drop()
  }
})
