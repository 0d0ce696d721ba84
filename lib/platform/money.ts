/** The sum of exact decimal texts, with this many decimal places or as many as one of them has: money is never a float. */
export function addAmounts(amounts: readonly string[], atLeast = 2): string {
  const places = Math.max(atLeast, ...amounts.map((amount) => decimalsOf(amount).length))
  const units = amounts.reduce((total, amount) => total + toUnits(amount, places), 0n)
  const digits = String(units < 0n ? -units : units).padStart(places + 1, '0')
  const whole = places === 0 ? digits : `${digits.slice(0, -places)}.${digits.slice(-places)}`
  return `${units < 0n ? '-' : ''}${whole}`
}

const decimalsOf = (amount: string): string => amount.split('.')[1] ?? ''

const toUnits = (amount: string, places: number): bigint =>
  BigInt((amount.split('.')[0] ?? '') + decimalsOf(amount).padEnd(places, '0'))
