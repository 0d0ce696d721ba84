import type { FamilyContribution } from './family-contributions'

/** Screen label per feature family. */
export const FAMILY_LABELS: Record<FamilyContribution['family'], string> = {
  amount: 'Amount',
  type: 'Kind of transaction',
  timing: 'Time',
  balance: 'Balances',
  'sender history': 'Sender history',
  'receiver history': 'Receiver history',
  pair: 'Sender and receiver together',
  device: 'Device and phone',
  location: 'Location',
  network: 'Network of accounts',
  'label feedback': 'Earlier known fraud',
  metadata: 'Fields of the metadata',
  other: 'No longer in the catalogue',
}
