import type { TypologyName } from '@/lib/engine/simulation'
import type { Decision } from '@/lib/contract/decisions'
import { pick } from './chance'

type Notes = readonly [string, ...string[]]

/** The rationales of analysts after a call with the customer. */
const CONFIRMED: Record<TypologyName, Notes> = {
  account_takeover: [
    'Customer did not make this payment and no longer gets into the app. Credentials reset, device removed.',
    'Signed in from a device that the customer does not own. Account frozen, receiver reported.',
  ],
  sim_swap: [
    'Operator confirms a SIM replacement an hour before. Customer was without service and did not pay.',
    'Phone number was moved yesterday without the customer. Funds recalled, number put on watch.',
  ],
  mule_chain: [
    'Receiver passes everything on within the hour to three accounts. Pattern of a mule, account closed.',
    'Incoming money from people who do not know each other, out again the same day.',
  ],
  card_testing: [
    'Series of tiny charges on one card after many declines. Card blocked and reissued.',
    'Customer sees charges of a few cents that mean nothing to them. Card replaced.',
  ],
  structuring: [
    'Five payments just under the reporting limit in one afternoon, same purpose. Reported to compliance.',
    'Split to stay under the limit, no economic reason given on the phone.',
  ],
  bust_out: [
    'Limit used up within two days after months of perfect conduct, customer unreachable since.',
    'Overdrawn to the last cent, address does not exist. Sent to collections as first-party fraud.',
  ],
  refund_abuse: [
    'Merchant confirms that the goods were delivered; fourth such claim this month.',
    'Refund claimed for a purchase that was used. Claim rejected, customer warned.',
  ],
  agent_collusion: [
    'Deposits and withdrawals at one agent minutes apart, for commission only. Agent suspended.',
    'No cash moved according to the till. Agent and customer know each other.',
  ],
  authorised_push_payment: [
    'Customer was talked into the payment by a caller who claimed to be the bank. Recall requested.',
    'Paid for a flat that does not exist. Receiver bank informed, chances of recovery low.',
  ],
  dormant_revival: [
    'Account was unused for months, then emptied. Owner abroad, did not know of it.',
    'First activity in a long time and all of it outbound. Identity documents do not match.',
  ],
  low_and_slow: [
    'Small payments every few days to a receiver unknown to the customer, going back weeks.',
    'Customer noticed only now: each amount stayed below what they look at.',
  ],
  skimmed_card: [
    'Customer holds the card and was in another city. Several cards from that terminal affected.',
    'Card-present charge while the card was at home. Terminal flagged to the acquirer.',
  ],
  qr_code_scam: [
    'Code on the parking meter was pasted over. Two more customers hit at the same place.',
    'Customer scanned a code that led to a private account. Receiver blocked.',
  ],
}

const DISPUTED: Notes = [
  'Customer disputes the charge and signed the claim form.',
  'Customer denies the payment.',
  'Confirmed as unauthorised by the customer on the phone.',
]

const CLEARED: Notes = [
  'Customer confirmed the payment by phone.',
  'Salary arrived the day before; moves the rest to savings each month.',
  'Known contractor, invoice seen. Nothing unusual.',
  'New phone bought last week, registered by the customer in the branch.',
  'On holiday, travel notice on file.',
  'Family member, paid regularly from the other account.',
  'Large but planned: deposit for a car, contract provided.',
  'Amount and place fit earlier purchases at this merchant.',
]

const ESCALATED: Notes = [
  'Customer not reached twice. Receiver is new and the amount is high, please take a second look.',
  'Story does not add up: knows the receiver, but cannot say what the payment is for.',
  'Possible link to two other cases of this week. Over to a senior colleague.',
  'Documents requested, payment held until they arrive.',
]

const REPORTED: Notes = [
  'Customer reported it; we had let it through. Claim accepted.',
  'Chargeback received from the card scheme, matches the customer’s statement.',
  'Came in as a claim. Nothing stood out at the time, kept for the next model.',
]

/** A rationale that fits the decision and the truth, the same for a transaction in each run. */
export function noteOn(
  decision: Decision | 'reported',
  typology: TypologyName | null,
  transactionId: string,
): string {
  const choices = {
    confirmed_fraud: typology ? CONFIRMED[typology] : DISPUTED,
    false_positive: CLEARED,
    escalated: ESCALATED,
    reported: REPORTED,
  }
  return pick(choices[decision], transactionId, `note-${decision}`)
}
