import { Button } from '@/components/ui/button'
import { Card, CardBody, CardHeader, CardTitle } from '@/components/ui/card'
import type { CostsAndCapacity } from '@/lib/governance/tuner/schema'
import { slidersOf } from '../prepare-sliders'
import { AssumptionSlider } from './assumption-slider'

interface AssumptionsCardProps {
  settings: CostsAndCapacity
  saved: CostsAndCapacity
  currency: string
  onChange: (settings: CostsAndCapacity) => void
}

/** Costs and capacity on sliders. They change the figures of this page only; the settings keep what is saved. */
export function AssumptionsCard({ settings, saved, currency, onChange }: AssumptionsCardProps) {
  return (
    <Card>
      <CardHeader>
        <CardTitle>Costs and capacity</CardTitle>
      </CardHeader>
      <CardBody className="flex flex-col gap-4">
        {slidersOf(saved, currency).map((slider) => (
          <AssumptionSlider key={slider.label} slider={slider} settings={settings} onChange={onChange} />
        ))}
        <p className="text-muted-foreground text-[13px]">
          These sliders only try values. The saved ones are those of the institution’s settings.
        </p>
        <Button
          variant="outline"
          size="sm"
          className="self-start"
          disabled={settings === saved}
          onClick={() => onChange(saved)}
        >
          Back to the saved values
        </Button>
      </CardBody>
    </Card>
  )
}
