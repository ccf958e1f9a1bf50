import { Link } from 'react-router'
import { useEntries } from '@/resource/entries'

const path = '/member-accounts'

/** Link to a member's billing account, for roles that may open it. */
export function AccountLink({ row }: { row: { id: string } }) {
  const { pages, mayOpen } = useEntries()
  const page = pages.find((one) => one.path === path)
  if (!page || !mayOpen(page)) return null
  return (
    <section className="record-section">
      <Link to={`${path}/${row.id}`}>Billing account of the member</Link>
    </section>
  )
}
