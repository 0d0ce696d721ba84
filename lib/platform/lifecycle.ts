/** Whether this process still takes new work, and what it finishes before it ends. */
import { subscribe } from 'node:diagnostics_channel'
import type { Server } from 'node:http'
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

/** From now on a server of this process closes only when all registered work is done. */
export function holdServersOpen(): void {
  subscribe('http.server.request.start', (message) => {
    const { server } = message as { server: Server }
    if (state.servers.has(server)) return
    state.servers.add(server)
    const close = server.close.bind(server)
    server.close = (closed) => close((error) => void owedWork().then(() => closed?.(error)))
  })
}

async function owedWork(): Promise<void> {
  while (state.owed.size > 0) await Promise.allSettled(state.owed)
}
