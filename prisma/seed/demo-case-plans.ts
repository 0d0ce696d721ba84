import type { Role } from '@/lib/contract/permissions'
import type { CaseEntityRole, CasePriority } from '@/lib/desk/cases/schema'

/** The demo's cases: their transactions, their users and their states. Times are hours before now. */
export interface CasePlan {
  title: string
  description: string
  priority: CasePriority
  /** Selects the entity with most transactions with this decision. */
  gathers: {
    by: 'sender_account' | 'receiver_account' | 'device_id'
    decision: 'confirmed_fraud' | 'false_positive' | 'escalated' | null
    role: CaseEntityRole
  }
  openedBy: Role
  openedAgo: number
  steps: Step[]
}

interface When {
  ago: number
  by: Role
}
export type Step =
  | (When & { do: 'assign'; to: Role })
  | (When & { do: 'move'; to: 'investigating' | 'escalated' })
  | (When & { do: 'move'; to: 'pending'; note: string })
  | (When & { do: 'close'; outcome: 'confirmed_fraud' | 'false_positive'; summary: string })
  | (When & { do: 'reopen'; note: string })
  | (When & { do: 'note'; text: string; mentions?: Role[] })

export const CASE_PLANS: CasePlan[] = [
  {
    title: 'Shop flagged again and again',
    description: 'Honest customers of one shop are stopped. Is the shop the reason?',
    priority: 'low',
    openedBy: 'analyst',
    openedAgo: 250,
    gathers: { by: 'receiver_account', decision: 'false_positive', role: 'subject' },
    steps: [
      { do: 'assign', to: 'analyst', by: 'analyst', ago: 249 },
      { do: 'note', text: 'The customers called back: these payments were theirs.', by: 'analyst', ago: 230 },
      {
        do: 'close',
        outcome: 'false_positive',
        by: 'analyst',
        ago: 200,
        summary: 'The shop moved its terminal and the distance looked unusual. Nothing to recover.',
      },
    ],
  },
  {
    title: 'Account emptied overnight',
    description: 'The owner signed the claim form. Follow the money.',
    priority: 'medium',
    openedBy: 'analyst',
    openedAgo: 170,
    gathers: { by: 'sender_account', decision: 'confirmed_fraud', role: 'victim' },
    steps: [
      { do: 'assign', to: 'analyst', by: 'senior_analyst', ago: 168 },
      { do: 'move', to: 'investigating', by: 'analyst', ago: 160 },
      {
        do: 'close',
        outcome: 'confirmed_fraud',
        by: 'analyst',
        ago: 140,
        summary: 'Taken over through a stolen password. Receiver bank informed, recall under way.',
      },
      {
        do: 'reopen',
        note: 'The receiver bank found more of it. Second recall to prepare.',
        by: 'analyst',
        ago: 20,
      },
    ],
  },
  {
    title: 'Mule account under review',
    description: 'One account receives what several customers did not send.',
    priority: 'critical',
    openedBy: 'analyst',
    openedAgo: 3,
    gathers: { by: 'receiver_account', decision: 'confirmed_fraud', role: 'mule' },
    steps: [
      { do: 'assign', to: 'senior_analyst', by: 'senior_analyst', ago: 2.8 },
      { do: 'move', to: 'investigating', by: 'senior_analyst', ago: 2.5 },
      {
        do: 'note',
        by: 'analyst',
        ago: 1.5,
        mentions: ['senior_analyst'],
        text: 'Money leaves again within the hour. Can you ask the receiving bank to freeze?',
      },
    ],
  },
  {
    title: 'One device, several accounts',
    description: 'Accounts that have nothing in common but the device that pays for them.',
    priority: 'critical',
    openedBy: 'senior_analyst',
    openedAgo: 9,
    gathers: { by: 'device_id', decision: 'confirmed_fraud', role: 'subject' },
    steps: [
      { do: 'assign', to: 'analyst', by: 'senior_analyst', ago: 8.9 },
      { do: 'move', to: 'investigating', by: 'analyst', ago: 8 },
      {
        do: 'note',
        text: 'The owners that we reached know nothing of the device.',
        by: 'analyst',
        ago: 5,
      },
    ],
  },
  {
    title: 'Alerts without a review',
    description: 'One sender, several stopped payments, no decision yet.',
    priority: 'high',
    openedBy: 'analyst',
    openedAgo: 30,
    gathers: { by: 'sender_account', decision: null, role: 'subject' },
    steps: [],
  },
  {
    title: 'Waiting for the customer',
    description: 'The customer cannot say what the payment is for.',
    priority: 'medium',
    openedBy: 'analyst',
    openedAgo: 40,
    gathers: { by: 'sender_account', decision: 'escalated', role: 'victim' },
    steps: [
      { do: 'assign', to: 'analyst', by: 'analyst', ago: 39 },
      { do: 'note', text: 'Asked for the contract by letter.', by: 'analyst', ago: 38 },
      {
        do: 'move',
        to: 'pending',
        note: 'Waits for the customer to send the contract.',
        by: 'analyst',
        ago: 37.5,
      },
    ],
  },
  {
    title: 'Report to compliance',
    description: 'Amounts and receivers fit a case that compliance knows.',
    priority: 'high',
    openedBy: 'senior_analyst',
    openedAgo: 18,
    gathers: { by: 'receiver_account', decision: 'confirmed_fraud', role: 'related' },
    steps: [
      { do: 'assign', to: 'admin', by: 'senior_analyst', ago: 17 },
      { do: 'move', to: 'escalated', by: 'senior_analyst', ago: 16 },
      {
        do: 'note',
        text: 'Please decide on the report.',
        by: 'senior_analyst',
        ago: 16,
        mentions: ['admin'],
      },
    ],
  },
  {
    title: 'New receiver, same pattern',
    description: 'Stopped payments to one receiver, to be looked at together.',
    priority: 'low',
    openedBy: 'analyst',
    openedAgo: 6,
    gathers: { by: 'receiver_account', decision: null, role: 'related' },
    steps: [{ do: 'assign', to: 'senior_analyst', by: 'senior_analyst', ago: 5 }],
  },
]
