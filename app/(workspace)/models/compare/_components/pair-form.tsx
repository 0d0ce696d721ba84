import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { Label } from '@/components/ui/label'
import { Select } from '@/components/ui/select'
import type { RegisteredModel } from '@/lib/governance/models/schema'

interface PairFormProps {
  models: readonly RegisteredModel[]
  pair: { a: string; b: string }
}

/** Chooses the two versions. A plain form: the choice is in the URL. */
export function PairForm({ models, pair }: PairFormProps) {
  return (
    <Card className="p-4">
      <form
        method="get"
        action="/models/compare"
        className="grid items-end gap-3 sm:grid-cols-[1fr_1fr_auto]"
      >
        <Choice name="a" label="Version A" models={models} chosen={pair.a} />
        <Choice name="b" label="Version B" models={models} chosen={pair.b} />
        <Button type="submit">Compare</Button>
      </form>
    </Card>
  )
}

interface ChoiceProps extends Pick<PairFormProps, 'models'> {
  name: 'a' | 'b'
  label: string
  chosen: string
}

function Choice({ name, label, models, chosen }: ChoiceProps) {
  return (
    <div className="flex flex-col gap-1.5">
      <Label htmlFor={`version-${name}`}>{label}</Label>
      <Select key={chosen} id={`version-${name}`} name={name} defaultValue={chosen}>
        {models.map((model) => (
          <option key={model.id} value={model.id}>
            {model.name} {model.version} ({model.stage})
          </option>
        ))}
      </Select>
    </div>
  )
}
