import { type Canonical, rejected } from './rejected'

/** Ids of accounts, devices and transactions: opaque, case-sensitive text that is compared as a reader sees it. */

const PLAIN = /^[!-~]+$/
/** Blanks of every width. Tabs and line breaks are control characters and are rejected. */
const BLANKS = /\p{Zs}+/gu
/** Control, format, private and unassigned characters, line separators, and letters that show nothing. */
const HIDDEN = /[\p{C}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\u2800]/u

/** Unicode NFC, without blanks at the ends, each run of blanks inside as one space. */
export function canonicalId(text: string): Canonical {
  if (PLAIN.test(text)) return text
  const hidden = HIDDEN.exec(text)
  if (hidden)
    return rejected(`must not contain ${codePointOf(hidden[0])}, which is invisible or a control character`)
  const canonical = text.replace(BLANKS, ' ').trim().normalize('NFC')
  return canonical === '' ? rejected('must not be blank') : canonical
}

const codePointOf = (character: string): string =>
  `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`
