import { existsSync } from 'node:fs'
import { findJava } from './java.mjs'
import { jarPaths } from './install.mjs'

/** What this machine lacks to run Kafka, or null. */
export function missingForKafka() {
  if (!findJava()) return 'Java 17 or newer (set JAVA_HOME or install a JRE)'
  if (!jarPaths().every((file) => existsSync(file)))
    return 'the jars of Kafka (npm test and npm run kafka:dev fetch them)'
  return null
}
