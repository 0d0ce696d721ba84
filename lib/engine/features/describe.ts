import { featureNamed } from './catalogue'
import type { FeatureUnit } from './catalogue/feature-definition'

const WEEKDAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday']

const twoDecimals = new Intl.NumberFormat('en-US', { minimumFractionDigits: 2, maximumFractionDigits: 2 })
const upToOneDecimal = new Intl.NumberFormat('en-US', { maximumFractionDigits: 1 })
const compact = new Intl.NumberFormat('en-US', { notation: 'compact', maximumSignificantDigits: 3 })
const whole = new Intl.NumberFormat('en-US', { maximumFractionDigits: 0 })

const FORMATS: Record<FeatureUnit, (value: number) => string> = {
  money: (value) => twoDecimals.format(value),
  count: (value) => whole.format(value),
  ratio: (value) => `${value >= 100 ? whole.format(value) : twoDecimals.format(value)}×`,
  share: (value) => `${upToOneDecimal.format(100 * value)} %`,
  hours: (value) => `${upToOneDecimal.format(value)} h`,
  days: (value) => `${upToOneDecimal.format(value)} d`,
  km: (value) => `${whole.format(value)} km`,
  'km-per-hour': (value) => `${whole.format(value)} km/h`,
  flag: (value) => (value >= 0.5 ? 'yes' : 'no'),
  score: (value) => twoDecimals.format(value),
  // Read as the amount whose logarithm it is; three digits, since float32 keeps no more of it than about seven.
  'log-money': (value) => compact.format(Math.expm1(value)),
  'hour-of-day': (value) => `${String(Math.trunc(value)).padStart(2, '0')}:00`,
  'day-of-week': (value) => WEEKDAYS[value] ?? whole.format(value),
}

/** The value as a reader sees it; a missing one reads as the reason why, else "not known". Throws on unknown names. */
export function formatFeatureValue(name: string, value: number | null): string {
  const feature = featureNamed(name)
  if (value === null || Number.isNaN(value)) return feature.missing ?? 'not known'
  return FORMATS[feature.unit](value)
}

/**
 * One clause of the analyst's summary: what the value says and which way it moved the score.
 * `contribution` is in log-odds; e^contribution is the factor on the odds of fraud.
 */
export function describeContribution(name: string, value: number | null, contribution: number): string {
  const feature = featureNamed(name)
  const missing = value === null || Number.isNaN(value)
  const phrase = missing
    ? `${feature.label}: ${formatFeatureValue(name, value)}`
    : value >= feature.highFrom
      ? feature.high
      : feature.low
  const shown = missing || feature.unit === 'flag' ? '' : ` (${formatFeatureValue(name, value)})`
  return `${phrase}${shown}, ${effectOf(contribution)}`
}

function effectOf(contribution: number): string {
  const factor = Math.exp(Math.abs(contribution))
  if (factor < 1.05) return 'which hardly moves the score'
  const times = twoDecimals.format(factor)
  return contribution > 0 ? `which multiplies the odds by ${times}` : `which divides the odds by ${times}`
}
