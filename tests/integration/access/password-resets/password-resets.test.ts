import { Client } from 'pg'
import {
  completePasswordResetOperation,
  makePasswordResetOperation,
  requestPasswordResetOperation,
} from '@/lib/access/password-resets/api'
import { RESETS_PER_ADDRESS, RESETS_PER_PLACE } from '@/lib/access/auth/limit-resets'
import { listUsersOperation } from '@/lib/access/users/api'
import type { UserPage } from '@/lib/access/users/schema'
import { settleBackground } from '@/lib/platform/background'
import { closeDatabase } from '@/lib/platform/db'
import { newId } from '@/lib/platform/ids'
import { callOperation } from '../../../support/call-operation'
import { withClient } from '../../../support/postgres'
import { linkIn, startMailServer, type TestMailServer, useMailServer } from '../../../support/smtp-server'
import { createTestUser, createTenant, TEST_PASSWORD, type TestTenant } from '../../../support/tenant'
import { bearer, codeOf, me, newIp, tokenOf } from '../auth/support'

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

const newUser = () => createTestUser(tenant, 'analyst')
const make = (id: string, body: object = { deliver: 'link' }) =>
  callOperation(makePasswordResetOperation, { params: { id }, headers, body })
const linkFor = async (id: string) => ((await (await make(id)).json()) as { link: string }).link
const complete = (link: string, password = PASSWORD) =>
  callOperation(completePasswordResetOperation, {
    headers: { 'x-forwarded-for': newIp() },
    body: { token: link.split('#')[1] ?? '', password },
  })
const request = (email: string, ip = newIp()) =>
  callOperation(requestPasswordResetOperation, { headers: { 'x-forwarded-for': ip }, body: { email } })
const mailsTo = (email: string) => mail.mails.filter(({ to }) => to.includes(email))
/** The open link of a user, as the list of the users shows it. */
async function linkOf(email: string) {
  const response = await callOperation(listUsersOperation, {
    headers,
    query: `?q=${encodeURIComponent(email)}`,
  })
  return ((await response.json()) as UserPage).items[0]?.reset_link
}
const runSql = (sql: string, ...values: unknown[]) =>
  withClient('superuser', async (client) => (await client.query(sql, values)).rows)

test('a link of an administrator sets a new password and ends every session; the old one works until then', async () => {
  const { id, email } = await newUser()
  const old = await tokenOf(email)
  const link = await linkFor(id)
  expect(link).toMatch(/^http:\/\/localhost:3000\/reset-password#/)
  await tokenOf(email)
  expect(await (await complete(link)).json()).toEqual({ email, tenant: tenant.slug })
  expect((await me(bearer(old))).status).toBe(401)
  await expect(tokenOf(email)).rejects.toThrow('401')
  await tokenOf(email, PASSWORD)
  const audited = await runSql(
    `select action, after from audit_log where tenant_id = $1 and object_id = $2 order by seq`,
    tenant.id,
    id,
  )
  const actions = audited.map(({ action }) => action).filter((action) => action !== 'session.refused')
  expect(actions).toEqual(['user.reset-requested', 'user.password-reset'])
  expect(JSON.stringify(audited)).not.toContain(link.split('.').at(-1))
})

test('a link works once, also for two requests at the same time', async () => {
  const { id } = await newUser()
  const link = await linkFor(id)
  const both = await Promise.all([complete(link), complete(link, 'another long phrase')])
  expect(both.map(({ status }) => status).sort()).toEqual([200, 410])
  const again = await complete(link)
  expect([again.status, await codeOf(again)]).toEqual([410, 'invalid-link'])
})

test('a link ends with a newer one, with its time, with the user and with the administrator who made it', async () => {
  const { id } = await newUser()
  const first = await linkFor(id)
  const second = await linkFor(id)
  expect((await complete(first)).status).toBe(410)
  await runSql(`update users set status = 'disabled' where id = $1`, id)
  expect((await complete(second)).status).toBe(410)
  await runSql(`update users set status = 'active' where id = $1`, id)
  await runSql(`update users set role = 'analyst' where id = $1`, adminId)
  expect((await complete(second)).status).toBe(410)
  await runSql(`update users set role = 'admin' where id = $1`, adminId)
  await runSql(`update password_resets set expires_at = now() where user_id = $1`, id)
  expect((await complete(second)).status).toBe(410)
})

test("rejects the own account, a disabled user and another tenant's user", async () => {
  expect((await make(adminId)).status).toBe(409)
  const { id } = await newUser()
  await runSql(`update users set status = 'disabled' where id = $1`, id)
  expect((await make(id)).status).toBe(409)
  const foreign = await createTestUser(await createTenant(), 'analyst')
  expect((await make(foreign.id)).status).toBe(404)
})

test('a user who forgot the password gets a link by e-mail', async () => {
  const { email } = await newUser()
  expect((await request(email)).status).toBe(204)
  await settleBackground()
  const [message] = mailsTo(email)
  expect(await linkOf(email)).toMatchObject({ delivery: 'sent' })
  expect((await complete(message ? linkIn(message) : '')).status).toBe(200)
  expect(await linkOf(email)).toBeNull()
  await tokenOf(email, PASSWORD)
})

test('an unknown address gets the same response after the same work', async () => {
  const { email } = await newUser()
  const unknown = `${newId()}@nobody.example`
  // The work in the background begins at a random time: here after the response.
  jest.spyOn(Math, 'random').mockReturnValue(1)
  const query = jest.spyOn(Client.prototype, 'query')
  const seenBy = async (address: string) => {
    await settleBackground()
    query.mockClear()
    const response = await request(address)
    const asked = (query.mock.calls as unknown as [string | { text: string }][]).map(([sent]) =>
      typeof sent === 'string' ? sent : sent.text,
    )
    return [response.status, await response.text(), [...response.headers.keys()].sort(), asked]
  }
  await seenBy(unknown)
  const known = await seenBy(email)
  expect(await seenBy(unknown)).toEqual(known)
  jest.restoreAllMocks()
  await settleBackground()
  expect([mailsTo(email).length, mailsTo(unknown).length]).toEqual([1, 0])
})

test('limits requests per place with 429, and messages per address without a trace in the response', async () => {
  const { email } = await newUser()
  const ip = newIp()
  const statuses: number[] = []
  for (let i = 0; i <= RESETS_PER_PLACE; i++) statuses.push((await request(email, ip)).status)
  expect(statuses).toEqual([...Array<number>(RESETS_PER_PLACE).fill(204), 429])
  for (let i = 0; i < RESETS_PER_ADDRESS; i++) expect((await request(email)).status).toBe(204)
  await settleBackground()
  expect(mailsTo(email)).toHaveLength(RESETS_PER_ADDRESS)
})

test('a disabled user gets no link, and a server that rejects the message harms nothing', async () => {
  const { id, email } = await newUser()
  await runSql(`update users set status = 'disabled' where id = $1`, id)
  const busy = await createTestUser(tenant, 'analyst', `busy-${newId()}@bank.example`)
  expect((await request(email)).status).toBe(204)
  expect((await request(busy.email)).status).toBe(204)
  await settleBackground()
  expect([...mailsTo(email), ...mailsTo(busy.email)]).toEqual([])
  expect(await linkOf(busy.email)).toMatchObject({ delivery: 'failed' })
  await tokenOf(busy.email, TEST_PASSWORD)
})
