import {
  addCaseNoteOperation,
  changeCaseOperation,
  createCaseOperation,
  editCaseNoteOperation,
  exportCaseBriefOperation,
  getCaseBriefOperation,
  getCaseOperation,
  getCaseTimelineOperation,
  linkEntitiesOperation,
  linkTransactionsOperation,
  listNoteRevisionsOperation,
  unlinkEntityOperation,
  unlinkTransactionOperation,
} from '@/lib/desk/cases/api'
import { newId } from '@/lib/platform/ids'
import { changeUser } from '@/lib/access/users'
import { callOperation } from '../../../support/call-operation'
import { mintTenant } from '../../../support/minted-tenant'
import { announced, auditOf, call, type CaseDesk, caseDesk, openCase, SENDER } from './support'

/** Every operation on cases: its success and each problem that it declares. */
describe('the case operations', () => {
  let desk: CaseDesk
  beforeAll(async () => {
    desk = await caseDesk()
  })

  const create = (body: object, role: 'analyst' | 'senior_analyst' = 'analyst') =>
    call(createCaseOperation, { headers: desk.headers[role], body: { title: 'Mule chain', ...body } })
  const change = (id: string, body: object, role: 'analyst' | 'senior_analyst' = 'analyst') =>
    call(changeCaseOperation, { headers: desk.headers[role], params: { id }, body })
  const read = (id: string) => call(getCaseOperation, { headers: desk.headers.analyst, params: { id } })
  const idOf = (role: 'analyst' | 'senior_analyst' | 'admin'): string => desk.as[role].actor.id ?? ''
  const close = { status: 'closed', outcome: 'confirmed_fraud', summary: 'A mule.' }

  it('opens a numbered case over transactions and entities, with a timeline', async () => {
    const entities = [
      { kind: 'account', id: SENDER, role: 'victim' },
      { kind: 'account', id: 'C-mule-1', role: 'mule' },
    ]
    const before = await announced(desk, 'cases.changed')
    const made = await create({ priority: 'high', transaction_ids: desk.transactions, entities })
    expect(made.status).toBe(201)
    expect(made.body).toMatchObject({
      key: `CASE-${made.body.number}`,
      status: 'open',
      priority: 'high',
      version: 1,
      assignee: null,
      transaction_count: 3,
      entity_count: 2,
      note_count: 0,
      sla: { state: 'running', allowed_seconds: 86_400, left_seconds: null, breached_at: null },
    })
    expect(made.body.transactions.map((row: { amount: string }) => row.amount).sort()).toEqual([
      '1000.00',
      '2000.00',
      '3000.00',
    ])
    expect(made.body.timeline.items.map(({ text }: { text: string }) => text)).toEqual([
      'analyst opened the case with 3 transactions and 2 entities',
    ])
    expect((await create({})).body.number).toBe(made.body.number + 1)
    expect(await announced(desk, 'cases.changed')).toBe(before + 2)
    expect(await read(made.body.id)).toEqual({ status: 200, body: made.body })
  })

  it('rejects unknown transactions and entities, and names them', async () => {
    const unknown = await create({ transaction_ids: [desk.transactions[0], newId()] })
    expect(unknown).toMatchObject({ status: 404, body: { errors: [{ field: 'transaction_ids[1]' }] } })
    const stranger = await create({ entities: [{ kind: 'device', id: SENDER }] })
    expect(stranger).toMatchObject({ status: 404, body: { errors: [{ field: 'entities[0].id' }] } })
    expect((await create({ title: '   ' })).status).toBe(400)
  })

  it('lets analysts assign themselves and senior analysts others; users of another tenant cannot be assigned', async () => {
    const other = await mintTenant()
    const foreign = other.as.analyst.actor.id
    expect((await create({ assigned_to: idOf('analyst') })).body.assignee).toEqual({
      id: idOf('analyst'),
      name: 'analyst',
    })
    expect((await create({ assigned_to: idOf('admin') })).status).toBe(403)
    expect(await create({ assigned_to: foreign }, 'senior_analyst')).toMatchObject({
      status: 422,
      body: { errors: [{ field: 'assigned_to' }] },
    })
    const { id } = await openCase(desk)
    expect((await change(id, { version: 1, assigned_to: idOf('senior_analyst') })).status).toBe(403)
    const given = await change(id, { version: 1, assigned_to: idOf('analyst') }, 'senior_analyst')
    expect(given).toMatchObject({ status: 200, body: { version: 2, assignee: { name: 'analyst' } } })
    expect((await change(id, { version: 2, assigned_to: null })).body.assignee).toBeNull()
    await change(id, { version: 3, assigned_to: idOf('senior_analyst') }, 'senior_analyst')
    expect((await change(id, { version: 4, assigned_to: null })).status).toBe(403)
    expect(await change(id, { version: 4, assigned_to: foreign }, 'senior_analyst')).toMatchObject({
      status: 422,
    })
  })

  it('allows the defined status changes and rejects the others', async () => {
    const { id } = await openCase(desk)
    expect(await change(id, { version: 1, ...close, summary: undefined })).toMatchObject({
      status: 400,
      body: { errors: [{ field: 'summary' }] },
    })
    expect((await change(id, { version: 1, outcome: 'reported' })).status).toBe(400)
    expect((await change(id, { version: 1, status: 'investigating', note: 'x' })).status).toBe(400)
    expect(await change(id, { version: 1, status: 'pending' })).toMatchObject({
      status: 400,
      body: { errors: [{ field: 'note', reason: expect.stringMatching(/^is needed for/) }] },
    })
    const paused = { version: 1, status: 'pending', note: 'Waits for the receiving bank.' }
    expect((await change(id, paused)).body).toMatchObject({
      notes: [{ body: 'Waits for the receiving bank.' }],
      status: 'pending',
      sla: { state: 'paused', due_at: null },
    })
    expect(await change(id, { version: 2, status: 'open' })).toMatchObject({
      status: 409,
      body: { errors: [{ field: 'status' }] },
    })
    const closed = await change(id, { version: 2, ...close })
    expect(closed.body).toMatchObject({ status: 'closed', outcome: 'confirmed_fraud', summary: 'A mule.' })
    expect(closed.body.closed_at).not.toBeNull()
    expect((await change(id, { version: 3, title: 'Other' })).status).toBe(409)
    expect((await change(id, { version: 3, status: 'open' })).status).toBe(400)
    const again = await change(id, { version: 3, status: 'open', note: 'A second victim called.' })
    expect(again.body).toMatchObject({
      status: 'open',
      outcome: null,
      summary: null,
      closed_at: null,
      version: 4,
      note_count: 2,
      sla: { state: 'running' },
    })
    const entries = await auditOf(desk, id)
    expect(entries.map(({ action }) => action)).toEqual([
      'case.created',
      'case.changed',
      'case.noted',
      'case.closed',
      'case.reopened',
      'case.noted',
    ])
    expect(entries[4]?.before).toMatchObject({ outcome: 'confirmed_fraud', summary: 'A mule.' })
  })

  it('rejects a change of an older version, given in the body or If-Match, and names the fields that changed', async () => {
    const { id } = await openCase(desk)
    const [one, other] = await Promise.all([
      change(id, { version: 1, title: 'One', priority: 'low' }),
      change(id, { version: 1, title: 'Other', priority: 'critical' }, 'senior_analyst'),
    ])
    expect([one.status, other.status].sort()).toEqual([200, 412])
    const lost = one.status === 412 ? one : other
    const winner = one.status === 412 ? 'senior_analyst' : 'analyst'
    expect(lost.body).toMatchObject({
      type: '/docs/problems/version-conflict',
      current_version: 2,
      errors: [
        { field: 'title', reason: `was changed by ${winner}` },
        { field: 'priority', reason: `was changed by ${winner}` },
      ],
    })
    const matched = { headers: { ...desk.headers.analyst, 'if-match': '"2"' }, params: { id } }
    expect((await call(changeCaseOperation, { ...matched, body: { title: 'Third' } })).body.version).toBe(3)
    expect((await call(changeCaseOperation, { ...matched, body: { title: 'Fourth' } })).status).toBe(412)
    expect((await change(id, { title: 'Fifth' })).status).toBe(400)
    expect((await change(id, { version: 3, title: 'Third' })).body.version).toBe(3)
  })

  it('links each transaction once, unlinks it once, and rejects both for a closed case', async () => {
    const { id } = await openCase(desk)
    const [first = '', second = ''] = desk.transactions
    const headers = desk.headers.analyst
    const link = (transaction_ids: string[]) =>
      call(linkTransactionsOperation, { headers, params: { id }, body: { transaction_ids } })
    const unlink = () => call(unlinkTransactionOperation, { headers, params: { id, transaction_id: first } })
    expect(await link([first, first])).toMatchObject({
      status: 200,
      body: { added: 1, transaction_count: 1 },
    })
    expect(await link([first, second])).toMatchObject({
      status: 200,
      body: { added: 1, transaction_count: 2 },
    })
    expect((await link([newId()])).status).toBe(404)
    expect((await unlink()).status).toBe(200)
    expect((await unlink()).status).toBe(404)
    expect((await auditOf(desk, id)).map(({ action }) => action).slice(1)).toEqual([
      'case.transactions-linked',
      'case.transactions-linked',
      'case.transaction-unlinked',
    ])
    await change(id, { version: 1, ...close })
    expect((await link([first])).status).toBe(409)
    expect((await unlink()).status).toBe(409)
  })

  it('links entities with roles, changes a role, unlinks them', async () => {
    const { id } = await openCase(desk)
    const headers = desk.headers.analyst
    const link = (role: string, entity = SENDER) =>
      call(linkEntitiesOperation, {
        headers,
        params: { id },
        body: { entities: [{ kind: 'account', id: entity, role }] },
      })
    const unlink = () =>
      call(unlinkEntityOperation, { headers, params: { id, kind: 'account', entity_id: SENDER } })
    expect(await link('victim')).toMatchObject({ status: 200, body: { changed: 1, entity_count: 1 } })
    expect(await link('victim')).toMatchObject({ status: 200, body: { changed: 0, entity_count: 1 } })
    expect(await link('subject')).toMatchObject({ status: 200, body: { changed: 1, entity_count: 1 } })
    expect((await link('mule', 'C-never')).status).toBe(404)
    expect((await read(id)).body.entities).toMatchObject([{ id: SENDER, role: 'subject' }])
    expect((await unlink()).status).toBe(200)
    expect((await unlink()).status).toBe(404)
    await change(id, { version: 1, ...close })
    expect([(await link('mule')).status, (await unlink()).status]).toEqual([409, 409])
  })

  it('keeps the notes of two analysts, and the former text of an edited note', async () => {
    const { id } = await openCase(desk)
    const write = (body: object, role: 'analyst' | 'senior_analyst' = 'analyst') =>
      call(addCaseNoteOperation, { headers: desk.headers[role], params: { id }, body })
    const [mine, theirs] = await Promise.all([
      write({ body: ' Called the customer. ', mentions: [idOf('senior_analyst')] }),
      write({ body: 'Called the mule.' }, 'senior_analyst'),
    ])
    expect([mine.status, theirs.status]).toEqual([201, 201])
    expect(mine.body).toMatchObject({ body: 'Called the customer.', mentions: [{ name: 'senior_analyst' }] })
    expect((await write({ body: 'x', mentions: [newId()] })).body.errors).toMatchObject([
      { field: 'mentions[0]' },
    ])
    expect((await write({ body: ' ' })).status).toBe(400)
    const edit = (role: 'analyst' | 'senior_analyst', body: object) =>
      call(editCaseNoteOperation, {
        headers: desk.headers[role],
        params: { id, note_id: mine.body.id },
        body,
      })
    expect((await edit('senior_analyst', { body: 'y' })).status).toBe(403)
    expect((await edit('analyst', { body: 'y', mentions: [newId()] })).status).toBe(422)
    expect((await edit('analyst', { body: 'Called twice.' })).body.edited_at).not.toBeNull()
    const revisions = await call(listNoteRevisionsOperation, {
      headers: desk.headers.analyst,
      params: { id, note_id: mine.body.id },
    })
    expect(revisions.body.items).toMatchObject([{ body: 'Called the customer.' }])
    expect((await read(id)).body.notes.map(({ body }: { body: string }) => body).sort()).toEqual([
      'Called the mule.',
      'Called twice.',
    ])
  })

  it('rejects a disabled user as assignee', async () => {
    const own = await caseDesk()
    await changeUser(own.as.admin, own.as.analyst.actor.id ?? '', { status: 'disabled' })
    const body = { title: 'x', assigned_to: own.as.analyst.actor.id }
    expect((await call(createCaseOperation, { headers: own.headers.senior_analyst, body })).status).toBe(422)
  })

  it('pages through the timeline, with names and former values', async () => {
    const { id } = await openCase(desk)
    await change(id, { version: 1, assigned_to: idOf('analyst'), priority: 'critical' })
    await change(id, { version: 2, status: 'investigating' })
    const page = (query: string) =>
      call(getCaseTimelineOperation, { headers: desk.headers.analyst, params: { id }, query })
    const first = (await page('?limit=2')).body
    expect(first.items).toMatchObject([
      { text: 'analyst changed the status from Open to Investigating' },
      {
        text: 'analyst changed the priority from Medium to Critical and assigned the case to analyst',
        changes: [
          { field: 'priority', from: 'Medium', to: 'Critical' },
          { field: 'assigned_to', from: null, to: 'analyst' },
        ],
      },
    ])
    const rest = (await page(`?limit=2&cursor=${first.next_cursor}`)).body
    expect(rest).toMatchObject({ items: [{ text: 'analyst opened the case' }], next_cursor: null })
    expect((await page('?cursor=x')).status).toBe(400)
  })

  it('writes a brief that depends on the case alone, also as PDF, and audits each export', async () => {
    const entities = [{ kind: 'account', id: SENDER, role: 'victim' }]
    const { id, number } = await openCase(desk, { transaction_ids: desk.transactions, entities })
    const brief = () => call(getCaseBriefOperation, { headers: desk.headers.analyst, params: { id } })
    const told = await brief()
    expect(told.body).toMatchObject({
      key: `CASE-${number}`,
      transaction_count: 3,
      entities: [{ id: SENDER }],
    })
    expect(told.body.sentences[1]).toContain('It covers 3 transactions')
    expect(told.body.sentences[1]).toContain('USD 6,000.00 in all')
    expect(told.body.transactions[0].href).toMatch(/^http.*\/transactions\/[0-9a-f-]{36}$/)
    const pdf = async () => {
      const options = { headers: desk.headers.analyst, params: { id } }
      const response = await callOperation(exportCaseBriefOperation, options)
      expect(response.headers.get('content-disposition')).toContain(`CASE-${number}.pdf`)
      return Buffer.from(await response.arrayBuffer())
    }
    const once = await pdf()
    expect(once.subarray(0, 5).toString()).toBe('%PDF-')
    expect((await pdf()).equals(once)).toBe(true)
    expect((await brief()).body).toEqual(told.body)
    expect((await auditOf(desk, id)).filter(({ action }) => action === 'case.exported')).toHaveLength(4)
  })

  it('responds not-found to another tenant and for an unknown id', async () => {
    const other = await caseDesk()
    const { id } = await openCase(desk, { transaction_ids: desk.transactions.slice(0, 1) })
    const note_id = (
      await call(addCaseNoteOperation, { headers: desk.headers.analyst, params: { id }, body: { body: 'n' } })
    ).body.id
    const attempts = [
      [getCaseOperation, undefined],
      [changeCaseOperation, { version: 1, title: 'x' }],
      [linkTransactionsOperation, { transaction_ids: [newId()] }],
      [unlinkTransactionOperation, undefined],
      [linkEntitiesOperation, { entities: [{ kind: 'account', id: SENDER }] }],
      [unlinkEntityOperation, undefined],
      [addCaseNoteOperation, { body: 'x' }],
      [editCaseNoteOperation, { body: 'x' }],
      [listNoteRevisionsOperation, undefined],
      [getCaseTimelineOperation, undefined],
      [getCaseBriefOperation, undefined],
      [exportCaseBriefOperation, undefined],
    ] as const
    for (const [operation, body] of attempts) {
      for (const target of [id, newId()]) {
        const params = { id: target, note_id, transaction_id: newId(), kind: 'account', entity_id: SENDER }
        const response = await call(operation, { headers: other.headers.admin, params, body })
        expect({ id: operation.id, status: response.status }).toEqual({ id: operation.id, status: 404 })
      }
    }
    expect((await auditOf(desk, id)).map(({ action }) => action)).toEqual(['case.created', 'case.noted'])
  })
})
