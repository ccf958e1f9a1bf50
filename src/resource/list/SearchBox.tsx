import { SearchOutlined } from '@ant-design/icons'
import { Input, type InputRef } from 'antd'
import { type RefObject, useEffect, useState } from 'react'
import type { Resource } from '../define'
import type { ListControls } from '../query/useListState'

/** The search box of a list; typed text is written to the address after a short pause. */
export function SearchBox({
  resource,
  controls,
  inputRef,
}: {
  resource: Resource
  controls: ListControls
  inputRef: RefObject<InputRef | null>
}) {
  const { state, setSearch } = controls
  const [typed, setTyped] = useState(state.search)
  const [lastUrlSearch, setLastUrlSearch] = useState(state.search)
  const [lastSent, setLastSent] = useState(state.search)
  // If the URL changes for another reason (back, a link, “Clear”), the box follows. The box's own change of the URL is
  // ignored: it arrives late, when more may have been typed.
  if (lastUrlSearch !== state.search) {
    setLastUrlSearch(state.search)
    if (state.search !== lastSent) {
      setLastSent(state.search)
      setTyped(state.search)
    }
  }
  useEffect(() => {
    if (typed.trim() === lastSent) return
    const timer = setTimeout(() => {
      setLastSent(typed.trim())
      setSearch(typed.trim())
    }, 200)
    return () => clearTimeout(timer)
  })
  return (
    <Input
      ref={inputRef}
      className="filter-search"
      prefix={<SearchOutlined aria-hidden />}
      placeholder={`Search ${resource.list.searchHint ?? ''}`.trim()}
      aria-label={`Search ${resource.list.searchHint ?? ''}`.trim()}
      value={typed}
      onChange={(event) => setTyped(event.target.value)}
      onKeyDown={(event) => {
        if (event.key === 'Escape') event.currentTarget.blur()
      }}
      allowClear
    />
  )
}
