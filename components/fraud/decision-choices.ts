import { ArrowUpRight, Ban, ShieldCheck } from 'lucide-react'

/** The three decisions as buttons offer them, and the keys for them in a list and on a transaction. */
export const DECISION_CHOICES = [
  {
    decision: 'confirmed_fraud',
    verb: 'Confirm fraud',
    digit: '1',
    letter: 'f',
    icon: Ban,
    variant: 'danger',
  },
  {
    decision: 'false_positive',
    verb: 'False positive',
    digit: '2',
    letter: 'p',
    icon: ShieldCheck,
    variant: 'good',
  },
  {
    decision: 'escalated',
    verb: 'Escalate',
    digit: '3',
    letter: 'e',
    icon: ArrowUpRight,
    variant: 'outline',
  },
] as const
