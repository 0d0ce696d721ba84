/**
 * Every parameter of the simulation. Rates are per customer or per ten thousand customers, so that a small simulation
 * has the densities of a large one; shares are probabilities.
 */

import type { Channel, TypologyName } from './types'

export const DEFAULT_CUSTOMERS = 12_700

export const POPULATION = {
  merchantsPerCustomer: 0.12,
  agentsPerCustomer: 0.02,
  employersPerCustomer: 0.012,
  /** The minimum number of each in any simulation. */
  fewest: { merchants: 80, agents: 12, employers: 25 },
  /** New customers a day, as a share of those at the start. */
  growthPerDay: 0.0012,
  /** The maximum age of the accounts that exist at the start. */
  oldestDays: 1100,
  incomeSigma: 0.6,
  dailyRateSigma: 0.55,
  paymentsPerDay: 0.49,
  /** Spread between customers of the usual amount in one category (standard deviation of the logarithm). */
  tasteSigma: 0.55,
  spendingSigma: 0.3,
  incomeElasticity: 0.85,
  favourites: 9,
  contacts: 6,
  sellers: 0.03,
  familyDevice: 0.1,
  secondDevice: 0.45,
  thirdDevice: 0.1,
  paidWeekly: 0.25,
  merchantsWithFewChecks: 0.3,
  /** Accounts whose balance the institution knows. */
  showsBalance: { mobileMoney: 0.9, card: 0.7 },
  sharesLocation: 0.7,
}

/** The kinds of an ordinary payment, by kind of customer. Relative weights. */
export const ACTIVITIES = {
  mobileMoney: { purchase: 52, person: 27, withdrawal: 13, deposit: 8 },
  card: { purchase: 80, person: 12, withdrawal: 7, deposit: 1 },
}

/** The channels of payments, by kind of customer. Relative weights. */
export const CHANNELS = {
  remotePurchase: {
    mobileMoney: { app: 55, ussd: 25, ecommerce: 20 },
    card: { ecommerce: 72, app: 21, web: 7 },
  },
  nearPurchase: { mobileMoney: { app: 45, ussd: 25, pos: 30 }, card: { pos: 1 } },
  transfer: { mobileMoney: { app: 52, ussd: 48 }, card: { app: 77, web: 23 } },
}

export const HABITS = {
  favouriteMerchant: 0.76,
  newFavourite: 0.06,
  everydayDevice: 0.8,
  newReceiver: 0.2,
  /** Of new receivers: popular sellers, other customers, accounts elsewhere. */
  receiverKinds: { seller: 0.3, customer: 0.35, elsewhere: 0.35 },
  keepsNewContact: 0.4,
  /** Single large purchases and payments, as a factor on the usual amount. */
  largePurchase: 0.012,
  largeToPerson: 0.06,
  largeFactor: { median: 6, sigma: 0.6 },
  otherDevice: 0.02,
  newAddress: 0.12,
  refund: 0.012,
  onlineRefundFactor: 3,
  wholeRefund: 0.7,
  refundDays: 6,
  /** Cash-outs and transfers that take the whole balance. */
  emptiesAccount: 0.06,
  /** Savings are transferred in one amount when the balance exceeds this many months of income. */
  savesAbove: 2.2,
  overdraftOfIncome: 0.15,
  /** When the balance is too low: deposits cash, tries less, or gives up. */
  triesWithLess: 0.45,
  typosPerPayment: 0.03,
  rentOfIncome: { median: 0.22, sigma: 0.3 },
  groupSavings: 0.25,
}

/** Life events per ten thousand customers and day. Each resembles fraud. */
export const LIFE_EVENTS = {
  newDevice: 55,
  newPhone: 9,
  trip: 75,
  move: 5,
  bigProject: 14,
  quietSpell: 12,
  groupPayout: 14,
  splitPayment: 9,
  giftCardSpree: 7,
  cardEverywhere: 10,
}
export const TRIP = { abroad: 0.3, days: [4, 0.7], morePurchases: 2.5 } as const
export const QUIET_SPELL = { days: [30, 0.4], newDevice: 0.35, thenLargeSum: 0.4 } as const
export const NEW_DEVICE = { thenPurchase: 0.4, thenPerson: 0.3, thenLargeSum: 0.22, withinHours: 5 }
export const MOVE = { abroad: 0.04 }
export const NEW_PHONE = { withDevice: 0.5 }
export const LARGE_SUM = { toStranger: 0.75 }
/** Series of legitimate payments: their number (a minimum plus a Poisson count), amounts and intervals. */
export const PROJECTS = {
  bigProject: { payments: [2, 2], factor: [2.2, 0.7], days: [0.5, 8] },
  groupPayout: { payments: [4, 3], share: [0.5, 2], hours: 10, movedOn: [0.6, 1], inCash: 0.4 },
  splitPayment: { payments: [2, 1], limit: [1.5, 6], share: [0.85, 1], pauseHours: 6, toStranger: 0.6 },
  giftCards: { payments: [3, 2], factor: [0.8, 2], pauseHours: 0.1 },
  cardEverywhere: { payments: [2, 2.5], major: [0.8, 7], pauseHours: 0.12, atFewChecks: 0.4 },
} as const

