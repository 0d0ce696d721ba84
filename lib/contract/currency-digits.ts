/**
 * Minor units of ISO 4217, small enough for a browser. Intl is no source: for IQD, IDR and others its digits are those
 * that people write, not those that ISO 4217 defines.
 */
const DIGITS: Readonly<Record<string, number>> = Object.fromEntries(
  Object.entries({
    0: 'BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX VND VUV XAF XOF XPF',
    3: 'BHD IQD JOD KWD LYD OMR TND',
    4: 'UYW',
  }).flatMap(([digits, codes]) => codes.split(' ').map((code) => [code, Number(digits)])),
)

/** No currency has more. */
export const MAX_DIGITS = 4

/** Decimal places of an amount in this currency. */
export const minorDigits = (currency: string): number => DIGITS[currency] ?? 2

/** Exact text of an amount with the decimal places of its currency; rows of earlier releases may have more. */
export function amountText(
  amount: { decimalPlaces(): number; toFixed(places: number): string },
  currency: string,
): string {
  return amount.toFixed(Math.max(minorDigits(currency), amount.decimalPlaces()))
}
