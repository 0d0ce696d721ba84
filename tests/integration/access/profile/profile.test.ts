import { randomUUID } from 'node:crypto'
import {
  changePasswordOperation,
  changeProfileOperation,
  endOtherSessionsOperation,
  endOwnSessionOperation,
  getProfileOperation,
  listOwnSessionsOperation,
} from '@/lib/access/profile/api'
import { FREE_FAILURES } from '@/lib/access/auth/sign-in-throttle'
import { settleBackground } from '@/lib/platform/background'
import { closeDatabase } from '@/lib/platform/db'
import { callOperation } from '../../../support/call-operation'
import { withClient } from '../../../support/postgres'
import { createTestUser, createTenant, TEST_PASSWORD, type TestTenant } from '../../../support/tenant'
import { bearer, codeOf, me, newIp, tokenOf } from '../auth/support'

const NEW_PASSWORD = 'a phrase nobody guesses'

let tenant: TestTenant
beforeAll(async () => {
  tenant = await createTenant()
})
afterAll(async () => {
  await settleBackground()
  await closeDatabase()
})

async function newUser() {
  const user = await createTestUser(tenant, 'analyst')
  return { ...user, token: await tokenOf(user.email) }
}
const actionsOf = (objectId: string) =>
  withClient('superuser', async (client) => {
    const sql =
      'select action, before, after from audit_log where tenant_id = $1 and object_id = $2 order by seq'
    return (await client.query(sql, [tenant.id, objectId])).rows
  })
const setPassword = (token: string, current: string, next: string, ip = newIp()) =>
  callOperation(changePasswordOperation, {
    headers: { ...bearer(token), 'x-forwarded-for': ip },
    body: { current_password: current, new_password: next },
  })
const sessionsOf = async (token: string) =>
  (await (await callOperation(listOwnSessionsOperation, { headers: bearer(token) })).json()) as {
    items: { id: string; current: boolean; device: string; last_used_at: string }[]
  }

test('a user changes the own name, for the next request and in the audit log', async () => {
  const { id, token } = await newUser()
  const headers = bearer(token)
  const before = await (await callOperation(getProfileOperation, { headers })).json()
  const response = await callOperation(changeProfileOperation, {
    headers: { ...headers, 'if-match': `"${before.version}"` },
    body: { full_name: '  Grace Hopper ' },
  })
  expect(await response.json()).toEqual({
    ...before,
    full_name: 'Grace Hopper',
    version: before.version + 1,
  })
  expect(await (await me(headers)).json()).toMatchObject({ full_name: 'Grace Hopper' })
  expect(await actionsOf(id)).toEqual([
    {
      action: 'user.renamed',
      before: { full_name: before.full_name },
      after: { full_name: 'Grace Hopper' },
    },
  ])
  const late = await callOperation(changeProfileOperation, {
    headers: { ...headers, 'if-match': `"${before.version}"` },
    body: { full_name: 'Late' },
  })
  expect([late.status, await codeOf(late)]).toEqual([412, 'version-conflict'])
})

test('a new password ends the other sessions and the old password, and is stored as a hash only', async () => {
  const { id, email, token } = await newUser()
  const other = await tokenOf(email)
  expect((await setPassword(token, TEST_PASSWORD, NEW_PASSWORD)).status).toBe(204)
  expect((await me(bearer(token))).status).toBe(200)
  expect((await me(bearer(other))).status).toBe(401)
  await expect(tokenOf(email)).rejects.toThrow('401')
  await tokenOf(email, NEW_PASSWORD)
  // The rejected sign-in is noted at a random time.
  const rows = (await actionsOf(id)).filter(({ action }) => action !== 'session.refused')
  expect(rows).toEqual([{ action: 'user.password-changed', before: null, after: { sessionsEnded: 1 } }])
  const stored = await withClient('superuser', (client) =>
    client.query('select to_jsonb(u) as row from users u where id = $1', [id]),
  )
  expect(JSON.stringify(stored.rows)).not.toContain(NEW_PASSWORD)
})

