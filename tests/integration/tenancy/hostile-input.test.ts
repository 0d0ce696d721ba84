import { createApiKey } from '@/lib/access/api-keys'
import { inviteUser } from '@/lib/access/invitations'
import { addCurrencyRate } from '@/lib/access/rates'
import { addNote, createCase } from '@/lib/desk/cases'
import { recordDecision } from '@/lib/desk/decisions'
import { addEntityNote } from '@/lib/desk/entities'
import { toJsonSchema } from '@/lib/http/json-schema'
import type { Operation } from '@/lib/contract/operation'
import { allOperations } from '@/app/api/operations'
import { listPolicies, requestChange } from '@/lib/governance/changes'
import { listModels } from '@/lib/governance/models'
import { PROBLEMS, type ProblemCode } from '@/lib/platform/errors'
import { newId } from '@/lib/platform/ids'
import { saveView } from '@/lib/desk/saved-views'
import { openUploadFile } from '@/lib/scoring/uploads'
import { addToWatchlist } from '@/lib/desk/watchlists'
import { callOperation } from '../../support/call-operation'
import { HOSTILE_TEXTS, HOSTILE_VALUES, variantsOf } from '../../support/hostile-values'
import { type MintedTenant, mintTenant } from '../../support/minted-tenant'
import { withClient } from '../../support/postgres'
import { storeAlerts } from '../../support/stored-alerts'
import { storeDeadLetter } from '../../support/dead-letters'
import { paysimRow, score, scoringKey } from '../../support/scoring'
import { allowReplays } from '../../support/replays'
import { uploadMapping } from '../../support/upload'
import { bearer, tokenOf } from '../access/auth/support'

/** Every field of every operation gets invalid and hostile values: each returns a response or a documented problem. */
type Call = Parameters<typeof callOperation>[1]

/** These end sessions, check passwords, need a mail server, or have their own tests. */
const ELSEWHERE = [
  'login',
  'logout',
  'score',
  'scoreBatch',
  'changePassword',
  'endOtherSessions',
  'requestPasswordReset',
]
const operations = allOperations.filter(({ id }) => !ELSEWHERE.includes(id))

/** The model beside itself, with other outcomes: a swap set of two payments. */
const SWAPPED = `
  insert into challenger_scores (tenant_id, model_version_id, transaction_id, champion_version_id, decided, score, outcome,
         champion_score, champion_outcome, own_amount)
  select tenant_id, model_version_id, transaction_id, model_version_id, false, score, 'block', score, 'approve', 10
    from predictions where tenant_id = $1`

const ALERT_RULE = (channelId: string) => ({
  name: 'rule',
  enabled: true,
  conditions: {
    kind: 'transaction',
    outcomes: ['block'],
    min_score: 0.5,
    min_amount: '10.50',
    reason_codes: ['sender_blocked'],
    list_hit: 'blocked',
    velocity: 'high',
  },
  quiet_hours: { from: '22:00', to: '06:00' },
  digest_minutes: 5,
  dedupe: { by: 'sender', minutes: 60 },
  channel_ids: [channelId],
})

/** Two retrainings that ended. */
const RETRAINED = `
  insert into retrainings (tenant_id, id, status, cause, model_name, model_version, failure, finished_at)
  select $1, gen_random_uuid(), 'failed', 'schedule', 'retrained', '1.0.' || n, 'too few frauds', now()
    from generate_series(1, 2) n returning id`

const UPLOAD_FILE = {
  filename: 'large.csv',
  file_size_bytes: 1_000,
  sha256: '0'.repeat(64),
  mapping: uploadMapping,
}

/** Two uploads that were rejected. */
const UPLOADED = `
  insert into uploads (tenant_id, id, user_id, file_bytes, status, failure, finished_at)
  select $1, gen_random_uuid(), $2, n, 'rejected', 'no file', now() from generate_series(1, 2) n`

