/**
 * Servers of other tests would send its messages.
 * @own-database
 */
import { setTimeout as sleep } from 'node:timers/promises'
import { Webhook } from 'standardwebhooks'
import { changeChannel, createChannel, resend, rotateSecret } from '@/lib/messaging/delivery'
import { deliverDue, IN_FLIGHT, settleDeliveries } from '@/lib/messaging/delivery/send/deliver-due'
import { claim, LEASE_MS } from '@/lib/messaging/delivery/send/claim'
import { listNotifications } from '@/lib/messaging/notifications'
import { DAY_MS } from '@/lib/platform/time'
import { type MintedTenant, mintTenant } from '../../../support/minted-tenant'
import { withClient } from '../../../support/postgres'
import { startMailServer, type TestMailServer, useMailServer } from '../../../support/smtp-server'
import {
  allowLocalReceivers,
  type Receiver,
  type Respond,
  startReceiver,
} from '../../../support/webhook-receiver'
import { channelRow, deliveriesOf, send } from './support'

let minted: MintedTenant
let mail: TestMailServer
let receivers: Receiver[] = []

beforeAll(async () => {
  mail = await startMailServer()
  useMailServer(mail)
  allowLocalReceivers()
})
afterAll(() => mail.close())
beforeEach(async () => {
  minted = await mintTenant()
})
afterEach(async () => {
  await settleDeliveries()
  await Promise.all(receivers.map((receiver) => receiver.close()))
  receivers = []
})

const given = async (respond?: Respond) => {
  const receiver = await startReceiver(respond)
  receivers.push(receiver)
  return receiver
}
const webhook = (url: string, name = 'Hook') => createChannel(minted.as.admin, { kind: 'webhook', name, url })
/** Time stands still meanwhile; a stall ends neither a request nor a turn. */
const PATIENT = { timeoutMs: 100_000, turnMs: 100_000 }
const deliver = async (now = new Date(), limits = PATIENT) => {
  await deliverDue(now, { clock: () => now, ...limits })
  await settleDeliveries()
}
const later = (ms: number) => new Date(Date.now() + ms)

