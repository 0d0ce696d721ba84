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

/** The payment channel of this customer for remote purchases. */
export const drawRemoteChannel = (random: Random, { usesMobileMoney }: Customer) =>
  usesMobileMoney ? remoteOnMobileMoney(random) : remoteOnCard(random)

/** The payment channel of this customer in a shop: with mobile money often by phone. */
export const drawNearChannel = (random: Random, { usesMobileMoney }: Customer) =>
  usesMobileMoney ? nearOnMobileMoney(random) : nearOnCard(random)

/** The payment channel of this customer for transfers. */
export const drawTransferChannel = (random: Random, { usesMobileMoney }: Customer) =>
  usesMobileMoney ? transferOnMobileMoney(random) : transferOnCard(random)