test.each([
  ['current_password', 'not this one', NEW_PASSWORD, 'is wrong'],
  ['new_password', TEST_PASSWORD, TEST_PASSWORD, 'must differ from the current password'],
  ['new_password', TEST_PASSWORD, 'too short', 'must have at least 12 characters'],
  ['new_password', TEST_PASSWORD, 'aaaaaaaaaaaaaa', 'must have at least 5 different characters'],
  ['new_password', TEST_PASSWORD, 'i am an analyst', 'must not contain your name or e-mail address'],
])('rejects %s: %s -> %s', async (field, current, next, reason) => {
  const { email, token } = await newUser()
  const response = await setPassword(token, current, next)
  expect(response.status).toBe(400)
  expect((await response.json()).errors).toEqual([{ field, reason }])
  await tokenOf(email)
})

test('wrong current passwords are throttled as failed sign-ins are', async () => {
  const { token } = await newUser()
  const ip = newIp()
  const statuses: number[] = []
  for (let i = 0; i <= FREE_FAILURES; i++)
    statuses.push((await setPassword(token, `wrong ${i}`, NEW_PASSWORD, ip)).status)
  expect(statuses).toEqual([...Array<number>(FREE_FAILURES).fill(400), 429])
})

test('a user sees the own sessions with device and last use, and ends one', async () => {
  const { email, token } = await newUser()
  const other = await tokenOf(email)
  await me(bearer(other))
  await settleBackground()
  const { items } = await sessionsOf(token)
  expect(items.map(({ current }) => current)).toEqual([false, true])
  expect(items[0]).toMatchObject({ kind: 'token', device: 'Unknown device' })
  expect(Date.now() - Date.parse(items[0]?.last_used_at ?? '')).toBeLessThan(60_000)
  const params = { id: items[0]?.id ?? '' }
  const ended = await callOperation(endOwnSessionOperation, { params, headers: bearer(token) })
  expect(ended.status).toBe(204)
  expect((await me(bearer(other))).status).toBe(401)
  const again = await callOperation(endOwnSessionOperation, { params, headers: bearer(token) })
  expect(again.status).toBe(404)
  expect((await actionsOf(params.id)).map(({ action }) => action)).toEqual([
    'session.opened',
    'session.ended',
  ])
})

test('the last use is stored once a minute', async () => {
  const { token } = await newUser()
  await me(bearer(token))
  await settleBackground()
  const first = (await sessionsOf(token)).items[0]?.last_used_at
  await me(bearer(token))
  await settleBackground()
  expect((await sessionsOf(token)).items[0]?.last_used_at).toBe(first)
  const later = Date.now() + 61_000
  jest.spyOn(Date, 'now').mockReturnValue(later)
  await me(bearer(token))
  await settleBackground()
  jest.restoreAllMocks()
  expect((await sessionsOf(token)).items[0]?.last_used_at).toBe(new Date(later).toISOString())
})

test('a user ends all other sessions at once', async () => {
  const { email, token } = await newUser()
  const others = [await tokenOf(email), await tokenOf(email)]
  const response = await callOperation(endOtherSessionsOperation, { headers: bearer(token) })
  expect(await response.json()).toEqual({ ended: 2 })
  for (const other of others) expect((await me(bearer(other))).status).toBe(401)
  expect((await me(bearer(token))).status).toBe(200)
})

test('the session of another user does not exist', async () => {
  const [one, other] = [await newUser(), await newUser()]
  const [session] = (await sessionsOf(other.token)).items
  for (const id of [session?.id ?? '', randomUUID()]) {
    const response = await callOperation(endOwnSessionOperation, {
      params: { id },
      headers: bearer(one.token),
    })
    expect([response.status, await codeOf(response)]).toEqual([404, 'not-found'])
  }
  expect((await me(bearer(other.token))).status).toBe(200)
})
