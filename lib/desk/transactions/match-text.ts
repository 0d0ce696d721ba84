import { asBeginning, asStored } from '@/lib/contract/canonical-entity'
import type { Tenant } from '@/lib/contract/context'
import { Prisma, type TenantClient } from '@/lib/platform/db'

/** The ids that a text stands for. */
export interface TextMatch {
  accounts: string[]
  devices: string[]
  phones: string[]
  transactionIds: string[]
  /** More ids match than one search goes through. */
  more: boolean
}

type Kind = 'account' | 'device' | 'phone' | 'transaction'
interface Named {
  kind: Kind
  id: string
}

/** How many ids of a kind one search goes through. */
export const MAX_IDS = 20
/** A shorter part matches too many ids. */
const MIN_PART = 4
/** Nothing sorts after it: databases of this product compare text byte by byte. */
const LAST = '\u{10ffff}'
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

/** The ids equal to the text; else those that begin with it; else accounts and devices that contain it. */
export async function matchText(tx: TenantClient, tenant: SearchedTenant, text: string): Promise<TextMatch> {
  const exact = await exactly(tx, tenant, text)
  if (exact.length > 0) return toMatch(exact)
  const beginning = await beginningWith(tx, tenant, text)
  if (beginning.length > 0) return toMatch(beginning)
  const { id } = asBeginning(tenant, text)
  return toMatch(id.length < MIN_PART ? [] : await holding(tx, id))
}

type SearchedTenant = Pick<Tenant, 'id' | 'country'>

/** True where no transaction can match. */
export const isNothing = ({ accounts, devices, phones, transactionIds }: TextMatch): boolean =>
  accounts.length + devices.length + phones.length + transactionIds.length === 0

function toMatch(named: readonly Named[]): TextMatch {
  const all = (kind: Kind) => [...new Set(named.filter((item) => item.kind === kind).map(({ id }) => id))]
  const some = (kind: Kind) => all(kind).slice(0, MAX_IDS)
  return {
    accounts: some('account'),
    devices: some('device'),
    phones: some('phone'),
    transactionIds: some('transaction'),
    more: (['account', 'device', 'phone', 'transaction'] as const).some((kind) => all(kind).length > MAX_IDS),
  }
}

const COLUMNS: { kind: Kind; column: Prisma.Sql }[] = [
  { kind: 'account', column: Prisma.sql`sender_account` },
  { kind: 'account', column: Prisma.sql`receiver_account` },
  { kind: 'device', column: Prisma.sql`device_id` },
  { kind: 'phone', column: Prisma.sql`phone` },
]

function exactly(tx: TenantClient, tenant: SearchedTenant, given: string): Promise<Named[]> {
  const ofTenant = Prisma.sql`tenant_id = ${tenant.id}::uuid`
  const { id: text } = asStored(tenant, { kind: 'account', id: given })
  const { id: phone } = asStored(tenant, { kind: 'phone', id: given })
  const probes = COLUMNS.map(({ kind, column }) => {
    const id = kind === 'phone' ? phone : text
    return Prisma.sql`select ${kind} as kind, ${id} as id
      where exists (select 1 from scored_transactions where ${ofTenant} and ${column} = ${id})`
  })
  const own = Prisma.sql`select 'transaction' as kind, id::text from transactions where ${ofTenant} and external_id = ${text}`
  if (!UUID.test(text)) return tx.$queryRaw<Named[]>(Prisma.join([...probes, own], ' union '))
  const uuid = Prisma.sql`select 'transaction' as kind, transaction_id::text as id
    from scored_transactions where ${ofTenant} and transaction_id = ${text}::uuid`
  return tx.$queryRaw<Named[]>(Prisma.join([...probes, own, uuid], ' union '))
}

/** Jumps from one id to the next in the index: the cost does not grow with the transactions of an account. */
function beginningWith(tx: TenantClient, tenant: SearchedTenant, given: string): Promise<Named[]> {
  const tenantId = tenant.id
  const { id: text, phone } = asBeginning(tenant, given)
  const distinct = COLUMNS.map(({ kind, column }) => {
    const start = kind === 'phone' ? phone : text
    const first = (after: Prisma.Sql) => Prisma.sql`(select ${column} as id from scored_transactions
      where tenant_id = ${tenantId}::uuid and ${column} ${after} and ${column} < ${start + LAST} order by ${column} limit 1)`
    return Prisma.sql`select ${kind} as kind, id from (
      with recursive found(id, n) as (
        select id, 1 from ${first(Prisma.sql`>= ${start}`)} start
        union all
        select ${first(Prisma.sql`> found.id`)}, n + 1 from found where found.id is not null and n <= ${MAX_IDS}::int
      ) select id from found where id is not null) ids`
  })
  const own = Prisma.sql`select 'transaction' as kind, id::text from (
    select id from transactions where tenant_id = ${tenantId}::uuid and external_id >= ${text}
       and external_id < ${text + LAST} order by external_id limit ${MAX_IDS + 1}) t`
  return tx.$queryRaw<Named[]>(Prisma.join([...distinct, own, ...uuidsBeginning(tenantId, text)], ' union '))
}

/** The first characters of a transaction id, as they are copied from a screen or a log. */
function uuidsBeginning(tenantId: string, text: string): Prisma.Sql[] {
  const digits = text.replaceAll('-', '')
  if (!/^[0-9a-f]{8,31}$/i.test(digits)) return []
  return [
    Prisma.sql`select 'transaction' as kind, transaction_id::text as id from (
      select transaction_id from scored_transactions where tenant_id = ${tenantId}::uuid
         and transaction_id >= ${digits.padEnd(32, '0')}::uuid and transaction_id <= ${digits.padEnd(32, 'f')}::uuid
       order by transaction_id limit ${MAX_IDS + 1}) t`,
  ]
}

const holding = (tx: TenantClient, text: string): Promise<Named[]> =>
  tx.$queryRaw<Named[]>`select kind, id from find_entities_holding(${text}, ${MAX_IDS + 1}::int)`
