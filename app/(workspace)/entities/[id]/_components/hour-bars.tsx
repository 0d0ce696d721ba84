const HEIGHT = 44
const STEP = 10

/** Transactions per hour of the day as bars, with the same figures as text for screen readers. */
export function HourBars({ hours }: { hours: readonly number[] }) {
  const most = Math.max(1, ...hours)
  const said = hours
    .flatMap((n, hour) => (n > 0 ? [`${String(hour).padStart(2, '0')}:00 ${n.toLocaleString('en-US')}`] : []))
    .join(', ')
  return (
    <figure>
      <svg
        role="img"
        aria-label={`Transactions per hour of the day: ${said}`}
        viewBox={`0 0 ${24 * STEP} ${HEIGHT + 14}`}
        className="h-auto w-full max-w-xl"
      >
        {hours.map((n, hour) => (
          <rect
            key={hour}
            x={hour * STEP + 1}
            width={STEP - 2}
            y={HEIGHT - barHeight(n, most)}
            height={barHeight(n, most)}
            className={n > 0 ? 'fill-info' : 'fill-secondary'}
          >
            <title>{`${String(hour).padStart(2, '0')}:00: ${n.toLocaleString('en-US')}`}</title>
          </rect>
        ))}
        {[0, 6, 12, 18].map((hour) => (
          <text key={hour} x={hour * STEP + 1} y={HEIGHT + 10} className="figure fill-faint text-[7px]">
            {String(hour).padStart(2, '0')}:00
          </text>
        ))}
      </svg>
      <figcaption className="text-faint text-xs">Per hour of the institution&apos;s clock</figcaption>
    </figure>
  )
}

const barHeight = (n: number, most: number): number => Math.max(1, Math.round((HEIGHT * n) / most))
