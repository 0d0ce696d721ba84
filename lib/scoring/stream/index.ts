/** Transactions from Kafka: messages that could not be scored. The worker is `scripts/stream.ts`. Server only. */
export { dismissDeadLetter } from './dead-letters/dismiss'
export { pruneDeadLetters } from './dead-letters/prune'
export { listDeadLetters } from './dead-letters/queries'
export { resendDeadLetter } from './dead-letters/resend'
export { runStreamInServer } from './run-in-server'
