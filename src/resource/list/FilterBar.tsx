import { CloseOutlined, FilterOutlined, SearchOutlined } from '@ant-design/icons'
import { Button, Input, type InputRef, Popover } from 'antd'
import { lazy, type RefObject, Suspense, useEffect, useState } from 'react'
import { useCommands } from '@/ui/commands'
import { useShortcuts } from '@/ui/shortcuts'
import type { Resource } from '../define'
import type { Filter } from './address'
import { FilterText } from './FilterText'
import type { ListControls } from './useListState'

const FilterEditor = lazy(() => import('./FilterEditor'))

interface FilterBarProps {
  /** The list's name. */
  label: string
  resource: Resource
  controls: ListControls
  searchRef: RefObject<InputRef | null>
  /** At the right end: what concerns the columns. */
  children?: React.ReactNode
}

/** Search, the filters as removable chips, and the way to add one. */
export function FilterBar({ label, resource, controls, searchRef, children }: FilterBarProps) {
  const { state, setFilters, setMatch, clear } = controls
  // The filter that is open: the index of one, or the next for a new one.
  const [open, setOpen] = useState<number>()

  const canFilter = resource.list.filters.length > 0
  const add = () => setOpen(state.filters.length)
  useShortcuts(canFilter ? [{ keys: 'f', label: 'Add a filter', group: label, run: add }] : [])
  useCommands(
    canFilter
      ? [
          {
            key: 'filter',
            label: 'Add a filter…',
            group: label,
            icon: <FilterOutlined />,
            shortcut: 'f',
            run: add,
          },
        ]
      : [],
  )

  const change = (index: number, filter: Filter | undefined) => {
    const next = [...state.filters]
    if (filter) next[index] = filter
    else next.splice(index, 1)
    setFilters(next)
    setOpen(undefined)
  }
  const editor = (index: number) => (
    <Suspense fallback={<div className="filter-editor" aria-busy data-dialog-opening />}>
      <FilterEditor
        resource={resource}
        filter={state.filters[index]}
        onApply={(filter) => change(index, filter)}
        onCancel={() => setOpen(undefined)}
      />
    </Suspense>
  )
  const popover = (index: number) => ({
    open: open === index,
    onOpenChange: (next: boolean) => setOpen(next ? index : undefined),
    trigger: 'click' as const,
    placement: 'bottomLeft' as const,
    arrow: false,
    destroyOnHidden: true,
    content: editor(index),
  })
  return (
    <search className="filter-bar" aria-label={`Search and filter ${resource.list.searchHint ?? ''}`.trim()}>
      {resource.list.search ? (
        <SearchBox resource={resource} controls={controls} inputRef={searchRef} />
      ) : null}
      {state.filters.map((filter, index) => (
        <span className="filter-chip" key={`${filter.field} ${filter.op} ${filter.value.join(',')}`}>
          <Popover {...popover(index)}>
            <button type="button" className="filter-chip-text">
              <FilterText filter={filter} field={resource.fields[filter.field]} />
            </button>
          </Popover>
          <button
            type="button"
            className="filter-chip-remove"
            aria-label={`Remove the filter on ${resource.fields[filter.field]?.label ?? filter.field}`}
            onClick={() => change(index, undefined)}
          >
            <CloseOutlined />
          </button>
        </span>
      ))}
      {state.filters.length > 1 ? (
        <Button type="text" size="small" onClick={() => setMatch(state.match === 'all' ? 'any' : 'all')}>
          {state.match === 'all' ? 'All must hold' : 'Any may hold'}
        </Button>
      ) : null}
      {canFilter ? (
        <Popover {...popover(state.filters.length)}>
          <Button type="text" icon={<FilterOutlined aria-hidden />}>
            Filter
          </Button>
        </Popover>
      ) : null}
      {state.filters.length > 0 || state.search ? (
        <Button type="text" onClick={clear}>
          Clear
        </Button>
      ) : null}
      <span className="filter-bar-end">{children}</span>
    </search>
  )
}

function SearchBox({
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
  const [known, setKnown] = useState(state.search)
  const [sent, setSent] = useState(state.search)
  // The address changed. By other means than this box (back, a link, “Clear”), the box follows; what it sent itself
  // comes back late, and more may have been typed since.
  if (known !== state.search) {
    setKnown(state.search)
    if (state.search !== sent) {
      setSent(state.search)
      setTyped(state.search)
    }
  }
  useEffect(() => {
    if (typed.trim() === sent) return
    const timer = setTimeout(() => {
      setSent(typed.trim())
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
