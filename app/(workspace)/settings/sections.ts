import type { Permission } from '@/lib/contract/permissions'

/** The sections of the settings, in their order. */
interface SettingsSection {
  href: string
  label: string
  /** Shown only to roles with this permission; null to every user. */
  permission: Permission | null
}

export const SETTINGS_SECTIONS: readonly SettingsSection[] = [
  { href: '/settings/me', label: 'Me', permission: null },
  { href: '/settings/people', label: 'People', permission: 'user:manage' },
  { href: '/settings/keys', label: 'Keys', permission: 'api-key:manage' },
  { href: '/settings/institution', label: 'Institution', permission: 'tenant:write' },
  { href: '/settings/policy', label: 'Policy', permission: 'policy:write' },
  { href: '/settings/exploration', label: 'Exploration', permission: 'policy:write' },
  { href: '/settings/velocity', label: 'Velocity', permission: 'policy:write' },
  { href: '/settings/changes', label: 'Changes', permission: 'policy:write' },
  { href: '/settings/alerts', label: 'Alerts', permission: 'alert:manage' },
  { href: '/settings/stream', label: 'Stream', permission: 'stream:manage' },
  { href: '/settings/jobs', label: 'Jobs', permission: 'job:read' },
]
