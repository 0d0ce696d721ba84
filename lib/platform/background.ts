import { finishBeforeExit } from './lifecycle'
import { log } from './log'
import { singleton } from './singleton'

/** Work that no response waits for. A failure is logged; a draining server ends after it. */
const underWay = () => singleton('auth.background', () => new Set<Promise<void>>())

export function inBackground(name: string, work: () => Promise<unknown>): void {
  const done = work().then(
    () => undefined,
    (error: unknown) => log.warn({ err: error, work: name }, 'background work failed'),
  )
  underWay().add(done)
  finishBeforeExit(done)
  void done.finally(() => underWay().delete(done))
}

/** Resolves when no background work is under way; for scripts and tests. */
export async function settleBackground(): Promise<void> {
  while (underWay().size > 0) await Promise.all(underWay())
}
