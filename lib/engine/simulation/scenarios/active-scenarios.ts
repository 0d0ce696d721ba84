import { COUNTRIES, type CountryFacts } from '../places/countries'
import type { Scenario, TypologyName } from '../types'
import { CRIME, SCENARIOS } from '../world-parameters'

/** The effect of the chosen scenarios on a day. Without any, every factor is 1 and every share 0. */
export interface ActiveScenarios {
  volume: (day: number) => number
  /** Share of purchases that are presents. */
  gifts: (day: number) => number
  /** Campaigns per ten thousand customers on that day. */
  crimeRate: (day: number, typology: TypologyName) => number
  growth: (day: number) => number
  /** The country of the additional customers of that day, and of some of the additional fraud. */
  newRegion: (day: number) => CountryFacts | null
}

const NEW_REGION = COUNTRIES.find(({ code }) => code === SCENARIOS.newRegion.country)!

export function activateScenarios(scenarios: readonly Scenario[]): ActiveScenarios {
  const begins = (name: Scenario['name']) => scenarios.find((scenario) => scenario.name === name)?.fromDay
  const tacticFrom = begins('new-tactic') ?? Infinity
  const regionFrom = begins('new-region') ?? Infinity
  const peakFrom = begins('seasonal-peak') ?? Infinity
  const { newTactic, newRegion, seasonalPeak } = SCENARIOS
  const isPeak = (day: number) => day >= peakFrom && day < peakFrom + seasonalPeak.days

  return {
    volume: (day) => (isPeak(day) ? seasonalPeak.volume : 1),
    gifts: (day) => (isPeak(day) ? seasonalPeak.gifts : 0),
    growth: (day) => (day >= regionFrom ? newRegion.growthFactor : 1),
    newRegion: (day) => (day >= regionFrom ? NEW_REGION : null),
    crimeRate: (day, typology) => {
      const usual = CRIME[typology].rate * (isPeak(day) ? seasonalPeak.crime : 1)
      const inRegion = usual * (day >= regionFrom ? newRegion.crimeFactor : 1)
      if (day < tacticFrom) return inRegion
      if (typology === 'qr_code_scam') return newTactic.rate
      return typology === 'authorised_push_payment' ? inRegion * newTactic.lessPushPayment : inRegion
    },
  }
}
