/** Lower case by way of upper case, so that letters with two lower-case forms agree: ß and ss, ς and σ. */
export function foldCase(text: string): string {
  const folded = text.toUpperCase().toLowerCase().normalize('NFC')
  // Some letters need a second pass: their upper case has another composed form.
  return folded === text ? folded : folded.toUpperCase().toLowerCase().normalize('NFC')
}
