/** The demo accounts; sent to the browser only in demo mode. */
export interface DemoAccount {
  role: string
  email: string
  can: string
}

export interface DemoInstitution {
  name: string
  accounts: DemoAccount[]
}

export const DEMO_PASSWORD = 'demopass123'

const rolesAt = (domain: string): DemoAccount[] => [
  { role: 'Analyst', email: `analyst@${domain}`, can: 'Works through the queue and decides alerts' },
  { role: 'Senior analyst', email: `senior@${domain}`, can: 'Also blocks and trusts accounts' },
  { role: 'Admin', email: `admin@${domain}`, can: 'Also manages keys and users' },
]

export const DEMO_INSTITUTIONS: DemoInstitution[] = [
  { name: 'demo-bank-01', accounts: rolesAt('sentinel.demo') },
  { name: 'demo-bank-02', accounts: rolesAt('second.demo') },
]