describe('hostile input', () => {
  let minted: MintedTenant
  let admin: Record<string, string>
  let known: Record<string, string>
  let bodies: Record<string, Record<string, unknown>>

  beforeAll(async () => {
    minted = await mintTenant()
    admin = bearer(await tokenOf(minted.emailOf.admin))
    const key = await scoringKey(minted)
    const { transaction_id: transaction } = await (await score(paysimRow(), { key })).json()
    await score(paysimRow({ step: 701 }), { key })
    const ctx = minted.as.admin
    await allowReplays(minted)
    const sender = String(paysimRow().nameOrig)
    const opened = { title: 'case', priority: 'high' as const, transaction_ids: [transaction] }
    const theCase = await createCase(ctx, { ...opened, entities: [] })
    const note = await addNote(ctx, theCase.id, { body: 'a note', mentions: [] })
    for (const body of ['one', 'two']) {
      await addEntityNote(ctx, { kind: 'account', id: sender }, { body })
      await addNote(minted.as.analyst, theCase.id, { body, mentions: [ctx.actor.id ?? ''] })
      await createCase(ctx, { ...opened, entities: [] })
      await addToWatchlist(ctx, { account_id: body, list_type: 'trusted' })
      await createApiKey(ctx, { name: body, scopes: ['read'] })
    }
    await tokenOf(minted.emailOf.admin)
    const invited = { full_name: 'New', role: 'analyst' as const }
    await inviteUser(ctx, { email: 'one@bank.example', ...invited })
    const invitation = await inviteUser(ctx, { email: 'two@bank.example', ...invited })
    await recordDecision(ctx, transaction, { decision: 'escalated' })
    const entry = await addToWatchlist(ctx, { account_id: 'C-listed', list_type: 'blocked' })
    const view = await saveView(ctx, { page: 'queue', name: 'mine', query: '', shared: false })
    const change = { kind: 'policy' as const, payload: { review_threshold: 0.2 } }
    const changeIds: string[] = []
    for (const review_threshold of [0.3, 0.4]) {
      const payload = { review_threshold }
      const asked = { days: 7 as const, reason: 'why', starts_at: null, before_hash: null }
      changeIds.push((await requestChange(ctx, { change: { kind: 'policy', payload }, ...asked })).id)
    }
    await withClient('superuser', (client) => client.query(SWAPPED, [minted.tenant.id]))
    await withClient('superuser', (client) => client.query(UPLOADED, [minted.tenant.id, ctx.actor.id]))
    const file = await openUploadFile(ctx, UPLOAD_FILE)
    const retrained = await withClient('superuser', (client) =>
      client.query<{ id: string }>(RETRAINED, [minted.tenant.id]),
    )
    await storeDeadLetter(minted, '{')
    const letter = await storeDeadLetter(minted, '{')
    known = {
      stream: letter,
      transaction_id: transaction,
      account_id: sender,
      kind: 'account',
      entity_id: sender,
      list_type: 'blocked',
      note_id: note.id,
      transactions: transaction,
      investigate: transaction,
      claims: transaction,
      audit: transaction,
      table: 'transactions',
      cases: theCase.id,
      watchlists: entry.id,
      'saved-views': view.id,
      'api-keys': (await createApiKey(ctx, { name: 'k', scopes: ['read'] })).id,
      invitations: invitation.id,
      users: minted.as.analyst.actor.kind === 'user' ? minted.as.analyst.actor.id : '',
      models: (await listModels(ctx)).items[0]?.id ?? '',
      changes: changeIds[0] ?? '',
      retrainings: retrained.rows[0]?.id ?? '',
      upload: file.id,
      number: '0',
      ...(await storeAlerts(minted, 'hostile')),
      policies: (await listPolicies(ctx, {})).items[0]?.id ?? '',
    }
    bodies = {
      giveFeedback: { decision: 'escalated', notes: 'why' },
      decideMany: { transaction_ids: [transaction], decision: 'escalated', notes: 'why' },
      undoMany: { transaction_ids: [transaction] },
      decideOpenAlerts: { decision: 'escalated', notes: 'why' },
      nextAlert: { order: 'loss', type: 'TRANSFER', min_amount: '1', max_amount: '2', age: '7d' },
      changeUser: { role: 'analyst' },
      changeModelStage: { stage_version: 2, stage: 'archived', reason: 'why' },
      inviteUser: { email: 'three@bank.example', full_name: 'New', role: 'analyst', deliver: 'link' },
      readInvitation: { token: 'x' },
      acceptInvitation: { token: 'x', full_name: 'New', password: 'a long enough phrase' },
      completePasswordReset: { token: 'x', password: 'a long enough phrase' },
      changeProfile: { full_name: 'New' },
      setNotificationPreferences: { muted: ['case_mention'] },
      changeTenant: { working_hours: { days: [1], from: '08:00', to: '17:00' }, time_zone: 'UTC' },
      setCanary: {
        share: 0.1,
        max_block_shift: 0.01,
        max_review_shift: 0.01,
        slow_ms: 100,
        max_slow_shift: 0.01,
      },
      createCase: {
        title: 'case',
        description: 'what',
        priority: 'low',
        assigned_to: null,
        transaction_ids: [transaction],
        entities: [{ kind: 'account', id: sender, role: 'subject' }],
      },
      changeCase: { version: 1, title: 'case', description: 'what', priority: 'low', assigned_to: null },
      linkTransactions: { transaction_ids: [transaction] },
      linkEntities: { entities: [{ kind: 'account', id: sender, role: 'subject' }] },
      addCaseNote: { body: 'text', mentions: [] },
      editCaseNote: { body: 'text', mentions: [] },
      addToWatchlist: {
        entity_id: 'C-1',
        kind: 'account',
        list_type: 'blocked',
        reason: 'why',
        expires_at: '2099-01-01T00:00:00Z',
      },
      changeWatchlistEntry: { reason: 'why', expires_at: '2099-01-01T00:00:00Z' },
      saveView: { page: 'queue', name: 'mine', query: 'type=TRANSFER', shared: false },
      changeView: { name: 'mine', query: 'type=TRANSFER', shared: false },
      addEntityNote: { body: 'text' },
      setSlaPolicies: { high: 60 },
      readNotifications: { ids: [newId()] },
      createApiKey: { name: 'k', scopes: ['read'] },
      addCurrencyRate: { currency: 'EUR', valid_from: '2026-01-01T00:00:00Z', rate: '1.1' },
      requestChange: { change, days: 7, reason: 'why', starts_at: null, before_hash: null },
      previewChange: { change, days: 7 },
      refreshPreview: { days: 7 },
      approveChange: { shown_hash: '0'.repeat(64), note: 'why' },
      rejectChange: { note: 'why' },
      restorePolicy: { reason: 'why', starts_at: null },
      openUploadFile: UPLOAD_FILE,
      startReplay: {
        rate_per_second: 1,
        duration_seconds: 5,
        window: { from: '2026-01-01', to: '2026-01-02' },
      },
      saveUploadMapping: { name: 'ours', columns: ['step'], mapping: uploadMapping },
      setThreshold: { threshold: 0.25, reason: 'why' },
      createAlertChannel: { kind: 'webhook', name: 'hook', url: 'https://hooks.example/in' },
      resendDeadLetter: { value: '{}' },
      changeAlertChannel: { name: 'hook', enabled: true, roles: ['admin'] },
      createAlertRule: ALERT_RULE(newId()),
      changeAlertRule: ALERT_RULE(newId()),
    }
    for (const rate of ['1.2', '1.3'])
      await addCurrencyRate(ctx, { currency: 'EUR', valid_from: '2026-02-01T00:00:00Z', rate })
  })

  const paramsOf = ({ path }: Operation) => ({ ...known, id: known[path.split('/')[2] ?? ''] ?? newId() })
  const valid = (operation: Operation): Call => ({
    params: paramsOf(operation),
    headers: admin,
    ...(operation.body && { body: bodies[operation.id] ?? {} }),
  })

  async function check(operation: Operation, call: Call, sent: string): Promise<void> {
    const response = await callOperation(operation, call)
    if (operation.response.mediaType === 'text/event-stream' && response.ok)
      return await response.body?.cancel()
    const text = await response.text()
    const said = `${operation.id} ${sent} -> ${response.status} ${text.slice(0, 300)}`
    if (response.status < 400) return
    // A server without Python says so.
    const isUntrained = response.status === 503 && text.includes('/docs/problems/training-unavailable')
    if (response.status >= 500 && !isUntrained) throw new Error(said)
    const problem = JSON.parse(text)
    const code = String(problem.type).split('/').at(-1) as ProblemCode
    if (PROBLEMS[code]?.status !== response.status) throw new Error(`no problem: ${said}`)
    if (/prisma|postgres|\bselect |insert into|node_modules|\bat \//i.test(problem.detail))
      throw new Error(`tells of the inside: ${said}`)
    if (['invalid-request', 'unknown-field'].includes(code) && !problem.errors?.[0]?.reason)
      throw new Error(`names no field: ${said}`)
  }

  it.each(operations.map((operation) => [operation.id, operation] as const))(
    '%s: returns a documented response for any input',
    async (_, operation) => {
      const failures: string[] = []
      const attempt = (call: Call, sent: string) =>
        check(operation, call, sent).catch((error: Error) => failures.push(error.message))
      const fields = Object.keys(
        operation.query ? (toJsonSchema(operation.query, 'input').properties as object) : {},
      )
      for (const field of [...fields, 'unknown', '__proto__'])
        for (const text of HOSTILE_TEXTS)
          await attempt(
            { ...valid(operation), query: `?${field}=${encodeURIComponent(text)}` },
            `?${field}=${text}`,
          )
      for (const [, name] of operation.path.matchAll(/\{(\w+)\}/g))
        for (const text of HOSTILE_TEXTS)
          await attempt(
            { ...valid(operation), params: { ...paramsOf(operation), [name as string]: text } },
            `{${name}}=${text}`,
          )
      if (operation.body)
        for (const body of [...variantsOf(bodies[operation.id] ?? {}), ...HOSTILE_VALUES])
          await attempt({ ...valid(operation), body }, JSON.stringify(body)?.slice(0, 200) ?? 'nothing')
      expect(failures).toEqual([])
    },
  )

  const lists = operations.filter(({ query }) => query && 'cursor' in query.shape)

  it.each(lists.map((operation) => [operation.id, operation] as const))(
    '%s: a modified cursor is rejected or is a position in the same list',
    async (_, operation) => {
      const page = await callOperation(operation, { ...valid(operation), query: '?limit=1' })
      const { next_cursor: cursor } = await page.json()
      const [list, key] = JSON.parse(Buffer.from(cursor, 'base64url').toString())
      for (const variant of variantsOf({ key })) {
        const packed = JSON.stringify([list, (variant as { key: unknown }).key])
        const query = `?limit=1&cursor=${Buffer.from(packed).toString('base64url')}`
        await check(operation, { ...valid(operation), query }, packed.slice(0, 200))
      }
    },
  )

  // A WebSocket sends no stored values, and a test client of operations cannot upgrade to one.
  const reads = operations.filter(
    ({ method, id, auth, response }) =>
      method === 'GET' && id !== 'exportTransactions' && auth !== 'scrape-token' && response.status !== 101,
  )

  it.each(reads.map((operation) => [operation.id, operation] as const))(
    '%s: responds with every value that was stored',
    async (_, operation) => {
      const response = await callOperation(operation, valid(operation))
      await response.body?.cancel()
      expect([200, 404]).toContain(response.status)
    },
  )
})
