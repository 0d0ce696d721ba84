'use client'

import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { type DirectStage, directSteps, type RegisteredModel } from '@/lib/governance/models/schema'
import { type ProductionAction, ProductionDialog } from './production-dialog'
import { StageDialog } from './stage-dialog'
import { stepWords } from './stage-words'

export type StagedModel = Pick<
  RegisteredModel,
  'id' | 'name' | 'version' | 'stage' | 'stage_version' | 'activated_at'
>

/** One button for each stage that the model may go to now. Production is reached by a change request. */
export function StageActions({ model }: { model: StagedModel }) {
  const [step, setStep] = useState<DirectStage | null>(null)
  const [change, setChange] = useState<ProductionAction | null>(null)
  const named = (button: string) => `${button}: ${model.name} ${model.version}`
  const isFormer = model.stage === 'archived' && model.activated_at !== null
  return (
    <div className="flex flex-wrap gap-1.5">
      {model.stage === 'canary' ? (
        <Button size="sm" aria-label={named('Promote')} onClick={() => setChange('promote')}>
          Promote
        </Button>
      ) : null}
      {isFormer ? (
        <Button
          variant="outline"
          size="sm"
          aria-label={named('Roll back to it')}
          onClick={() => setChange('rollback')}
        >
          Roll back to it
        </Button>
      ) : null}
      {directSteps(model.stage).map((stage) => {
        const { button } = stepWords(model.stage, stage)
        return (
          <Button
            key={stage}
            variant="outline"
            size="sm"
            aria-label={named(button)}
            onClick={() => setStep(stage)}
          >
            {button}
          </Button>
        )
      })}
      {step ? <StageDialog model={model} to={step} onEnd={() => setStep(null)} /> : null}
      {change ? <ProductionDialog model={model} action={change} onEnd={() => setChange(null)} /> : null}
    </div>
  )
}
