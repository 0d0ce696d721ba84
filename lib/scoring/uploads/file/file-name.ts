const MAX_LENGTH = 128

/** The name of a file as a screen shows it: the last part of its path, without characters that are invisible or direct text. */
export function shownFileName(given: string): string {
  const last = given.normalize('NFC').split(/[/\\]/).at(-1) ?? ''
  const visible = last.replace(/[\p{C}\p{Zl}\p{Zp}]/gu, '').trim()
  return visible === '' || visible === '.' || visible === '..' ? 'unnamed' : shortened(visible)
}

/** Never half a character. */
function shortened(text: string): string {
  let short = ''
  for (const character of text) {
    if (short.length + character.length > MAX_LENGTH) break
    short += character
  }
  return short
}
