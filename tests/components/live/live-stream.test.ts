import type { listenLive as Listen, LiveSignal } from '@/components/live/live-stream'

/** A browser that is just enough: one document, its events, and streams that say what they are told. */
class FakeSource {
  static opened: FakeSource[] = []
  static CLOSED = 2
  readyState = 1
  onopen?: () => void
  onerror?: () => void
  onmessage?: (message: { data: string; lastEventId: string }) => void
  named = new Map<string, () => void>()
  constructor(readonly url: string) {
    FakeSource.opened.push(this)
  }
  addEventListener(name: string, act: () => void) {
    this.named.set(name, act)
  }
  close() {
    this.readyState = FakeSource.CLOSED
  }
  say(id: string) {
    this.onmessage?.({ data: JSON.stringify({ kind: 'models.changed', payload: {} }), lastEventId: id })
  }
}

let listenLive: typeof Listen
let look: () => void
const page = { visibilityState: 'visible' as 'visible' | 'hidden' }

beforeEach(async () => {
  jest.useFakeTimers()
  jest.resetModules()
  FakeSource.opened = []
  page.visibilityState = 'visible'
  const document = Object.assign(page, {
    addEventListener: (_: string, act: () => void) => (look = act),
    removeEventListener: () => undefined,
  })
  Object.assign(globalThis, { document, window: globalThis, EventSource: FakeSource })
  ;({ listenLive } = await import('@/components/live/live-stream'))
})
afterEach(() => jest.useRealTimers())

function listening(): LiveSignal['kind'][] {
  const heard: LiveSignal['kind'][] = []
  listenLive(({ kind }) => heard.push(kind))
  jest.advanceTimersByTime(1)
  return heard
}
const see = (visibilityState: 'visible' | 'hidden') => {
  page.visibilityState = visibilityState
  look()
}
const newest = () => FakeSource.opened.at(-1) as FakeSource

it('opens one stream for any number of listeners, and delivers each event once', () => {
  const [one, other] = [listening(), listening()]
  expect(FakeSource.opened).toHaveLength(1)
  expect(newest().url).toMatch(/^\/api\/live\?age=\d+$/)
  newest().say('1-1')
  newest().say('1-1')
  newest().named.get('reset')?.()
  expect(one).toEqual(['models.changed', 'reset'])
  expect(other).toEqual(one)
})

it('closes the stream while the page is hidden, and resumes after the last event', () => {
  listening()
  newest().say('7-70')
  see('hidden')
  jest.advanceTimersByTime(29_000)
  expect(newest().readyState).toBe(1)
  jest.advanceTimersByTime(2_000)
  expect(newest().readyState).toBe(FakeSource.CLOSED)
  see('visible')
  jest.advanceTimersByTime(1)
  expect(FakeSource.opened).toHaveLength(2)
  expect(newest().url).toBe('/api/live?last_event_id=7-70')
})

it('reconnects after a rejection with increasing delays', () => {
  listening()
  for (const [n, ms] of [1_000, 2_000, 5_000].entries()) {
    newest().readyState = FakeSource.CLOSED
    newest().onerror?.()
    jest.advanceTimersByTime(ms - 1)
    expect(FakeSource.opened).toHaveLength(n + 1)
    jest.advanceTimersByTime(1)
    expect(FakeSource.opened).toHaveLength(n + 2)
  }
})

it('does not reconnect after the session has ended', () => {
  listening()
  newest().named.get('signed-out')?.()
  jest.advanceTimersByTime(600_000)
  expect(FakeSource.opened).toHaveLength(1)
})
