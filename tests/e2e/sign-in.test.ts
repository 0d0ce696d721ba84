import { get } from 'node:http'
import { accountOf } from '@/lib/access/auth/known-device'
import { ACCOUNT_FAILURES } from '@/lib/access/auth/sign-in-throttle'
import { createTestUser, createTenant, TEST_PASSWORD } from '../support/tenant'
import { withClient } from '../support/postgres'
import { sharedServer } from '../support/shared-server'
import { browserOf, errorOf } from '../support/sign-in'

let server: { url: string }
beforeAll(async () => {
  server = await sharedServer()
})
const browser = (site?: string) => browserOf(server, site)

const newUser = async () => createTestUser(await createTenant(), 'analyst')

test('sign-in sets a protected cookie, sign-out ends its session, and a replay is rejected', async () => {
  const { email, id } = await newUser()
  const visitor = browser()
  const result = await visitor.signIn(email)
  expect(result.status).toBe(200)
  const line = result.headers.getSetCookie().find((cookie) => cookie.startsWith('sentinel-session='))
  expect(line).toMatch(/HttpOnly/i)
  expect(line).toMatch(/SameSite=Lax/i)
  expect(line).toMatch(/Path=\//)
  expect(line).not.toMatch(/Domain=/i)

  expect(await (await visitor.send('/api/auth/me')).json()).toMatchObject({ id, email })
  expect((await visitor.send('/queue')).status).toBe(200)
  const stolen = visitor.jar.get('sentinel-session') ?? ''
  expect((await visitor.submit('signout', {})).status).toBe(200)
  expect(visitor.jar.has('sentinel-session')).toBe(false)
  const replay = await fetch(`${server.url}/api/auth/me`, {
    headers: { cookie: `sentinel-session=${stolen}` },
  })
  expect(replay.status).toBe(401)
})

test('each sign-in sets a new cookie', async () => {
  const { email } = await newUser()
  const visitor = browser()
  await visitor.signIn(email)
  const first = visitor.jar.get('sentinel-session')
  await visitor.signIn(email)
  expect(first).toBeTruthy()
  expect(visitor.jar.get('sentinel-session')).not.toBe(first)
})

test('the browser that signed in before signs in while the account is attacked from many networks', async () => {
  const { email } = await newUser()
  const [owner, stranger] = [browser(), browser()]
  await owner.signIn(email)
  const name = `sentinel-device-${accountOf(email).slice(0, 12)}`
  expect(owner.jar.has(name)).toBe(true)
  // The bound of the account is used up, and the test's own network is no known one any more.
  await withClient('superuser', async (db) => {
    const account = accountOf(email)
    await db.query(
      'insert into rate_limits (key, points, expire) values ($1, $2, $3) on conflict (key) do update set points = $2',
      [`sign-in-account:${account}`, ACCOUNT_FAILURES, Date.now() + 600_000],
    )
    await db.query('delete from rate_limits where key like $1', [`sign-in-known:${account}:%`])
  })
  expect(await errorOf(await stranger.signIn(email))).toMatch(/^throttled:\d+$/)
  owner.jar.delete('sentinel-session')
  await owner.signIn(email)
  expect(owner.jar.has('sentinel-session')).toBe(true)
})

test('another site can neither sign a user in nor out', async () => {
  const { email } = await newUser()
  expect((await browser('cross-site').signIn(email)).status).toBe(403)
  const visitor = browser()
  await visitor.signIn(email)
  const attack = await visitor.send('/api/auth/signout', {
    method: 'POST',
    headers: { 'sec-fetch-site': 'cross-site' },
  })
  expect(attack.status).toBe(403)
  expect((await visitor.send('/api/auth/me')).status).toBe(200)
})

test('an invented X-Forwarded-For does not change the network, and two credentials are rejected', async () => {
  const headers = { 'x-forwarded-for': '9.9.9.9', 'content-type': 'application/json' }
  const { email } = await newUser()
  const body = JSON.stringify({ email, password: TEST_PASSWORD })
  const result = await fetch(`${server.url}/api/auth/login`, { method: 'POST', headers, body })
  const { access_token: token } = (await result.json()) as { access_token: string }
  const me = (authorization: string[]) => rawStatus('/api/auth/me', authorization)
  expect(await me([`Bearer ${token}`])).toBe(200)
  expect(await me([`Bearer ${token}`, 'Bearer other'])).toBe(401)
  expect(await sessionAddress(token)).toMatch(/^(127\.0\.0\.1|::1)$/)
})

test("next-auth's log sink and unknown actions are not served", async () => {
  const visitor = browser()
  for (const path of ['/api/auth/_log', '/api/auth/nothing']) {
    expect((await visitor.send(path, { method: 'POST', body: '{}' })).status).toBe(404)
  }
})

/** Sends the header several times, which fetch would merge. */
async function rawStatus(path: string, authorization: string[]): Promise<number> {
  return new Promise((resolve, reject) => {
    get(server.url + path, { headers: { authorization } as never }, (response) => {
      response.resume()
      resolve(response.statusCode ?? 0)
    }).on('error', reject)
  })
}

async function sessionAddress(token: string): Promise<string> {
  const { sid } = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()) as {
    sid: string
  }
  return withClient('superuser', async (db) => {
    const { rows } = await db.query<{ ip: string }>('select ip from sessions where id = $1', [sid])
    return rows[0]?.ip ?? ''
  })
}
