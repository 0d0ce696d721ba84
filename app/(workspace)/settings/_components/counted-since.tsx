import { formatExact } from '@/components/fraud/format-time'

interface CountedSinceProps {
  outlook: { to: string; counted_from: string | null }
  timeZone: string
  /** Figures that hold earlier payments all the same. */
  except?: string
}

/** Since when a preview counted, where there are more payments than it reads. */
export function CountedSince({ outlook: { to, counted_from: since }, timeZone, except }: CountedSinceProps) {
  if (since === null) return null
  return (
    <p className="text-risk-medium text-[13px]">
      {since === to
        ? 'No payment was counted: the newest hour has more payments than one preview reads.'
        : `All payments since ${formatExact(since, timeZone)} were counted. The institution has more payments than one preview reads: earlier ones are in no figure${except ? ` except ${except}` : ''}.`}
    </p>
  )
}
