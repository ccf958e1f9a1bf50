import type { AccessControlProvider } from '@refinedev/core'
import { has, type Role, type Session, type SessionState } from './session'

/** Which roles may do what with a resource: `meta.roles` of its declaration. */
export interface RolesByAction {
  /** Missing: every member of staff. */
  read?: readonly Role[]
  /** The others missing: nobody. */
  create?: readonly Role[]
  edit?: readonly Role[]
  delete?: readonly Role[]
}

/**
 * Whether the signed-in person may do this, answered at once from what is known of them. It decides what is
 * shown; what holds is decided by the database.
 */
export function allows(state: SessionState, roles: RolesByAction | undefined, action: string): boolean {
  if (state.status !== 'staff') return false
  const own = state.staff.roles
  switch (action) {
    case 'create':
    case 'clone':
      return allowsWrite(own, roles?.create)
    case 'edit':
      return allowsWrite(own, roles?.edit)
    case 'delete':
      return allowsWrite(own, roles?.delete)
    default:
      return has(own, roles?.read)
  }
}

/** Creates Refine's access control provider from `meta.roles` of the resources. */
export function createAccessControlProvider(session: Session): AccessControlProvider {
  return {
    async can({ action, params }) {
      const can = allows(session.getSnapshot(), params?.resource?.meta?.roles, action)
      return can ? { can } : { can, reason: 'Your role does not allow this.' }
    },
    options: {
      buttons: { enableAccessControl: true, hideIfUnauthorized: true },
      queryOptions: { staleTime: 60_000 },
    },
  }
}

function allowsWrite(own: readonly Role[], needed: readonly Role[] = []): boolean {
  return needed.length > 0 && has(own, needed)
}
