import { ArrowUpRight, Ban, ShieldCheck } from 'lucide-react'

/** The three decisions as buttons offer them, and the key for each of them. */
export const DECISION_CHOICES = [
  {
    decision: 'confirmed_fraud',
    verb: 'Confirm fraud',
    key: '1',
    icon: Ban,
    variant: 'danger',
  },
  {
    decision: 'false_positive',
    verb: 'False positive',
    key: '2',
    icon: ShieldCheck,
    variant: 'good',
  },
  {
    decision: 'escalated',
    verb: 'Escalate',
    key: '3',
    icon: ArrowUpRight,
    variant: 'outline',
  },
] as const
