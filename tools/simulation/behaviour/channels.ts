import type { Customer } from '../population/entities'
import type { Random } from '../random/random'
import { weightedKeys } from '../random/weighted-choice'
import { CHANNELS } from '../world-parameters'

const { remotePurchase, nearPurchase, transfer } = CHANNELS

const remoteOnMobileMoney = weightedKeys(remotePurchase.mobileMoney)
const remoteOnCard = weightedKeys(remotePurchase.card)
const nearOnMobileMoney = weightedKeys(nearPurchase.mobileMoney)
const nearOnCard = weightedKeys(nearPurchase.card)
const transferOnMobileMoney = weightedKeys(transfer.mobileMoney)
const transferOnCard = weightedKeys(transfer.card)

/** How this customer pays a shop at a distance. */
export const drawRemoteChannel = (random: Random, { usesMobileMoney }: Customer) =>
  usesMobileMoney ? remoteOnMobileMoney(random) : remoteOnCard(random)

/** How this customer pays in a shop: on mobile money often by telephone there too. */
export const drawNearChannel = (random: Random, { usesMobileMoney }: Customer) =>
  usesMobileMoney ? nearOnMobileMoney(random) : nearOnCard(random)

/** How this customer sends money to an account. */
export const drawTransferChannel = (random: Random, { usesMobileMoney }: Customer) =>
  usesMobileMoney ? transferOnMobileMoney(random) : transferOnCard(random)
