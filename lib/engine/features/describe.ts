import { featureTexts } from './catalogue'
import type { FeatureTexts, FeatureUnit } from './catalogue/feature-definition'

const WEEKDAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday']

const twoDecimals = new Intl.NumberFormat('en-US', { minimumFractionDigits: 2, maximumFractionDigits: 2 })
const upToOneDecimal = new Intl.NumberFormat('en-US', { maximumFractionDigits: 1 })
const compact = new Intl.NumberFormat('en-US', { notation: 'compact', maximumSignificantDigits: 3 })
const sixDigits = new Intl.NumberFormat('en-US', { maximumSignificantDigits: 6 })
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
  // Shows the amount behind the logarithm. Three digits, because float32 keeps about seven of the logarithm.
  'log-money': (value) => compact.format(Math.expm1(value)),
  'hour-of-day': (value) => `${String(Math.trunc(value)).padStart(2, '0')}:00 UTC`,
  'day-of-week': (value) => WEEKDAYS[value] ?? whole.format(value),
  number: (value) => sixDigits.format(value),
}

/** Formats a value for the user; a missing one as the feature's text for missing values. @throws Error for unknown names */
export function formatFeatureValue(name: string, value: number | null): string {
  const feature = textsOf(name)
  if (value === null || Number.isNaN(value)) return feature.missing ?? 'not known'
  return FORMATS[feature.unit](value)
}

/**
 * One clause of the analyst's summary: the meaning of the value and its effect on the odds of fraud.
 * @param contribution log-odds; e^contribution is the factor on the odds
 */
export function describeContribution(name: string, value: number | null, contribution: number): string {
  const feature = textsOf(name)
  const missing = value === null || Number.isNaN(value)
  const phrase = missing
    ? `${feature.label}: ${formatFeatureValue(name, value)}`
    : value >= feature.highFrom
      ? feature.high
      : feature.low
  const shown = missing || feature.unit === 'flag' ? '' : ` (${formatFeatureValue(name, value)})`
  return `${phrase}${shown}, ${effectOf(contribution)}`
}

function textsOf(name: string): FeatureTexts {
  const feature = featureTexts(name)
  if (feature === null) throw new RangeError(`Unknown feature: ${name}`)
  return feature
}

function effectOf(contribution: number): string {
  const factor = Math.exp(Math.abs(contribution))
  if (factor < 1.05) return 'which barely changes the score'
  const times = twoDecimals.format(factor)
  return contribution > 0 ? `which multiplies the odds by ${times}` : `which divides the odds by ${times}`
}
