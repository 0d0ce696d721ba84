import { env } from '@/lib/platform/env'
import type { Mail } from '@/lib/platform/mail'

/** A stored message as channels read it. */
export interface StoredMessage {
  id: string
  kind: string
  rule_name: string | null
  title: string
  lines: string[]
  link: string
  payload: unknown
  created_at: Date
}

/** The same for each attempt and each channel: receivers recognise a repetition by it. */
export const webhookId = ({ id }: Pick<StoredMessage, 'id'>): string => `msg_${id}`

/** A path of the product as browsers reach it. */
export const absolute = (path: string): string => new URL(path, env().NEXTAUTH_URL).href

/** The body of a signed webhook, in the structure that Standard Webhooks recommends. */
export const webhookBody = (message: StoredMessage): string =>
  JSON.stringify({
    type: message.kind,
    timestamp: message.created_at.toISOString(),
    data: Object.assign({ title: message.title, url: absolute(message.link) }, message.payload),
  })

/** The body of a Slack-compatible webhook. */
export function slackBody(message: StoredMessage): string {
  const lines = [`*${escapeSlack(message.title)}*`, ...message.lines.map(escapeSlack)]
  return JSON.stringify({ text: `${lines.join('\n')}\n<${absolute(message.link)}|Open in Sentinel>` })
}

/** Slack reads these three characters as markup. */
const escapeSlack = (text: string): string =>
  text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;')

export const mailOf = (to: string, message: StoredMessage): Mail => ({
  to,
  subject: `[Sentinel] ${message.title}`,
  text: [
    message.title,
    '',
    ...message.lines,
    '',
    absolute(message.link),
    ...(message.rule_name === null ? [] : ['', `Alert rule: ${message.rule_name}`]),
  ].join('\n'),
  messageId: `<${webhookId(message)}@${new URL(env().NEXTAUTH_URL).hostname}>`,
})