describe('sending messages', () => {
  it('delivers a signed webhook that the verifier of Standard Webhooks accepts', async () => {
    const receiver = await given((response) => response.writeHead(200).end('thanks'))
    const { id, secret } = await webhook(receiver.url)
    await send(minted, [id])
    await deliver()
    const [{ headers, body }] = receiver.received as [Receiver['received'][number]]
    const verified = new Webhook(secret ?? '').verify(body, headers as Record<string, string>)
    expect(verified).toMatchObject({
      type: 'alert.transaction',
      data: { title: 'Message 0', url: expect.stringMatching(/^http.*\/queue$/), number: 0 },
    })
    expect(await deliveriesOf(minted, id)).toMatchObject([
      { status: 'delivered', attempts: 1, response_code: 200, excerpt: 'thanks', error: null },
    ])
  })

  it('signs with the old and the new secret for 24 hours after a rotation, then with the new one', async () => {
    const receiver = await given()
    const { id, secret: old } = await webhook(receiver.url)
    const { secret: next } = await rotateSecret(minted.as.admin, id)
    await send(minted, [id])
    await deliver()
    await send(minted, [id], 1, later(DAY_MS + 1_000))
    await deliver(later(DAY_MS + 2_000))
    const signatures = receiver.received.map(({ headers }) => String(headers['webhook-signature']).split(' '))
    expect(signatures.map(({ length }) => length)).toEqual([2, 1])
    const [{ headers, body }, last] = receiver.received as [Receiver['received'][0], Receiver['received'][0]]
    for (const secret of [old, next])
      new Webhook(secret ?? '').verify(body, headers as Record<string, string>)
    const sign = (secret: string | null) =>
      new Webhook(secret ?? '').sign(
        String(last.headers['webhook-id']),
        new Date(Number(last.headers['webhook-timestamp']) * 1_000),
        last.body,
      )
    expect(signatures[1]).toEqual([sign(next)])
  })

  it('posts a text to a Slack-compatible webhook, with its markup escaped', async () => {
    const receiver = await given()
    const { id } = await createChannel(minted.as.admin, { kind: 'slack', name: 'Slack', url: receiver.url })
    await send(minted, [id])
    await deliver()
    const [{ headers, body }] = receiver.received as [Receiver['received'][0]]
    expect(JSON.parse(body)).toEqual({
      text: expect.stringMatching(/^\*Message 0\*\nwhat happened\n<http.*\/queue\|Open in Sentinel>$/),
    })
    expect(headers['webhook-signature']).toBeUndefined()
  })

  it('sends an e-mail through the SMTP server, with the same message id at each attempt', async () => {
    const { id } = await createChannel(minted.as.admin, {
      kind: 'email',
      name: 'Mail',
      address: 'desk@bank.example',
    })
    await send(minted, [id])
    await deliver()
    const [delivery] = await deliveriesOf(minted, id)
    expect(delivery).toMatchObject({ status: 'delivered', attempts: 1 })
    await resend(minted.as.admin, delivery?.id ?? '')
    await deliver(later(1_000))
    const [first, second] = mail.mails.filter(({ to }) => to.includes('desk@bank.example'))
    expect(first?.raw).toMatch(/Subject: \[Sentinel\] Message 0/)
    const messageId = (raw = '') => /^Message-ID: (.+)$/im.exec(raw)?.[1]
    expect(messageId(first?.raw)).toMatch(/^<msg_/)
    expect(messageId(second?.raw)).toBe(messageId(first?.raw))
  })

  it('notifies users of a channel in the product at once, each once', async () => {
    const roles = ['admin', 'analyst'] as const
    const { id } = await createChannel(minted.as.admin, { kind: 'in_app', name: 'All', roles: [...roles] })
    await send(minted, [id])
    expect(await deliveriesOf(minted, id)).toMatchObject([{ status: 'delivered' }])
    for (const role of roles)
      expect((await listNotifications(minted.as[role], { limit: 5 })).items).toMatchObject([
        { kind: 'alert', text: 'Message 0' },
      ])
    expect((await listNotifications(minted.as.senior_analyst, { limit: 5 })).items).toEqual([])
  })
})

