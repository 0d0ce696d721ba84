/** E-mail in the background, retried with growing pauses while this process runs. */
import { inBackground } from './background'
import { isDraining } from './lifecycle'
import { log } from './log'
import { type Mail, type SendMail, sendMail } from './mail'

/** The pauses before each retry. A message holds a link that works for an hour at least, which no database keeps. */
export const RETRY_PAUSES_MS = [10_000, 60_000, 300_000]

export interface Delivery {
  /** What it is, for the log. */
  name: string
  mail: Mail
  /** Ids for the log. */
  ids: Record<string, string>
  /** Stores what became of an attempt. */
  note(outcome: 'sent' | 'failed'): Promise<void>
  /** Whether a retry still makes sense: the link may be replaced or used by then. */
  isWanted(): Promise<boolean>
}

/**
 * Sends after the response. Each failure is noted at once, so that screens say "not sent" while the retries go on; a retry that
 * succeeds corrects that. What a process that ends has not sent stays noted as failed.
 */
export function deliverMail(
  delivery: Delivery,
  [pauseMs, ...rest]: readonly number[] = RETRY_PAUSES_MS,
  send: SendMail = sendMail,
): void {
  const { name, ids, mail, note } = delivery
  inBackground(name, async () => {
    try {
      await send(mail)
    } catch (error) {
      log.warn({ ...ids, reason: (error as Error).message, retryMs: pauseMs ?? null }, `${name}: not sent`)
      if (pauseMs !== undefined) retryIn(pauseMs, delivery, rest, send)
      return note('failed')
    }
    await note('sent')
  })
}

/** The pause is no work that a draining server waits for. */
function retryIn(ms: number, delivery: Delivery, rest: readonly number[], send: SendMail): void {
  setTimeout(() => {
    if (isDraining()) return
    inBackground(delivery.name, async () => {
      if (await delivery.isWanted()) deliverMail(delivery, rest, send)
    })
  }, ms).unref()
}
