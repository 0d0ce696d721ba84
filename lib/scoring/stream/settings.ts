/** The settings of the stream, checked as a whole. */
import { entriesOf, env, type Env } from '@/lib/platform/env'
import { readMappings } from './mappings'

export interface StreamSettings {
  brokers: string[]
  tls: boolean
  sasl: { mechanism: NonNullable<Env['SENTINEL_KAFKA_SASL']>; username: string; password: string } | null
  group: string
  /** The slug of the tenant of each topic with transactions. */
  tenantOf: ReadonlyMap<string, string>
  /** The topics to which the tenant's decisions and dead letters go. */
  decisionsOf(slug: string): string
  deadLettersOf(slug: string): string
  /** One of them serves the metrics; 0 stands for any free port. */
  metricsPorts: { first: number; last: number } | null
}

const TOPIC = /^[a-zA-Z0-9._-]{1,249}$/
const SLUG = /^[a-z0-9][a-z0-9-]{0,62}$/
const LAST_PORT = 65_535
const PLACE = '{tenant}'

/** @throws Error that names every setting which is missing or wrong */
export function streamSettings(source: Env = env()): StreamSettings {
  const wrong: string[] = []
  const brokers = entriesOf(source.SENTINEL_KAFKA_BROKERS)
  if (brokers.length === 0) wrong.push('SENTINEL_KAFKA_BROKERS: is missing')
  for (const broker of brokers) {
    if (!/^[^:\s]+:\d{1,5}$/.test(broker)) wrong.push(`SENTINEL_KAFKA_BROKERS: "${broker}" is not host:port`)
  }
  const tenantOf = readTopics(entriesOf(source.SENTINEL_STREAM_TOPICS), wrong)
  const slugs = [...new Set(tenantOf.values())]
  const output = template('SENTINEL_STREAM_OUTPUT', source.SENTINEL_STREAM_OUTPUT, slugs, wrong)
  const dead = template('SENTINEL_STREAM_DEAD_LETTERS', source.SENTINEL_STREAM_DEAD_LETTERS, slugs, wrong)
  for (const topic of slugs.flatMap((slug) => [output(slug), dead(slug)])) {
    if (tenantOf.has(topic)) wrong.push(`SENTINEL_STREAM_TOPICS: ${topic} is written to as well`)
  }
  if (!TOPIC.test(source.SENTINEL_STREAM_GROUP)) wrong.push('SENTINEL_STREAM_GROUP: is not a name')
  const { SENTINEL_KAFKA_SASL: mechanism, SENTINEL_KAFKA_USERNAME: username } = source
  const password = source.SENTINEL_KAFKA_PASSWORD
  const sasl = mechanism && username && password ? { mechanism, username, password } : null
  if (mechanism && !sasl) {
    wrong.push('SENTINEL_KAFKA_SASL: needs SENTINEL_KAFKA_USERNAME and SENTINEL_KAFKA_PASSWORD')
  }
  for (const topic of readMappings(source.SENTINEL_STREAM_MAPPINGS, wrong).keys()) {
    if (!tenantOf.has(topic))
      wrong.push(`SENTINEL_STREAM_MAPPINGS: ${topic} is no topic of SENTINEL_STREAM_TOPICS`)
  }
  const metricsPorts = readPorts(source.SENTINEL_STREAM_METRICS_PORT, wrong)
  if (wrong.length > 0)
    throw new Error(`The settings of the stream are not complete:\n  ${wrong.join('\n  ')}`)
  return {
    brokers,
    tls: source.SENTINEL_KAFKA_TLS === '1',
    sasl,
    group: source.SENTINEL_STREAM_GROUP,
    tenantOf,
    decisionsOf: output,
    deadLettersOf: dead,
    metricsPorts,
  }
}

/** `9500`, or `9500-9509` for several workers on a machine. */
function readPorts(text: string | undefined, wrong: string[]): StreamSettings['metricsPorts'] {
  if (text === undefined) return null
  const [first, last = first] = text.split('-').map((part) => (/^\d{1,5}$/.test(part) ? Number(part) : NaN))
  if (text.split('-').length <= 2 && first! <= last! && last! <= LAST_PORT)
    return { first: first!, last: last! }
  wrong.push(`SENTINEL_STREAM_METRICS_PORT: "${text}" is neither a port nor a range of ports`)
  return null
}

function readTopics(entries: readonly string[], wrong: string[]): Map<string, string> {
  const tenantOf = new Map<string, string>()
  if (entries.length === 0) wrong.push('SENTINEL_STREAM_TOPICS: is missing')
  for (const entry of entries) {
    const [slug = '', topic = '', ...rest] = entry.split('=').map((part) => part.trim())
    if (rest.length > 0 || !SLUG.test(slug) || !TOPIC.test(topic)) {
      wrong.push(`SENTINEL_STREAM_TOPICS: "${entry}" is not slug=topic`)
    } else if (tenantOf.has(topic)) {
      wrong.push(`SENTINEL_STREAM_TOPICS: ${topic} has more than one institution`)
    } else {
      tenantOf.set(topic, slug)
    }
  }
  return tenantOf
}

/** A topic per tenant: one that several tenants share would show each the transactions of the others. */
function template(
  name: string,
  text: string,
  slugs: readonly string[],
  wrong: string[],
): (slug: string) => string {
  const topicOf = (slug: string) => text.replaceAll(PLACE, slug)
  if (!TOPIC.test(topicOf('a'))) wrong.push(`${name}: is not the name of a topic`)
  if (!text.includes(PLACE) && slugs.length > 1)
    wrong.push(`${name}: needs ${PLACE}, as there are several institutions`)
  return topicOf
}