/** Gangs keep devices and mules for a while, so that victims and receivers repeat. */
export const GANGS = {
  perCustomer: 1 / 600,
  fewest: 2,
  lifeDays: { median: 40, sigma: 0.4 },
  devices: 4,
  activeMules: 2,
  muleLifeDays: { median: 17, sigma: 0.6 },
  /** Mules with an account at this institution; the others' accounts are elsewhere. */
  muleIsCustomer: 0.65,
  /** Paid to a new account each time. */
  throwAwayReceiver: 0.22,
  favouriteMerchants: 3,
  /** Stolen amounts that a mule at this institution passes on within a day. */
  passesOn: 0.3,
  passesOnHours: 7,
  passesOnShare: [0.7, 1] as const,
  /** Mules recruited among customers: those who just joined, and any others. */
  muleIsNewcomer: 0.4,
  muleFromAnywhere: 0.4,
}

/** The device of a thief: shares by kind; the rest uses a new device. */
export interface Disguise {
  /** The victim's own device: malware, remote control, or the victim. */
  victimsDevice: number
  /** A device of the gang, also used with other victims. */
  gangDevice: number
  /** Appears at the victim's place. */
  victimsPlace: number
  /** Pays at the victim's usual hours. */
  victimsHours: number
}

export interface CrimeParameters {
  /** Campaigns per ten thousand customers and day. */
  rate: number
  disguise: Disguise
  label: { medianDays: number; neverReported: number }
  /** Payments of a campaign: a minimum, plus a Poisson count with the second number as its mean. */
  payments: readonly [least: number, more: number]
  /** Mean time from one to the next. */
  pauseHours: number
  /** The amount as a log-normal factor on the victim's usual amount: median and sigma. */
  factor: readonly [median: number, sigma: number]
  /** Or as a share of the balance or of a limit. */
  share: readonly [low: number, high: number]
}

const disguise = (
  victimsDevice: number,
  gangDevice: number,
  victimsPlace: number,
  victimsHours: number,
): Disguise => ({ victimsDevice, gangDevice, victimsPlace, victimsHours })
const label = (medianDays: number, neverReported = 0.03) => ({ medianDays, neverReported })

export const CRIME: Record<TypologyName, CrimeParameters> = {
  account_takeover: {
    rate: 2.6,
    disguise: disguise(0.35, 0.25, 0.6, 0.6),
    label: label(4),
    payments: [1, 0.8],
    pauseHours: 0.25,
    factor: [1, 0],
    share: [0.2, 0.98],
  },
  sim_swap: {
    rate: 1.5,
    disguise: disguise(0, 0.25, 0.55, 0.7),
    label: label(3, 0.02),
    payments: [1, 1.1],
    pauseHours: 1.5,
    factor: [1, 0],
    share: [0.3, 0.97],
  },
  mule_chain: {
    rate: 0.65,
    disguise: disguise(0.4, 0.4, 0.5, 0.5),
    label: label(11, 0.06),
    payments: [3, 2.5],
    pauseHours: 1.5,
    factor: [2.8, 0.6],
    share: [0.18, 0.45],
  },
  card_testing: {
    rate: 1.3,
    disguise: disguise(0, 0.6, 0.35, 0.5),
    label: label(7, 0.07),
    payments: [1, 0.6],
    pauseHours: 0.08,
    factor: [2.5, 0.5],
    share: [1, 1],
  },
  structuring: {
    rate: 0.5,
    disguise: disguise(0.9, 0.1, 0.95, 0.9),
    label: label(12, 0.05),
    payments: [5, 3],
    pauseHours: 8,
    factor: [3, 0.4],
    share: [0.9, 0.995],
  },
  bust_out: {
    rate: 0.45,
    disguise: disguise(1, 0, 1, 0.8),
    label: label(14, 0.03),
    payments: [5, 3],
    pauseHours: 1.5,
    factor: [4.5, 0.5],
    share: [1, 1],
  },
  refund_abuse: {
    rate: 0.65,
    disguise: disguise(1, 0, 1, 0.9),
    label: label(10, 0.07),
    payments: [3, 2.5],
    pauseHours: 30,
    factor: [2.2, 0.3],
    share: [1, 1],
  },
  agent_collusion: {
    rate: 0.5,
    disguise: disguise(1, 0, 1, 0.8),
    label: label(12, 0.05),
    payments: [2, 2],
    pauseHours: 36,
    factor: [1, 0.3],
    share: [0.9, 1.04],
  },
  authorised_push_payment: {
    rate: 3.8,
    disguise: disguise(1, 0, 1, 0.95),
    label: label(6, 0.05),
    payments: [1, 0.5],
    pauseHours: 24,
    factor: [5.5, 0.6],
    share: [1, 1],
  },
  dormant_revival: {
    rate: 1,
    disguise: disguise(0.25, 0.25, 0.65, 0.7),
    label: label(9),
    payments: [1, 1.3],
    pauseHours: 3,
    factor: [1, 0],
    share: [0.25, 0.9],
  },
  low_and_slow: {
    rate: 0.5,
    disguise: disguise(0.5, 0.3, 0.7, 0.8),
    label: label(10, 0.05),
    payments: [4, 4],
    pauseHours: 48,
    factor: [0.7, 0.4],
    share: [1, 1],
  },
  skimmed_card: {
    rate: 2.4,
    disguise: disguise(0, 0, 0.5, 0.6),
    label: label(6),
    payments: [1, 1.2],
    pauseHours: 3,
    factor: [2.2, 0.5],
    share: [1, 1],
  },
  qr_code_scam: {
    rate: 0,
    disguise: disguise(1, 0, 1, 1),
    label: label(8, 0.04),
    payments: [2, 2],
    pauseHours: 12,
    factor: [1.3, 0.5],
    share: [1, 1],
  },
}

