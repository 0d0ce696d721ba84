import {
  changeAlertChannelOperation,
  createAlertChannelOperation,
  deleteAlertChannelOperation,
  listAlertChannelsOperation,
  listAlertDeliveriesOperation,
  resendAlertOperation,
  rotateAlertSecretOperation,
  testAlertChannelOperation,
} from '@/lib/messaging/delivery/api'
import { createRule } from '@/lib/messaging/alerts'
import { TESTS_PER_MINUTE } from '@/lib/messaging/delivery/test-channel'
import type { Operation } from '@/lib/contract/operation'
import { newId } from '@/lib/platform/ids'
import { callOperation } from '../../../support/call-operation'
import { type MintedTenant, mintTenant } from '../../../support/minted-tenant'
import { withClient } from '../../../support/postgres'
import { allowLocalReceivers, type Receiver, startReceiver } from '../../../support/webhook-receiver'
import { bearer, tokenOf } from '../../access/auth/support'

let minted: MintedTenant
let admin: Record<string, string>
let receiver: Receiver

beforeAll(async () => {
  allowLocalReceivers()
  receiver = await startReceiver((response) => response.writeHead(200).end('pong'))
})
afterAll(() => receiver.close())
beforeEach(async () => {
  minted = await mintTenant()
  admin = bearer(await tokenOf(minted.emailOf.admin))
})

interface Asked {
  id?: string
  body?: object
  query?: string
  headers?: Record<string, string>
}

async function call(operation: Operation, { id, headers, ...rest }: Asked = {}) {
  const params: Record<string, string> = id === undefined ? {} : { id }
  const response = await callOperation(operation, { params, headers: { ...admin, ...headers }, ...rest })
  const text = await response.text()
  return [response.status, text === '' ? null : JSON.parse(text)] as const
}

const hook = (name: string, url = receiver.url) =>
  call(createAlertChannelOperation, { body: { kind: 'webhook', name, url } })

describe('channels', () => {
  it('show a secret once and the URL by its host only', async () => {
    const secretUrl = `${receiver.url}/T0/token-in-the-path`
    const [status, created] = await hook('Hook', secretUrl)
    expect([status, created.secret]).toEqual([201, expect.stringMatching(/^whsec_/)])
    const [, list] = await call(listAlertChannelsOperation)
    expect(list.items).toMatchObject([{ name: 'Hook', target: new URL(receiver.url).origin, enabled: true }])
    expect(JSON.stringify(list)).not.toMatch(/whsec_|token-in-the-path/)
    const stored = await withClient('superuser', async (client) =>
      JSON.stringify([
        (await client.query('select * from alert_channels where tenant_id = $1', [minted.tenant.id])).rows,
        (await client.query('select before, after from audit_log where tenant_id = $1', [minted.tenant.id]))
          .rows,
      ]),
    )
    expect(stored).not.toContain('token-in-the-path')
    expect(stored).not.toContain(created.secret.slice(6))
  })

  it.each([
    ['a private address', 'https://10.0.0.1/in'],
    ['a written form of loopback', 'https://0x7f.1/in'],
    ['credentials', 'https://user:pass@hooks.example/in'],
    ['another protocol', 'ftp://hooks.example/in'],
    ['no URL', 'hooks.example'],
    ['a host name that no DNS has', `https://${'a.'.repeat(500)}example/in`],
  ])('reject a URL with %s and name the field', async (_, url) => {
    // The operator of these tests allows 127.0.0.0/8.
    const allowed = url.includes('0x7f')
    const [status, body] = await hook('Hook', url)
    if (allowed) return expect(status).toBe(201)
    expect([status, body.errors?.[0]?.field]).toEqual([400, 'url'])
  })

  it('have names of their own, and at most 20 exist', async () => {
    const [first] = await hook('Hook')
    const [second, problem] = await hook('Hook')
    expect([first, second, problem.detail]).toEqual([201, 409, 'There is already one with this name.'])
    for (let n = 1; n < 20; n++) expect((await hook(`Hook ${n}`))[0]).toBe(201)
    expect((await hook('One too many'))[0]).toBe(409)
  })

  it('change only as the version that the caller has seen', async () => {
    const [, { id, version }] = await hook('Hook')
    const change = (body: object, seen: number) =>
      call(changeAlertChannelOperation, { id, body, headers: { 'if-match': `"${seen}"` } })
    expect(await change({ enabled: false }, version)).toMatchObject([
      200,
      { enabled: false, disabled_reason: 'user' },
    ])
    expect((await change({ enabled: true }, version))[0]).toBe(412)
    expect((await change({ roles: ['admin'] }, version + 1))[1].errors[0].field).toBe('roles')
  })

  it('reject a field of another kind beside their own', async () => {
    const [, { id }] = await call(createAlertChannelOperation, {
      body: { kind: 'in_app', name: 'Us', roles: ['admin'] },
    })
    const body = { roles: ['analyst'], url: receiver.url }
    expect(await call(changeAlertChannelOperation, { id, body })).toMatchObject([
      400,
      { errors: [{ field: 'url', reason: 'is not a field of the kind in_app' }] },
    ])
  })

  it('are deleted only when no rule uses them', async () => {
    const [, { id }] = await hook('Hook')
    const rule = await createRule(minted.as.admin, {
      name: 'Drift',
      enabled: true,
      conditions: { kind: 'drift_alarm' },
      quiet_hours: null,
      digest_minutes: 0,
      dedupe: { by: 'subject', minutes: 0 },
      channel_ids: [id],
    })
    expect(await call(deleteAlertChannelOperation, { id })).toMatchObject([
      409,
      { detail: expect.stringContaining(`"${rule.name}"`) },
    ])
    const [, { id: unused }] = await hook('Unused')
    expect((await call(deleteAlertChannelOperation, { id: unused }))[0]).toBe(204)
    expect((await call(deleteAlertChannelOperation, { id: newId() }))[0]).toBe(404)
  })

  it('get a new secret only where they have one', async () => {
    const [, created] = await hook('Hook')
    const [status, rotated] = await call(rotateAlertSecretOperation, { id: created.id })
    expect(status).toBe(201)
    expect(rotated.secret).not.toBe(created.secret)
    expect(Date.parse(rotated.previous_secret_until)).toBeGreaterThan(Date.now() + 23 * 3_600_000)
    const [, inApp] = await call(createAlertChannelOperation, {
      body: { kind: 'in_app', name: 'Us', roles: ['admin'] },
    })
    expect((await call(rotateAlertSecretOperation, { id: inApp.id }))[0]).toBe(409)
  })
})

