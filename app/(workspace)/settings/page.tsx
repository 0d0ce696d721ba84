import { redirect } from 'next/navigation'

/** Leads on to the section that every user has. */
export default function SettingsPage() {
  redirect('/settings/me')
}
