/** Five steps from little to much. The root keeps small values apart, which a few great ones would flatten. */
export const RAMP_STEPS = 5

/** 0 for nothing, else 1 to 5 by the square root of the share of the greatest. */
export function rampStep(value: number | null, greatest: number): number {
  if (value === null || value <= 0 || greatest <= 0) return 0
  return Math.min(RAMP_STEPS, Math.max(1, Math.ceil(Math.sqrt(value / greatest) * RAMP_STEPS)))
}

/** 1 to 5 by where the value lies between the least and the greatest, for values that differ little; 0 for nothing. */
export function spreadStep(value: number | null, least: number, greatest: number): number {
  if (value === null || value <= 0) return 0
  if (greatest <= least) return RAMP_STEPS
  return Math.min(RAMP_STEPS, 1 + Math.floor(((value - least) / (greatest - least)) * RAMP_STEPS))
}

/** Written out, because a class that is put together at run time is in no stylesheet. */
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

/** What the colours mean, from none to the greatest. */
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
