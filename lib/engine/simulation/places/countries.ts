/**
 * The 25 countries of the world, with cities, coordinates and standard hours from UTC (no daylight saving).
 * Public facts, rounded; incomes are of the right order in one common currency.
 */

import { US_CITIES, type CityRow } from './us-cities'

export interface CountryFacts {
  /** ISO 3166-1 alpha-2. */
  code: string
  /** The prefix of its phone numbers. */
  callingCode: number
  /** Share of the customers, relative to the other countries. */
  share: number
  /** Median monthly income in major units. */
  income: number
  /** Share of customers who live on mobile money rather than on a card. */
  mobileMoney: number
  utcOffset: number
  cities: readonly CityRow[]
}

export const COUNTRIES: readonly CountryFacts[] = [
  {
    code: 'US',
    callingCode: 1,
    share: 36,
    income: 3900,
    mobileMoney: 0.08,
    utcOffset: -5,
    cities: US_CITIES,
  },
  {
    code: 'GB',
    callingCode: 44,
    share: 9,
    income: 2900,
    mobileMoney: 0.06,
    utcOffset: 0,
    cities: [
      ['London', 51.51, -0.13, 90],
      ['Birmingham', 52.48, -1.9, 26],
      ['Manchester', 53.48, -2.24, 28],
      ['Glasgow', 55.86, -4.25, 10],
      ['Leeds', 53.8, -1.55, 8],
    ],
  },
  {
    code: 'IN',
    callingCode: 91,
    share: 7,
    income: 620,
    mobileMoney: 0.6,
    utcOffset: 5.5,
    cities: [
      ['Mumbai', 19.08, 72.88, 125],
      ['Delhi', 28.61, 77.21, 168],
      ['Bengaluru', 12.97, 77.59, 84],
      ['Chennai', 13.08, 80.27, 71],
      ['Kolkata', 22.57, 88.36, 45],
    ],
  },
  {
    code: 'BR',
    callingCode: 55,
    share: 6,
    income: 820,
    mobileMoney: 0.45,
    utcOffset: -3,
    cities: [
      ['São Paulo', -23.55, -46.63, 120],
      ['Rio de Janeiro', -22.91, -43.17, 67],
      ['Salvador', -12.97, -38.5, 29],
      ['Manaus', -3.12, -60.02, 22, -4],
    ],
  },
  {
    code: 'KE',
    callingCode: 254,
    share: 6,
    income: 420,
    mobileMoney: 0.9,
    utcOffset: 3,
    cities: [
      ['Nairobi', -1.29, 36.82, 44],
      ['Mombasa', -4.04, 39.67, 12],
      ['Kisumu', -0.09, 34.77, 6],
      ['Nakuru', -0.3, 36.07, 6],
    ],
  },
  {
    code: 'DE',
    callingCode: 49,
    share: 4.5,
    income: 3100,
    mobileMoney: 0.04,
    utcOffset: 1,
    cities: [
      ['Berlin', 52.52, 13.41, 37],
      ['Hamburg', 53.55, 9.99, 19],
      ['Munich', 48.14, 11.58, 15],
      ['Cologne', 50.94, 6.96, 11],
    ],
  },
  {
    code: 'NG',
    callingCode: 234,
    share: 5,
    income: 310,
    mobileMoney: 0.75,
    utcOffset: 1,
    cities: [
      ['Lagos', 6.52, 3.38, 150],
      ['Kano', 12, 8.52, 41],
      ['Ibadan', 7.38, 3.95, 36],
      ['Abuja', 9.06, 7.5, 36],
    ],
  },
  {
    code: 'MX',
    callingCode: 52,
    share: 3.5,
    income: 880,
    mobileMoney: 0.3,
    utcOffset: -6,
    cities: [
      ['Mexico City', 19.43, -99.13, 92],
      ['Guadalajara', 20.66, -103.35, 50],
      ['Monterrey', 25.69, -100.32, 48],
      ['Tijuana', 32.51, -117.04, 18, -8],
    ],
  },
  {
    code: 'FR',
    callingCode: 33,
    share: 3,
    income: 2600,
    mobileMoney: 0.05,
    utcOffset: 1,
    cities: [
      ['Paris', 48.86, 2.35, 110],
      ['Marseille', 43.3, 5.37, 16],
      ['Lyon', 45.76, 4.84, 17],
      ['Toulouse', 43.6, 1.44, 10],
    ],
  },
  {
    code: 'ZA',
    callingCode: 27,
    share: 3,
    income: 760,
    mobileMoney: 0.35,
    utcOffset: 2,
    cities: [
      ['Johannesburg', -26.2, 28.05, 56],
      ['Cape Town', -33.92, 18.42, 46],
      ['Durban', -29.86, 31.03, 39],
    ],
  },
  {
    code: 'CA',
    callingCode: 1,
    share: 3,
    income: 3200,
    mobileMoney: 0.05,
    utcOffset: -5,
    cities: [
      ['Toronto', 43.65, -79.38, 62],
      ['Montreal', 45.5, -73.57, 42],
      ['Vancouver', 49.28, -123.12, 26, -8],
      ['Calgary', 51.05, -114.07, 15, -7],
    ],
  },
  {
    code: 'GH',
    callingCode: 233,
    share: 1.8,
    income: 340,
    mobileMoney: 0.88,
    utcOffset: 0,
    cities: [
      ['Accra', 5.56, -0.2, 25],
      ['Kumasi', 6.69, -1.62, 33],
      ['Tamale', 9.4, -0.84, 6],
    ],
  },
  {
    code: 'TZ',
    callingCode: 255,
    share: 1.7,
    income: 290,
    mobileMoney: 0.9,
    utcOffset: 3,
    cities: [
      ['Dar es Salaam', -6.79, 39.21, 54],
      ['Mwanza', -2.52, 32.9, 12],
      ['Arusha', -3.39, 36.68, 6],
    ],
  },
  {
    code: 'UG',
    callingCode: 256,
    share: 1.4,
    income: 260,
    mobileMoney: 0.9,
    utcOffset: 3,
    cities: [
      ['Kampala', 0.35, 32.58, 17],
      ['Gulu', 2.77, 32.3, 2],
      ['Mbarara', -0.61, 30.66, 2],
    ],
  },
  {
    code: 'EG',
    callingCode: 20,
    share: 1.3,
    income: 380,
    mobileMoney: 0.4,
    utcOffset: 2,
    cities: [
      ['Cairo', 30.04, 31.24, 100],
      ['Alexandria', 31.2, 29.92, 53],
      ['Giza', 30.01, 31.21, 42],
    ],
  },
  {
    code: 'ES',
    callingCode: 34,
    share: 1.6,
    income: 2000,
    mobileMoney: 0.12,
    utcOffset: 1,
    cities: [
      ['Madrid', 40.42, -3.7, 33],
      ['Barcelona', 41.39, 2.17, 16],
      ['Valencia', 39.47, -0.38, 8],
    ],
  },
  {
    code: 'IT',
    callingCode: 39,
    share: 1.6,
    income: 2100,
    mobileMoney: 0.06,
    utcOffset: 1,
    cities: [
      ['Rome', 41.9, 12.5, 28],
      ['Milan', 45.46, 9.19, 14],
      ['Naples', 40.85, 14.27, 9],
    ],
  },
  {
    code: 'PL',
    callingCode: 48,
    share: 1.4,
    income: 1500,
    mobileMoney: 0.2,
    utcOffset: 1,
    cities: [
      ['Warsaw', 52.23, 21.01, 18],
      ['Kraków', 50.06, 19.94, 8],
      ['Gdańsk', 54.35, 18.65, 5],
    ],
  },
  {
    code: 'NL',
    callingCode: 31,
    share: 1.2,
    income: 2900,
    mobileMoney: 0.1,
    utcOffset: 1,
    cities: [
      ['Amsterdam', 52.37, 4.9, 9],
      ['Rotterdam', 51.92, 4.48, 7],
      ['Eindhoven', 51.44, 5.47, 2],
    ],
  },
  {
    code: 'JP',
    callingCode: 81,
    share: 1.2,
    income: 2500,
    mobileMoney: 0.15,
    utcOffset: 9,
    cities: [
      ['Tokyo', 35.68, 139.69, 140],
      ['Osaka', 34.69, 135.5, 27],
      ['Sapporo', 43.06, 141.35, 20],
    ],
  },
  {
    code: 'AU',
    callingCode: 61,
    share: 1.2,
    income: 3500,
    mobileMoney: 0.05,
    utcOffset: 10,
    cities: [
      ['Sydney', -33.87, 151.21, 53],
      ['Melbourne', -37.81, 144.96, 51],
      ['Perth', -31.95, 115.86, 21, 8],
    ],
  },
  {
    code: 'ID',
    callingCode: 62,
    share: 1.6,
    income: 430,
    mobileMoney: 0.55,
    utcOffset: 7,
    cities: [
      ['Jakarta', -6.21, 106.85, 106],
      ['Surabaya', -7.26, 112.75, 29],
      ['Makassar', -5.15, 119.43, 14, 8],
    ],
  },
  {
    code: 'PH',
    callingCode: 63,
    share: 1.5,
    income: 440,
    mobileMoney: 0.65,
    utcOffset: 8,
    cities: [
      ['Manila', 14.6, 120.98, 135],
      ['Cebu City', 10.32, 123.89, 10],
      ['Davao City', 7.07, 125.61, 18],
    ],
  },
  {
    code: 'TR',
    callingCode: 90,
    share: 1.3,
    income: 900,
    mobileMoney: 0.2,
    utcOffset: 3,
    cities: [
      ['Istanbul', 41.01, 28.98, 157],
      ['Ankara', 39.93, 32.86, 57],
      ['İzmir', 38.42, 27.14, 44],
    ],
  },
  {
    code: 'AR',
    callingCode: 54,
    share: 1.2,
    income: 700,
    mobileMoney: 0.5,
    utcOffset: -3,
    cities: [
      ['Buenos Aires', -34.6, -58.38, 150],
      ['Córdoba', -31.42, -64.18, 15],
      ['Rosario', -32.94, -60.65, 13],
    ],
  },
]
