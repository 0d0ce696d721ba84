const MOST = 50
const NUMBER = /^\d{1,2}([.,]\d{1,3})?$/

/** A share of senders from a text in per cent: '10' is 0.1. */
export function parseShare(text: string): { share: number } | { error: string } {
  const trimmed = text.trim()
  if (!NUMBER.test(trimmed)) return { error: 'Type a number from 0 to 50, such as 5.' }
  const percent = Number(trimmed.replace(',', '.'))
  return percent > MOST ? { error: 'At most 50 per cent.' } : { share: percent / 100 }
}
