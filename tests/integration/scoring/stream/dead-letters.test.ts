import { allOperations } from '@/app/api/operations'
import { pruneDeadLettersJob } from '@/lib/process/jobs/prune-dead-letters'
import { publishDecisions } from '@/lib/scoring/stream/publishing/publish-decisions'
import type { DeadLetter, DeadLetterPage } from '@/lib/scoring/stream/schema'
import { callOperation } from '../../../support/call-operation'
import { storeDeadLetter } from '../../../support/dead-letters'
import { type MintedTenant, mintTenant } from '../../../support/minted-tenant'
import { until } from '../../../support/kafka'
import { withClient } from '../../../support/postgres'
import { countRows, paysimRow } from '../../../support/scoring'
import { bearer, tokenOf } from '../../access/auth/support'

/** Guarantee: an administrator can have a message scored that was put aside, once, as it came or mended. */

let minted: MintedTenant
let token: Record<string, string>
beforeEach(async () => {
  minted = await mintTenant()
  token = bearer(await tokenOf(minted.emailOf.admin))
})

async function call<Body = DeadLetter>(id: string, input: Parameters<typeof callOperation>[1] = {}) {
  const operation = allOperations.find((one) => one.id === id)!
  const response = await callOperation(operation, { ...input, headers: token })
  return { status: response.status, body: (await response.json()) as Body }
}
const resend = (id: string, body: object = {}) => call('resendDeadLetter', { params: { id }, body })

const published = async () => {
  let ids: unknown[] = []
  await publishDecisions(minted.tenant.id, (decisions) => {
    ids = decisions.map(({ value }) => (JSON.parse(value) as { external_id: string }).external_id)
    return Promise.resolve()
  })
  return ids
}

const payment = JSON.stringify(paysimRow({ external_id: 'late' }))

it('scores a message once and publishes its decision', async () => {
  const id = await storeDeadLetter(minted, payment)
  const { status, body } = await resend(id)
  expect(status).toBe(200)
  expect(body.settled).toMatchObject({ as: 'scored', by: { id: minted.as.admin.actor.id } })
  expect(await published()).toEqual(['late'])
  expect((await resend(id)).status).toBe(409)
  const again = await resend(await storeDeadLetter(minted, payment))
  expect(again.body.settled).toMatchObject({ as: 'duplicate', transaction_id: body.settled!.transaction_id })
  expect(await published()).toEqual([])
  expect(await countRows(minted.tenant.id, 'transactions')).toBe(1)
})

it('keeps a message open that still cannot be scored, and scores it once it is mended', async () => {
  const id = await storeDeadLetter(minted, payment.replace('181000.5', '-1'))
  const rejected = await call<{ type: string; errors: unknown[] }>('resendDeadLetter', {
    params: { id },
    body: {},
  })
  expect(rejected.status).toBe(400)
  expect(rejected.body.errors).toEqual([expect.objectContaining({ field: 'value.amount' })])
  expect((await resend(id, { value: '{"amount":' })).status).toBe(400)
  const { body } = await resend(id, { value: payment })
  expect(body.settled?.as).toBe('scored')
})

it('cannot send again what it did not keep, except mended', async () => {
  const id = await storeDeadLetter(minted, null)
  expect((await resend(id)).status).toBe(409)
  expect((await resend(id, { value: payment })).status).toBe(200)
})

it('lists messages with their text, newest first, and those that are open apart', async () => {
  const [first, second, third] = [
    await storeDeadLetter(minted, 'ü'.repeat(5_000)),
    await storeDeadLetter(minted, Buffer.from([0xff])),
    await storeDeadLetter(minted, '{}'),
  ]
  await call('dismissDeadLetter', { params: { id: second } })
  const list = (query: string) => call<DeadLetterPage>('listDeadLetters', { query })
  const idsOf = ({ body }: { body: DeadLetterPage }) => body.items.map(({ id }) => id)
  const page = await list('?limit=2')
  expect(idsOf(page)).toEqual([third, second])
  expect(page.body.items[1]).toMatchObject({ value: null, is_whole: false, settled: { as: 'dismissed' } })
  const rest = await list(`?limit=2&cursor=${page.body.next_cursor}`)
  expect(rest.body.items[0]).toMatchObject({ id: first, is_whole: false, value_bytes: 10_000, settled: null })
  expect(rest.body.items[0]!.value).toHaveLength(4_000)
  expect(idsOf(await list('?status=open'))).toEqual([third, first])
  expect(idsOf(await list('?status=settled'))).toEqual([second])
  expect((await call('dismissDeadLetter', { params: { id: second } })).status).toBe(409)
})

it('does not score a message that is dismissed while it is sent again', async () => {
  const id = await storeDeadLetter(minted, payment)
  const response = await withClient('superuser', async (client) => {
    await client.query('begin')
    await client.query(
      `update stream_dead_letters set settlement = 'dismissed', settled_at = now() where tenant_id = $1 and id = $2`,
      [minted.tenant.id, id],
    )
    const sending = resend(id)
    await until('sending waits for the dismissal', async () => {
      const { rows } = await client.query<{ waits: boolean }>(
        'select exists (select from pg_stat_activity where pg_backend_pid() = any (pg_blocking_pids(pid))) as waits',
      )
      return rows[0]!.waits
    })
    await client.query('commit')
    return await sending
  })
  expect(response.status).toBe(409)
  expect(await countRows(minted.tenant.id, 'transactions')).toBe(0)
  expect(await published()).toEqual([])
})

it('scores a message once that two administrators send again at the same time', async () => {
  const id = await storeDeadLetter(minted, payment)
  const statuses = (await Promise.all([resend(id), resend(id)])).map(({ status }) => status)
  expect(statuses.toSorted()).toEqual([200, 409])
  expect(await published()).toEqual(['late'])
})

it('deletes messages after 30 days in every server, whether a worker runs or not', async () => {
  const [old, young] = [await storeDeadLetter(minted, payment), await storeDeadLetter(minted, payment)]
  const age = (id: string, days: number) =>
    withClient('superuser', (client) =>
      client.query(
        'update stream_dead_letters set received_at = now() - make_interval(days => $2) where id = $1',
        [id, days],
      ),
    )
  await age(old, 31)
  await age(young, 29)
  const kept = async () => {
    const { body } = await call<DeadLetterPage>('listDeadLetters', { query: '' })
    return body.items.map((letter) => letter.id)
  }
  // A run skips a tenant that the run of another process prunes.
  await until('the old message is deleted', async () => {
    await pruneDeadLettersJob.run(new Date())
    return (await kept()).length === 1
  })
  expect(await kept()).toEqual([young])
})
