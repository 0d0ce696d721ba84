/**
 * Servers of other tests would send and delete its messages.
 * @own-database
 */
import {
  changeChannel,
  createChannel,
  deleteChannel,
  pruneAlerts,
  resend,
  rotateSecret,
} from '@/lib/messaging/delivery'
import { DAY_MS } from '@/lib/platform/time'
import { type MintedTenant, mintTenant } from '../../../support/minted-tenant'
import { allowLocalReceivers } from '../../../support/webhook-receiver'
import { channelRow, deliveriesOf, send } from './support'

let minted: MintedTenant
let id: string

beforeEach(async () => {
  allowLocalReceivers()
  minted = await mintTenant()
  const url = 'http://127.0.0.1:9/hook'
  id = (await createChannel(minted.as.admin, { kind: 'webhook', name: 'Hook', url })).id
})
const inDays = (days: number) => new Date(Date.now() + days * DAY_MS)

describe('messages that cannot be sent', () => {
  it('end as failed after four days, and can be sent again for four days more', async () => {
    await changeChannel(minted.as.admin, id, { enabled: false })
    await changeChannel(minted.as.admin, id, { enabled: true })
    await send(minted, [id])
    await pruneAlerts(inDays(3.9))
    expect(await deliveriesOf(minted, id)).toMatchObject([{ status: 'waiting' }])
    await Promise.all([pruneAlerts(inDays(4.1)), pruneAlerts(inDays(4.1))])
    const [delivery] = await deliveriesOf(minted, id)
    expect(delivery).toMatchObject({ status: 'failed', error: 'It could not be sent within 4 days' })
    await resend(minted.as.admin, delivery?.id ?? '', inDays(5))
    await pruneAlerts(inDays(8.9))
    expect(await deliveriesOf(minted, id)).toMatchObject([{ status: 'waiting', attempts: 0 }])
  })

  it('end as failed with their channel', async () => {
    await send(minted, [id])
    await deleteChannel(minted.as.admin, id)
    expect(await deliveriesOf(minted, id)).toMatchObject([
      { status: 'failed', error: 'The channel was deleted' },
    ])
  })

  it('are deleted with their deliveries after 30 days', async () => {
    await send(minted, [id], 3)
    await pruneAlerts(inDays(29))
    expect(await deliveriesOf(minted, id)).toHaveLength(3)
    await pruneAlerts(inDays(31))
    expect(await deliveriesOf(minted, id)).toEqual([])
  })
})

it('a former secret is deleted once nothing is signed with it', async () => {
  await rotateSecret(minted.as.admin, id)
  await pruneAlerts(inDays(0.9))
  expect((await channelRow(minted, id)).previous_secret_sealed).not.toBeNull()
  await pruneAlerts(inDays(1.1))
  expect(await channelRow(minted, id)).toMatchObject({
    previous_secret_sealed: null,
    previous_secret_until: null,
  })
})

it('a channel is encrypted with the new secret of the server while the old one is still accepted', async () => {
  const before = await channelRow(minted, id)
  const { SENTINEL_JWT_SECRET: old = '' } = process.env
  const replace = (secrets: object) => {
    Object.assign(process.env, secrets)
    Reflect.deleteProperty(globalThis, Symbol.for('sentinel.env'))
  }
  try {
    replace({ SENTINEL_JWT_SECRET: 'n'.repeat(40), SENTINEL_JWT_SECRET_PREVIOUS: old })
    await pruneAlerts(new Date())
    const after = await channelRow(minted, id)
    for (const column of ['url_sealed', 'secret_sealed']) expect(after[column]).not.toBe(before[column])
    await pruneAlerts(new Date())
    expect(await channelRow(minted, id)).toEqual(after)
  } finally {
    replace({ SENTINEL_JWT_SECRET: old, SENTINEL_JWT_SECRET_PREVIOUS: '' })
  }
})
