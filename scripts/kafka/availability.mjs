import { findJava } from './java.mjs'
import { listJars } from './jars.mjs'

/** What this machine lacks to run Kafka, or null. */
export function missingForKafka(jars = listJars()) {
  const damaged = jars.filter(({ state }) => state === 'damaged').map(({ name }) => name)
  if (damaged.length > 0)
    return `an undamaged ${damaged.join(', ')} (npm test and npm run kafka:dev fetch it again)`
  if (!findJava()) return 'Java 17 or newer (set JAVA_HOME or install a JRE)'
  if (jars.some(({ state }) => state === 'missing')) {
    return 'the jars of Kafka (npm test and npm run kafka:dev fetch them)'
  }
  return null
}
