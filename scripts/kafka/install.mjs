// Fetches the jars of Kafka from a Maven repository into .sentinel/kafka, once; each is compared with its pinned hash.
import { hash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { StepError } from '../bootstrap/output.mjs'
import { STATE } from '../bootstrap/paths.mjs'
import { ARTIFACTS } from './artifacts.mjs'

const MAVEN_CENTRAL = 'https://repo.maven.apache.org/maven2'
const JARS = path.join(STATE, 'kafka', 'jars')
const AT_ONCE = 6
const ATTEMPTS = 3
const FETCH_MS = 120_000

export const jarPaths = () => ARTIFACTS.map(([coordinates]) => path.join(JARS, jarOf(coordinates)))

function jarOf(coordinates) {
  const [, artifact, version] = coordinates.split(':')
  return `${artifact}-${version}.jar`
}

/** @returns {Promise<string[]>} the paths of the jars */
export async function installKafka() {
  mkdirSync(JARS, { recursive: true })
  const waiting = [...ARTIFACTS]
  const work = async () => {
    for (let next = waiting.pop(); next; next = waiting.pop()) await ensureJar(...next)
  }
  await Promise.all(Array.from({ length: AT_ONCE }, work))
  return jarPaths()
}

async function ensureJar(coordinates, sha256) {
  const name = jarOf(coordinates)
  const file = path.join(JARS, name)
  if (existsSync(file) && sha256Of(readFileSync(file)) === sha256) return
  const [group, artifact, version] = coordinates.split(':')
  const repository = (process.env.SENTINEL_MAVEN_REPOSITORY || MAVEN_CENTRAL).replace(/\/+$/, '')
  const bytes = await download(`${repository}/${group.replaceAll('.', '/')}/${artifact}/${version}/${name}`)
  if (sha256Of(bytes) !== sha256) {
    throw new StepError(`${name} is not the file that scripts/kafka/artifacts.mjs expects; it was not kept.`)
  }
  // Another process may fetch the same file: a rename replaces it as a whole.
  const unfinished = `${file}.${process.pid}`
  writeFileSync(unfinished, bytes)
  renameSync(unfinished, file)
}

const sha256Of = (bytes) => hash('sha256', bytes)

async function download(url) {
  for (let attempt = 1; ; attempt++) {
    try {
      const response = await fetch(url, { signal: AbortSignal.timeout(FETCH_MS) })
      if (response.ok) return Buffer.from(await response.arrayBuffer())
      throw new Error(`status ${response.status}`)
    } catch (error) {
      if (attempt < ATTEMPTS) continue
      throw new StepError(
        `Kafka could not be fetched: ${path.basename(url)}: ${error.cause?.message ?? error.message}. SENTINEL_MAVEN_REPOSITORY names another repository.`,
        { cause: error },
      )
    }
  }
}
