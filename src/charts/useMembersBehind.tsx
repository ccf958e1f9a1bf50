import { lazy, type ReactNode, Suspense, useState } from 'react'
import type { ArgsOf } from '@/supabase/rpc'
import { DialogOpening } from '@/ui/states'

const MembersDrawer = lazy(() => import('./MembersDrawer'))

/** A figure that counts members, with the arguments of the query that lists them. */
export interface MembersBehind {
  /** Describes the members: “Members of Lyon who were active”. */
  title: string
  args: Omit<ArgsOf<'engagement_members'>, 'skip'>
  /** The groups that can be shown separately, with their sizes, and whether the members of each are named. */
  parts?: readonly { key: string; label: string; members: number | null; isNamed: boolean }[]
}

/** Shows exactly the members behind a figure in a drawer. Render `panel` where the drawer belongs. */
export function useMembersBehind(): { show: (behind: MembersBehind) => void; panel: ReactNode } {
  const [behind, setBehind] = useState<MembersBehind>()
  return {
    show: setBehind,
    panel: behind ? (
      <Suspense fallback={<DialogOpening />}>
        <MembersDrawer behind={behind} onClose={() => setBehind(undefined)} />
      </Suspense>
    ) : null,
  }
}
