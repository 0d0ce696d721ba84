import type { Role } from '@/lib/contract/permissions'

/** The two demo tenants. Their password is public: they exist only where SENTINEL_DEMO=1. */
export const DEMO_PASSWORD = 'demopass123'

/** Registered for comparison only. */
export const DEMO_MODELS_BESIDE = [{ name: 'paysim', version: '2.0.0' }] as const

/** The production bundle of the demo. */
export const DEMO_MODEL = { name: 'sentinel', version: '1.1.0' }

export interface DemoBank {
  id: string
  slug: string
  name: string
  country: string
  currency: string
  timeZone: string
  /** The simulated history: this number of days, today included. */
  world: { seed: number; days: number; customers: number }
  users: { email: string; fullName: string; role: Role }[]
}

export const DEMO_BANKS: DemoBank[] = [
  {
    id: '019a0000-0000-7000-8000-000000000001',
    slug: 'demo-bank-01',
    name: 'Harbour Demo Bank',
    country: 'US',
    currency: 'USD',
    timeZone: 'America/New_York',
    world: { seed: 20_261, days: 31, customers: 900 },
    users: [
      { email: 'admin@sentinel.demo', fullName: 'Amara Okoye', role: 'admin' },
      { email: 'senior@sentinel.demo', fullName: 'Lena Fischer', role: 'senior_analyst' },
      { email: 'analyst@sentinel.demo', fullName: 'Tomás Rivera', role: 'analyst' },
    ],
  },
  {
    id: '019a0000-0000-7000-8000-000000000002',
    slug: 'demo-bank-02',
    name: 'Second Demo Bank',
    country: 'KE',
    currency: 'KES',
    timeZone: 'Africa/Nairobi',
    world: { seed: 20_262, days: 12, customers: 50 },
    users: [
      { email: 'admin@second.demo', fullName: 'Wanjiru Kamau', role: 'admin' },
      { email: 'senior@second.demo', fullName: 'Daniel Otieno', role: 'senior_analyst' },
      { email: 'analyst@second.demo', fullName: 'Grace Achieng', role: 'analyst' },
    ],
  },
]
