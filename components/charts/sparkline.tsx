/** A line of values in the order of time, without axes. A missing value is a gap. */
export function Sparkline({ values, label }: { values: readonly (number | null)[]; label: string }) {
  return (
    <svg role="img" aria-label={label} viewBox="0 0 100 28" preserveAspectRatio="none" className="h-7 w-full">
      <path
        d={sparkPath(values)}
        fill="none"
        strokeWidth="1.5"
        strokeLinejoin="round"
        strokeLinecap="round"
        vectorEffect="non-scaling-stroke"
        className="stroke-info"
      />
    </svg>
  )
}

const TOP = 2
const BOTTOM = 26

/** A path in a box of 100 x 28 units, scaled from zero or the lowest value; a single value is a dot. */
export function sparkPath(values: readonly (number | null)[]): string {
  const known = values.filter((value) => value !== null)
  const low = Math.min(0, ...known)
  const high = Math.max(...known, low + Number.MIN_VALUE)
  const x = (i: number) => round(values.length === 1 ? 50 : (100 * i) / (values.length - 1))
  const y = (value: number) => round(BOTTOM - ((value - low) / (high - low)) * (BOTTOM - TOP))
  return values
    .map((value, i) => {
      if (value === null) return ''
      const starts = i === 0 || values[i - 1] === null
      const alone = starts && (values[i + 1] ?? null) === null
      return `${starts ? 'M' : 'L'}${x(i)} ${y(value)}${alone ? 'h0' : ''}`
    })
    .join('')
}

const round = (value: number): number => Math.round(value * 10) / 10
