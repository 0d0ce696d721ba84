/** Five colour steps. The square root separates small values, which a few large ones would flatten. */
export const RAMP_STEPS = 5

/** 0 for zero, else 1 to 5 by the square root of the share of the maximum. */
export function rampStep(value: number | null, greatest: number): number {
  if (value === null || value <= 0 || greatest <= 0) return 0
  return Math.min(RAMP_STEPS, Math.max(1, Math.ceil(Math.sqrt(value / greatest) * RAMP_STEPS)))
}

/** 1 to 5 by the position between minimum and maximum, for values that differ little; 0 for zero. */
export function spreadStep(value: number | null, least: number, greatest: number): number {
  if (value === null || value <= 0) return 0
  if (greatest <= least) return RAMP_STEPS
  return Math.min(RAMP_STEPS, 1 + Math.floor(((value - least) / (greatest - least)) * RAMP_STEPS))
}

/** Written out: Tailwind does not find class names that are built at run time. */
export const RAMP_FILLS = [
  'fill-secondary',
  'fill-brand/25',
  'fill-brand/40',
  'fill-brand/60',
  'fill-brand/80',
  'fill-brand',
] as const
export const RAMP_GROUNDS = [
  'bg-secondary/60',
  'bg-brand/25',
  'bg-brand/40',
  'bg-brand/60',
  'bg-brand/80',
  'bg-brand',
] as const

/** The legend of the colours, from none to the maximum. */
export function RampLegend({ least, most }: { least: string; most: string }) {
  return (
    <p className="text-muted-foreground flex items-center gap-1.5 text-xs">
      <span className="figure">{least}</span>
      <span className="flex" aria-hidden>
        {RAMP_GROUNDS.map((ground) => (
          <span key={ground} className={`${ground} h-2.5 w-4`} />
        ))}
      </span>
      <span className="figure">{most}</span>
    </p>
  )
}
