/** Guarantees: a state stored by an earlier release is read unchanged and stored again in the current layout. */

import { readFileSync } from 'node:fs'
import path from 'node:path'
import {
  type FeatureInput,
  packState,
  reduceStates,
  type StateOfKind,
  unpackState,
} from '@/lib/engine/features'
import { emptyFraudRun, updateFraudRun } from '@/lib/engine/features/states/fraud-run'
import { hashOf } from '@/lib/engine/features/states/hash'
import { rekeyHabits } from '@/lib/engine/features/states/rekey-habits'
import { placeKey } from '@/lib/platform/canonical/place'
import { bits, transaction, vectorOf } from './feature-support'

/** A row of `entity_states` in the two forms that releases wrote: base64 of `packed`, and the text of `state`. */
interface Stored {
  packed: string
  json: string
}

/** A transaction, the states before it as they were stored, and the features computed then (base64 of float32). */
interface Case {
  title: string
  input: FeatureInput
  sender: Stored
  receiver: Stored | null
  device: Stored | null
  category: Stored | null
  features: string
}

const fixture = (name: string): unknown =>
  JSON.parse(readFileSync(path.join(process.cwd(), 'tests/fixtures/entity-states', name), 'utf8'))

const { cases } = fixture('stored-states.json') as { cases: Case[] }

const FORMS = {
  packed: ({ packed }: Stored) => Buffer.from(packed, 'base64'),
  JSON: ({ json }: Stored) => Buffer.from(json),
}

const bitsOf = (features: string): number[] => {
  const bytes = Uint8Array.from(Buffer.from(features, 'base64'))
  return bits(new Float32Array(bytes.buffer))
}

describe.each(cases)('$title', ({ input, sender, receiver, device, category, features }) => {
  it.each(['packed', 'JSON'] as const)(
    'gives the same features to the bit from states stored as %s',
    (form) => {
      const read = <K extends keyof StateOfKind>(kind: K, stored: Stored | null) =>
        stored && unpackState(kind, FORMS[form](stored))
      const states = {
        sender: unpackState('account', FORMS[form](sender)),
        receiver: read('account', receiver),
        device: read('device', device),
        category: read('merchant_category', category),
      }
      // As npm run db:migrate does: releases before 2026-12 kept cities as received.
      const { city } = input
      if (city !== null)
        rekeyHabits(states.sender.habits, { cities: new Map([[hashOf(city), hashOf(placeKey(city))]]) })
      expect(bits(vectorOf(input, states))).toEqual(bitsOf(features))
    },
  )

  it('packs each state to the same bytes from either form', () => {
    const rows = [
      ['account', sender],
      ['account', receiver],
      ['device', device],
      ['merchant_category', category],
    ] as const
    for (const [kind, stored] of rows) {
      if (!stored) continue
      const [again, fromJson] = Object.values(FORMS).map((form) =>
        Buffer.from(packState(kind, unpackState(kind, form(stored)))).toString('base64'),
      )
      expect(fromJson).toBe(again)
      const reread = unpackState(kind, Buffer.from(again!, 'base64'))
      expect(reread).toEqual(unpackState(kind, FORMS.packed(stored)))
    }
  })
})

describe('an account in the first layout', () => {
  const { input, json, packed, features } = fixture('first-layout.json') as Omit<Stored & Case, 'sender'>

  it('gives the same features to the bit, and is stored in the current layout', () => {
    const state = unpackState('account', Buffer.from(json))
    expect(state).toEqual(unpackState('account', Buffer.from(packed, 'base64')))
    expect(unpackState('account', Buffer.from(packState('account', state)))).toEqual(state)
    const states = { sender: state, receiver: state, device: null, category: null }
    expect(bits(vectorOf(input, states))).toEqual(bitsOf(features))
  })
})

it('reads the fraud run of an account of layout 3, and restores what it ends from then on', () => {
  // A fraud on 2 January 2026, a legitimate payment on the 3rd, frauds on the 4th and 5th.
  const packed =
    'AwAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAJ+OdPAAH46U8AAfjqTwABCfjnTwEA+OlPAQD46k8BAAAAAAAAAAAAAAAAAAL6oH7BAfpAhMEB+gB5wQE='
  const day = (date: number) => Date.UTC(2026, 0, date)
  const { fraudRun } = unpackState('account', Buffer.from(packed, 'base64'))
  const frauds = [4, 5].map((date) => day(date) / 60_000)
  expect(fraudRun).toEqual({ ...emptyFraudRun(), fraudMinutes: frauds, legitimateMinute: day(3) / 60_000 })
  const label = { occurredAtMs: day(5), arrivedAtMs: day(6), isFraud: false, unusualAmount: null }
  updateFraudRun(fraudRun, { ...label, sign: 1 })
  expect(fraudRun.fraudMinutes).toEqual([])
  updateFraudRun(fraudRun, { ...label, sign: -1 })
  expect(fraudRun.fraudMinutes).toEqual(frauds)
})

/** States after one payment of 50.00 at 23:59 on 5 January 2026 (UTC), as the releases before stored them. */
const AT_MS = Date.UTC(2026, 0, 5, 23, 59)
const LAYOUT_4 =
  'BAH4iBP//wBR/2B0D0AA+6CJmZCbAfugiZmQmwEBA/lf6FkB+IgTA/kHfgcB+IgTA/mrPwEB+IgTA/pAKdqEAfrficEBA/jqTwEAAAL7oImZkJsB' +
  '+IgTAAAAAAAAAAAAAAAAAAAB+IgT+IgTCAAAAAAAAAABAAAAAAAC+oYrzgf634nBAQAAAAAAAA=='
const LAYOUT_2 = 'AgH7oImZkJsB+6CJmZCbAQP5B34HAfiIEwH6+S3ahwP46k8BAAAC+6CJmZCbAfiIEw=='

it('reads an account of layout 4 and a device of layout 2, and remembers the times of a burst from then on', () => {
  const account = unpackState('account', Buffer.from(LAYOUT_4, 'base64'))
  const device = unpackState('device', Buffer.from(LAYOUT_2, 'base64'))
  expect(account.sent).toMatchObject({ count: 1, recent: [AT_MS, 5_000] })
  expect([account.earlierSent, device.count, device.earlier]).toEqual([[], 1, []])
  const input = transaction({ occurredAtMs: AT_MS + 1_000, senderAccount: 'C1', deviceId: 'D1' })
  for (let i = 0; i < 9; i++) reduceStates(input, { sender: account, receiver: null, device, category: null })
  expect([account.earlierSent, device.earlier]).toEqual([
    [AT_MS, AT_MS + 1_000],
    [AT_MS, AT_MS + 1_000],
  ])
})
