/** Next calls this once per server process, before the first request. */
export async function register(): Promise<void> {
  // The literal comparison lets the bundler drop Node-only code from the edge build.
  if (process.env.NEXT_RUNTIME === 'nodejs') {
    const { startUp } = await import('@/lib/process/start-up')
    await startUp()
    // In development, Next reloads route files; operations served directly would stay as they were at the start.
    if (process.env.NODE_ENV !== 'production') return
    const { serveDirectly } = await import('@/lib/http/direct')
    const { scoreBatchOperation, scoreOperation } = await import('@/lib/scoring/path/api')
    serveDirectly([scoreOperation, scoreBatchOperation])
    const { serveSockets } = await import('@/lib/http/sockets')
    const { openLiveSocketOperation } = await import('@/lib/messaging/live/api')
    const { LIVE_PROTOCOL } = await import('@/lib/messaging/live/schema')
    serveSockets([openLiveSocketOperation], LIVE_PROTOCOL)
  }
}
