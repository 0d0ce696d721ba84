import {
  acceptInvitationOperation,
  inviteUserOperation,
  listInvitationsOperation,
  readInvitationOperation,
  renewInvitationOperation,
  withdrawInvitationOperation,
} from '@/lib/access/invitations/api'
import { changeUser } from '@/lib/access/users'
import { authenticate } from '@/lib/access/auth'
import { settleBackground } from '@/lib/platform/background'
import { closeDatabase } from '@/lib/platform/db'
import { newId } from '@/lib/platform/ids'
import { callOperation } from '../../../support/call-operation'
import { withClient } from '../../../support/postgres'
import { linkIn, startMailServer, type TestMailServer, useMailServer } from '../../../support/smtp-server'
import { createTestUser, createTenant, type TestTenant } from '../../../support/tenant'
import { bearer, codeOf, jsonRequest, me, newIp, tokenOf } from '../auth/support'

const PASSWORD = 'a phrase nobody guesses'

let mail: TestMailServer
let tenant: TestTenant
let headers: Record<string, string>
let adminId: string
beforeAll(async () => {
  mail = await startMailServer()
  useMailServer(mail)
  tenant = await createTenant()
  const admin = await createTestUser(tenant, 'admin')
  adminId = admin.id
  headers = bearer(await tokenOf(admin.email))
})
afterAll(async () => {
  await settleBackground()
  await closeDatabase()
  await mail.close()
})

const newAddress = () => `${newId()}@bank.example`
const invite = (change: Record<string, unknown> = {}, as = headers) =>
  callOperation(inviteUserOperation, {
    headers: as,
    body: { email: newAddress(), full_name: 'New', role: 'analyst', deliver: 'link', ...change },
  })
const invited = async (change: Record<string, unknown> = {}, as = headers) => {
  const response = await invite(change, as)
  if (response.status !== 201) throw new Error(await response.text())
  return (await response.json()) as { id: string; email: string; link: string; delivery: string }
}
const tokenIn = (link: string) => link.split('#')[1] ?? ''
const accept = (link: string, change: Record<string, unknown> = {}) =>
  callOperation(acceptInvitationOperation, {
    headers: { 'x-forwarded-for': newIp() },
    body: { token: tokenIn(link), full_name: 'Ada Lovelace', password: PASSWORD, ...change },
  })
const read = (link: string) =>
  callOperation(readInvitationOperation, {
    headers: { 'x-forwarded-for': newIp() },
    body: { token: tokenIn(link) },
  })
const list = async () =>
  (await (await callOperation(listInvitationsOperation, { headers })).json()) as {
    items: { id: string; delivery: string; link?: string }[]
  }
const runSql = (sql: string, ...values: unknown[]) =>
  withClient('superuser', async (client) => (await client.query(sql, values)).rows)

