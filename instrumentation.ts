import { after } from 'next/server'

/** Next calls this once per server process, before the first request. */
export async function register(): Promise<void> {
  // The literal comparison lets the bundler drop Node-only code from the edge build.
  if (process.env.NEXT_RUNTIME === 'nodejs') {
    const { startUp } = await import('@/lib/health/start-up')
    await startUp({ holdExit: (work) => after(work) })
  }
}
