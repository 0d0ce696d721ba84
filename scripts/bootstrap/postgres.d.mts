/** A running embedded Postgres, seen from TypeScript. */
export function startPostgres(options: {
  dataDir: string
  port?: number
  durable: boolean
  logFile: string
  passwords: Record<'postgres' | 'owner' | 'app', string>
}): Promise<{
  port: number
  url(role: 'postgres' | 'owner' | 'app'): string
  exited: Promise<unknown>
  stop(): Promise<void>
}>
