/**
 * The text without what has no shape of its own: control characters, joiners and the like. Letters come composed, as the
 * font has them; what it lacks (it knows Latin, Greek and Cyrillic) shows as a box.
 */
export const printable = (text: string): string =>
  text
    .replace(/\r\n?/g, '\n')
    .replaceAll('\t', '  ')
    .normalize('NFC')
    .replace(/(?!\n)[\p{Cf}\p{Cc}]/gu, '')