describe('failures', () => {
  it('are retried after a growing pause, with the same id and body', async () => {
    let status = 500
    const receiver = await given((response) => response.writeHead(status).end('no'))
    const { id } = await webhook(receiver.url)
    await send(minted, [id])
    const now = new Date()
    await deliver(now)
    const [failed] = await deliveriesOf(minted, id)
    expect(failed).toMatchObject({
      status: 'waiting',
      attempts: 1,
      response_code: 500,
      error: 'The receiver responded with status 500',
      excerpt: 'no',
    })
    const pauseMs = (failed?.next_attempt_at.getTime() ?? 0) - now.getTime()
    expect(pauseMs).toBeGreaterThan(1_000)
    expect(pauseMs).toBeLessThan(7_000)
    await deliver(now)
    expect(receiver.received).toHaveLength(1)
    status = 204
    await deliver(new Date(now.getTime() + 10_000))
    expect(await deliveriesOf(minted, id)).toMatchObject([{ status: 'delivered', attempts: 2 }])
    const [first, second] = receiver.received
    expect(second?.headers['webhook-id']).toBe(first?.headers['webhook-id'])
    expect(second?.body).toBe(first?.body)
  })

  it('end after the last attempt, about three days later, while other messages are delivered', async () => {
    const receiver: Receiver = await given((response, { headers }) => {
      const isFirst = headers['webhook-id'] === receiver.received[0]?.headers['webhook-id']
      response.writeHead(isFirst ? 500 : 204).end()
    })
    const { id } = await webhook(receiver.url)
    await send(minted, [id])
    let now = new Date()
    await deliver(now)
    const failing = async () => (await deliveriesOf(minted, id))[0]
    for (let attempt = 2; attempt <= 10; attempt++) {
      const nextMs = (await failing())?.next_attempt_at.getTime() ?? 0
      // The channel itself pauses for up to 6 s.
      now = new Date(Math.max(nextMs, now.getTime() + 10_000))
      await send(minted, [id], 1, new Date(now.getTime() - 20_000))
      await deliver(now)
    }
    expect(await failing()).toMatchObject({ status: 'failed', attempts: 10 })
    expect(now.getTime() - Date.now()).toBeGreaterThan(2.5 * DAY_MS)
    expect(await channelRow(minted, id)).toMatchObject({ enabled: true })
    expect((await deliveriesOf(minted, id)).slice(1).every(({ status }) => status === 'delivered')).toBe(true)
  })

  it('of a redirect lead nowhere', async () => {
    const inner = await given()
    const receiver = await given((response) => response.writeHead(302, { location: inner.url }).end())
    const { id } = await webhook(receiver.url)
    await send(minted, [id])
    await deliver()
    expect(inner.received).toEqual([])
    expect(await deliveriesOf(minted, id)).toMatchObject([
      { status: 'waiting', error: 'The receiver redirects (302); redirects are not followed' },
    ])
  })

  it('wait for as long as the receiver asks', async () => {
    const receiver = await given((response) => response.writeHead(429, { 'retry-after': '600' }).end())
    const { id } = await webhook(receiver.url)
    await send(minted, [id])
    const now = new Date()
    await deliver(now)
    const [delivery] = await deliveriesOf(minted, id)
    expect(delivery?.next_attempt_at.getTime()).toBeGreaterThanOrEqual(now.getTime() + 600_000)
  })

  it('pause the channel, whose other messages keep their attempts', async () => {
    const receiver = await given((response) => response.writeHead(503).end())
    const { id } = await webhook(receiver.url)
    await send(minted, [id], 60)
    const now = new Date()
    await deliver(now)
    await deliver(now)
    const attempts = (await deliveriesOf(minted, id)).map((delivery) => delivery.attempts)
    expect(attempts.filter((count) => count === 1)).toHaveLength(20)
    expect(attempts.filter((count) => count === 0)).toHaveLength(40)
    await deliver(new Date(now.getTime() + 10_000))
    expect(receiver.received).toHaveLength(21)
  })

  it('for three days switch the channel off and tell the administrators, once', async () => {
    const receiver = await given((response) => response.writeHead(500).end())
    const { id } = await webhook(receiver.url, 'Dead hook')
    await send(minted, [id], 3)
    await deliver()
    await send(minted, [id], 2, later(3 * DAY_MS))
    await deliver(later(3 * DAY_MS + 1_000))
    await deliver(later(3 * DAY_MS + 60_000))
    expect(await channelRow(minted, id)).toMatchObject({ enabled: false, disabled_reason: 'failing' })
    const { items } = await listNotifications(minted.as.admin, { limit: 5 })
    expect(items.map(({ kind, text }) => [kind, text])).toEqual([
      ['channel_disabled', 'The alert channel "Dead hook" is switched off: it has failed for 3 days'],
    ])
  })

  it('stay known when a channel gets another name, and are forgotten with its target', async () => {
    const address = 'desk@bank.example'
    const { id } = await createChannel(minted.as.admin, { kind: 'email', name: 'Mail', address })
    await withClient('superuser', (client) =>
      client.query('update alert_channels set failures = 3, failing_since = now() where id = $1', [id]),
    )
    await changeChannel(minted.as.admin, id, { name: 'Desk', address })
    expect(await channelRow(minted, id)).toMatchObject({ name: 'Desk', failures: 3 })
    await changeChannel(minted.as.admin, id, { address: 'fraud@bank.example' })
    expect(await channelRow(minted, id)).toMatchObject({ failures: 0, failing_since: null })
  })

  it('with status 410 switch the channel off at once; switched on again, it sends what waits', async () => {
    let status = 410
    const receiver = await given((response) => response.writeHead(status).end())
    const { id } = await webhook(receiver.url)
    await send(minted, [id])
    await deliver()
    expect(await channelRow(minted, id)).toMatchObject({ enabled: false, disabled_reason: 'gone' })
    await deliver(later(60_000))
    expect(receiver.received).toHaveLength(1)
    status = 204
    await changeChannel(minted.as.admin, id, { enabled: true })
    await deliver(later(60_000))
    expect(await deliveriesOf(minted, id)).toMatchObject([{ status: 'delivered' }])
  })
})

