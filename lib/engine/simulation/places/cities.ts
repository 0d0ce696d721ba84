import type { Random } from '../random/random'
import { WeightedChoice } from '../random/weighted-choice'
import { COUNTRIES, type CountryFacts } from './countries'

export interface City {
  name: string
  country: CountryFacts
  latitude: number
  longitude: number
  utcOffset: number
  people: number
}

/** The place of a payment: a city, and a point in or around it. */
export interface Place {
  city: City
  latitude: number
  longitude: number
}

const CITIES_BY_COUNTRY = new Map<CountryFacts, { cities: City[]; choice: WeightedChoice }>(
  COUNTRIES.map((country) => {
    const cities = country.cities.map(([name, latitude, longitude, people, utcOffset]) => ({
      name,
      country,
      latitude,
      longitude,
      utcOffset: utcOffset ?? country.utcOffset,
      people,
    }))
    return [country, { cities, choice: new WeightedChoice(cities.map(({ people }) => people)) }]
  }),
)

const COUNTRY_CHOICE = new WeightedChoice(COUNTRIES.map(({ share }) => share))

/** Around 10 km: the distance from a city's centre within which its people live and pay. */
const SPREAD_DEGREES = 0.09

export const drawCountry = (random: Random): CountryFacts => COUNTRIES[COUNTRY_CHOICE.draw(random)]!

export function drawCity(random: Random, country: CountryFacts): City {
  const { cities, choice } = CITIES_BY_COUNTRY.get(country)!
  return cities[choice.draw(random)]!
}

/** A city that travellers go to: at home in the country, or abroad. */
export const drawDestination = (random: Random, from: City, abroadShare: number): City =>
  drawCity(random, random.chance(abroadShare) ? drawCountry(random) : from.country)

/** A point in the city, in degrees with four decimals (about 11 m). */
export const drawPlace = (random: Random, city: City): Place => ({
  city,
  latitude: toFourDecimals(city.latitude + SPREAD_DEGREES * random.normal()),
  longitude: toFourDecimals(city.longitude + SPREAD_DEGREES * random.normal()),
})

const toFourDecimals = (degrees: number): number => Math.round(degrees * 1e4) / 1e4
