import { acceptInvitation, inviteUser, renewInvitation } from '@/lib/access/invitations'
import { completeReset, makeReset } from '@/lib/access/password-resets'
import { changeUser } from '@/lib/access/users'
import type { Context } from '@/lib/contract/context'
import { listNotifications, setPreferences } from '@/lib/messaging/notifications'
import { newId } from '@/lib/platform/ids'
import { type MintedTenant, mintTenant } from '../../../support/minted-tenant'
import { anotherAdmin } from '../../governance/changes/support'

/** Two administrators guard what four eyes guard, so each hears how another one comes into being or could change hands. */
const PASSWORD = 'a phrase nobody guesses'
let minted: MintedTenant
let admin: Context
let other: Context

beforeAll(async () => {
  minted = await mintTenant()
  admin = minted.as.admin
  other = await anotherAdmin(minted)
})

const heard = async (by: Context) =>
  (await listNotifications(by, { limit: 50 })).items.map(({ text }) => text)
const token = (link: string | null) => (link ?? '').split('#')[1] ?? ''
const invite = (email: string, role: 'admin' | 'analyst') =>
  inviteUser(admin, { email, full_name: 'New', role, deliver: 'link' })

test('an invitation, its new link and its acceptance are told to the other administrators', async () => {
  const email = `${newId()}@bank.example`
  const { id } = await invite(email, 'admin')
  const { link } = await renewInvitation(admin, id, 'link')
  await acceptInvitation({ token: token(link), full_name: 'New', password: PASSWORD }, newId())
  expect(await heard(other)).toEqual([
    `Administrators: ${email} is an administrator now`,
    `Administrators: ${email} got a new link to become an administrator, by admin`,
    `Administrators: ${email} is invited as an administrator, by admin`,
  ])
  // The inviter hears of the acceptance only: users are not notified of their own actions.
  expect(await heard(admin)).toEqual([`Administrators: ${email} is an administrator now`])
  expect(await heard(minted.as.analyst)).toEqual([])
})

test('a role, an account that is enabled again and a new password of an administrator are told', async () => {
  const third = await anotherAdmin(minted)
  const thirdEmail = third.actor.kind === 'user' ? third.actor.email : ''
  const id = third.actor.id ?? ''
  await changeUser(admin, id, { role: 'analyst' })
  await changeUser(admin, id, { role: 'admin' })
  await changeUser(admin, id, { status: 'disabled' })
  await changeUser(admin, id, { status: 'active' })
  const { link } = await makeReset(admin, id, 'link')
  await completeReset({ token: token(link), password: PASSWORD }, newId())
  expect((await heard(other)).slice(0, 4)).toEqual([
    `Administrators: the administrator ${thirdEmail} has set a new password by a link`,
    `Administrators: a link was made to set a new password for the administrator ${thirdEmail}, by admin`,
    `Administrators: the administrator ${thirdEmail} is enabled again, by admin`,
    `Administrators: ${thirdEmail} is an administrator now, by admin`,
  ])
  expect(await heard(third)).toEqual([])
})

test('other users are none of it, and who mutes it hears nothing', async () => {
  const before = await heard(other)
  await invite(`${newId()}@bank.example`, 'analyst')
  await makeReset(admin, minted.as.analyst.actor.id ?? '', 'link')
  expect(await heard(other)).toEqual(before)
  await setPreferences(other, { muted: ['administrator_access'] })
  await makeReset(admin, other.actor.id ?? '', 'link')
  await invite(`${newId()}@bank.example`, 'admin')
  expect(await heard(other)).toEqual(before)
})
