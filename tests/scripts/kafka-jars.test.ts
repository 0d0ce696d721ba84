import { hash } from 'node:crypto'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { missingForKafka } from '../../scripts/kafka/availability.mjs'
import { installKafka } from '../../scripts/kafka/install.mjs'
import { listJars } from '../../scripts/kafka/jars.mjs'

/** Guarantee: a jar that is damaged is named, and fetched again where the repository can be reached. */

const CONTENT = 'the jar'
const artifacts = [['org.example:thing:1.0', hash('sha256', CONTENT)]]

let repository: Server
let directory: string
let jar: string
const before = process.env.SENTINEL_MAVEN_REPOSITORY
beforeEach(async () => {
  directory = mkdtempSync(path.join(tmpdir(), 'sentinel-jars-'))
  jar = path.join(directory, 'thing-1.0.jar')
  writeFileSync(jar, 'half of the j')
  repository = createServer((request, response) => {
    const isIt = request.url === '/org/example/thing/1.0/thing-1.0.jar'
    response.writeHead(isIt ? 200 : 404).end(isIt ? CONTENT : '')
  }).listen(0, '127.0.0.1')
  await once(repository, 'listening')
  process.env.SENTINEL_MAVEN_REPOSITORY = `http://127.0.0.1:${(repository.address() as AddressInfo).port}`
})
afterEach(async () => {
  if (before === undefined) delete process.env.SENTINEL_MAVEN_REPOSITORY
  else process.env.SENTINEL_MAVEN_REPOSITORY = before
  rmSync(directory, { recursive: true })
  await stop()
})

async function stop(): Promise<void> {
  if (!repository.listening) return
  repository.closeAllConnections()
  repository.close()
  await once(repository, 'close')
}

it('fetches a damaged jar again', async () => {
  await installKafka({ directory, artifacts })
  expect(readFileSync(jar, 'utf8')).toBe(CONTENT)
  expect(listJars(directory, artifacts)[0]!.state).toBe('whole')
})

it('names a damaged jar that cannot be fetched again', async () => {
  await stop()
  await expect(installKafka({ directory, artifacts })).rejects.toThrow(
    `${jar} is damaged, and Kafka could not be fetched: thing-1.0.jar: `,
  )
})

it('names a damaged jar as what the machine lacks, so that tests do not start with it', () => {
  expect(missingForKafka(listJars(directory, artifacts))).toBe(
    'an undamaged thing-1.0.jar (npm test and npm run kafka:dev fetch it again)',
  )
})
