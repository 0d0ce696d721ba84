import { Field } from '@/components/cases/field'
import { Select } from '@/components/ui/select'
import { SEVERITIES, type Severity } from '@/lib/engine/velocity'

interface SeverityFieldProps {
  label: string
  value: Severity | ''
  error: string | undefined
  onChange: (severity: Severity | '') => void
}

/** From which severity on something is done. */
export function SeverityField({ label, value, error, onChange }: SeverityFieldProps) {
  return (
    <Field label={label} error={error}>
      {(wiring) => (
        <Select {...wiring} value={value} onChange={(event) => onChange(event.target.value as Severity | '')}>
          <option value="">Never</option>
          {SEVERITIES.map((severity) => (
            <option key={severity} value={severity}>
              From {severity}
            </option>
          ))}
        </Select>
      )}
    </Field>
  )
}
