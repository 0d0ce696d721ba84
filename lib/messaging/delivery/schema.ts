/** Channels and deliveries in the shapes of the contract; safe to import in the browser. Times are ISO 8601, UTC. */
import { z } from 'zod'
import { pageQuery } from '@/lib/contract/pagination'
import { ROLES } from '@/lib/contract/permissions'
import { uuid } from '@/lib/contract/uuid'

export const CHANNEL_KINDS = ['in_app', 'email', 'slack', 'webhook'] as const
export type ChannelKind = (typeof CHANNEL_KINDS)[number]

export const CHANNEL_LABELS: Record<ChannelKind, string> = {
  in_app: 'In app',
  email: 'E-mail',
  slack: 'Slack-compatible webhook',
  webhook: 'Signed webhook',
}

/** Channels of an institution. */
export const MAX_CHANNELS = 20
/** After a rotation both secrets sign for so long. */
export const OVERLAP_HOURS = 24
/** Messages and their deliveries are kept for so long. */
export const KEEP_ALERT_DAYS = 30
const MAX_URL = 2_000

const hasCredentials = ({ username, password }: URL): boolean => username !== '' || password !== ''

const name = z.string().trim().min(1).max(100)

const url = z
  .url({ protocol: /^https?$/, error: 'must be an https:// URL' })
  .max(MAX_URL)
  .refine(
    (text) => !URL.canParse(text) || !hasCredentials(new URL(text)),
    'must not contain a user name or password',
  )

const roles = z
  .array(z.enum(ROLES))
  .min(1)
  .max(ROLES.length)
  .refine((all) => new Set(all).size === all.length, 'must not name a role twice')

export const newChannel = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('in_app'),
    name,
    roles: roles.describe('Active users with one of these roles get a notification'),
  }),
  z.strictObject({ kind: z.literal('email'), name, address: z.email().max(254) }),
  z.strictObject({ kind: z.literal('slack'), name, url: url.describe('Shown by its host only, later on') }),
  z.strictObject({ kind: z.literal('webhook'), name, url: url.describe('Shown by its host only, later on') }),
])
export type NewChannel = z.output<typeof newChannel>

export const channelChange = z
  .strictObject({
    name: name.optional(),
    enabled: z.boolean().optional(),
    roles: roles.optional().describe('Of in_app only'),
    address: z.email().max(254).optional().describe('Of email only'),
    url: url.optional().describe('Of slack and webhook only'),
  })
  .refine((change) => Object.values(change).some((value) => value !== undefined), 'must change something')
export type ChannelChange = z.output<typeof channelChange>

export const DISABLED_REASONS = ['user', 'failing', 'gone'] as const
export type DisabledReason = (typeof DISABLED_REASONS)[number]

export const channelResponse = z.object({
  id: uuid,
  name: z.string(),
  kind: z.enum(CHANNEL_KINDS),
  target: z.string().describe('The roles, the e-mail address, or scheme and host of the URL'),
  roles: z.array(z.enum(ROLES)).describe('Of in_app; else empty'),
  enabled: z.boolean(),
  disabled_reason: z
    .enum(DISABLED_REASONS)
    .nullable()
    .describe('user: switched off by an administrator. failing: failed for 3 days. gone: it responded 410'),
  failing_since: z.string().nullable().describe('The first failure since the last success'),
  failures: z.int().describe('How often in a row sending has failed'),
  delivered_at: z.string().nullable().describe('The last success'),
  previous_secret_until: z.string().nullable().describe('Until then messages carry both signatures'),
  created_at: z.string(),
  version: z.int().describe('Grows with each change of an administrator. For If-Match'),
})
export type Channel = z.infer<typeof channelResponse>

/** The only responses that hold the secret. */
export const channelWithSecret = channelResponse.extend({
  secret: z.string().nullable().describe('Of webhook: verifies the signatures. In this response only'),
})
export type ChannelWithSecret = z.infer<typeof channelWithSecret>

export const channelListResponse = z.object({
  items: z.array(channelResponse).describe('By name; there are at most 20'),
  mail_configured: z.boolean().describe('Whether this installation sends e-mail'),
})
export type ChannelList = z.infer<typeof channelListResponse>

export const DELIVERY_STATUSES = ['waiting', 'delivered', 'failed'] as const
export type DeliveryStatus = (typeof DELIVERY_STATUSES)[number]

export const deliveryResponse = z.object({
  id: uuid,
  message_id: uuid,
  channel: z.object({ id: uuid, name: z.string() }).describe('By its name when the message was made'),
  rule: z.object({ id: uuid, name: z.string() }).nullable().describe('Null for a test'),
  title: z.string(),
  link: z.string().describe('A path of this product'),
  status: z.enum(DELIVERY_STATUSES),
  attempts: z.int(),
  created_at: z.string(),
  attempted_at: z.string().nullable(),
  next_attempt_at: z.string().nullable().describe('Null when it has ended'),
  response_code: z.int().nullable().describe('HTTP status of the last attempt'),
  latency_ms: z.number().nullable().describe('Of the last attempt'),
  excerpt: z.string().nullable().describe('The first 500 characters of the last response'),
  error: z.string().nullable().describe('Why the last attempt failed'),
})
export type Delivery = z.infer<typeof deliveryResponse>

export const deliveryPageResponse = z.object({
  items: z.array(deliveryResponse).describe('Newest first; kept for 30 days'),
  next_cursor: z.string().nullable(),
})
export type DeliveryPage = z.infer<typeof deliveryPageResponse>

export const deliveryFilter = {
  status: z.enum(DELIVERY_STATUSES).optional(),
  channel_id: uuid.optional(),
}
export const deliveryQuery = z.strictObject({ ...deliveryFilter, ...pageQuery(50, 200) })
export type DeliveryQuery = z.output<typeof deliveryQuery>
