// Fetches the jars of Kafka from a Maven repository into .sentinel/kafka, once; each is compared with its pinned hash.
import { mkdirSync, renameSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { StepError } from '../bootstrap/output.mjs'
import { ARTIFACTS } from './artifacts.mjs'
import { JARS, listJars, sha256Of } from './jars.mjs'

const MAVEN_CENTRAL = 'https://repo.maven.apache.org/maven2'
const AT_ONCE = 6
const ATTEMPTS = 3
const FETCH_MS = 120_000

/**
 * Fetches what is missing or damaged.
 * @returns {Promise<string[]>} the paths of the jars
 */
export async function installKafka({ directory = JARS, artifacts = ARTIFACTS } = {}) {
  mkdirSync(directory, { recursive: true })
  const jars = listJars(directory, artifacts)
  const waiting = jars.filter(({ state }) => state !== 'whole')
  const work = async () => {
    for (let next = waiting.pop(); next; next = waiting.pop()) await fetchJar(next)
  }
  await Promise.all(Array.from({ length: AT_ONCE }, work))
  return jars.map(({ file }) => file)
}

async function fetchJar({ name, file, location, sha256, state }) {
  const repository = (process.env.SENTINEL_MAVEN_REPOSITORY || MAVEN_CENTRAL).replace(/\/+$/, '')
  const why = state === 'damaged' ? `${file} is damaged, and ` : ''
  const bytes = await download(`${repository}/${location}`, why)
  if (sha256Of(bytes) !== sha256) {
    throw new StepError(
      `${why}${name} of the repository is not the file that scripts/kafka/artifacts.mjs expects; it was not kept.`,
    )
  }
  // Another process may fetch the same file: a rename replaces it as a whole.
  const unfinished = `${file}.${process.pid}`
  writeFileSync(unfinished, bytes)
  renameSync(unfinished, file)
}

async function download(url, why) {
  for (let attempt = 1; ; attempt++) {
    try {
      const response = await fetch(url, { signal: AbortSignal.timeout(FETCH_MS) })
      if (response.ok) return Buffer.from(await response.arrayBuffer())
      throw new Error(`status ${response.status}`)
    } catch (error) {
      if (attempt < ATTEMPTS) continue
      throw new StepError(
        `${why}Kafka could not be fetched: ${path.basename(url)}: ${error.cause?.message ?? error.message}. SENTINEL_MAVEN_REPOSITORY names another repository.`,
        { cause: error },
      )
    }
  }
}
