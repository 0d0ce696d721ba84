import { useId } from 'react'
import { Button } from '@/components/ui/button'
import { Label } from '@/components/ui/label'
import { lowestDecade, type Marks, thresholdText } from '../prepare-plots'
import { nearestPlace } from '@/lib/governance/tuner/schema'

/** A step of the slider, in powers of ten: about 1.2 %. */
const STEP = 0.005

interface ThresholdSliderProps {
  marks: Marks
  thresholds: readonly number[]
  onPreview: (threshold: number) => void
}

/** The slider lies under the horizontal axis of the plots and moves as they do, by powers of ten. */
export function ThresholdSlider({ marks, thresholds, onPreview }: ThresholdSliderProps) {
  const id = useId()
  if (thresholds.length === 0) return null
  const { inForce, recommended, preview } = marks
  const move = (power: number) => onPreview(thresholds[nearestPlace(thresholds, 10 ** power)] as number)
  return (
    <div className="flex max-w-[31rem] flex-col gap-2">
      <div className="flex flex-wrap items-baseline justify-between gap-x-4">
        <Label htmlFor={id}>Preview a review threshold</Label>
        <output htmlFor={id} className="figure text-[15px] font-semibold">
          {thresholdText(preview)}
        </output>
      </div>
      <div className="pr-[2.35%] pl-[15.3%]">
        <input
          id={id}
          type="range"
          min={lowestDecade(marks)}
          max={0}
          step={STEP}
          value={Math.log10(preview)}
          aria-valuetext={`Review from a score of ${thresholdText(preview)}`}
          onChange={(event) => move(Number(event.target.value))}
          className="accent-primary block h-6 w-full cursor-pointer"
        />
        <div aria-hidden className="text-faint flex justify-between text-xs">
          <span>flags everything</span>
          <span>flags nothing</span>
        </div>
      </div>
      <div className="flex flex-wrap gap-2">
        <Button variant="outline" size="sm" disabled={preview === inForce} onClick={() => onPreview(inForce)}>
          In force
        </Button>
        {recommended === null ? null : (
          <Button
            variant="outline"
            size="sm"
            disabled={preview === recommended}
            onClick={() => onPreview(recommended)}
          >
            Recommended
          </Button>
        )}
      </div>
    </div>
  )
}