test('an invited person chooses a password and signs in with the role of the invitation', async () => {
  const invitation = await invited({ role: 'senior_analyst' })
  expect(invitation.link).toMatch(/^http:\/\/localhost:3000\/accept-invitation#[0-9a-f]{32}\.[\w-]{43}$/)
  expect(await (await read(invitation.link)).json()).toMatchObject({
    email: invitation.email,
    role: 'senior_analyst',
    institution: tenant.slug,
  })
  const accepted = await accept(invitation.link)
  expect(await accepted.json()).toEqual({ email: invitation.email, tenant: tenant.slug })
  const signedIn = await me(bearer(await tokenOf(invitation.email, PASSWORD)))
  expect(await signedIn.json()).toMatchObject({
    full_name: 'Ada Lovelace',
    role: 'senior_analyst',
    tenant_id: tenant.id,
  })
  expect((await list()).items.map(({ id }) => id)).not.toContain(invitation.id)
})

test('the token stands neither in the database nor in a list, and is audited by no row', async () => {
  const { id, link } = await invited()
  const secret = tokenIn(link).split('.')[1] ?? ''
  expect(secret).toHaveLength(43)
  expect(JSON.stringify(await list())).not.toContain(secret)
  const rows = await runSql('select to_jsonb(i) as row from invitations i where id = $1', id)
  const audited = await runSql('select to_jsonb(a) as row from audit_log a where tenant_id = $1', tenant.id)
  expect(JSON.stringify([rows, audited])).not.toContain(secret)
})

test('a link works once, also for two acceptances at the same time', async () => {
  const { link, email } = await invited()
  const both = await Promise.all([accept(link), accept(link)])
  expect(both.map(({ status }) => status).sort()).toEqual([200, 410])
  expect((await runSql('select 1 from users where email = $1', email)).length).toBe(1)
  const again = await accept(link)
  expect([again.status, await codeOf(again)]).toEqual([410, 'invalid-link'])
})

test.each([
  [
    'withdrawn',
    async (id: string) =>
      void (await callOperation(withdrawInvitationOperation, { params: { id }, headers })),
  ],
  [
    'expired',
    async (id: string) => void (await runSql(`update invitations set expires_at = now() where id = $1`, id)),
  ],
  [
    'replaced by a newer link',
    async (id: string) =>
      void (await callOperation(renewInvitationOperation, {
        params: { id },
        headers,
        body: { deliver: 'link' },
      })),
  ],
])('a link that is %s is rejected', async (_, end) => {
  const { id, link } = await invited()
  await end(id)
  expect((await read(link)).status).toBe(410)
  expect((await accept(link)).status).toBe(410)
})

test('links last 72 hours, and a new link makes an expired invitation work again', async () => {
  const { id } = await invited()
  const [row] = await runSql(
    'select extract(epoch from expires_at - created_at) / 3600 as hours from invitations where id = $1',
    id,
  )
  expect(Math.round(Number(row?.hours))).toBe(72)
  await runSql(`update invitations set expires_at = now() where id = $1`, id)
  const renewed = await callOperation(renewInvitationOperation, {
    params: { id },
    headers,
    body: { deliver: 'link' },
  })
  const { link } = (await renewed.json()) as { link: string }
  expect((await accept(link)).status).toBe(200)
})

test('the link of an administrator who is disabled or demoted does not work', async () => {
  const other = await createTestUser(tenant, 'admin')
  const { link } = await invited({ role: 'admin' }, bearer(await tokenOf(other.email)))
  const ctx = await authenticate(jsonRequest('GET', '/api/users', undefined, headers), 'request')
  await changeUser(ctx, other.id, { status: 'disabled' })
  expect((await accept(link)).status).toBe(410)
  await changeUser(ctx, other.id, { status: 'active' })
  await changeUser(ctx, other.id, { role: 'analyst' })
  expect((await accept(link)).status).toBe(410)
})

test('rejects an address that is a user or is invited already, also at the same time', async () => {
  const { email } = await createTestUser(tenant, 'analyst')
  const known = await invite({ email })
  expect([known.status, await codeOf(known)]).toEqual([409, 'conflict'])
  const fresh = newAddress()
  const both = await Promise.all([invite({ email: fresh }), invite({ email: fresh.toUpperCase() })])
  expect(both.map(({ status }) => status).sort()).toEqual([201, 409])
})

test('rejects weak passwords with the field, and the link goes on', async () => {
  const { link } = await invited()
  const response = await accept(link, { password: 'short' })
  expect(response.status).toBe(400)
  expect((await response.json()).errors[0].field).toBe('password')
  expect((await accept(link)).status).toBe(200)
})

test('sends the link by e-mail and notes that the server took it; the response does not hold it', async () => {
  const { id, email, link, delivery } = await invited({ deliver: undefined })
  expect({ link, delivery }).toEqual({ link: null, delivery: 'sending' })
  await settleBackground()
  const message = mail.mails.find(({ to }) => to.includes(email))
  expect(message?.raw).toContain('Subject: Your invitation')
  expect((await list()).items.find((one) => one.id === id)).toMatchObject({ delivery: 'sent' })
  expect((await accept(message ? linkIn(message) : '')).status).toBe(200)
})

test('notes an e-mail that the server rejects', async () => {
  const { id } = await invited({ deliver: 'mail', email: `busy-${newAddress()}` })
  await settleBackground()
  expect((await list()).items.find((one) => one.id === id)).toMatchObject({ delivery: 'failed' })
})

test('sends after the commit, outside of the transaction: a keyed request is answered before the mail', async () => {
  const key = newId()
  const email = newAddress()
  const response = await callOperation(inviteUserOperation, {
    headers: { ...headers, 'idempotency-key': key },
    body: { email, full_name: 'New', role: 'analyst' },
  })
  expect(response.status).toBe(201)
  const { id } = (await response.json()) as { id: string }
  expect((await runSql('select 1 from invitations where id = $1', id)).length).toBe(1)
  await settleBackground()
  expect(mail.mails.filter(({ to }) => to.includes(email))).toHaveLength(1)
})

test('nobody invites without the permission, and the inviter is named', async () => {
  const analyst = await createTestUser(tenant, 'senior_analyst')
  expect((await invite({}, bearer(await tokenOf(analyst.email)))).status).toBe(403)
  const response = await invite()
  expect(await response.json()).toMatchObject({ invited_by: { id: adminId } })
})
