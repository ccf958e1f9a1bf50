import {
  type IResourceItem,
  matchResourceFromRoute,
  type ParseResponse,
  ResourceContext,
  type ResourceProps,
  type RouterProvider,
} from '@refinedev/core'
import stock from '@refinedev/react-router'
import { useContext } from 'react'
import { matchPath, useLocation } from 'react-router'
import { pathOf, type ResourceEntry } from './resource/define'
import { loadResource } from './resource/loadResource'
import type { RolesByAction } from './supabase/access'

/** The resources in Refine's format: their names, labels and addresses, from the domains' declarations. */
export function refineResources(entries: readonly ResourceEntry[]): ResourceProps[] {
  return entries.map(({ table, label }) => {
    const path = pathOf(table)
    return {
      name: table,
      list: path,
      create: `${path}/new`,
      show: `${path}/:id`,
      edit: `${path}/:id/edit`,
      // Refine puts all of `meta` into the key of every query, so only plain text belongs here.
      meta: { label },
    }
  })
}

/** The roles that may act on a resource: who may open it is known at once, who may write comes from its declaration. */
export function rolesIn(entries: readonly ResourceEntry[]) {
  return (name: string): Promise<RolesByAction> | undefined => {
    const entry = entries.find(({ table }) => table === name)
    return entry && loadResource(entry).then(({ may }) => ({ ...may, read: entry.roles }))
  }
}

/** Finds the resource, the action and the record's key for an address. */
function parsed(pathname: string, resources: IResourceItem[]): ParseResponse {
  const { resource, action, matchedRoute } = matchResourceFromRoute(pathname, resources)
  const id = matchedRoute && matchPath(matchedRoute, pathname)?.params.id
  return {
    pathname,
    params: {},
    ...(resource && { resource, action }),
    ...(id && { id: decodeURIComponent(id) }),
  }
}

let last: { pathname: string; resources: IResourceItem[]; answer: ParseResponse } | undefined

/**
 * Refine's router provider, which matches an address against all resources once and not again in each hook. It omits
 * the parameters of the address: here these are filters of a list, and Refine would mix them into the `meta` of every
 * request on the page.
 */
export const routerProvider: RouterProvider = {
  ...stock,
  parse: () => {
    const { pathname } = useLocation()
    const { resources } = useContext(ResourceContext)
    if (last?.pathname !== pathname || last.resources !== resources)
      last = { pathname, resources, answer: parsed(pathname, resources) }
    const { answer } = last
    return () => answer
  },
}
