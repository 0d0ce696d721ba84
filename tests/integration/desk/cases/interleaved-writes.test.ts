import { AsyncLocalStorage } from 'node:async_hooks'
import type { Operation } from '@/lib/contract/operation'
import { addNote, changeCase, getCase, linkEntities, linkTransactions } from '@/lib/desk/cases'
import {
  addCaseNoteOperation,
  changeCaseOperation,
  createCaseOperation,
  editCaseNoteOperation,
  linkEntitiesOperation,
  linkTransactionsOperation,
  unlinkEntityOperation,
  unlinkTransactionOperation,
} from '@/lib/desk/cases/api'
import type { CaseDetail, NoteInput } from '@/lib/desk/cases/schema'
import { call, type CaseDesk, caseDesk, openCase, rowsOf, SENDER } from './support'

/**
 * Holds a write after its commit until a colleague has written too. It belongs to one call: work that still runs in the
 * background, such as announcing the scores of the setup, is not held and triggers no colleague.
 */
const held = new AsyncLocalStorage<() => Promise<void>>()
jest.mock('@/lib/platform/db', () => {
  const actual = jest.requireActual('@/lib/platform/db')
  return {
    ...actual,
    withTenant: async (...given: unknown[]) => {
      const result = await actual.withTenant(...given)
      await held.getStore()?.()
      return result
    },
  }
})

const THEIRS = 'The title of the colleague'

describe('a write of a case, followed at once by a write of a colleague', () => {
  let desk: CaseDesk
  beforeAll(async () => {
    desk = await caseDesk()
  })

  const latest = () => rowsOf(desk, 'select id, version from cases where tenant_id = $1 order by number desc')
  const entries = async () =>
    (await rowsOf(desk, "select 1 from audit_log where tenant_id = $1 and object_kind = 'case'")).length

  /** The colleague renames the case as soon as the audit log has the entry of the write. */
  async function write(operation: Operation, params: Record<string, string>, body?: object) {
    const before = await entries()
    let renamed: Promise<unknown> | undefined
    const rename = async () => {
      const [row] = await latest()
      return await changeCase(desk.as.senior_analyst, row.id, row.version, { title: THEIRS })
    }
    const hold = async () => {
      if ((await entries()) !== before) await (renamed ??= held.exit(rename))
    }
    return await held.run(hold, () => call(operation, { headers: desk.headers.analyst, params, body }))
  }
  async function expectOwn(shown: CaseDetail, version: number, text: string): Promise<void> {
    expect({ title: shown.title, version: shown.version }).toEqual({ title: 'Mule chain', version })
    expect(shown.timeline.items[0]?.text).toBe(text)
    expect(await getCase(desk.as.analyst, shown.id)).toMatchObject({ title: THEIRS, version: version + 1 })
  }
  const account = { kind: 'account', id: SENDER } as const
  const note: NoteInput = { body: 'Called the customer.', mentions: [] }

  it('responds to a change with the version of this change', async () => {
    const { id } = await openCase(desk)
    const { status, body } = await write(changeCaseOperation, { id }, { version: 1, priority: 'low' })
    expect(status).toBe(200)
    expect(body.priority).toBe('low')
    await expectOwn(body, 2, 'analyst changed the priority from Medium to Low')
  })

  it('responds to a creation with the first version', async () => {
    const { status, body } = await write(createCaseOperation, {}, { title: 'Mule chain' })
    expect(status).toBe(201)
    await expectOwn(body, 1, 'analyst opened the case')
  })

  it('responds to a note and its edit with the case after the change', async () => {
    const { id } = await openCase(desk)
    const added = await write(addCaseNoteOperation, { id }, note)
    expect(added).toMatchObject({ status: 201, body: { body: note.body, case: { note_count: 1 } } })
    await expectOwn(added.body.case, 1, 'analyst wrote a note')

    const other = await openCase(desk)
    const { id: note_id } = await addNote(desk.as.analyst, other.id, note)
    const edited = await write(editCaseNoteOperation, { id: other.id, note_id }, { body: 'Called twice.' })
    expect(edited).toMatchObject({ status: 200, body: { case: { notes: [{ body: 'Called twice.' }] } } })
    await expectOwn(edited.body.case, 1, 'analyst edited a note')
  })

  it('responds to linked and unlinked transactions with the case after the change', async () => {
    const [transaction_id = ''] = desk.transactions
    const { id } = await openCase(desk)
    const linked = await write(linkTransactionsOperation, { id }, { transaction_ids: [transaction_id] })
    expect(linked.body).toMatchObject({ added: 1, transaction_count: 1 })
    expect(linked.body.case.transactions).toMatchObject([{ transaction_id }])
    await expectOwn(linked.body.case, 1, 'analyst added 1 transaction')

    const other = await openCase(desk)
    await linkTransactions(desk.as.analyst, other.id, [transaction_id])
    const unlinked = await write(unlinkTransactionOperation, { id: other.id, transaction_id })
    expect(unlinked).toMatchObject({ status: 200, body: { case: { transactions: [] } } })
    await expectOwn(unlinked.body.case, 1, 'analyst removed a transaction')
  })

  it('responds to linked and unlinked entities with the case after the change', async () => {
    const { id } = await openCase(desk)
    const linked = await write(linkEntitiesOperation, { id }, { entities: [{ ...account, role: 'victim' }] })
    expect(linked.body).toMatchObject({ changed: 1, entity_count: 1, case: { entities: [account] } })
    await expectOwn(linked.body.case, 1, `analyst added account ${SENDER} (victim)`)

    const other = await openCase(desk)
    await linkEntities(desk.as.analyst, other.id, [{ ...account, role: 'mule' }])
    const params = { id: other.id, kind: 'account', entity_id: SENDER }
    const unlinked = await write(unlinkEntityOperation, params)
    expect(unlinked).toMatchObject({ status: 200, body: { case: { entities: [] } } })
    await expectOwn(unlinked.body.case, 1, `analyst removed account ${SENDER} (mule)`)
  })

  it('announces the number of the newest timeline entry that the response shows', async () => {
    const { id } = await openCase(desk)
    const { body } = await call(addCaseNoteOperation, {
      headers: desk.headers.analyst,
      params: { id },
      body: note,
    })
    const events = await rowsOf(
      desk,
      "select payload from live_events where tenant_id = $1 and kind = 'cases.changed' order by seq desc limit 1",
    )
    expect(events[0].payload).toEqual({ caseId: id, seq: body.case.timeline.items[0].seq })
  })

  it('never takes its update time back, whichever of two racing writes comes last', async () => {
    const { id } = await openCase(desk)
    const [late, early] = [new Date(Date.now() + 60_000), new Date(Date.now() + 30_000)]
    const at = (time: Date) => ({ ...desk.as.analyst, at: time })
    const updatedAt = async () => (await getCase(desk.as.analyst, id)).updated_at
    await changeCase(at(late), id, 1, { priority: 'low' })
    await addNote(at(early), id, note)
    expect(await updatedAt()).toBe(late.toISOString())
    await changeCase(at(early), id, 2, { priority: 'high' })
    expect(await updatedAt()).toBe(late.toISOString())
  })
})
