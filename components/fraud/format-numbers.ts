/** Formats scores, probabilities, margins and amounts. Exact amounts stay text: no float represents money. */

const MINUS = '\u2212'

/** A calibrated score in [0, 1]; never rounded to 0 or 1. */
export function formatScore(score: number, decimals = 4): string {
  const unit = 10 ** -decimals
  if (score > 0 && score < unit / 2) return `<${unit.toFixed(decimals)}`
  if (score < 1 && score >= 1 - unit / 2) return `>${(1 - unit).toFixed(decimals)}`
  return score.toFixed(decimals)
}

/** Thresholds have fewer digits than scores. */
export const formatThreshold = (threshold: number): string => formatScore(threshold, 3)

/** A probability in per cent, with enough digits to differ from 0 % and 100 %. */
export function formatProbability(probability: number): string {
  const percent = probability * 100
  if (percent > 0 && percent < 0.0001) return '<0.0001 %'
  if (percent > 0 && percent < 0.01) return `${percent.toFixed(4)} %`
  if (percent < 100 && percent >= 99.995) return '>99.99 %'
  const decimals = percent > 0 && percent < 0.1 ? 3 : percent < 1 || percent > 99 ? 2 : 1
  return `${percent.toFixed(decimals)} %`
}

/** Log-odds with a sign, for contributions. */
export function formatSigned(value: number, decimals = 2): string {
  const text = Math.abs(value).toFixed(decimals)
  if (Number(text) === 0) return text
  return `${value < 0 ? MINUS : '+'}${text}`
}

/** Log-odds without a plus sign, for margins. */
export const formatMargin = (value: number, decimals = 2): string =>
  value < 0 ? `${MINUS}${Math.abs(value).toFixed(decimals)}` : value.toFixed(decimals)

/** Groups an exact decimal text by thousands: '1234.50' -> '1,234.50'. Its decimal places are those of its currency. */
export function formatAmount(amount: string): string {
  const match = /^(-?)(\d+)(?:\.(\d+))?$/.exec(amount)
  if (!match) return amount
  const [, sign = '', whole = '', decimals] = match
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ',')
  return `${sign && MINUS}${grouped}${decimals === undefined ? '' : `.${decimals}`}`
}

/** A computed sum, to three digits: '134', '10.8M'. For exact amounts there is formatAmount. */
export const formatCompact = (value: number): string => compact.format(value)

const compact = new Intl.NumberFormat('en-US', { notation: 'compact', maximumSignificantDigits: 3 })

export function formatDuration(milliseconds: number): string {
  if (milliseconds < 1) return `${Math.round(milliseconds * 1000)} µs`
  if (milliseconds < 1000) return `${milliseconds.toFixed(milliseconds < 10 ? 1 : 0)} ms`
  return `${(milliseconds / 1000).toFixed(1)} s`
}

/** '1,234'; '10,000+' for a count that stopped at the limit. */
export const formatCapped = ({ count, capped }: { count: number; capped: boolean }): string =>
  `${whole.format(count)}${capped ? '+' : ''}`

const whole = new Intl.NumberFormat('en-US')
