const RISKS = [
  { label: 'high risk', className: 'fill-risk-high-fill' },
  { label: 'medium', className: 'fill-risk-medium-fill' },
  { label: 'low', className: 'fill-risk-low' },
] as const

/** The legend of colours, sizes and lines. */
export function NetworkLegend() {
  return (
    <p className="text-muted-foreground flex flex-wrap gap-x-4 gap-y-1 text-xs">
      {RISKS.map(({ label, className }) => (
        <span key={label} className="inline-flex items-center gap-1.5">
          <svg aria-hidden viewBox="0 0 10 10" className={`size-2.5 ${className}`}>
            <circle cx="5" cy="5" r="5" />
          </svg>
          {label}
        </span>
      ))}
      <span>arrow: who pays whom, wider for more money</span>
      <span>⚑: how many of its transactions shown are flagged</span>
      <span>thin line: pays with a device or phone</span>
    </p>
  )
}
