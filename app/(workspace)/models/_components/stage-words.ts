import type { DirectStage, ModelStage } from '@/lib/governance/models/schema'

export interface StepWords {
  button: string
  /** Follows the name of the model: 'sentinel/1.1.0 becomes a shadow model'. */
  title: string
  effect: string
}

/** What a step to a stage is called, and what it does. */
export function stepWords(from: ModelStage, to: DirectStage): StepWords {
  switch (to) {
    case 'shadow':
      return {
        button: from === 'canary' ? 'Back to shadow' : 'Make shadow',
        title: 'becomes a shadow model',
        effect:
          'It is compared with the production model on the same payments and decides nothing. Its bundle is verified first.',
      }
    case 'canary':
      return {
        button: 'Make canary',
        title: 'becomes the canary',
        effect:
          'It decides nothing until you set its share of the senders and its limits under Challengers. Its bundle is verified first.',
      }
    case 'registered':
      return {
        button: from === 'archived' ? 'Register again' : 'Back to registered',
        title: 'becomes a registered model',
        effect: 'It takes no part in scoring until you move it on.',
      }
    case 'archived':
      return {
        button: 'Archive',
        title: 'is archived',
        effect:
          'It takes no part in scoring. Decisions that it made keep naming it, and it can be registered again.',
      }
  }
}
