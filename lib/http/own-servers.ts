import { subscribe } from 'node:diagnostics_channel'
import type { Server } from 'node:http'

/** Calls `act` with each HTTP server of this process, before its first request is handled. Node names no server earlier. */
export function onOwnServers(act: (server: Server) => void): void {
  const known = new WeakSet<Server>()
  subscribe('http.server.request.start', (message) => {
    const { server } = message as { server: Server }
    if (known.has(server)) return
    known.add(server)
    act(server)
  })
}
