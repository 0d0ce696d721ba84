/** JSON (RFC 8259) without what two readers could understand differently, or Postgres could not store. */
import { AppError, type ProblemCode } from '@/lib/platform/errors'
import { decodeUtf8 } from '@/lib/platform/utf8'
import { formatFieldPath } from '@/lib/contract/validation'
import { exactNumber } from './strict-number'

export type JsonValue = string | number | boolean | null | JsonValue[] | { [key: string]: JsonValue }

const MAX_DEPTH = 32
const MAX_KEYS = 500
/** Names through which a careless merge would reach Object.prototype. */
const RESERVED_KEYS = new Set(['__proto__', 'constructor', 'prototype'])

const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y
const LONE_SURROGATE = /\p{Surrogate}/u
const QUOTE = 0x22
const COMMA = 0x2c
const COLON = 0x3a
const OPEN_BRACKET = 0x5b
const BACKSLASH = 0x5c
const CLOSE_BRACKET = 0x5d
const OPEN_BRACE = 0x7b
const CLOSE_BRACE = 0x7d

/**
 * Parses one JSON document in one pass. Bytes must be UTF-8 without a byte order mark.
 * Throws AppError: malformed-json, duplicate-key, unsafe-number, invalid-text, too-deep, unknown-field (reserved
 * names) or invalid-request (over 500 keys in an object); all but the first name the path of the value.
 */
export function parseStrictJson(source: string | Uint8Array): JsonValue {
  return new StrictJsonReader(typeof source === 'string' ? source : decodeUtf8(source)).document()
}

class StrictJsonReader {
  private at = 0
  private depth = 0
  private readonly path: (string | number)[] = []

  constructor(private readonly text: string) {}

  document(): JsonValue {
    const value = this.value()
    if (!Number.isNaN(this.peek())) this.malformed()
    return value
  }

  private value(): JsonValue {
    switch (this.peek()) {
      case QUOTE:
        return this.string()
      case OPEN_BRACE:
        return this.object()
      case OPEN_BRACKET:
        return this.array()
      case 0x74:
        return this.literal('true', true)
      case 0x66:
        return this.literal('false', false)
      case 0x6e:
        return this.literal('null', null)
      default:
        return this.number()
    }
  }

  private object(): JsonValue {
    const object: { [key: string]: JsonValue } = {}
    this.enter()
    if (this.take(CLOSE_BRACE)) return this.leave(object)
    for (let count = 1; ; count++) {
      if (this.peek() !== QUOTE) this.malformed()
      const key = this.string()
      this.path[this.depth - 1] = key
      if (RESERVED_KEYS.has(key)) this.reject('unknown-field', 'has a name that is never accepted')
      if (Object.hasOwn(object, key)) this.reject('duplicate-key', 'is named twice')
      if (count > MAX_KEYS)
        this.reject('invalid-request', `is beyond the ${MAX_KEYS} keys that an object may have`)
      if (!this.take(COLON)) this.malformed()
      object[key] = this.value()
      if (this.take(CLOSE_BRACE)) return this.leave(object)
      if (!this.take(COMMA)) this.malformed()
    }
  }

  private array(): JsonValue {
    const array: JsonValue[] = []
    this.enter()
    if (this.take(CLOSE_BRACKET)) return this.leave(array)
    for (;;) {
      this.path[this.depth - 1] = array.length
      array.push(this.value())
      if (this.take(CLOSE_BRACKET)) return this.leave(array)
      if (!this.take(COMMA)) this.malformed()
    }
  }

  private string(): string {
    const start = this.at
    for (this.at++; ; this.at++) {
      const code = this.text.charCodeAt(this.at)
      if (code === QUOTE) return this.text.slice(start + 1, this.at++)
      // A surrogate, an escape, a control character or the end: off the fast path.
      if (!(code >= 0x20) || code === BACKSLASH || (code >= 0xd800 && code <= 0xdfff))
        return this.unusualString(start)
    }
  }

  /** The grammar of escapes is left to JSON.parse; what it lets through and we do not is checked after it. */
  private unusualString(start: number): string {
    for (let code = 0; code !== QUOTE; this.at++) {
      code = this.text.charCodeAt(this.at)
      if (code === BACKSLASH) this.at++
      if (code === 0) this.reject('invalid-text', 'holds a NUL character')
      if (this.at >= this.text.length) this.malformed()
    }
    let decoded: string
    try {
      decoded = JSON.parse(this.text.slice(start, this.at)) as string
    } catch {
      return this.malformed(start)
    }
    if (decoded.includes('\0')) this.reject('invalid-text', 'holds a NUL character')
    if (LONE_SURROGATE.test(decoded))
      this.reject('invalid-text', 'holds half of a character (a lone surrogate)')
    return decoded
  }

  private number(): number {
    NUMBER.lastIndex = this.at
    if (!NUMBER.test(this.text)) this.malformed()
    const end = NUMBER.lastIndex
    const value = exactNumber(this.text.slice(this.at, end))
    if (value === null) this.reject('unsafe-number', 'is a number that cannot be kept exactly')
    this.at = end
    return value
  }

  private literal<T extends JsonValue>(word: string, value: T): T {
    if (!this.text.startsWith(word, this.at)) this.malformed()
    this.at += word.length
    return value
  }

  /** The next code that is not white space, NaN at the end; stays before it. */
  private peek(): number {
    for (;;) {
      const code = this.text.charCodeAt(this.at)
      if (code !== 0x20 && code !== 0x0a && code !== 0x0d && code !== 0x09) return code
      this.at++
    }
  }

  private take(code: number): boolean {
    const found = this.peek() === code
    if (found) this.at++
    return found
  }

  private enter(): void {
    this.at++
    if (++this.depth > MAX_DEPTH) {
      throw new AppError('too-deep', { detail: `The body is nested deeper than ${MAX_DEPTH} levels.` })
    }
  }

  private leave<T>(container: T): T {
    this.depth--
    return container
  }

  private reject(code: ProblemCode, reason: string): never {
    const field = formatFieldPath(this.path.slice(0, this.depth))
    throw new AppError(code, {
      detail: `The value at ${field || 'the top'} ${reason}.`,
      errors: [{ field, reason }],
    })
  }

  private malformed(at = this.at): never {
    const found = at >= this.text.length ? 'The text ends too early' : 'There is an unexpected character'
    throw new AppError('malformed-json', { detail: `${found} at position ${at}.` })
  }
}
