import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { testSetting } from '../../tests/support/postgres'

/** Clock ticks per second in /proc, the same on every Linux. */
const TICKS = 100

/** CPU seconds of the server and of the run's Postgres so far; null where the system does not report them. */
export function cpuSeconds(serverPid: number): number | null {
  try {
    const postmaster = readFileSync(
      path.join(testSetting('TEST_RUN_FOLDER'), 'postgres', 'postmaster.pid'),
      'utf8',
    )
    const parent = Number.parseInt(postmaster, 10)
    const processes = readdirSync('/proc').filter((name) => /^\d+$/.test(name))
    return processes.reduce((sum, pid) => {
      const stat = statOf(pid)
      const counts = Number(pid) === serverPid || stat?.parent === parent
      return counts && stat ? sum + stat.seconds : sum
    }, 0)
  } catch {
    return null
  }
}

/** CPU seconds of each of these processes so far; none where the system does not report them. */
export function processSeconds(pids: readonly number[]): Map<number, number> {
  const seconds = new Map<number, number>()
  for (const pid of pids) {
    const stat = statOf(String(pid))
    if (stat) seconds.set(pid, stat.seconds)
  }
  return seconds
}

/** Null for a process that has ended. */
function statOf(pid: string): { parent: number; seconds: number } | null {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8')
    // The second field, the name in brackets, may contain blanks.
    const fields = text.slice(text.lastIndexOf(')') + 2).split(' ')
    const [parent = 0, user = 0, system = 0] = [fields[1], fields[11], fields[12]].map(Number)
    return { parent, seconds: (user + system) / TICKS }
  } catch {
    return null
  }
}
