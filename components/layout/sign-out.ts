import { toast } from '@/components/ui/toast'

/** A full page load at sign-out, so that no data of the signed-in screens stays in memory. */
export async function leave(): Promise<void> {
  try {
    const { signOut } = await import('next-auth/react')
    await signOut({ redirect: false })
    window.location.replace('/login')
  } catch {
    toast.error('Sign-out failed. Check the connection and retry.')
  }
}