/** Parameters of single typologies. */
export const TRICKS = {
  /** Takes exactly the whole balance. */
  takesAll: { account_takeover: 0.12, sim_swap: 0.25 },
  takeoverGoesShopping: 0.15,
  takeoverRejectedFirst: 0.25,
  takeoverOtherMule: 0.3,
  swapNewNumber: 0.4,
  swapAtAgent: 0.3,
  testedCards: [1, 2] as const,
  testedAtFavouriteShop: 0.7,
  testMajor: [1, 9] as const,
  testRejected: 0.3,
  testedCardWithinDays: 3,
  testedCardIsUsed: 0.3,
  structuringInCash: 0.35,
  bustOutAtGangShop: 0.7,
  /** The credit that a bust-out spends, in months of income; and the rejections near its end. */
  bustOutCredit: 1,
  bustOutRejected: 0.25,
  bustOutNewcomerDays: 60,
  skimmedAtTamperedShop: 0.55,
  skimmedForCash: 0.18,
  copiedCardFactor: 1.5,
  cashedByMule: 0.45,
  scatteredToMule: 0.4,
  ringOf: [3, 1] as const,
  ringKeeps: [0.9, 0.98] as const,
  refundDays: 2,
  agentAccomplices: [1, 1] as const,
  agentOutAfterHours: 0.7,
}

export const LABELS = {
  /** Spread of the delay until a fraud is reported (standard deviation of the logarithm). */
  delaySigma: 0.7,
  earliestHours: 3,
  /**
   * Legitimate rows that are disputed, per fraud; and the fraud rate, which converts it to a rate per legitimate row.
   */
  wrongDisputes: 0.01,
  usualFraudShare: 0.0065,
  /** Legitimate rows that were reviewed and cleared. */
  cleared: 0.01,
  clearedHours: { median: 20, sigma: 0.9 },
}

/** The fields that a real feed omits, by channel; the same order of fields everywhere. */
interface Gaps {
  device: number
  network: number
  point: number
  city: number
  phone: number
  declined: number
}
const gaps = (
  device: number,
  network: number,
  point: number,
  city: number,
  phone: number,
  declined: number,
): Gaps => ({ device, network, point, city, phone, declined })

export const GAPS: Record<Channel, Gaps> = {
  app: gaps(0.04, 0.03, 0.12, 0.05, 0.05, 0.05),
  web: gaps(0.15, 0.03, 0.55, 0.1, 0.4, 0.05),
  ussd: gaps(1, 1, 1, 0.45, 0, 0.3),
  pos: gaps(0.06, 1, 0.1, 0.03, 1, 0.1),
  ecommerce: gaps(0.22, 0.08, 0.5, 0.12, 0.6, 0.08),
  atm: gaps(0.08, 1, 0.05, 0.02, 1, 0.1),
  agent: gaps(0.25, 1, 0.3, 0.04, 0, 0.4),
  batch: gaps(1, 1, 1, 1, 1, 1),
}
/** The share of rows without a balance, besides accounts with an unknown balance. */
export const BALANCE_GAP = 0.04

export const SCENARIOS = {
  newTactic: { rate: 4, lessPushPayment: 0.4 },
  newRegion: { country: 'PH', growthFactor: 8, crimeFactor: 1.5 },
  seasonalPeak: { days: 12, volume: 1.7, gifts: 0.18, crime: 1.5 },
}
