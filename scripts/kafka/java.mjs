import { execFileSync } from 'node:child_process'
import path from 'node:path'

const OLDEST = 17

/** The command of a Java that runs Kafka, from JAVA_HOME or PATH; null where there is none. */
export function findJava() {
  const command = process.env.JAVA_HOME ? path.join(process.env.JAVA_HOME, 'bin', 'java') : 'java'
  try {
    const shown = execFileSync(command, ['-Xshare:auto', '--version'], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    })
    return Number(/\s(\d+)/.exec(shown)?.[1]) >= OLDEST ? command : null
  } catch {
    return null
  }
}
