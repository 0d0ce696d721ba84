/** The sum of exact decimal texts with at most two decimals, in whole cents: money is never a float. */
export function addAmounts(amounts: readonly string[]): string {
  const cents = amounts.reduce((total, amount) => total + toCents(amount), 0n)
  const digits = String(cents < 0n ? -cents : cents).padStart(3, '0')
  return `${cents < 0n ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`
}

function toCents(amount: string): bigint {
  const [whole = '0', decimals = ''] = amount.split('.')
  const cents = BigInt(whole.replace('-', '')) * 100n + BigInt(decimals.padEnd(2, '0').slice(0, 2))
  return amount.startsWith('-') ? -cents : cents
}
