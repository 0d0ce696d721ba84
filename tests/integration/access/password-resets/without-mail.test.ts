import { inviteUserOperation } from '@/lib/access/invitations/api'
import { makePasswordResetOperation, requestPasswordResetOperation } from '@/lib/access/password-resets/api'
import { settleBackground } from '@/lib/platform/background'
import { closeDatabase } from '@/lib/platform/db'
import { callOperation } from '../../../support/call-operation'
import { createTestUser, createTenant } from '../../../support/tenant'
import { bearer, codeOf, newIp, tokenOf } from '../auth/support'

afterAll(async () => {
  await settleBackground()
  await closeDatabase()
})

test('without a mail server links are shown, and what needs an e-mail says so', async () => {
  const tenant = await createTenant()
  const [admin, user] = [await createTestUser(tenant, 'admin'), await createTestUser(tenant, 'analyst')]
  const headers = bearer(await tokenOf(admin.email))
  const body = { email: 'new@bank.example', full_name: 'New', role: 'analyst' }
  const shown = await callOperation(inviteUserOperation, { headers, body })
  expect(await shown.json()).toMatchObject({ delivery: 'shown', link: expect.stringContaining('#') })
  const params = { id: user.id }
  const reset = await callOperation(makePasswordResetOperation, { headers, params, body: {} })
  expect(await reset.json()).toMatchObject({ link: expect.stringContaining('#') })
  const refused = [
    await callOperation(inviteUserOperation, {
      headers,
      body: { ...body, email: 'x@bank.example', deliver: 'mail' },
    }),
    await callOperation(makePasswordResetOperation, { headers, params, body: { deliver: 'mail' } }),
    await callOperation(requestPasswordResetOperation, {
      headers: { 'x-forwarded-for': newIp() },
      body: { email: user.email },
    }),
  ]
  for (const response of refused)
    expect([response.status, await codeOf(response)]).toEqual([503, 'mail-not-configured'])
})
