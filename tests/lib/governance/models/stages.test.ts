import { directSteps, isStep, MODEL_STAGES } from '@/lib/governance/models/schema'

test('a model moves forward one stage at a time, a challenger also back, and an archived model starts again', () => {
  const steps = MODEL_STAGES.flatMap((from) =>
    MODEL_STAGES.filter((to) => isStep(from, to)).map((to) => `${from} -> ${to}`),
  )
  expect(steps).toEqual([
    'registered -> shadow',
    'registered -> archived',
    'shadow -> registered',
    'shadow -> canary',
    'shadow -> archived',
    'canary -> shadow',
    'canary -> production',
    'canary -> archived',
    'archived -> registered',
  ])
})

test('a user sets every stage directly but production, and cannot take the production model out of it', () => {
  expect(MODEL_STAGES.map((from) => [from, directSteps(from)])).toEqual([
    ['registered', ['shadow', 'archived']],
    ['shadow', ['registered', 'canary', 'archived']],
    ['canary', ['shadow', 'archived']],
    ['production', []],
    ['archived', ['registered']],
    ['deleted', []],
  ])
})
