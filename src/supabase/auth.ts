import type { AuthProvider } from '@refinedev/core'
import type { ConsoleClient } from './client'
import { ConsoleError, toConsoleError } from './errors'
import type { Session } from './session'

/**
 * Creates Refine's auth provider. An expired session never redirects: the session's state makes the page show a
 * password dialog. A refused request reloads the person's roles, since they may have just changed.
 */
export function createAuthProvider(client: ConsoleClient, session: Session): AuthProvider {
  return {
    async login({ email, password }: { email: string; password: string }) {
      try {
        await session.signIn(email, password)
        return { success: true }
      } catch (error) {
        return { success: false, error: toConsoleError(error) }
      }
    },

    async logout() {
      await session.signOut()
      return { success: true, redirectTo: '/sign-in' }
    },

    async check() {
      const state = await session.settled()
      return state.status === 'signed-out'
        ? { authenticated: false, redirectTo: '/sign-in' }
        : { authenticated: true }
    },

    async onError(error: unknown) {
      if (error instanceof ConsoleError) {
        if (error.kind === 'expired') session.expire()
        if (error.kind === 'forbidden') await session.refresh()
      }
      return {}
    },

    async forgotPassword({ email }: { email: string }) {
      const { error } = await client.auth.resetPasswordForEmail(email.trim(), {
        redirectTo: `${window.location.origin}/update-password`,
      })
      return error ? { success: false, error: toConsoleError(error) } : { success: true }
    },

    async updatePassword({ password }: { password: string }) {
      const { error } = await client.auth.updateUser({ password })
      return error ? { success: false, error: toConsoleError(error) } : { success: true, redirectTo: '/' }
    },

    async getPermissions() {
      const state = await session.settled()
      return state.status === 'staff' ? state.staff.roles : []
    },

    async getIdentity() {
      const state = await session.settled()
      if (state.status !== 'staff') return null
      const { userId, name, email, roles } = state.staff
      return { id: userId, name, email, roles }
    },
  }
}
