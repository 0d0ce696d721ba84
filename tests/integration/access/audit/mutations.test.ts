import { hash } from 'node:crypto'
import { allOperations } from '@/app/api/operations'
import { keyModeOf } from '@/lib/contract/idempotency'
import { listPolicies } from '@/lib/governance/changes'
import { listModels } from '@/lib/governance/models'
import { newId } from '@/lib/platform/ids'
import { bundleArchive, shippedFiles } from '../../../support/bundle-archive'
import { callOperation } from '../../../support/call-operation'
import { importArchive } from '../../../support/import-archive'
import { keepFilesFromServers } from '../../../support/large-upload'
import { useChallenger } from '../../../support/challenger-model'
import { allowReplays } from '../../../support/replays'
import { storeAlarm } from '../../../support/drift-decisions'
import { expectReplay } from '../../../support/expect-replay'
import { type MintedTenant, mintTenant } from '../../../support/minted-tenant'
import { settleBackground } from '@/lib/platform/background'
import { withClient } from '../../../support/postgres'
import { scoreRows, tyingRows, usePolicy } from '../../../support/scored-rows'
import { paysimRow, scoringKey } from '../../../support/scoring'
import { csvOf, multipart, uploadMapping } from '../../../support/upload'
import { storeDeadLetter } from '../../../support/dead-letters'
import { createTestUser, TEST_PASSWORD } from '../../../support/tenant'
import { RECORDED_TABLES } from '@/scripts/audit/recorded-tables'
import { allowLocalReceivers } from '../../../support/webhook-receiver'
import { bearer, newIp, tokenOf } from '../auth/support'
import { anotherAdmin, requestPolicy, setFourEyes } from '../../governance/changes/support'
import { sealAll, verify } from './support'

/** One of each mutation, and the rows of the audit log for exactly that request. */
const UNAUDITED: Record<string, string> = {
  score: 'a prediction is its own record of who asked',
  scoreBatch: 'likewise',
  readNotifications: 'the read state belongs to one user',
  readInvitation: 'it reads; its token must not stand in a URL',
  previewChange: 'it stores nothing',
  checkUpload: 'it stores nothing',
  storeUploadPiece: 'the rows of the upload name the whole file',
}
/**
 * They need a mail server, or a database without other servers: tests/integration/access/password-resets/request-reset.test.ts
 * and tests/integration/governance/retraining/requests.test.ts.
 */
const ELSEWHERE = ['requestPasswordReset', 'requestRetraining', 'cancelRetraining']

/** A random token in the fragment of a link. */
const tokenIn = (link: string): string => link.split('#')[1] ?? ''

/** Reads that export data. */
const EXPORTS = [
  'exportRejects',
  'exportTransactions',
  'getCaseBrief',
  'exportCaseBrief',
  'exportWatchlists',
  'exportAudit',
]

