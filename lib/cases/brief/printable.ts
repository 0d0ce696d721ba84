/**
 * The standard fonts of PDF know the characters of Windows-1252 and nothing else. Other Latin letters lose their accents,
 * a few signs have a likeness; what has none becomes a question mark.
 */
const BEYOND_LATIN_1 = '€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ'
const LIKENESS: Record<string, string> = {
  ...{ Ł: 'L', ł: 'l', Đ: 'D', đ: 'd', ı: 'i', Ħ: 'H', ħ: 'h' },
  ...{ '\u2212': '-', '\u2010': '-', '\u2011': '-', '\u2192': '->', '\u2264': '<=', '\u2265': '>=' },
  ...{ '\u00a0': ' ', '\u202f': ' ', '\u2009': ' ', '\t': '  ' },
}

const isPrintable = (char: string): boolean => {
  const code = char.codePointAt(0) ?? 0
  return (
    char === '\n' ||
    (code >= 0x20 && code < 0x7f) ||
    (code > 0xa0 && code <= 0xff) ||
    BEYOND_LATIN_1.includes(char)
  )
}

/** The text in characters that the standard fonts can show. */
export function printable(text: string): string {
  let shown = ''
  for (const char of text.replace(/\r\n?/g, '\n').normalize('NFC')) {
    const like = LIKENESS[char] ?? char
    if ([...like].every(isPrintable)) shown += like
    else shown += [...char.normalize('NFKD')].filter(isPrintable).join('') || (isMark(char) ? '' : '?')
  }
  return shown
}

/** Accents of their own, joiners and the like: nothing to show without a letter. */
const isMark = (char: string): boolean => /^[\p{M}\p{Cf}\p{Cc}]$/u.test(char)
