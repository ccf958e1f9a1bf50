import { Suspense } from 'react'
import type { PageEntry } from '@/resource/define'
import { useEntries } from '@/resource/entries'
import { usePage } from '@/resource/loadResource'
import { LoadingPage, NoAccess } from '@/ui/states'

/** The route of a page other than a list: checks the roles, and loads the page when it is opened. */
export function PageRoute({ page }: { page: PageEntry }) {
  const { mayOpen } = useEntries()
  if (!mayOpen(page)) return <NoAccess what={page.label} />
  return (
    <Suspense fallback={<LoadingPage />}>
      <Loaded page={page} />
    </Suspense>
  )
}

function Loaded({ page }: { page: PageEntry }) {
  const { default: Content } = usePage(page)
  return <Content />
}