describe('every mutation writes its rows of the audit log, once per Idempotency-Key', () => {
  const performed = new Set<string>()
  let minted: MintedTenant
  let token: string
  let ids: string[]
  let caseId: string
  let version = 1

  type Call = Parameters<typeof callOperation>[1]

  /** Performs it and compares the actions of its request. Returns the response. */
  async function leaves(id: string, actions: string[], call: Call = {}) {
    const operation = allOperations.find((one) => one.id === id)
    if (!operation) throw new Error(`no operation ${id}`)
    const headers = {
      ...(operation.auth !== 'public' && bearer(token)),
      'idempotency-key': newId(),
      ...call.headers,
    }
    const keyed = { ...call, headers }
    const response = await callOperation(operation, keyed)
    const text = await response.text()
    await settleBackground()
    expect({ id, status: response.status, ok: response.ok, text }).toMatchObject({ id, ok: true })
    // A repetition adds nothing to the audit log.
    const repeated =
      keyModeOf(operation) === 'none' ? [] : await expectReplay(operation, keyed, response, text)
    const found = await withClient('superuser', (client) =>
      client.query(
        'select action from audit_log where tenant_id = $1 and request_id = any ($2) order by seq',
        [minted.tenant.id, [response.headers.get('x-request-id'), ...repeated]],
      ),
    )
    expect({ id, actions: found.rows.map(({ action }) => action) }).toEqual({ id, actions })
    performed.add(id)
    return text.startsWith('{') ? JSON.parse(text) : null
  }

  beforeAll(async () => {
    minted = await mintTenant({ recorded: true })
    await usePolicy(minted, [1e-9, 1e-8], [1e-9, 0.999999])
    const responses = await scoreRows(await scoringKey(minted), tyingRows(4, 'trail'))
    ids = responses.map(({ transaction_id: id }) => id)
  })

  it('sign-in and sign-out', async () => {
    const login = { email: minted.emailOf.admin, password: TEST_PASSWORD }
    const headers = { 'x-forwarded-for': newIp() }
    token = (await leaves('login', ['session.opened'], { body: login, headers })).access_token
    await leaves('logout', ['session.ended'])
    token = (await leaves('login', ['session.opened'], { body: login, headers })).access_token
  })

  it('what leaves no row', async () => {
    await leaves('score', [], { body: paysimRow() })
    await leaves('scoreBatch', [], { body: { transactions: [paysimRow({ step: 701 })] } })
    await leaves('readNotifications', [], { body: { all: true } })
  })

  it('replays', async () => {
    await allowReplays(minted)
    await leaves('startReplay', ['replay.started'], { body: { rate_per_second: 1, duration_seconds: 3_600 } })
    await leaves('stopReplay', ['replay.stopped'], {})
  })

  it('uploads of files', async () => {
    const file = await multipart(csvOf([paysimRow({ step: 702 }), paysimRow({ amount: 'ten' })]))
    await leaves('checkUpload', [], file)
    const { upload_id: upload } = await leaves('uploadTransactions', ['upload.completed'], file)
    await leaves('exportRejects', ['upload.rejects-exported'], { params: { id: upload } })
    const labels = await multipart(csvOf([{ external_id: 'tie-0', label: 'fraud' }]))
    await leaves('uploadLabels', ['upload.completed'], labels)
    const mapping = { name: 'ours', columns: ['step'], mapping: uploadMapping }
    const { id } = await leaves('saveUploadMapping', ['upload-mapping.saved'], { body: mapping })
    await leaves('deleteUploadMapping', ['upload-mapping.deleted'], { params: { id } })
  })

  it('large files', async () => {
    await keepFilesFromServers(minted.as.admin)
    const csv = csvOf([paysimRow({ step: 703 })])
    const body = { filename: 'a.csv', file_size_bytes: csv.length, mapping: uploadMapping }
    const { id } = await leaves('openUploadFile', ['upload.opened'], { body })
    const query = `?sha256=${hash('sha256', csv)}`
    await leaves('storeUploadPiece', [], { params: { id, number: '0' }, query, text: csv })
    await leaves('startUploadFile', ['upload.started'], { params: { id } })
    await leaves('pauseUploadFile', ['upload.paused'], { params: { id } })
    await leaves('resumeUploadFile', ['upload.resumed'], { params: { id } })
    await leaves('cancelUploadFile', ['upload.cancelled'], { params: { id } })
  })

  it('claims, but not their renewal', async () => {
    const params = { transaction_id: ids[0] ?? '' }
    await leaves('claimAlert', ['claim.taken'], { params })
    await leaves('claimAlert', [], { params })
    await leaves('releaseClaim', ['claim.released'], { params })
    const next = await leaves('nextAlert', ['claim.taken'], { body: {} })
    await leaves('releaseClaim', ['claim.released'], { params: next })
  })

  it('decisions', async () => {
    const body = { decision: 'escalated', notes: 'why' }
    const [first = '', second = '', third = ''] = ids
    await leaves('giveFeedback', ['transaction.decided'], { params: { id: first }, body })
    await leaves('undoFeedback', ['transaction.decision-undone'], { params: { id: first } })
    const many = { transaction_ids: [second, third] }
    await leaves('decideMany', Array(2).fill('transaction.decided'), { body: { ...many, ...body } })
    await leaves('undoMany', Array(2).fill('transaction.decision-undone'), { body: many })
    await leaves('decideMany', ['transactions.decided', 'transaction.decided'], {
      body: { filter: { q: third }, expected_count: 1, ...body },
    })
    // Reading is recorded after the response, once an hour.
    const sender = (await leaves('getTransaction', ['transaction.opened'], { params: { id: first } }))
      .sender_account
    const open = await leaves('investigate', [], { query: `?q=${sender}&outcome=flagged&decision=pending` })
    await leaves('decideOpenAlerts', Array(open.items.length).fill('transaction.decided'), {
      params: { account_id: sender },
      body,
    })
    expect(open.items.length).toBeGreaterThan(0)
    await leaves('addEntityNote', ['entity.note-added'], {
      params: { account_id: sender },
      body: { body: 'x' },
    })
  })

  it('cases', async () => {
    caseId = (await leaves('createCase', ['case.created'], { body: { title: 'a case' } })).id
    const params = { id: caseId }
    const change = async (actions: string[], body: object) => {
      version = (await leaves('changeCase', actions, { params, body: { version, ...body } })).version
    }
    await change(['case.changed'], { title: 'another' })
    const [first = ''] = ids
    await leaves('linkTransactions', ['case.transactions-linked'], {
      params,
      body: { transaction_ids: [first] },
    })
    const transaction = { ...params, transaction_id: first }
    const sender = (await leaves('getTransaction', [], { params: { id: first } })).sender_account
    await leaves('linkEntities', ['case.entities-linked'], {
      params,
      body: { entities: [{ kind: 'account', id: sender }] },
    })
    const entity = { ...params, kind: 'account', entity_id: sender }
    const note = await leaves('addCaseNote', ['case.noted'], { params, body: { body: 'one' } })
    const edited = { params: { ...params, note_id: note.id }, body: { body: 'two' } }
    await leaves('editCaseNote', ['case.note-edited'], edited)
    await leaves('getCaseBrief', ['case.exported'], { params })
    await leaves('exportCaseBrief', ['case.exported'], { params })
    await leaves('unlinkTransaction', ['case.transaction-unlinked'], { params: transaction })
    await leaves('unlinkEntity', ['case.entity-unlinked'], { params: entity })
    version = (await leaves('getCase', [], { params })).version
    await change(['case.closed'], { status: 'closed', outcome: 'duplicate', summary: 'twice' })
    await change(['case.reopened', 'case.noted'], { status: 'open', note: 'not twice' })
    await leaves('setSlaPolicies', ['sla-policy.changed'], { body: { high: 60 } })
    const rate = { currency: 'EUR', valid_from: '2026-01-01T00:00:00Z', rate: '1.1' }
    await leaves('addCurrencyRate', ['tenant.currency-rate-added'], { body: rate })
    await leaves('addCurrencyRate', [], { body: rate })
  })

  it('watchlists and saved views', async () => {
    const body = { entity_id: 'C-1', list_type: 'blocked', reason: 'why' }
    const { id } = await leaves('addToWatchlist', ['watchlist.added'], { body })
    const params = { id }
    await leaves('changeWatchlistEntry', ['watchlist.changed'], { params, body: { reason: 'because' } })
    await leaves('removeFromWatchlist', ['watchlist.removed'], { params })
    await leaves('addToWatchlist', ['watchlist.added'], { body })
    const listed = { account_id: 'C-1', list_type: 'blocked' }
    await leaves('removeAccountFromWatchlist', ['watchlist.removed'], { params: listed })
    await leaves('importWatchlists', ['watchlist.imported'], { text: 'id,list\r\nC-2,trusted\r\n' })
    await leaves('exportWatchlists', ['watchlist.exported'])
    const view = { page: 'queue', name: 'mine', query: '', shared: true }
    const saved = { params: { id: (await leaves('saveView', ['view.saved'], { body: view })).id } }
    await leaves('changeView', ['view.changed'], { ...saved, body: { name: 'ours' } })
    await leaves('deleteView', ['view.deleted'], saved)
    await leaves('exportTransactions', ['transactions.exported'])
    await leaves('exportAudit', ['audit.exported'])
  })

  it('changes of the policy', async () => {
    const change = { kind: 'policy', payload: { review_threshold: 0.1, block_threshold: 0.9 } }
    await leaves('previewChange', [], { body: { change } })
    const applied = ['change.requested', 'policy.changed', 'change.applied']
    await leaves('requestChange', applied, { body: { change, reason: 'why' } })
    const { items } = await listPolicies(minted.as.admin, { limit: 2 })
    const former = { id: items[1]?.id ?? '' }
    await leaves('restorePolicy', applied, { params: former, body: { reason: 'why' } })
    const { items: models } = await listModels(minted.as.admin)
    await leaves('setThreshold', applied, { params: { id: models[0]?.id ?? '' }, body: { threshold: 0.2 } })

    await leaves('setExploration', ['exploration.changed'], {
      body: { share: 0, amount_cap: '5', daily_budget: '50' },
    })
    const other = await anotherAdmin(minted)
    await setFourEyes(minted, true)
    const params = { id: (await requestPolicy(other, { review_threshold: 0.3 })).id }
    const { shown_hash } = await leaves('refreshPreview', ['change.previewed'], { params, body: { days: 7 } })
    await leaves('approveChange', ['policy.changed', 'change.applied'], { params, body: { shown_hash } })
    const again = async (by = other) => (await requestPolicy(by, { review_threshold: 0.4 })).id
    await leaves('rejectChange', ['change.rejected'], { params: { id: await again() }, body: { note: 'no' } })
    await leaves('withdrawChange', ['change.withdrawn'], { params: { id: await again(minted.as.admin) } })
    await setFourEyes(minted, false)
  })

  it('API keys and users', async () => {
    const made = await leaves('createApiKey', ['api-key.created'], { body: { name: 'k', scopes: ['read'] } })
    const { id: owner_id } = await createTestUser(minted.tenant, 'admin')
    const body = { owner_id }
    await leaves('handOverApiKey', ['api-key.handed-over'], { params: { id: made.id }, body })
    await leaves('rotateApiKey', ['api-key.rotated'], { params: { id: made.id }, body: {} })
    await leaves('revokeApiKey', ['api-key.revoked'], { params: { id: made.id } })
    const params = { id: minted.as.analyst.actor.id ?? '' }
    await leaves('changeTenant', ['tenant.earliest-event-changed'], {
      body: { earliest_event_at: '2019-01-01T00:00:00Z' },
    })
    await leaves('changeTenant', ['tenant.country-changed'], { body: { country: 'KE' } })
    await leaves('changeTenant', ['tenant.settings-changed'], { body: { four_eyes: true } })
    await setFourEyes(minted, false)
    await leaves('endUserSessions', [], { params })
    await tokenOf(minted.emailOf.analyst)
    await leaves('endUserSessions', ['user.sessions-ended'], { params })
    await leaves('makePasswordReset', ['user.reset-requested'], { params, body: {} })
    await leaves('changeUser', ['user.role-changed'], { params, body: { role: 'senior_analyst' } })
    await leaves('changeUser', ['user.disabled'], { params, body: { status: 'disabled' } })
    await leaves('changeUser', ['user.enabled'], { params, body: { status: 'active' } })
  })

  it('invitations and forgotten passwords', async () => {
    const invite = { email: 'new@bank.example', full_name: 'New', role: 'analyst' }
    const { id } = await leaves('inviteUser', ['user.invited'], { body: invite })
    const params = { id }
    const { link } = await leaves('renewInvitation', ['user.invitation-renewed'], { params, body: {} })
    await leaves('readInvitation', [], { body: { token: tokenIn(link) } })
    const chosen = { full_name: 'New User', password: 'a long enough phrase' }
    await leaves('acceptInvitation', ['user.created'], { body: { token: tokenIn(link), ...chosen } })
    const other = await leaves('inviteUser', ['user.invited'], {
      body: { ...invite, email: 'x@bank.example' },
    })
    await leaves('withdrawInvitation', ['user.invitation-withdrawn'], { params: { id: other.id } })
    const user = { params: { id: minted.as.senior_analyst.actor.id ?? '' }, body: {} }
    const reset = await leaves('makePasswordReset', ['user.reset-requested'], user)
    const again = { token: tokenIn(reset.link), password: 'another long phrase' }
    await leaves('completePasswordReset', ['user.password-reset'], { body: again })
  })

  it("one's own account", async () => {
    await leaves('changeProfile', ['user.renamed'], { body: { full_name: 'Renamed' } })
    await leaves('changeProfile', [], { body: { full_name: 'Renamed' } })
    const preferences = { body: { muted: ['case_mention'] } }
    await leaves('setNotificationPreferences', ['user.preferences-changed'], preferences)
    await tokenOf(minted.emailOf.admin)
    await leaves('endOtherSessions', ['user.sessions-ended'])
    await tokenOf(minted.emailOf.admin)
    const { items } = await leaves('listOwnSessions', [])
    const other = items.find(({ current }: { current: boolean }) => !current)
    await leaves('endOwnSession', ['session.ended'], { params: { id: other.id } })
    const passwords = { current_password: TEST_PASSWORD, new_password: 'a long enough phrase' }
    await leaves('changePassword', ['user.password-changed'], { body: passwords })
  })

  it('models, drift and the canary', async () => {
    const archive = bundleArchive(await shippedFiles(), { version: '9.9.9' })
    await leaves('uploadModel', ['model.uploaded'], { text: archive })
    const toImport = await importArchive({ name: 'imported', version: '1.0.0' })
    const imported = await leaves('importModel', ['model.uploaded'], { text: toImport })
    await leaves('deleteModel', ['model.deleted'], { params: { id: imported.id } })
    await leaves('acknowledgeDriftAlarm', ['drift.alarm-acknowledged'], {
      params: { id: await storeAlarm(minted) },
      body: {},
    })
    await leaves('setRetrainingSchedule', ['retraining-schedule.changed'], {
      body: { cadence: 'weekly', hour: 4, on_drift_alarm: true },
    })
    const { id, stage_version } = await useChallenger(minted, 'audited', () => 0, ['shadow'])
    const params = { id }
    await leaves('changeModelStage', ['model.stage-changed'], {
      params,
      body: { stage: 'canary', stage_version },
    })
    await leaves('setCanary', ['canary.started'], { params, body: { share: 0.1 } })
    await leaves('setCanary', ['canary.changed'], { params, body: { share: 0.2 } })
    await leaves('stopCanary', ['model.stage-changed', 'canary.stopped'], { params })
  })

  it('alert channels, alert rules and messages', async () => {
    allowLocalReceivers()
    // Nobody listens there: the message ends as failed, so it can be sent again.
    const url = 'http://127.0.0.1:9/hook'
    const hook = await leaves('createAlertChannel', ['alert-channel.created'], {
      body: { kind: 'webhook', name: 'Hook', url },
    })
    const params = { id: hook.id }
    await leaves('changeAlertChannel', ['alert-channel.changed'], { params, body: { name: 'Case system' } })
    await leaves('rotateAlertSecret', ['alert-channel.secret-rotated'], { params })
    const tested = await leaves('testAlertChannel', ['alert-channel.tested'], { params })
    await leaves('resendAlert', ['alert-delivery.resent'], { params: { id: tested.id } })
    const body = { name: 'Drift', conditions: { kind: 'drift_alarm' }, channel_ids: [hook.id] }
    const { id } = await leaves('createAlertRule', ['alert-rule.created'], { body })
    const renamed = { ...body, name: 'Alarms' }
    await leaves('changeAlertRule', ['alert-rule.changed'], { params: { id }, body: renamed })
    // These stay, to be compared with the audit log.
    const kept = await leaves('createAlertChannel', ['alert-channel.created'], {
      body: { kind: 'webhook', name: 'Kept', url },
    })
    const rule = { ...body, name: 'Kept', channel_ids: [kept.id] }
    await leaves('createAlertRule', ['alert-rule.created'], { body: rule })
    await leaves('deleteAlertRule', ['alert-rule.deleted'], { params: { id } })
    await leaves('deleteAlertChannel', ['alert-channel.deleted'], { params })
  })

  it('messages of Kafka that could not be scored', async () => {
    const value = JSON.stringify(paysimRow({ external_id: 'mended' }))
    const letter = async () => ({ id: await storeDeadLetter(minted, value) })
    await leaves('resendDeadLetter', ['dead-letter.resent'], { params: await letter(), body: {} })
    await leaves('dismissDeadLetter', ['dead-letter.dismissed'], { params: await letter() })
  })

  it('what they changed is stored as the audit log has it', async () => {
    await sealAll(minted)
    // The test adds users of its own, of which the audit log does not know.
    const lines = (await verify(minted)).split('\n').filter((line) => !/ users .* inserted: /.test(line))
    expect(lines.filter((line) => line.includes('BROKEN'))).toEqual([])
    const counts = await withClient('superuser', (client) =>
      Promise.all(
        RECORDED_TABLES.map(({ table }) =>
          client.query(`select from ${table} where tenant_id = $1`, [minted.tenant.id]),
        ),
      ),
    )
    expect(counts.map(({ rowCount }) => rowCount)).not.toContain(0)
  })

  it('no other operation changes anything', () => {
    const mutations = allOperations.filter(({ method }) => method !== 'GET').map(({ id }) => id)
    const expected = [...mutations.filter((id) => !ELSEWHERE.includes(id)), ...EXPORTS]
    expect(mutations).toEqual(expect.arrayContaining(Object.keys(UNAUDITED)))
    const reads = ['getTransaction', 'investigate', 'getCase', 'listOwnSessions']
    expect([...performed].filter((id) => !reads.includes(id)).sort()).toEqual(expected.sort())
  })
})
