import type { Client } from 'pg'
import {
  emptyState,
  type EntityStates,
  type FeatureInput,
  type Label,
  reduceLabel,
  reduceStates,
  type StateKey,
} from '@/lib/engine/features'
import {
  addStoredStates,
  newStateMap,
  readStates,
  type StateMap,
  type StoredStates,
  writeStates,
} from '@/lib/scoring/states'

const CHUNK = 5_000

/** A transaction of an entity, or a label of one, as stored. */
type Step = FeatureInput & { seq: string; isFraud: boolean | null } & Pick<
    Label,
    'sign' | 'arrivedAtMs' | 'unusualAmount'
  >

/** Converted as scoring did: `round` of PostgreSQL rounds halves away from zero as well. */
const minor = (column: string, name: string) =>
  `(case when t.currency_rate is null then t.${column} else round(t.${column} * t.currency_rate, scale(t.converted_amount)) end * 100)::float8 as "${name}Minor"`
const ms = (column: string) => `(extract(epoch from ${column}) * 1000)::float8`

const FIELDS = `
  ${ms('t.occurred_at')} as "occurredAtMs", t.type, ${minor('amount', 'amount')}, t.sender_account as "senderAccount",
  ${minor('sender_balance_before', 'senderBalanceBefore')}, t.receiver_account as "receiverAccount",
  ${minor('receiver_balance_before', 'receiverBalanceBefore')}, t.device_id as "deviceId", t.phone, t.ip, t.country, t.city,
  t.latitude, t.longitude, t.merchant_category as "merchantCategory", t.channel, t.declined_attempts as "declinedAttempts",
  t.amount_unusual as "unusualAmount"`

/** Transactions and labels in their one order of commit, after a position. Quarantined rows are not in the read model. */
const stepsOf = (where: string) => `
  with own as (select transaction_id from scored_transactions s where s.tenant_id = $1 and ${where})
  select * from (
    select t.seq, ${FIELDS}, null::boolean as "isFraud", 1 as sign, 0::float8 as "arrivedAtMs"
      from transactions t where t.tenant_id = $1 and t.id in (select * from own)
    union all
    select l.seq, ${FIELDS}, l.is_fraud, l.sign, ${ms('l.arrived_at')}
      from transaction_labels l join transactions t on t.tenant_id = $1 and t.id = l.transaction_id
     where l.tenant_id = $1 and l.transaction_id in (select * from own)) step
   where seq > $3 order by seq limit ${CHUNK}`

const STEPS = {
  account: stepsOf('(s.sender_account = $2 or s.receiver_account = $2)'),
  device: stepsOf('s.device_id = $2'),
  phone: stepsOf('s.phone = $2'),
}

/** Replays the entities without the quarantined transactions, and withdraws the labels of those from their categories. */
export async function rebuildStates(
  client: Client,
  tenantId: string,
  keys: readonly StateKey[],
  quarantined: readonly string[],
): Promise<void> {
  const states = newStateMap()
  for (const { kind, id } of keys) {
    if (kind !== 'merchant_category') await replay(client, tenantId, { kind, id }, states)
  }
  const categories = keys.filter(({ kind }) => kind === 'merchant_category')
  if (categories.length > 0) await withdrawLabels(client, tenantId, categories, quarantined, states)
  const known = keys.filter(({ kind, id }) => states[kind].has(id))
  await client.query(writeStates(tenantId, known, states))
}

async function replay(
  client: Client,
  tenantId: string,
  { kind, id }: { kind: keyof typeof STEPS; id: string },
  states: StateMap,
): Promise<void> {
  const own = kind === 'account' ? emptyState('account') : null
  const device = kind === 'device' ? emptyState('device') : null
  if (own) states.account.set(id, own)
  if (device) states.device.set(id, device)
  const phone = kind === 'phone' ? emptyState('phone') : null
  if (phone) states.phone.set(id, phone)
  const other = emptyState('account')
  const partiesOf = ({ senderAccount, receiverAccount }: Step): EntityStates => ({
    sender: own && senderAccount === id ? own : other,
    receiver: own && receiverAccount === id ? own : null,
    device,
    category: null,
    phone,
  })
  for (let after = '0', more = true; more;) {
    const { rows } = await client.query<Step>(STEPS[kind], [tenantId, id, after])
    for (const step of rows) {
      if (step.isFraud === null) reduceStates(step, partiesOf(step))
      else reduceLabel({ ...step, isFraud: step.isFraud }, partiesOf(step))
    }
    after = rows.at(-1)?.seq ?? after
    more = rows.length === CHUNK
  }
}

async function withdrawLabels(
  client: Client,
  tenantId: string,
  categories: StateKey[],
  quarantined: readonly string[],
  states: StateMap,
): Promise<void> {
  const { rows: stored } = await client.query<StoredStates>(readStates(tenantId, categories))
  if (stored[0]) addStoredStates(states, categories, stored[0])
  const { rows } = await client.query<Step>(
    `select l.seq, ${FIELDS}, l.is_fraud as "isFraud", -l.sign as sign, ${ms('l.arrived_at')} as "arrivedAtMs"
       from transaction_labels l join transactions t on t.tenant_id = $1 and t.id = l.transaction_id
      where l.tenant_id = $1 and l.transaction_id = any($2) order by l.seq desc`,
    [tenantId, quarantined],
  )
  for (const step of rows) {
    const category =
      step.merchantCategory === null ? undefined : states.merchant_category.get(step.merchantCategory)
    if (category === undefined || step.isFraud === null) continue
    const label = { ...step, isFraud: step.isFraud }
    reduceLabel(label, { sender: emptyState('account'), receiver: null, device: null, category })
  }
}
