import { acceptInvitation, inviteUser } from '@/lib/access/invitations'
import { completeReset, makeReset } from '@/lib/access/password-resets'
import { changeUser } from '@/lib/access/users'
import type { Context } from '@/lib/contract/context'
import { approveChange, getChange } from '@/lib/governance/changes'
import { withTenant } from '@/lib/platform/db'
import { newId } from '@/lib/platform/ids'
import { type MintedTenant, mintTenant } from '../../../support/minted-tenant'
import { anotherAdmin, requestPolicy, setFourEyes } from './support'

/** Who requests a change cannot approve it by an account that they made since. */
const PASSWORD = 'a phrase nobody guesses'
let minted: MintedTenant
let admin: Context
let step = 0

beforeAll(async () => {
  minted = await mintTenant()
  admin = minted.as.admin
  await setFourEyes(minted, true)
})

const request = (by = admin) => requestPolicy(by, { review_threshold: 0.02 + 0.001 * ++step })
const approve = (ctx: Context, { id, shown_hash }: { id: string; shown_hash: string }) =>
  approveChange(ctx, id, { shown_hash, note: '' })
const token = (link: string | null) => (link ?? '').split('#')[1] ?? ''
const idOf = (ctx: Context) => ctx.actor.id ?? ''
const refused = (words: string) => ({
  code: 'conflict',
  detail: expect.stringContaining(`The user who requested the change ${words} after the request`) as string,
})

/** An administrator who accepted an invitation of `by`. */
async function invited(by: Context): Promise<Context> {
  const email = `${newId()}@bank.example`
  const { link } = await inviteUser(by, { email, full_name: 'New', role: 'admin', deliver: 'link' })
  await acceptInvitation({ token: token(link), full_name: 'New', password: PASSWORD }, newId())
  const user = await withTenant({ tenantId: minted.tenant.id }, (tx) =>
    tx.user.findFirstOrThrow({ where: { email } }),
  )
  const actor = { kind: 'user', id: user.id, sessionId: newId(), role: 'admin', name: 'New', email } as const
  return { tenant: minted.tenant, actor, requestId: newId() }
}

test('an account that the requester invited after the request', async () => {
  const change = await request()
  const own = await invited(admin)
  await expect(approve(own, change)).rejects.toMatchObject(refused('invited you'))
  expect(await getChange(admin, change.id)).toMatchObject({ status: 'pending' })
  // Another administrator is independent of the requester, and so is the account for another requester's change.
  const other = await anotherAdmin(minted)
  expect(await approve(other, change)).toMatchObject({ status: 'applied' })
  expect(await approve(own, await request(other))).toMatchObject({ status: 'applied' })
})

test('an account for whose password the requester made a link after the request, used or not', async () => {
  const second = await anotherAdmin(minted)
  const change = await request()
  const { link } = await makeReset(admin, idOf(second), 'link')
  await expect(approve(second, change)).rejects.toMatchObject(refused('made a link for your password'))
  await completeReset({ token: token(link), password: PASSWORD }, newId())
  await expect(approve(second, change)).rejects.toMatchObject(refused('made a link for your password'))
})

test('a link that was made before the request and used after it', async () => {
  const second = await anotherAdmin(minted)
  const { link } = await makeReset(admin, idOf(second), 'link')
  const change = await request()
  await completeReset({ token: token(link), password: PASSWORD }, newId())
  await expect(approve(second, change)).rejects.toMatchObject(
    refused('made the link with which your password was set'),
  )
})

test('an account that the requester made an administrator, or enabled, after the request', async () => {
  const [raised, enabled] = [await anotherAdmin(minted), await anotherAdmin(minted)]
  await changeUser(admin, idOf(raised), { role: 'analyst' })
  await changeUser(admin, idOf(enabled), { status: 'disabled' })
  const change = await request()
  await changeUser(admin, idOf(raised), { role: 'admin' })
  await changeUser(admin, idOf(enabled), { status: 'active' })
  await expect(approve(raised, change)).rejects.toMatchObject(refused('made you an administrator'))
  await expect(approve(enabled, change)).rejects.toMatchObject(refused('enabled your account'))
})

test('what the requester did before the request, and what others did, is no hindrance', async () => {
  const other = await anotherAdmin(minted)
  const own = await invited(admin)
  await makeReset(admin, idOf(own), 'link')
  const change = await request()
  await makeReset(other, idOf(own), 'link')
  expect(await approve(own, change)).toMatchObject({ status: 'applied', decided_by: { id: idOf(own) } })
})
