import { foldCase } from './fold-case'

/** Names of places: compared without case, accents and punctuation, shown as received. */

const ASCII = /^[ -~]*$/
const MARKS = /[\u0300-\u036f]/g
/** Latin letters that Unicode does not decompose into a letter and an accent. */
const LETTERS: Readonly<Record<string, string>> = {
  æ: 'ae',
  ð: 'd',
  đ: 'd',
  ħ: 'h',
  ı: 'i',
  ł: 'l',
  ø: 'o',
  œ: 'oe',
  þ: 'th',
  ŧ: 't',
}
const LETTER = new RegExp(`[${Object.keys(LETTERS).join('')}]`, 'g')
const HIDDEN = /[\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}]/gu
const APOSTROPHES = /[\u0027\u0060\u00b4\u02b9-\u02bf\u2018\u2019\u201b\u2032]/g
const BREAKS = /[\p{Z}\p{Pd}\u2800]+/gu

/** The key under which spellings of one place name are equal: `NAIROBI`, `Nairobi ` and `Nairóbi` give `nairobi`. */
export function placeKey(name: string): string {
  if (ASCII.test(name)) return name.toLowerCase().replace(/['`]/g, '').replace(/[ -]+/g, ' ').trim()
  const key = fold(name)
  // A letter may have its accent only in lower case, or the other way round.
  return key === name ? key : placeKey(key)
}

const fold = (name: string): string =>
  foldCase(name.normalize('NFKD').replace(MARKS, ''))
    .normalize('NFKD')
    .replace(MARKS, '')
    .replace(LETTER, (letter) => LETTERS[letter] ?? letter)
    .replace(HIDDEN, '')
    .replace(APOSTROPHES, '')
    .replace(BREAKS, ' ')
    .trim()
    .normalize('NFC')
