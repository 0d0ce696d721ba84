import { changeTenant, getTenant } from '@/lib/access/tenants'
import { listNotifications } from '@/lib/messaging/notifications'
import { endFourEyesOf } from '@/scripts/end-four-eyes'
import { type MintedTenant, mintTenant } from '../../../support/minted-tenant'
import { testSetting, withClient } from '../../../support/postgres'
import { anotherAdmin } from '../../governance/changes/support'

/** Where one administrator is left, the operator ends four eyes, and everybody concerned hears of it. */
let minted: MintedTenant
beforeAll(async () => {
  minted = await mintTenant()
  await changeTenant(minted.as.admin, { four_eyes: true })
})

const REASON = 'The second administrator has left'
const run = (...args: string[]) =>
  endFourEyesOf(testSetting('MIGRATION_DATABASE_URL'), ['--tenant', minted.tenant.slug, ...args])
const isOn = async () => (await getTenant(minted.as.admin)).four_eyes

test('needs the switch and a reason, and changes nothing without them', async () => {
  await expect(run('--off')).rejects.toThrow('--reason is missing')
  await expect(run('--off', '--reason', ' ')).rejects.toThrow('--reason must not be empty')
  await expect(run('--reason', REASON)).rejects.toThrow('--off is missing')
  await expect(
    endFourEyesOf(testSetting('MIGRATION_DATABASE_URL'), [
      '--tenant',
      'no-such-bank',
      '--off',
      '--reason',
      'x',
    ]),
  ).rejects.toThrow('There is no institution no-such-bank')
  expect(await isOn()).toBe(true)
})

test('ends four eyes, with a row of the audit log and a notification of each administrator', async () => {
  const second = await anotherAdmin(minted)
  const { version } = await getTenant(minted.as.admin)
  expect(await run('--off', '--reason', REASON)).toMatch(/Four eyes are off .* notified: 2\./)
  expect(await isOn()).toBe(false)
  expect((await getTenant(minted.as.admin)).version).toBe(version + 1)
  for (const admin of [minted.as.admin, second]) {
    const { items } = await listNotifications(admin, { limit: 1 })
    expect(items).toMatchObject([
      {
        kind: 'administrator_access',
        text: `Administrators: the operator has ended four eyes: ${REASON}`,
        actor: null,
      },
    ])
  }
  expect((await listNotifications(minted.as.analyst, { limit: 1 })).items).toEqual([])
  const { rows } = await withClient('superuser', (client) =>
    client.query(
      `select actor_kind, actor_id, before, after from audit_log where tenant_id = $1 and action = 'tenant.four-eyes-ended'`,
      [minted.tenant.id],
    ),
  )
  expect(rows).toEqual([
    {
      actor_kind: 'system',
      actor_id: 'tenant-four-eyes',
      before: { four_eyes: true },
      after: { four_eyes: false, reason: REASON },
    },
  ])
})

test('says so where they are off already, and tells nobody twice', async () => {
  await expect(run('--off', '--reason', REASON)).rejects.toThrow('are off at')
  const { items } = await listNotifications(minted.as.admin, { limit: 5 })
  expect(items).toHaveLength(1)
})
