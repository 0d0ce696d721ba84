interface MeasureProps {
  value: number | null | undefined
  format: (value: number) => string
  missing?: string
}

/** A figure, or that there is none: what could not be computed is neither zero nor a dash to be guessed at. */
export function Measure({ value, format, missing = 'not computed' }: MeasureProps) {
  if (value === null || value === undefined) {
    return <span className="text-faint font-sans text-xs whitespace-nowrap">{missing}</span>
  }
  return <span className="figure whitespace-nowrap">{format(value)}</span>
}
