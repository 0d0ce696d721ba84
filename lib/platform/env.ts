/** The process's configuration: read and checked once. The only file that reads process.env. */
import { z } from 'zod'
import { singleton } from './singleton'

const secret = z.string().min(32, 'must have at least 32 characters')

/** A whole number from `smallest` to `largest`. */
const countUpTo = (largest: number, smallest = 1) => {
  const rule = `must be a whole number from ${smallest} to ${largest}`
  return z
    .string()
    .regex(/^(0|[1-9]\d*)$/, rule)
    .transform(Number)
    .refine((count) => count >= smallest && count <= largest, rule)
}

/** An address or a network of addresses. By zod's own patterns: the edge runtime, which loads this file, has no node:net. */
const networkSchema = z.union([z.ipv4(), z.ipv6(), z.cidrv4(), z.cidrv6()])

const optionsSchema = z.object({
  NODE_ENV: z.enum(['development', 'test', 'production']).default('development'),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
  /** `1` shows the demo sign-ins on the login screen. */
  SENTINEL_DEMO: z.enum(['0', '1']).default('0'),
  /** Requests per second of one institution in this process, averaged over ten seconds. */
  SENTINEL_RATE_LIMIT: countUpTo(1_000_000).default(2_000),
  /** Rows of lists that one user reads in an hour: the default is a page of 50 rows every 9 s. */
  SENTINEL_USER_ROWS_PER_HOUR: countUpTo(1_000_000_000).default(20_000),
  /** The same for one API key. */
  SENTINEL_KEY_ROWS_PER_HOUR: countUpTo(1_000_000_000).default(100_000),
  /** Models of institutions that this process keeps in memory, measured by the size of their bundles in megabytes. */
  SENTINEL_MODEL_CACHE_MB: countUpTo(65_536, 32).default(256),
  /** Bundles that one institution may store, whatever their stage, and their files together in megabytes. */
  SENTINEL_BUNDLES_PER_TENANT: countUpTo(10_000).default(200),
  SENTINEL_BUNDLE_MB_PER_TENANT: countUpTo(1_048_576, 32).default(2_048),
  /** Memory of the process that trains a model, in megabytes. */
  SENTINEL_TRAINING_MEMORY_MB: countUpTo(1_048_576, 512).default(4_096),
  /** Cores that the process uses. */
  SENTINEL_TRAINING_THREADS: countUpTo(1_024).default(1),
  /** What `nice` adds to its priority: 19 is the lowest, 0 that of the server. */
  SENTINEL_TRAINING_NICE: countUpTo(19, 0).default(19),
  /** The Python with the packages for training. */
  SENTINEL_TRAINING_PYTHON: z.string().min(1).default('ml/.venv/bin/python'),
  /** Where unfinished retrainings of this server lie. */
  SENTINEL_TRAINING_DIR: z.string().min(1).default('.sentinel/retraining'),
})

