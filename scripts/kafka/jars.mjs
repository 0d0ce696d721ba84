// The jars of Kafka on this machine, in .sentinel/kafka.
import { hash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { STATE } from '../bootstrap/paths.mjs'
import { ARTIFACTS } from './artifacts.mjs'

export const JARS = path.join(STATE, 'kafka', 'jars')

/** The jars that Kafka needs, each with where it is in a Maven repository and its state here: `whole`, `damaged` or `missing`. */
export const listJars = (directory = JARS, artifacts = ARTIFACTS) =>
  artifacts.map(([coordinates, sha256]) => {
    const [group, artifact, version] = coordinates.split(':')
    const name = `${artifact}-${version}.jar`
    const file = path.join(directory, name)
    const location = `${group.replaceAll('.', '/')}/${artifact}/${version}/${name}`
    return { name, file, location, sha256, state: stateOf(file, sha256) }
  })

function stateOf(file, sha256) {
  if (!existsSync(file)) return 'missing'
  return sha256Of(readFileSync(file)) === sha256 ? 'whole' : 'damaged'
}

export const sha256Of = (bytes) => hash('sha256', bytes)
