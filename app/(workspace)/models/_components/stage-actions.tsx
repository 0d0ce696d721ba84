'use client'

import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { type DirectStage, directSteps, type RegisteredModel } from '@/lib/governance/models/schema'
import { StageDialog } from './stage-dialog'
import { stepWords } from './stage-words'

export type StagedModel = Pick<RegisteredModel, 'id' | 'name' | 'version' | 'stage' | 'stage_version'>

/** One button for each stage that the model may go to now. */
export function StageActions({ model }: { model: StagedModel }) {
  const [step, setStep] = useState<DirectStage | null>(null)
  return (
    <div className="flex flex-wrap gap-1.5">
      {directSteps(model.stage).map((stage) => {
        const { button } = stepWords(model.stage, stage)
        return (
          <Button
            key={stage}
            variant="outline"
            size="sm"
            aria-label={`${button}: ${model.name} ${model.version}`}
            onClick={() => setStep(stage)}
          >
            {button}
          </Button>
        )
      })}
      {step ? <StageDialog model={model} to={step} onEnd={() => setStep(null)} /> : null}
    </div>
  )
}
