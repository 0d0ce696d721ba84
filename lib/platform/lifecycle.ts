/** Whether this process still takes new work, and what it finishes before it ends. */
import { subscribe } from 'node:diagnostics_channel'
import type { Server, ServerResponse } from 'node:http'
import { Server as NetServer } from 'node:net'
import { singleton } from './singleton'

const state = singleton('lifecycle', () => ({
  draining: false,
  owed: new Set<Promise<unknown>>(),
  servers: new WeakSet<Server>(),
}))
const atDraining = singleton('lifecycle.at-draining', () => new Set<() => void>())

/** From now on readiness fails, while open requests finish. */
export function beginDraining(): void {
  state.draining = true
  for (const act of atDraining) act()
}

/** Runs when draining begins, to stop work that has no end of its own. Returns a function that unregisters it. */
export function whenDraining(act: () => void): () => void {
  atDraining.add(act)
  return () => void atDraining.delete(act)
}

export const isDraining = (): boolean => state.draining

/** The server process ends only after `work`, even if its response was sent before. The caller handles its failure. */
export function finishBeforeExit(work: Promise<unknown>): void {
  state.owed.add(work)
  const done = () => void state.owed.delete(work)
  work.then(done, done)
}

/**
 * How long an open connection still takes requests after its server has stopped to listen. Each response then closes
 * its connection; one that is closed while idle can meet a request on its way.
 */
const LAST_REQUESTS_MS = 1_000

/** From now on a server of this process closes only when its last requests and all registered work are done. */
export function holdServersOpen(): void {
  subscribe('http.server.request.start', (message) => {
    const { server, response } = message as { server: Server; response: ServerResponse }
    if (state.draining) response.shouldKeepAlive = false
    if (state.servers.has(server)) return
    state.servers.add(server)
    const closeConnections = server.close.bind(server)
    server.close = (closed) => {
      // Stops listening without closing idle connections, unlike the method of the HTTP server.
      NetServer.prototype.close.call(server, (error) => void owedWork().then(() => closed?.(error)))
      setTimeout(() => closeConnections(() => undefined), LAST_REQUESTS_MS).unref()
      return server
    }
  })
}

async function owedWork(): Promise<void> {
  while (state.owed.size > 0) await Promise.allSettled(state.owed)
}
