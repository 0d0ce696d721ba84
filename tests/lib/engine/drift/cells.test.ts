import { addCells, addToCell, type Cells, kindOf, packCells, readKind, unpackCells } from '@/lib/engine/drift'

/** Guarantee: kinds of decisions add up, survive being stored, and cannot fill the table. */
const transfer = { type: 'TRANSFER', channel: 'mobile app', isAmountUnusual: false, isReceiverKnown: null }

it('writes a kind that can be read again, spaces in the channel included', () => {
  expect(kindOf(transfer)).toBe('TRANSFER mobile app usual unknown')
  expect(readKind(kindOf(transfer))).toEqual({
    type: 'TRANSFER',
    channel: 'mobile app',
    amount: 'usual',
    receiver: 'unknown',
  })
  const cash = { type: 'CASH_OUT', channel: null, isAmountUnusual: true, isReceiverKnown: true }
  expect(readKind(kindOf(cash))).toMatchObject({ channel: null, amount: 'unusual', receiver: 'known' })
  expect(readKind('*')).toBeNull()
})

it('adds parts up to the whole, before and after they are stored', () => {
  const [one, other]: [Cells, Cells] = [{}, {}]
  addToCell(one, 'a', { decisions: 2, alerts: 1, suspicion: 0.12 })
  addToCell(other, 'a', { decisions: 1, reportedMissed: 1 })
  addToCell(other, 'b', { reportedAlerts: 1 })
  addCells(one, unpackCells(packCells(other)))
  expect(one).toEqual({
    a: { decisions: 3, alerts: 1, suspicion: 0.12, reportedAlerts: 0, reportedMissed: 1 },
    b: { decisions: 0, alerts: 0, suspicion: 0, reportedAlerts: 1, reportedMissed: 0 },
  })
})

it('counts kinds beyond the 300th as one', () => {
  const cells: Cells = {}
  for (let i = 0; i < 400; i++) addToCell(cells, `kind ${i}`, { decisions: 1 })
  expect(Object.keys(cells)).toHaveLength(301)
  expect(cells['*']!.decisions).toBe(100)
})
