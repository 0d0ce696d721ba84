import { useId } from 'react'
import { Label } from '@/components/ui/label'
import type { CostsAndCapacity } from '@/lib/governance/tuner/schema'
import type { Slider } from '../prepare-sliders'

interface AssumptionSliderProps {
  slider: Slider
  settings: CostsAndCapacity
  onChange: (settings: CostsAndCapacity) => void
}

export function AssumptionSlider({ slider, settings, onChange }: AssumptionSliderProps) {
  const id = useId()
  const { label, min, max, step, read, write, format } = slider
  const value = read(settings)
  return (
    <div className="flex flex-col gap-1">
      <div className="flex items-baseline justify-between gap-3">
        <Label htmlFor={id}>{label}</Label>
        <output htmlFor={id} className="figure text-[13px]">
          {format(value)}
        </output>
      </div>
      <input
        id={id}
        type="range"
        min={min}
        max={max}
        step={step}
        value={value}
        aria-valuetext={format(value)}
        onChange={(event) => onChange(write(settings, Number(event.target.value)))}
        className="accent-primary block h-6 w-full cursor-pointer"
      />
    </div>
  )
}
