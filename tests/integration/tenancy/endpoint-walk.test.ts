/**
 * Servers of other tests would seal and measure what it compares.
 * @own-database
 */
import { createApiKey } from '@/lib/access/api-keys'
import { inviteUser } from '@/lib/access/invitations'
import { addCurrencyRate } from '@/lib/access/rates'
import { recordDecision } from '@/lib/desk/decisions'
import { addNote, createCase } from '@/lib/desk/cases'
import { allOperations } from '@/app/api/operations'
import type { Operation } from '@/lib/contract/operation'
import { listPolicies, requestChange } from '@/lib/governance/changes'
import { listModels } from '@/lib/governance/models'
import { newId } from '@/lib/platform/ids'
import { saveView } from '@/lib/desk/saved-views'
import { openUploadFile, saveMapping } from '@/lib/scoring/uploads'
import { addToWatchlist } from '@/lib/desk/watchlists'
import { callOperation } from '../../support/call-operation'
import { type MintedTenant, mintTenant } from '../../support/minted-tenant'
import { withClient } from '../../support/postgres'
import { storeAlerts } from '../../support/stored-alerts'
import { storeDeadLetter } from '../../support/dead-letters'
import { storeAlarm } from '../../support/drift-decisions'
import { paysimRow, score, scoringKey } from '../../support/scoring'
import { uploadMapping } from '../../support/upload'
import { bearer, newIp, tokenOf } from '../access/auth/support'

/** Tenant A calls every operation on objects of tenant B. An operation that is missing here fails the test. */
const CANARY = 'CANARY-B'

/** Bodies that are valid for an own object. */
const BODIES: Record<string, unknown> = {
  giveFeedback: { decision: 'false_positive' },
  decideOpenAlerts: { decision: 'false_positive' },
  changeUser: { role: 'analyst' },
  changeModelStage: { stage_version: 1, stage: 'archived' },
  handOverApiKey: { owner_id: newId() },
  rotateApiKey: {},
  makePasswordReset: {},
  renewInvitation: {},
  changeCase: { version: 1, title: 'taken over' },
  linkTransactions: { transaction_ids: [newId()] },
  linkEntities: { entities: [{ kind: 'account', id: `${CANARY}-sender` }] },
  addCaseNote: { body: 'seen before' },
  editCaseNote: { body: 'seen before' },
  changeWatchlistEntry: { reason: 'taken over' },
  storeUploadPiece: 'taken over',
  changeView: { name: 'taken over' },
  addEntityNote: { body: 'seen before' },
  approveChange: { shown_hash: '0'.repeat(64) },
  rejectChange: { note: 'taken over' },
  refreshPreview: {},
  restorePolicy: { reason: 'taken over' },
  setThreshold: { threshold: 0.5 },
  resendDeadLetter: {},
  acknowledgeDriftAlarm: { note: 'seen before' },
  setCanary: { share: 0.1 },
  requestRetraining: {},
  changeAlertChannel: { name: 'taken over' },
  changeAlertRule: {
    name: 'taken over',
    conditions: { kind: 'drift_alarm' },
    channel_ids: [newId()],
  },
}
/** The same for the query. */
const QUERIES: Record<string, string> = { storeUploadPiece: `?sha256=${'0'.repeat(64)}` }

/** Operations that refer to no object of a tenant. */
const WITHOUT_OBJECT = [
  'login',
  'logout',
  'getMe',
  'getProfile',
  'changeProfile',
  'changePassword',
  'listOwnSessions',
  'endOtherSessions',
  'readInvitation',
  'acceptInvitation',
  'requestPasswordReset',
  'completePasswordReset',
  'score',
  'scoreBatch',
  'startReplay',
  'stopReplay',
  'getReplayStatus',
  'uploadTransactions',
  'checkUpload',
  'uploadLabels',
  'listUploads',
  'openUploadFile',
  'listUploadMappings',
  'saveUploadMapping',
  'listQueue',
  'investigate',
  'exportTransactions',
  'listSavedViews',
  'saveView',
  'openLiveStream',
  'openLiveSocket',
  'search',
  'getStatus',
  'listWatchlists',
  'addToWatchlist',
  'importWatchlists',
  'exportWatchlists',
  'listModels',
  'getDrift',
  'listRetrainings',
  'requestRetraining',
  'getRetrainingSchedule',
  'setRetrainingSchedule',
  'listChallengers',
  'uploadModel',
  'importModel',
  'getTuner',
  'getExploration',
  'setExploration',
  'getVelocity',
  'decideMany',
  'undoMany',
  'nextAlert',
  'getKpis',
  'getSparkline',
  'getTimeseries',
  'getHeatmap',
  'getTypeBreakdown',
  'getWorld',
  'getStates',
  'listCases',
  'getCaseStats',
  'createCase',
  'listSlaPolicies',
  'setSlaPolicies',
  'listNotifications',
  'readNotifications',
  'getNotificationPreferences',
  'setNotificationPreferences',
  'listAssignableUsers',
  'listAudit',
  'getAuditVerification',
  'exportAudit',
  'listChanges',
  'requestChange',
  'previewChange',
  'listPolicies',
  'listCurrencyRates',
  'addCurrencyRate',
  'listApiKeys',
  'createApiKey',
  'listUsers',
  'listInvitations',
  'inviteUser',
  'getTenant',
  'changeTenant',
  'listAlertRules',
  'createAlertRule',
  'listAlertChannels',
  'createAlertChannel',
  'listAlertDeliveries',
  'listDeadLetters',
  'listJobs',
  'getHealth',
  'getReadiness',
  'getMetrics',
]

