import { canonicalId } from './id'
import { foldCase } from './fold-case'
import type { Canonical } from './rejected'

const PLAIN = /^[!-@[-~]+$/

/** Words of a vocabulary, such as channels and merchant categories: the canonical id in lower case. */
export function canonicalWord(text: string): Canonical {
  if (PLAIN.test(text)) return text
  const id = canonicalId(text)
  return typeof id === 'string' ? foldCase(id) : id
}
