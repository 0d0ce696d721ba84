/**
 * The text without characters that have no shape, such as control characters and joiners. Letters are composed (NFC), as
 * the font has them; letters that it lacks show as a box.
 */
export const printable = (text: string): string =>
  text
    .replace(/\r\n?/g, '\n')
    .replaceAll('\t', '  ')
    .normalize('NFC')
    .replace(/(?!\n)[\p{Cf}\p{Cc}]/gu, '')