describe('several channels and several servers', () => {
  it('do not let a receiver that never responds slow another one', async () => {
    const dead = await given(() => undefined)
    const fast = await given()
    const [deadHook, fastHook] = [await webhook(dead.url, 'Dead'), await webhook(fast.url, 'Fast')]
    await send(minted, [deadHook.id, fastHook.id], 100)
    const now = new Date()
    await deliverDue(now, { clock: () => now, ...PATIENT })
    while (fast.received.length < 100) await sleep(10)
    while (dead.open.now < IN_FLIGHT) await sleep(10)
    expect(dead.open.most).toBe(IN_FLIGHT)
    await dead.close()
    await settleDeliveries()
    expect(new Set(fast.received.map(({ headers }) => headers['webhook-id'])).size).toBe(100)
    expect((await deliveriesOf(minted, fastHook.id)).every(({ status }) => status === 'delivered')).toBe(true)
  })

  it('wait for a receiver that never responds for a limited time', async () => {
    const dead = await given(() => undefined)
    const { id } = await webhook(dead.url)
    await send(minted, [id])
    await deliver(new Date(), { ...PATIENT, timeoutMs: 200 })
    expect(await deliveriesOf(minted, id)).toMatchObject([
      { status: 'waiting', error: 'No response in time' },
    ])
  })

  it('take turns: a channel with many messages goes on at the next run', async () => {
    const receiver = await given()
    const { id } = await webhook(receiver.url)
    await send(minted, [id], 30)
    const now = new Date()
    for (const sent of [20, 30]) {
      await deliverDue(now, { clock: () => now, turnMs: 0 })
      await settleDeliveries()
      expect(receiver.received).toHaveLength(sent)
    }
  })

  it('claim each message once', async () => {
    const receiver = await given()
    const { id } = await webhook(receiver.url)
    await send(minted, [id], 100)
    const now = new Date()
    const claims = await Promise.all(
      Array.from({ length: 6 }, () => claim(minted.tenant.id, id, now, () => 20)),
    )
    const ids = claims.flatMap((one) => one?.deliveries.map((delivery) => delivery.id) ?? [])
    expect(ids).toHaveLength(100)
    expect(new Set(ids).size).toBe(100)
  })

  it('send again, with the same id, what a server sent and did not record before it ended', async () => {
    const receiver = await given()
    const { id } = await webhook(receiver.url)
    await send(minted, [id])
    const now = new Date()
    // A server claims it and ends: nobody records.
    const claimed = await claim(minted.tenant.id, id, now, () => 20)
    expect(claimed?.deliveries).toHaveLength(1)
    await deliver(new Date(now.getTime() + LEASE_MS - 1_000))
    expect(receiver.received).toEqual([])
    await deliver(new Date(now.getTime() + LEASE_MS + 1_000))
    expect(receiver.received[0]?.headers['webhook-id']).toBe(`msg_${claimed?.deliveries[0]?.message.id}`)
    expect(await deliveriesOf(minted, id)).toMatchObject([{ status: 'delivered', attempts: 2 }])
  })
})
