import { log } from '@/lib/platform/log'
import { singleton } from '@/lib/platform/singleton'

/** Work that no answer waits for. A failure is logged; the process can wait for what is under way. */
const underWay = () => singleton('auth.background', () => new Set<Promise<void>>())

export function inBackground(name: string, work: () => Promise<unknown>): void {
  const done = work().then(
    () => undefined,
    (error: unknown) => log.warn({ err: error, work: name }, 'background work failed'),
  )
  underWay().add(done)
  void done.finally(() => underWay().delete(done))
}

/** Resolves when no background work is under way; for shutdown and tests. */
export async function settleBackground(): Promise<void> {
  while (underWay().size > 0) await Promise.all(underWay())
}
