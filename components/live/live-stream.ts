import { apiHref } from '@/components/http/api-path'
import type { LiveEvent } from '@/lib/messaging/live/schema'

/** What a listener receives: a change, or that events may be missing. */
export type LiveSignal = LiveEvent | { kind: 'reset'; payload: Record<string, never> }
type Listener = (signal: LiveSignal) => void

/** Browsers allow six connections per host on HTTP/1.1, so a hidden tab must not keep one. */
const HIDDEN_MS = 30_000
const RETRY_MS = [1_000, 2_000, 5_000, 15_000, 60_000]
/** Resuming repeats the newest events, since events may be committed out of order. */
const REMEMBERED = 500

interface Stream {
  listeners: Set<Listener>
  source: EventSource | null
  lastId: string | null
  seen: Set<string>
  failures: number
  timer: number | undefined
}

const stream: Stream = {
  listeners: new Set(),
  source: null,
  lastId: null,
  seen: new Set(),
  failures: 0,
  timer: undefined,
}

/** One stream per tab for all listeners; open while there is a listener and the tab is visible. */
export function listenLive(listener: Listener): () => void {
  if (stream.listeners.size === 0) document.addEventListener('visibilitychange', followVisibility)
  stream.listeners.add(listener)
  followVisibility()
  return () => {
    stream.listeners.delete(listener)
    if (stream.listeners.size > 0) return
    document.removeEventListener('visibilitychange', followVisibility)
    // A page change removes the listeners and adds others immediately.
    later(close, 0)
  }
}

function followVisibility(): void {
  if (document.visibilityState === 'visible') later(open, 0)
  else if (stream.source) later(close, HIDDEN_MS)
}

function later(act: () => void, ms: number): void {
  window.clearTimeout(stream.timer)
  stream.timer = window.setTimeout(act, ms)
}

function open(): void {
  if (stream.listeners.size === 0 || document.visibilityState === 'hidden') return
  // A page restored from the back/forward cache finds its stream closed.
  if (stream.source && stream.source.readyState !== EventSource.CLOSED) return
  const source = new EventSource(apiHref('GET /api/live', { query: resumePoint() }))
  stream.source = source
  source.onopen = () => (stream.failures = 0)
  source.onmessage = ({ data, lastEventId }: MessageEvent<string>) => hear(data, lastEventId)
  source.addEventListener('reset', () => tell({ kind: 'reset', payload: {} }))
  source.addEventListener('signed-out', close)
  // The browser reconnects after a lost connection, but not after an error response.
  source.onerror = () => {
    if (source.readyState !== EventSource.CLOSED || stream.source !== source) return
    close()
    later(open, RETRY_MS[Math.min(stream.failures++, RETRY_MS.length - 1)] as number)
  }
}

function close(): void {
  stream.source?.close()
  stream.source = null
}

/** Resumes after the last event received; at first, from the time of the rendering, in seconds before now. */
const resumePoint = () =>
  stream.lastId === null
    ? { age: Math.min(60, Math.ceil(performance.now() / 1000)) }
    : { last_event_id: stream.lastId }

function hear(data: string, id: string): void {
  stream.lastId = id
  if (stream.seen.has(id)) return
  stream.seen.add(id)
  for (const oldest of stream.seen) {
    if (stream.seen.size <= REMEMBERED) break
    stream.seen.delete(oldest)
  }
  tell(JSON.parse(data) as LiveEvent)
}

const tell = (signal: LiveSignal): void => stream.listeners.forEach((listener) => listener(signal))
