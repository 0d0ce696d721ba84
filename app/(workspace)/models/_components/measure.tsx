interface MeasureProps {
  value: number | null | undefined
  format: (value: number) => string
  missing?: string
}

/** A figure, or a text for a figure that could not be computed. */
export function Measure({ value, format, missing = 'not computed' }: MeasureProps) {
  if (value === null || value === undefined) {
    return <span className="text-faint font-sans text-xs whitespace-nowrap">{missing}</span>
  }
  return <span className="figure whitespace-nowrap">{format(value)}</span>
}
