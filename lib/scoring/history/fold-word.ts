/** Words of a file are compared trimmed and without case. */
export const foldWord = (word: string): string => word.normalize('NFC').trim().toLowerCase()
