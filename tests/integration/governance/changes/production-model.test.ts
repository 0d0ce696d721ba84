import type { Context } from '@/lib/contract/context'
import { approveChange, requestChange } from '@/lib/governance/changes'
import { listModels, moveModel, stageModel } from '@/lib/governance/models'
import { withTenant } from '@/lib/platform/db'
import { activateModel } from '@/scripts/activate-model'
import { MODEL, type MintedTenant, mintTenant } from '../../../support/minted-tenant'
import { testSetting, withClient } from '../../../support/postgres'
import { anotherAdmin, auditOf, policiesOf, requestPolicy, setFourEyes } from './support'

const OTHER = { name: 'paysim', version: '2.0.0' }
let minted: MintedTenant
let admin: Context
let second: Context
let canary: string

beforeAll(async () => {
  minted = await mintTenant()
  admin = minted.as.admin
  second = await anotherAdmin(minted)
  await setFourEyes(minted, true)
  canary = (await stageModel(admin, OTHER.name, OTHER.version)).id
})

const request = (model_id: string, action: 'promote' | 'rollback') =>
  requestChange(admin, {
    change: { kind: 'model-production', payload: { model_id, action } },
    days: 7,
    reason: 'Better on our traffic',
    starts_at: null,
    before_hash: null,
  })
const approve = ({ id, shown_hash }: { id: string; shown_hash: string }) =>
  approveChange(second, id, { shown_hash, note: '' })
const inProduction = async () =>
  (await listModels(admin)).items.find(({ stage }) => stage === 'production')?.name

it('only the canary can be promoted', async () => {
  await expect(request(canary, 'promote')).rejects.toMatchObject({ code: 'conflict' })
  await expect(request(canary, 'rollback')).rejects.toMatchObject({ code: 'conflict' })
})

it('a promotion and the way back need another administrator; the thresholds change with the model', async () => {
  const tenantId = minted.tenant.id
  for (const stage of ['shadow', 'canary'] as const) {
    await withTenant({ tenantId }, (tx) => moveModel(tx, admin, canary, { stage }))
  }
  const change = await request(canary, 'promote')
  expect(change).toMatchObject({
    status: 'pending',
    impact: null,
    before: { model: `${MODEL.name}/${MODEL.version}` },
    after: { model: 'paysim/2.0.0', review_threshold: 1.8e-5 },
  })
  expect(await inProduction()).toBe(MODEL.name)
  expect(await approve(change)).toMatchObject({ status: 'applied', policy_version: 2 })
  expect(await inProduction()).toBe(OTHER.name)
  expect((await policiesOf(minted))[0]).toMatchObject({ version: 2, reviewThreshold: 1.8e-5 })

  const former = (await listModels(admin)).items.find(({ name }) => name === MODEL.name)?.id ?? ''
  const back = await request(former, 'rollback')
  expect(back.summary).toBe('Roll back to sentinel/1.1.0 (now paysim/2.0.0)')
  expect(await approve(back)).toMatchObject({ status: 'applied' })
  expect(await inProduction()).toBe(MODEL.name)
  expect((await policiesOf(minted))[0]).toMatchObject({ reviewThreshold: 0.019 })
})

it('the command of the operator takes effect, says that nobody approved it, and makes waiting changes stale', async () => {
  const change = await requestPolicy(admin, { review_threshold: 0.05 })
  const args = ['--tenant', minted.tenant.slug, '--model', `${MODEL.name}/${MODEL.version}`]
  const text = await activateModel(testSetting('MIGRATION_DATABASE_URL'), args)
  expect(text).toContain('no administrator approved this')
  await expect(approve(change)).rejects.toMatchObject({ code: 'stale' })
  const { rows } = await withClient('superuser', (client) =>
    client.query(
      `select actor_kind, actor_id from audit_log where tenant_id = $1 and action = 'model.activated' order by seq desc limit 1`,
      [minted.tenant.id],
    ),
  )
  expect(rows).toEqual([{ actor_kind: 'system', actor_id: 'model-activate' }])
  expect((await auditOf(minted, change.id)).map(({ action }) => action)).toEqual(['change.requested'])
})
