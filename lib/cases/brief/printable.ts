/**
 * The text without what has no shape of its own: control characters, joiners and the like. Letters come composed, as the
 * font has them; what it lacks shows as a box, and is still there to be copied.
 */
export const printable = (text: string): string =>
  text
    .replace(/\r\n?/g, '\n')
    .replaceAll('\t', '  ')
    .normalize('NFC')
    .replace(/(?!\n)[\p{Cf}\p{Cc}]/gu, '')
