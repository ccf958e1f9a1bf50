import type { AccessControlProvider } from '@refinedev/core'
import { has, type Role, type Session } from './session'

/** Which roles may do what with a resource. */
export interface RolesByAction {
  /** If missing, every member of staff may read. */
  read?: readonly Role[]
  /** If one of these is missing, nobody may do it. */
  create?: readonly Role[]
  edit?: readonly Role[]
  delete?: readonly Role[]
}

/**
 * Whether somebody with these roles may do this: the one answer for menu, palette, buttons and routes. It only decides
 * what is shown; the database enforces the permissions.
 */
export function allows(own: readonly Role[], roles: RolesByAction | undefined, action: string): boolean {
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

/**
 * Creates Refine's access control provider, which answers from the stored session.
 * @param rolesOf returns the roles of a resource by its name; undefined if there is no such resource.
 */
export function createAccessControlProvider(
  session: Session,
  rolesOf: (resource: string) => Promise<RolesByAction> | undefined,
): AccessControlProvider {
  return {
    async can({ action, resource = '' }) {
      const roles = await rolesOf(resource)
      const state = session.getSnapshot()
      const can = roles !== undefined && state.status === 'staff' && allows(state.staff.roles, roles, action)
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