const envSchema = optionsSchema
  .extend({
    /** The app role: neither owner nor exempt from row-level security. */
    DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/, error: 'must be a postgresql:// URL' }),
    NEXTAUTH_URL: z.url({ protocol: /^https?$/, error: 'must be the http(s):// URL that browsers use' }),
    NEXTAUTH_SECRET: secret,
    SENTINEL_JWT_SECRET: secret,
    SENTINEL_TENANT_SEAL_KEY: secret,
    /** Accepted beside the current secret while it is replaced; nothing new is made with it. */
    NEXTAUTH_SECRET_PREVIOUS: secret.optional(),
    SENTINEL_JWT_SECRET_PREVIOUS: secret.optional(),
    /** Lets a Prometheus server scrape /api/metrics without a user. */
    SENTINEL_METRICS_TOKEN: secret.optional(),
    /** The server that takes e-mail; without it, links to invite and to reset are shown to administrators. */
    SENTINEL_SMTP_URL: z
      .url({ protocol: /^smtps?$/, error: 'must be an smtp:// or smtps:// URL' })
      .optional(),
    SENTINEL_MAIL_FROM: z.email('must be one plain e-mail address').optional(),
    /** Comma-separated addresses or networks whose X-Forwarded-For is trusted. */
    TRUSTED_PROXY: z.string().optional().superRefine(checkNetworks),
    /** Comma-separated addresses or networks that are not public and to which webhooks may be sent all the same. */
    SENTINEL_WEBHOOK_NETWORKS: z.string().optional().superRefine(checkNetworks),
    /** `1` also allows webhooks without TLS. */
    SENTINEL_WEBHOOK_HTTP: z.enum(['0', '1']).default('0'),
    /** Comma-separated `host:port` of Kafka, for `npm run stream`. */
    SENTINEL_KAFKA_BROKERS: z.string().optional(),
    /** `1` connects with TLS. */
    SENTINEL_KAFKA_TLS: z.enum(['0', '1']).default('0'),
    SENTINEL_KAFKA_SASL: z.enum(['plain', 'scram-sha-256', 'scram-sha-512']).optional(),
    SENTINEL_KAFKA_USERNAME: z.string().optional(),
    SENTINEL_KAFKA_PASSWORD: z.string().optional(),
    /** Comma-separated `slug=topic`: whose transactions a topic holds. */
    SENTINEL_STREAM_TOPICS: z.string().optional(),
    /** Comma-separated `topic=file`: the mapping of messages that are no requests of the scoring API. */
    SENTINEL_STREAM_MAPPINGS: z.string().optional(),
    SENTINEL_STREAM_GROUP: z.string().default('sentinel-scorers'),
    /** Names of topics, in which `{tenant}` stands for the slug of the institution. */
    SENTINEL_STREAM_OUTPUT: z.string().default('sentinel.decisions.{tenant}'),
    SENTINEL_STREAM_DEAD_LETTERS: z.string().default('sentinel.dead-letters.{tenant}'),
    /** `1` runs a worker in the process of the server. */
    SENTINEL_STREAM_IN_SERVER: z.enum(['0', '1']).default('0'),
    /** Where the worker serves its metrics on the loopback interface: a port or a range of ports. */
    SENTINEL_STREAM_METRICS_PORT: z.string().optional(),
  })
  .superRefine((value, check) => {
    // A leaked key must not open what another key protects.
    const secrets = [
      value.NEXTAUTH_SECRET,
      value.SENTINEL_JWT_SECRET,
      value.SENTINEL_TENANT_SEAL_KEY,
      value.NEXTAUTH_SECRET_PREVIOUS,
      value.SENTINEL_JWT_SECRET_PREVIOUS,
    ].filter((one) => one !== undefined)
    if (new Set(secrets).size < secrets.length) {
      check.addIssue({ code: 'custom', path: ['SENTINEL_JWT_SECRET'], message: 'each secret must differ' })
    }
    if (value.SENTINEL_SMTP_URL !== undefined && value.SENTINEL_MAIL_FROM === undefined) {
      check.addIssue({
        code: 'custom',
        path: ['SENTINEL_MAIL_FROM'],
        message: 'is needed with SENTINEL_SMTP_URL',
      })
    }
  })

export type Env = z.infer<typeof envSchema>
type Source = Readonly<Record<string, string | undefined>>

/** The checked environment. Throws one error that lists everything missing or wrong. */
export const env = (): Env => singleton('env', () => parseEnv(process.env))

/** What works without secrets, so that modules which only log can be loaded at build time. */
export const options = (): z.infer<typeof optionsSchema> =>
  singleton('options', () => parse(optionsSchema, process.env))

export const parseEnv = (source: Source): Env => parse(envSchema, source)

/** True where the demo sign-ins may be offered. */
export const demoMode = (): boolean => options().SENTINEL_DEMO === '1'

/** True under `next dev`, whose overlay needs what production forbids. */
export const isDevelopment = (): boolean => options().NODE_ENV === 'development'

/** The entries of a comma-separated list. */
export const entriesOf = (text: string | undefined): string[] =>
  (text ?? '')
    .split(',')
    .map((entry) => entry.trim())
    .filter(Boolean)

/** Rejects a misspelt entry: all callers behind such a proxy would silently count as one address. */
function checkNetworks(text: string | undefined, check: z.RefinementCtx): void {
  for (const entry of entriesOf(text)) {
    if (networkSchema.safeParse(entry).success) continue
    check.addIssue({
      code: 'custom',
      message: `"${entry}" is neither an address nor a network like 10.0.0.0/8`,
    })
  }
}

function parse<S extends z.ZodType>(schema: S, source: Source): z.infer<S> {
  // An empty variable counts as missing: shells and compose files cannot unset one.
  const present = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== ''))
  const result = schema.safeParse(present)
  if (result.success) return result.data
  const lines = result.error.issues.map(({ path, message }) => {
    const name = path.join('.')
    return `  ${name}: ${present[name] === undefined ? 'is missing' : message}`
  })
  throw new Error(`The environment is not complete:\n${lines.join('\n')}`)
}
