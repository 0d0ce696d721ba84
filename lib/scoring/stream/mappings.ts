import { readFileSync } from 'node:fs'
import { entriesOf, env } from '@/lib/platform/env'
import { singleton } from '@/lib/platform/singleton'
import { type Mapping, parseMapping } from '@/lib/scoring/history'
import { membersOf } from './mapped-message'

/** The mapping of the messages of a topic; undefined where they are requests of the scoring API. Each is read once. */
export const mappingOf = (topic: string): Mapping | undefined =>
  singleton('stream.mappings', () => readMappings(env().SENTINEL_STREAM_MAPPINGS, [])).get(topic)

/** Reads the mapping files of the setting, by topic. Adds what is wrong. */
export function readMappings(text: string | undefined, wrong: string[]): Map<string, Mapping> {
  const mappings = new Map<string, Mapping>()
  for (const entry of entriesOf(text)) {
    const [topic = '', file = '', ...rest] = entry.split('=').map((part) => part.trim())
    if (topic === '' || file === '' || rest.length > 0) {
      wrong.push(`SENTINEL_STREAM_MAPPINGS: "${entry}" is not topic=file`)
      continue
    }
    try {
      const mapping = parseMapping(readFileSync(file, 'utf8'))
      wrong.push(...[...unfitFor(mapping)].map((reason) => `SENTINEL_STREAM_MAPPINGS: ${file}: ${reason}`))
      mappings.set(topic, mapping)
    } catch (error) {
      wrong.push(`SENTINEL_STREAM_MAPPINGS: ${file}: ${(error as Error).message}`)
    }
  }
  return mappings
}

/** What a mapping of files may say, and one of messages may not. */
function* unfitFor(mapping: Mapping): Generator<string> {
  const { externalId, senderAccount } = mapping.columns
  if (externalId === undefined || 'constant' in externalId) yield 'externalId must name a member'
  if ('perRow' in senderAccount) yield 'senderAccount must name a member: messages have no rows'
  for (const name of membersOf(mapping)) {
    if (/^#\d+$/.test(name)) yield `${name} is a position: messages have members`
  }
}
