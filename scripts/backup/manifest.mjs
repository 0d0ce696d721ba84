// The contents of a backup: which files it has, with their hashes, and which Postgres can read them.
import { readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'

export const DATA = 'postgres'
export const SECRETS = 'secrets.json'
const FILE = 'manifest.json'
const FORMAT = 1

/** @param {{madeAt: string, postgresMajor: string, systemIdentifier: string, directories: string[],
 *   files: {path: string, bytes: number, sha256: string}[]}} manifest */
export function writeManifest(folder, manifest) {
  const text = JSON.stringify({ format: FORMAT, ...manifest }, null, 1)
  return writeFile(path.join(folder, FILE), `${text}\n`, { flag: 'wx', mode: 0o600, flush: true })
}

/** @throws Error where there is no complete backup of this format */
export async function readManifest(folder) {
  const text = await readFile(path.join(folder, FILE), 'utf8').catch((cause) => {
    throw new Error(`${folder} is not a complete backup: it has no readable ${FILE}`, { cause })
  })
  const manifest = JSON.parse(text)
  if (manifest.format !== FORMAT) throw new Error(`the backup has format ${manifest.format}, not ${FORMAT}`)
  const names = [...manifest.directories, ...manifest.files.map((file) => file.path)]
  const outside = names.find((name) => !isWithin(name))
  if (outside !== undefined) throw new Error(`the manifest names a file outside of the backup: ${outside}`)
  return manifest
}

const isWithin = (name) =>
  (name === SECRETS || name === DATA || name.startsWith(`${DATA}/`)) && path.posix.normalize(name) === name