describe('a test of a channel', () => {
  it('sends a message now and returns how it ended', async () => {
    const [, { id }] = await hook('Hook')
    expect(await call(testAlertChannelOperation, { id })).toMatchObject([
      200,
      {
        status: 'delivered',
        response_code: 200,
        excerpt: 'pong',
        rule: null,
        latency_ms: expect.any(Number),
      },
    ])
    const [, closed] = await hook('Closed', 'http://127.0.0.1:9/hook')
    expect(await call(testAlertChannelOperation, { id: closed.id })).toMatchObject([
      200,
      { status: 'failed', response_code: null, error: 'The connection was refused' },
    ])
  })

  it('can be repeated ten times a minute', async () => {
    const [, { id }] = await hook('Hook')
    for (let n = 0; n < TESTS_PER_MINUTE; n++)
      expect((await call(testAlertChannelOperation, { id }))[0]).toBe(200)
    expect((await call(testAlertChannelOperation, { id }))[0]).toBe(429)
  })
})

describe('the log of messages', () => {
  it('is filtered by status and channel, and read page by page', async () => {
    const [, open] = await hook('Open')
    const [, closed] = await hook('Closed', 'http://127.0.0.1:9/hook')
    for (const { id } of [open, closed, open]) await call(testAlertChannelOperation, { id })
    const titles = async (query: string) =>
      (await call(listAlertDeliveriesOperation, { query }))[1].items.map(
        (item: { channel: { name: string }; status: string }) => [item.channel.name, item.status],
      )
    expect(await titles('?status=failed')).toEqual([['Closed', 'failed']])
    expect(await titles(`?channel_id=${open.id}`)).toEqual([
      ['Open', 'delivered'],
      ['Open', 'delivered'],
    ])
    const [, first] = await call(listAlertDeliveriesOperation, { query: '?limit=2' })
    const [, second] = await call(listAlertDeliveriesOperation, {
      query: `?limit=2&cursor=${first.next_cursor}`,
    })
    const ids = [...first.items, ...second.items].map((item: { id: string }) => item.id)
    expect([ids.length, new Set(ids).size, second.next_cursor]).toEqual([3, 3, null])
  })

  it('sends again what has ended, and only that', async () => {
    const [, { id }] = await hook('Closed', 'http://127.0.0.1:9/hook')
    const [, failed] = await call(testAlertChannelOperation, { id })
    expect(await call(resendAlertOperation, { id: failed.id })).toMatchObject([
      200,
      { status: 'waiting', attempts: 0 },
    ])
    expect((await call(resendAlertOperation, { id: failed.id }))[0]).toBe(409)
    await call(changeAlertChannelOperation, { id, body: { enabled: false } })
    const [, other] = await call(testAlertChannelOperation, { id })
    expect(await call(resendAlertOperation, { id: other.id })).toMatchObject([
      409,
      { detail: 'The channel is off. Switch it on first.' },
    ])
  })
})
