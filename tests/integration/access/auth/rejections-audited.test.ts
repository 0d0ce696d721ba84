import { settleBackground } from '@/lib/platform/background'
import { listApiKeysOperation } from '@/lib/access/api-keys/api'
import { closeDatabase, withTenant } from '@/lib/platform/db'
import { callOperation } from '../../../support/call-operation'
import { type MintedTenant, mintTenant } from '../../../support/minted-tenant'
import { scoringKey } from '../../../support/scoring'
import { bearer, login, tokenOf, newIp } from './support'

afterEach(() => jest.restoreAllMocks())
afterAll(async () => {
  await settleBackground()
  await closeDatabase()
})

async function rowsOf({ tenant }: MintedTenant, action: string) {
  await settleBackground()
  const where = { tenantId: tenant.id, action }
  return withTenant({ tenantId: tenant.id }, (tx) => tx.auditLog.findMany({ where }))
}

test('a denied permission of a user is audited once a minute for each permission; that of a key is not', async () => {
  const minted = await mintTenant()
  const analyst = bearer(await tokenOf(minted.emailOf.analyst))
  for (let i = 0; i < 3; i++) {
    const rejected = await callOperation(listApiKeysOperation, { headers: analyst })
    expect(rejected.status).toBe(403)
  }
  const key = bearer(await scoringKey(minted))
  expect((await callOperation(listApiKeysOperation, { headers: key })).status).toBe(403)
  expect(await rowsOf(minted, 'permission.denied')).toMatchObject([
    {
      actorKind: 'user',
      actorId: minted.as.analyst.actor.id,
      objectKind: 'user',
      after: {
        operation: 'listApiKeys',
        role: 'analyst',
        detail: 'Only administrators can manage API keys. (permission api-key:manage)',
      },
    },
  ])
})

test('a throttled sign-in is audited once a minute; an unknown e-mail address gets the same response and leaves no row', async () => {
  const minted = await mintTenant()
  const email = minted.emailOf.senior_analyst
  const unknown = `nobody-${email}`
  const answers: Record<string, number[]> = { [email]: [], [unknown]: [] }
  const [ip, now] = [newIp(), Date.now()]
  jest.spyOn(Date, 'now').mockReturnValue(now)
  for (let i = 0; i < 9; i++) {
    for (const address of [email, unknown]) {
      answers[address]?.push((await login({ email: address, password: 'wrong password' }, ip)).status)
    }
  }
  expect(answers[email]).toEqual(answers[unknown])
  expect(answers[email]?.filter((status) => status === 429).length).toBeGreaterThan(2)
  expect(await rowsOf(minted, 'session.throttled')).toMatchObject([
    { actorKind: 'system', objectKind: 'user', objectId: minted.as.senior_analyst.actor.id },
  ])
})
