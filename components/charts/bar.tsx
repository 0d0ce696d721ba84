interface BarProps {
  /** The position from 0 to 1 of the bar's length; values outside are clipped. */
  share: number
  /** The bounds of its interval. */
  low?: number | null
  high?: number | null
  tone?: 'accent' | 'muted'
}

/** A bar beside its figure in a table; screen readers skip it. */
export function Bar({ share, low = null, high = null, tone = 'accent' }: BarProps) {
  return (
    <svg aria-hidden viewBox="0 0 100 8" preserveAspectRatio="none" className="h-2 w-full min-w-20">
      <rect y="2" width="100" height="4" className="fill-secondary" />
      <rect
        y="2"
        width={percent(share)}
        height="4"
        className={tone === 'accent' ? 'fill-brand' : 'fill-input'}
      />
      {low !== null && high !== null ? (
        <path
          d={`M${percent(low)} 4H${percent(high)}`}
          className="stroke-foreground"
          strokeWidth="1.5"
          vectorEffect="non-scaling-stroke"
        />
      ) : null}
    </svg>
  )
}

const percent = (share: number): number => Math.round(Math.min(1, Math.max(0, share)) * 1000) / 10
