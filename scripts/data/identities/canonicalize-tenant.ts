import type { Client } from 'pg'
import type { StateKey, StateKind } from '@/lib/engine/features'
import { newId } from '@/lib/platform/ids'
import { inTenant } from '../bad-rows'
import { changedHashesOf } from './changed-hashes'
import { rekeyEntries, rekeyLinks } from './rekey-lists'
import { rekeyStates } from './rekey-states'
import { rekeyPlaces, rekeyTransactions } from './rekey-transactions'

const STEP = 'identities'

/** What one run changed; a run that was interrupted counts what it did itself. */
export interface Canonicalized {
  transactions: number
  list_entries: number
  merged_entries: number
  links: number
  states: number
  renamed_states: number
}

/**
 * Gives the stored data of a tenant its canonical texts, in transactions of bounded size. Where it stopped is stored with
 * each of them: a later run continues there. Null where an earlier run has finished.
 */
export async function canonicalizeTenant(
  client: Client,
  tenantId: string,
  again = false,
): Promise<Canonicalized | null> {
  const begun = await inTenant(client, tenantId, () => begin(client, tenantId, again))
  if (begun.finished) return null
  const done: Canonicalized = {
    transactions: 0,
    list_entries: 0,
    merged_entries: 0,
    links: 0,
    states: 0,
    renamed_states: 0,
  }
  const tenant = { id: tenantId, country: begun.country }
  let [phase = '', kind = '', ...rest] = begun.position.split('\n')
  if (phase === '' || phase === 'transactions') {
    for (let after: string | null = kind; after !== null;) {
      const from: string = after
      after = await inTenant(client, tenantId, async () => {
        const batch = await rekeyTransactions(client, tenant, from)
        await keep(client, tenantId, batch.last === null ? 'lists' : `transactions\n${batch.last}`)
        done.transactions += batch.rekeyed
        return batch.last
      })
    }
    ;[phase, kind, rest] = ['lists', '', []]
  }
  if (phase === 'lists') {
    await inTenant(client, tenantId, async () => {
      await rekeyPlaces(client, tenantId)
      const { entries, merged } = await rekeyEntries(client, tenant)
      Object.assign(done, {
        list_entries: entries,
        merged_entries: merged,
        links: await rekeyLinks(client, tenant),
      })
      await keep(client, tenantId, 'states')
    })
    ;[kind, rest] = ['', []]
  }
  await rekeyAllStates(
    client,
    tenantId,
    done,
    kind === '' ? null : { kind: kind as StateKind, id: rest.join('\n') },
  )
  return done
}

async function rekeyAllStates(
  client: Client,
  tenantId: string,
  done: Canonicalized,
  from: StateKey | null,
): Promise<void> {
  const hashes = await inTenant(client, tenantId, () => changedHashesOf(client, tenantId))
  let after = from
  for (let more = true; more;) {
    more = await inTenant(client, tenantId, async () => {
      const batch = await rekeyStates(client, tenantId, hashes, after)
      done.states += batch.rekeyed
      done.renamed_states += batch.renamed
      after = batch.last ?? after
      if (batch.last) await keep(client, tenantId, `states\n${batch.last.kind}\n${batch.last.id}`)
      else await finish(client, tenantId, done)
      return batch.last !== null
    })
  }
}

interface Begun {
  position: string
  finished: boolean
  country: string | null
}

async function begin(client: Client, tenantId: string, again: boolean): Promise<Begun> {
  await client.query('insert into data_steps (tenant_id, step) values ($1, $2) on conflict do nothing', [
    tenantId,
    STEP,
  ])
  if (again)
    await client.query(
      "update data_steps set position = '', finished_at = null where tenant_id = $1 and step = $2",
      [tenantId, STEP],
    )
  const { rows } = await client.query<Begun>(
    `select s.position, s.finished_at is not null as finished, t.country
       from data_steps s join tenants t on t.id = s.tenant_id where s.tenant_id = $1 and s.step = $2`,
    [tenantId, STEP],
  )
  return rows[0] as Begun
}

const keep = (client: Client, tenantId: string, position: string) =>
  client.query('update data_steps set position = $3 where tenant_id = $1 and step = $2', [
    tenantId,
    STEP,
    position,
  ])

async function finish(client: Client, tenantId: string, done: Canonicalized): Promise<void> {
  await client.query('update data_steps set finished_at = now() where tenant_id = $1 and step = $2', [
    tenantId,
    STEP,
  ])
  if (Object.values(done).every((count) => count === 0)) return
  await client.query(
    `insert into audit_log (tenant_id, actor_kind, actor_id, action, object_kind, after, request_id)
     values ($1, 'system', 'data-canonicalize', 'data.canonicalized', 'tenant', $2, $3)`,
    [tenantId, JSON.stringify(done), newId()],
  )
}
