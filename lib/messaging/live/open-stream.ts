import { authorize, type Context } from '@/lib/contract/context'
import { isAppError } from '@/lib/platform/errors'
import { isDraining, whenDraining } from '@/lib/platform/lifecycle'
import { createStreamText } from './event-stream-text'
import type { ResumePoint } from './event-id'
import { type Following, followTenant } from './follow-tenant'
import { type Hub, processHub } from './hub'
import { takePlace } from './stream-places'

/** What may wait for a slow reader, in bytes; then its stream is closed, and it resumes where it was. */
const BUFFER_BYTES = 256 * 1024
const HEARTBEAT_MS = 20_000
const RECHECK_MS = 60_000

export interface StreamOptions {
  from: ResumePoint
  /** How events are written; as server-sent events where not given. */
  createText?: typeof createStreamText
  /** Rejects when the credential no longer opens anything. */
  recheck(): Promise<unknown>
  hub?: Hub
  recheckMs?: number
}

/**
 * The events for one page or machine: first what it missed, then what happens. Ends with the session, when the
 * process drains, and when its reader is too slow.
 * @throws AppError too-many-requests beyond ten streams of one user or key, database-unavailable
 */
export async function openStream(ctx: Context, options: StreamOptions): Promise<ReadableStream<Uint8Array>> {
  authorize(ctx, 'transaction:read')
  const leave = takePlace(ctx.actor.id)
  try {
    const following = await followTenant(ctx, options.from, options.hub ?? processHub())
    return streamOf(following, leave, options)
  } catch (error) {
    leave()
    throw error
  }
}

function streamOf(
  following: Following,
  leave: () => void,
  { recheck, recheckMs = RECHECK_MS, createText = createStreamText }: StreamOptions,
): ReadableStream<Uint8Array> {
  const text = createText(following.missed.newest)
  const encoder = new TextEncoder()
  let release = (): void => undefined

  function start(controller: ReadableStreamDefaultController<Uint8Array>): void {
    let isOpen = true
    const end = (): void => {
      if (isOpen) controller.close()
      release()
    }
    const send = (chunk: string): void => {
      // What is under way may end after the stream: a check of the session, or an event.
      if (!isOpen) return
      if ((controller.desiredSize ?? 0) > 0) controller.enqueue(encoder.encode(chunk))
      else end()
    }
    const failed = (error: unknown): void => {
      // A database that is away for a moment says nothing about the session.
      if (!isAppError(error) || error.status >= 500) return
      send(text.signedOut())
      end()
    }
    const beat = setInterval(() => send(text.heartbeat(Date.now())), HEARTBEAT_MS).unref()
    const check = setInterval(() => void recheck().catch(failed), recheckMs).unref()
    const keepOpen = whenDraining(end)
    release = () => {
      release = () => undefined
      isOpen = false
      clearInterval(beat)
      clearInterval(check)
      keepOpen()
      following.stop()
      leave()
    }
    send(text.opening(Date.now()))
    if (following.missed.gap) send(text.reset())
    for (const message of following.missed.messages) send(text.message(message))
    following.attach({ hear: (message) => send(text.message(message)), lapse: () => send(text.reset()) })
    // Nothing would end a stream that is opened after draining began.
    if (isDraining()) end()
  }

  return new ReadableStream<Uint8Array>(
    { start, cancel: () => release() },
    new ByteLengthQueuingStrategy({ highWaterMark: BUFFER_BYTES }),
  )
}
