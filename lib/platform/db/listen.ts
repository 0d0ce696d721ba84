import { EventEmitter, once } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import { Client, escapeIdentifier } from 'pg'
import { env } from '../env'
import { AppError } from '../errors'
import { log } from '../log'
import { singleton } from '../singleton'
import { TIMEOUTS } from './pools'

const BACKOFF_MS = [100, 250, 500, 1_000, 2_000, 5_000]
/** A probe without a response reveals a connection that died silently. */
const PROBE_MS = 30_000

export interface Listening {
  /** Resolves once the channel is open. @throws AppError database-unavailable when it does not open in time */
  ready(): Promise<void>
  stop(): Promise<void>
}

export interface Hearing {
  payload(text: string): void
  /** The connection was lost and is open again; notifications sent in between are missing. */
  gap(): void
}

const open = () => singleton('db.listening', () => new Set<Listening>())
export const stopListening = () => Promise.all([...open()].map((listening) => listening.stop()))

/** Listens to a channel on its own connection and reconnects until it is stopped. */
export function listen(channel: string, hearing: Hearing): Listening {
  const stopping = new AbortController()
  let client: Client | null = null
  const state = new EventEmitter().setMaxListeners(0)

  /** Resolves when the connection has ended, rejects when it could not be opened. */
  async function hold(isFirst: boolean): Promise<void> {
    const next = new Client({
      connectionString: env().DATABASE_URL,
      application_name: 'app-listen',
      connectionTimeoutMillis: TIMEOUTS.connect,
      query_timeout: TIMEOUTS.query,
      keepAlive: true,
    })
    const ended = new Promise<void>((resolve) => next.once('end', resolve))
    next.on('error', (error) => log.warn({ err: error, channel }, 'listening connection failed'))
    next.on('notification', ({ payload }) => payload !== undefined && hearing.payload(payload))
    const probe = setInterval(() => void next.query('select 1').catch(() => next.end()), PROBE_MS).unref()
    try {
      await next.connect()
      await next.query(`listen ${escapeIdentifier(channel)}`)
      client = next
      state.emit('up')
      if (!isFirst) hearing.gap()
      if (stopping.signal.aborted) await next.end()
      await ended
    } finally {
      clearInterval(probe)
      client = null
      await next.end().catch(() => undefined)
    }
  }

  async function run(): Promise<void> {
    let heard = false
    for (let failures = 0; !stopping.signal.aborted; failures++) {
      await hold(!heard).then(
        () => ((heard = true), (failures = 0)),
        (error: unknown) => log.warn({ err: error, channel }, 'listening is not possible'),
      )
      const pause = BACKOFF_MS[Math.min(failures, BACKOFF_MS.length - 1)]
      await sleep(pause, undefined, { signal: stopping.signal }).catch(() => undefined)
    }
  }

  const running = run()
  const listening: Listening = {
    async ready() {
      if (client) return
      const inTime = AbortSignal.any([stopping.signal, AbortSignal.timeout(2 * TIMEOUTS.connect)])
      await once(state, 'up', { signal: inTime }).catch((cause: unknown) => {
        throw new AppError('database-unavailable', { cause, retryAfterSeconds: 1 })
      })
    },
    async stop() {
      stopping.abort()
      open().delete(listening)
      await client?.end()
      await running
    },
  }
  open().add(listening)
  return listening
}
