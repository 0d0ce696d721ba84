/** A drawing of an explanation: labels instead of figures, marked as an example. */
const STEPS = [
  { label: 'Starting point of every payment', from: 8, to: 12, kind: 'base' },
  { label: 'New receiver', from: 12, to: 42, kind: 'up' },
  { label: 'Far above what this sender usually sends', from: 42, to: 88, kind: 'up' },
  { label: 'Sender known for years', from: 88, to: 72, kind: 'down' },
  { label: 'The score', from: 8, to: 72, kind: 'total' },
] as const

const FILL = {
  base: 'fill-risk-low',
  up: 'fill-risk-high',
  down: 'fill-good',
  total: 'fill-foreground/70',
} as const

export function ExampleWaterfall() {
  return (
    <figure className="bg-card rounded-lg border p-4">
      <figcaption className="eyebrow">Example · why a payment is flagged</figcaption>
      <ul className="mt-3 flex flex-col gap-2.5">
        {STEPS.map(({ label, from, to, kind }) => (
          <li key={label}>
            <span className="text-muted-foreground text-xs">{label}</span>
            <svg aria-hidden viewBox="0 0 100 4" preserveAspectRatio="none" className="mt-1 h-2 w-full">
              <rect className="fill-muted" width="100" height="4" />
              <rect className={FILL[kind]} x={Math.min(from, to)} width={Math.abs(to - from)} height="4" />
            </svg>
          </li>
        ))}
      </ul>
    </figure>
  )
}
