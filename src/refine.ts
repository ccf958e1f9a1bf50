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

/** What Refine knows of the resources: their names, labels and addresses, from the domains' declarations. */
export function refineResources(entries: readonly ResourceEntry[]): ResourceProps[] {
  return entries.map(({ table, label }) => {
    const path = pathOf(table)
    return {
      name: table,
      list: path,
      create: `${path}/new`,
      show: `${path}/:id`,
      edit: `${path}/:id/edit`,
      // Refine puts all of it into the key of every query: nothing but plain text belongs here.
      meta: { label },
    }
  })
}

/** Who may do what with a resource: who opens it is known at once, who writes is said by its declaration. */
export function rolesIn(entries: readonly ResourceEntry[]) {
  return (name: string): Promise<RolesByAction> | undefined => {
    const entry = entries.find(({ table }) => table === name)
    return entry && loadResource(entry).then(({ may }) => ({ ...may, read: entry.roles }))
  }
}

/** What is at an address: its resource, what is done with it, and the key of the record. */
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
 * Refine's router, which compares an address with those of all resources once and not in each hook of each part of
 * the page. It leaves out the parameters of the address: these are filters of a list here, and Refine would mix them
 * into the `meta` of every request on the page.
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
