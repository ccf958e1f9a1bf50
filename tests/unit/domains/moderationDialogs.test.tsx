import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { render } from '@testing-library/react'
import { expect, it } from 'vitest'
import { Dialogs } from '@/domains/community/moderation/Dialogs'
import type { FocusedItem } from '@/domains/community/moderation/useItem'
import type { Moderation } from '@/domains/community/moderation/useModeration'

it('a dialog about an author has the keys from the press that opens it, also while its code is on its way', () => {
  const m = { state: { dialog: { kind: 'sanction' } }, ownDecisions: new Map(), reasons: [] }
  const it = { item: { author_id: 'a', author_name: 'Ana', item_type: 'post', item_id: 'p' } }
  render(
    <QueryClientProvider client={new QueryClient()}>
      <Dialogs m={m as unknown as Moderation} it={it as unknown as FocusedItem} />
    </QueryClientProvider>,
  )
  expect(document.querySelector('[data-dialog-opening]')).not.toBeNull()
})
