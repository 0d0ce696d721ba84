import { TRANSACTION_TYPES, type TransactionType } from '@/lib/engine/features'
import { inferMark } from '@/lib/platform/csv/read-decimal'
import type { Answers, Question } from '../schema'

const MAX_WORDS = 20

/** The decimal separator of the amounts; null where they leave a doubt. `seen` is false where no amount has a separator. */
export function detectDecimal(samples: readonly string[]): { mark: '.' | ',' | null; seen: boolean } {
  const marks = new Set(samples.map((text) => inferMark(text.replace(/[^\d.,-]/g, ''))))
  const clear = (['.', ','] as const).filter((mark) => marks.has(mark))
  if (clear.length === 1) return { mark: clear[0]!, seen: true }
  const doubt = clear.length === 2 || marks.has('unclear')
  return doubt ? { mark: null, seen: true } : { mark: '.', seen: false }
}

export const decimalQuestion = (samples: readonly string[]): Question => ({
  kind: 'decimal',
  required: true,
  about: 'amount',
  text: `Which character separates the decimals of amounts such as ${samples
    .filter((text) => /[.,]/.test(text))
    .slice(0, 3)
    .join(' and ')}?`,
  choices: [
    { value: '.', label: 'The point' },
    { value: ',', label: 'The comma' },
  ],
})

export interface DetectedTypes {
  values: Record<string, TransactionType>
  unknown: string[]
  /** Whether any word of the file is known. */
  known: boolean
}

/** The types by the words of the file, beside the product's own words, and the words that are not known. */
export function detectTypes(words: readonly string[], answers: Answers['types'] = {}): DetectedTypes {
  const values: Record<string, TransactionType> = Object.create(null) as Record<string, TransactionType>
  for (const type of TRANSACTION_TYPES) values[type] = type
  const unknown: string[] = []
  let known = false
  for (const word of new Set(words)) {
    const type = Object.hasOwn(answers, word) ? answers[word] : typeOf(word)
    if (type === undefined) {
      if (unknown.length < MAX_WORDS) unknown.push(word)
      continue
    }
    values[word] = type
    known = true
  }
  return { values, unknown, known }
}

/** `Cash in` and `CASH-IN` are CASH_IN. */
const typeOf = (word: string): TransactionType | undefined =>
  TRANSACTION_TYPES.find(
    (type) =>
      type ===
      word
        .trim()
        .toUpperCase()
        .replace(/[\s-]+/g, '_'),
  )

/** A word that some rows have beside known ones concerns these rows only. */
export const typeQuestion = (word: string, required = true): Question => ({
  kind: 'type',
  about: word,
  required,
  text: `Which type is "${word.slice(0, 60)}"?`,
  choices: TRANSACTION_TYPES.map((type) => ({ value: type, label: type })),
})

/** Of a file without a column of types. */
export const onlyTypeQuestion = (): Question => ({
  ...typeQuestion(''),
  text: 'No column is the type. Which type are all rows?',
})
