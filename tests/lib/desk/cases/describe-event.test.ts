import { changesOf, describeEvent } from '@/lib/desk/cases/describe-event'

const NAMES: Record<string, string> = { u1: 'Lena Fischer', u2: 'Tomás Rivera' }
const nameOf = (id: string): string => NAMES[id] ?? 'somebody'
const say = (action: string, before: object | null, after: object | null) =>
  describeEvent({ action, actor: 'Lena Fischer', before: { ...before }, after: { ...after } }, nameOf)

describe('the timeline of a case', () => {
  it.each([
    ['case.changed', { status: 'open' }, { status: 'pending' }, 'changed the status from Open to Pending'],
    ['case.changed', { assigned_to: null }, { assigned_to: 'u2' }, 'assigned the case to Tomás Rivera'],
    ['case.changed', { assigned_to: 'u2' }, { assigned_to: null }, 'unassigned Tomás Rivera'],
    ['case.changed', { title: 'a', version: 1 }, { title: 'b', version: 2 }, 'changed the title'],
    ['case.closed', {}, { outcome: 'confirmed_fraud' }, 'closed the case: Confirmed fraud'],
    ['case.reopened', {}, {}, 'opened the case again'],
    ['case.transactions-linked', null, { transaction_ids: ['a'] }, 'added 1 transaction'],
    [
      'case.entity-unlinked',
      { entities: [{ kind: 'phone', id: '+1', role: 'mule' }] },
      null,
      'removed phone +1 (mule)',
    ],
    [
      'case.noted',
      null,
      { mentions: ['u2', 'u1'] },
      'wrote a note and mentioned Tomás Rivera and Lena Fischer',
    ],
  ])('%s %j %j', (action, before, after, sentence) => {
    expect(say(action, before, after)).toBe(`Lena Fischer ${sentence}`)
  })

  it('shows an unknown action by its name', () => {
    expect(say('case.melted', null, null)).toBe('Lena Fischer: case.melted')
    const event = {
      action: 'case.changed',
      actor: 'x',
      before: { assigned_to: null },
      after: { assigned_to: 'u9' },
    }
    expect(changesOf(event, nameOf)).toEqual([{ field: 'assigned_to', from: null, to: 'somebody' }])
  })
})
