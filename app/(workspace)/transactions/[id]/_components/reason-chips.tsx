import { Badge } from '@/components/ui/badge'
import { reasonLabel } from '@/lib/engine/policy'
import { reasonText } from '../prepare-summary'

/** Why, in a few words each; the whole meaning and the code are told on hover and to screen readers. */
export function ReasonChips({ codes }: { codes: readonly string[] }) {
  return (
    <ul aria-label="Reasons" className="flex flex-wrap gap-1.5">
      {codes.map((code) => (
        <li key={code}>
          <Badge title={`${reasonText(code)} (${code})`} className="font-medium">
            {reasonLabel(code) ?? reasonText(code)}
            <span className="sr-only">
              : {reasonText(code)}, code {code}
            </span>
          </Badge>
        </li>
      ))}
    </ul>
  )
}