/** A stream does not end: its first message shows what it contains of the past. */
async function textOf({ response: { mediaType } }: Operation, response: Response): Promise<string> {
  if (mediaType !== 'text/event-stream') return await response.text()
  const reader = (response.body as ReadableStream<Uint8Array>).getReader()
  const { value } = await reader.read()
  await reader.cancel()
  return new TextDecoder().decode(value)
}

const kindOf = ({ path }: Operation): string =>
  path.startsWith('/api/upload/') ? path.split('/').slice(2, 4).join('/') : (path.split('/')[2] ?? '')

describe('tenant isolation over every endpoint', () => {
  let a: MintedTenant
  let b: MintedTenant
  let adminOfA: Record<string, string>
  const objectsOfB: Record<string, string> = {}

  beforeAll(async () => {
    ;[a, b] = [await mintTenant(), await mintTenant()]
    adminOfA = bearer(await tokenOf(a.emailOf.admin))
    const key = await scoringKey(b)
    const row = paysimRow({
      nameOrig: `${CANARY}-sender`,
      external_id: `${CANARY}-1`,
      metadata: { note: CANARY },
    })
    const { transaction_id: scored } = await (await score(row, { key })).json()
    objectsOfB.transactions = scored
    objectsOfB.investigate = scored
    objectsOfB['saved-views'] = (
      await saveView(b.as.admin, { page: 'queue', name: CANARY, query: '', shared: true })
    ).id
    objectsOfB.claims = scored
    objectsOfB.audit = scored
    const entities = [{ kind: 'account' as const, id: `${CANARY}-sender`, role: 'subject' as const }]
    const opened = { title: CANARY, priority: 'high' as const, transaction_ids: [scored], entities }
    objectsOfB.cases = (await createCase(b.as.admin, opened)).id
    await addNote(b.as.admin, objectsOfB.cases, { body: CANARY, mentions: [b.as.analyst.actor.id] })
    await recordDecision(b.as.analyst, scored, { decision: 'confirmed_fraud', notes: CANARY })
    objectsOfB.watchlists = (
      await addToWatchlist(b.as.admin, { account_id: `${CANARY}-x`, list_type: 'blocked' })
    ).id
    await addCurrencyRate(b.as.admin, { currency: 'SEK', valid_from: '2026-01-01T00:00:00Z', rate: '0.1' })
    objectsOfB['api-keys'] = (await createApiKey(b.as.admin, { name: CANARY, scopes: ['read'] })).id
    objectsOfB.users = b.as.analyst.actor.id
    await tokenOf(b.emailOf.analyst)
    objectsOfB.profile = await sessionOf(b.as.analyst.actor.id)
    const invited = { email: 'canary-b@bank.example', full_name: CANARY, role: 'admin' as const }
    objectsOfB.invitations = (await inviteUser(b.as.admin, invited)).id
    objectsOfB.changes = (
      await requestChange(b.as.admin, {
        change: { kind: 'policy', payload: { review_threshold: 0.3 } },
        days: 7,
        reason: CANARY,
        starts_at: new Date(Date.now() + 3_600_000).toISOString(),
        before_hash: null,
      })
    ).id
    objectsOfB['upload/mappings'] = (
      await saveMapping(b.as.admin, { name: CANARY, columns: [CANARY], mapping: uploadMapping })
    ).id
    const file = { filename: `${CANARY}.csv`, file_size_bytes: 100, mapping: uploadMapping }
    objectsOfB['upload/files'] = (await openUploadFile(b.as.admin, file)).id
    objectsOfB['upload/audits'] = objectsOfB['upload/files']
    objectsOfB.policies = (await listPolicies(b.as.admin, {})).items[0]?.id ?? ''
    objectsOfB.drift = await storeAlarm(b)
    objectsOfB.retrainings = await retrainingOf(b)
    Object.assign(objectsOfB, await storeAlerts(b, CANARY))
    objectsOfB.stream = await storeDeadLetter(b, CANARY)
    objectsOfB.models = (await listModels(b.as.analyst)).items[0]?.id ?? ''
    await untilTold()
  })

  /** Written without a request: this server may be unable to train. It waits for nobody: it has ended. */
  const retrainingOf = async ({ tenant }: MintedTenant) => {
    const id = newId()
    await withClient('superuser', (client) =>
      client.query(
        `insert into retrainings (tenant_id, id, status, cause, drift_alarm_id, model_name, model_version, finished_at, failure)
         values ($1, $2, 'failed', 'drift_alarm', $3, 'retrained', '1.0.0', now(), $4)`,
        [tenant.id, id, objectsOfB.drift, CANARY],
      ),
    )
    return id
  }

  const sessionOf = (userId: string) =>
    withClient('superuser', async (client) => {
      const { rows } = await client.query<{ id: string }>('select id from sessions where user_id = $1', [
        userId,
      ])
      return rows[0]?.id ?? ''
    })

  /** The live events of scoring follow a moment later; after them nothing of B changes by itself. */
  const untilTold = () =>
    withClient('superuser', async (client) => {
      const told = `select 1 from live_events where tenant_id = $1 and kind = 'transactions.scored'`
      while ((await client.query(told, [b.tenant.id])).rowCount === 0)
        await new Promise((resolve) => setTimeout(resolve, 50))
    })

  /** A hash of the rows of B in each table. */
  const rowsOfB = () =>
    withClient('superuser', async (client) => {
      const { rows: tables } = await client.query<{ name: string }>(
        `select c.table_name as name from information_schema.columns c
           join information_schema.tables t using (table_schema, table_name)
          where c.table_schema = 'public' and c.column_name = 'tenant_id' and t.table_type = 'BASE TABLE'
          order by 1`,
      )
      const hashes = tables.map(
        ({ name: table }) =>
          `select '${table}' as t, md5(string_agg(r::text, '|' order by r::text)) as h from ${table} r where tenant_id = $1`,
      )
      return (await client.query(hashes.join(' union all '), [b.tenant.id])).rows
    })

  it('covers every operation', () => {
    const objects = allOperations.filter((operation) => operation.path.includes('{')).map(({ id }) => id)
    expect(allOperations.map(({ id }) => id).sort()).toEqual([...WITHOUT_OBJECT, ...objects].sort())
  })

  const withObject = allOperations.filter((operation) => operation.path.includes('{'))

  it.each(withObject.map((operation) => [operation.id, operation] as const))(
    '%s: an object of another tenant does not exist',
    async (id, operation) => {
      const before = await rowsOfB()
      const call = (object: string) =>
        callOperation(operation, {
          params: {
            id: object,
            transaction_id: object,
            note_id: object,
            account_id: `${CANARY}-x`,
            list_type: 'blocked',
            table: 'transactions',
            kind: 'account',
            entity_id: `${CANARY}-sender`,
            number: '0',
          },
          headers: adminOfA,
          query: QUERIES[id],
          body: BODIES[id],
        })
      const foreign = await call(objectsOfB[kindOf(operation)] ?? '')
      const unknown = await call(newId())
      expect(foreign.status).toBe(404)
      const [one, other] = [await foreign.json(), await unknown.json()]
      expect({ ...one, instance: '' }).toEqual({ ...other, instance: '' })
      expect(JSON.stringify(one)).not.toContain(CANARY)
      expect(await rowsOfB()).toEqual(before)
    },
  )

  // live-socket.test.ts proves the same of the WebSocket.
  const lists = allOperations.filter(
    ({ method, path, auth, response }) =>
      method === 'GET' && !path.includes('{') && auth.startsWith('user') && response.status !== 101,
  )

  it.each(lists.map((operation) => [operation.id, operation] as const))(
    '%s: shows nothing of another tenant',
    async (_, operation) => {
      const response = await callOperation(operation, { headers: adminOfA })
      expect(response.status).toBe(200)
      const text = await textOf(operation, response)
      for (const secret of [CANARY, b.tenant.id, ...Object.values(objectsOfB)])
        expect(text).not.toContain(secret)
    },
  )

  const guarded = allOperations.filter(({ auth }) => auth !== 'public')

  it.each(guarded.map((operation) => [operation.id, operation] as const))(
    '%s: needs credentials',
    async (_, operation) => {
      for (const headers of [{}, bearer('nonsense'), bearer(`sk_${'x'.repeat(43)}`)] as Record<
        string,
        string
      >[]) {
        const response = await callOperation(operation, {
          params: {
            id: newId(),
            transaction_id: newId(),
            account_id: 'C-none',
            list_type: 'blocked',
            table: 'policies',
          },
          headers: { ...headers, 'x-forwarded-for': newIp() },
          body: BODIES[operation.id],
        })
        expect({ id: operation.id, status: response.status }).toEqual({ id: operation.id, status: 401 })
      }
    },
  )

  it('takes the tenant from the credential only', async () => {
    const key = await scoringKey(a)
    const response = await score(paysimRow(), { key })
    const { transaction_id } = await response.json()
    const owner = await withClient('superuser', (client) =>
      client.query('select tenant_id from transactions where id = $1', [transaction_id]),
    )
    expect(owner.rows[0].tenant_id).toBe(a.tenant.id)
  })
})
