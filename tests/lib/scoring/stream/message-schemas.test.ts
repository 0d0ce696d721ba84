import { readFileSync } from 'node:fs'
import { toJsonSchema } from '@/lib/http/json-schema'
import { deadLetterMessage, decisionMessage, transactionMessage } from '@/lib/scoring/stream/schema'

/** Guarantee: docs/stream.md shows the JSON Schema of every message as the code reads and writes it. */

const documented = (heading: string): unknown => {
  const text = readFileSync('docs/stream.md', 'utf8')
  const [, section = ''] = text.split(`\n### ${heading}\n`)
  return JSON.parse(/```json\n([\s\S]*?)\n```/.exec(section)?.[1] ?? 'null')
}

it('of a transaction', () => {
  const { required, ...schema } = toJsonSchema(transactionMessage, 'input')
  // The check of the id belongs to the whole message, so zod's schema of its fields does not name it.
  expect(documented('Transaction')).toEqual({
    ...schema,
    required: [...(required as string[]), 'external_id'],
  })
  expect(transactionMessage.safeParse({ type: 'TRANSFER', amount: 1, sender_account: 'C-1' }).success).toBe(
    false,
  )
})

it('of a decision', () => {
  expect(documented('Decision')).toEqual(toJsonSchema(decisionMessage, 'output'))
})

it('of a dead letter', () => {
  expect(documented('Dead letter')).toEqual(toJsonSchema(deadLetterMessage, 'output'))
})
