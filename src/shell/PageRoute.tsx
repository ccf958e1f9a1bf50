import { Suspense, use } from 'react'
import type { PageEntry } from '@/resource/define'
import { useEntries } from '@/resource/entries'
import { LoadingState, NoAccess } from '@/ui/states'

const loaded = new Map<string, ReturnType<PageEntry['load']>>()

// Loaded once; a failed load may be tried again.
function loadPage({ path, load }: PageEntry) {
  let promise = loaded.get(path)
  if (!promise) {
    promise = load()
    promise.catch(() => loaded.delete(path))
    loaded.set(path, promise)
  }
  return promise
}

/** A page of a domain that is more than the list of a table: for the roles it is for, loaded when it is opened. */
export function PageRoute({ page }: { page: PageEntry }) {
  const { mayOpen } = useEntries()
  if (!mayOpen(page)) return <NoAccess what={page.label} />
  return (
    <Suspense
      fallback={
        <div className="page">
          <LoadingState shape="page" />
        </div>
      }
    >
      <Loaded page={page} />
    </Suspense>
  )
}

function Loaded({ page }: { page: PageEntry }) {
  const { default: Content } = use(loadPage(page))
  return <Content />
}
