interface BarStripProps {
  /** Null without a measurement: a gap, not a zero. */
  values: readonly (number | null)[]
  greatest: number
  tone: 'accent' | 'second' | 'muted'
}

const FILL = { accent: 'fill-brand', second: 'fill-info', muted: 'fill-input' } as const

/** One bar per bucket over the whole width; its height is its share of the maximum. */
export function BarStrip({ values, greatest, tone }: BarStripProps) {
  return (
    <svg
      aria-hidden
      viewBox={`0 0 ${Math.max(1, values.length)} 100`}
      preserveAspectRatio="none"
      className="h-14 w-full border-b"
    >
      {values.map((value, i) => {
        const height = value === null || greatest === 0 ? 0 : Math.round((value / greatest) * 1_000) / 10
        return (
          <rect key={i} x={i + 0.12} width="0.76" y={100 - height} height={height} className={FILL[tone]} />
        )
      })}
    </svg>
  )
}
