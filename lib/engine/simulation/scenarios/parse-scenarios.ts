import { SCENARIO_NAMES, type Scenario } from '../types'

/**
 * Reads `new-tactic@day60,seasonal-peak@day80`.
 * @throws Error in words that names the part which cannot be read
 */
export function parseScenarios(text: string): Scenario[] {
  const scenarios = text.split(',').map(parseOne)
  const repeated = scenarios.find(({ name }, at) => scenarios.findIndex((other) => other.name === name) < at)
  if (repeated) throw new Error(`Scenario "${repeated.name}" is given twice`)
  return scenarios
}

function parseOne(part: string): Scenario {
  const [, given, day] = /^([a-z-]+)@day(\d{1,5})$/.exec(part.trim()) ?? []
  const name = SCENARIO_NAMES.find((known) => known === given)
  if (name === undefined || day === undefined) {
    throw new Error(`"${part}" is no scenario: write NAME@dayN with one of ${SCENARIO_NAMES.join(', ')}`)
  }
  return { name, fromDay: Number(day) }
}
