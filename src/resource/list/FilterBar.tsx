import { CloseOutlined, FilterOutlined } from '@ant-design/icons'
import { Button, type InputRef, Popover } from 'antd'
import { lazy, type ReactNode, type RefObject, Suspense, useState } from 'react'
import { AfterFirstRender } from '@/ui/AfterFirstRender'
import { useCommands } from '@/ui/commands'
import { Row, Stack } from '@/ui/layout'
import { useShortcuts } from '@/ui/shortcuts'
import { DialogOpening } from '@/ui/states'
import type { Resource } from '../define'
import type { Filter, FilterGroup } from '../query/listUrl'
import type { ListControls } from '../query/useListState'
import { FilterText, GroupText } from './FilterText'
import { SearchBox } from './SearchBox'

const FilterEditor = lazy(() => import('./FilterEditor'))
const GroupEditor = lazy(() => import('./GroupEditor'))

interface FilterBarProps {
  /** The list's name. */
  label: string
  resource: Resource
  controls: ListControls
  searchRef: RefObject<InputRef | null>
  /** Controls at the right end, for the columns. */
  children?: ReactNode
}

/**
 * The open editor: a filter or a group by its index, or the next index for a new one, which may start with a given
 * condition.
 */
type Open = { kind: 'filter' | 'group'; index: number; first?: Filter }

/** Which filter editor is open, and functions to change and remove filters. */
function useFilterEditors({ resource, controls }: FilterBarProps) {
  const { filters, groups = [] } = controls.state
  const [open, setOpen] = useState<Open>()
  const newFilter: Open = { kind: 'filter', index: filters.length }
  const newGroup: Open = { kind: 'group', index: groups.length }
  const close = () => setOpen(undefined)
  const setFilter = (index: number, filter?: Filter) => {
    controls.setConditions(withOne(filters, index, filter), groups)
    close()
  }
  const setGroup = (index: number, group?: FilterGroup) => {
    const [only, ...others] = group?.filters ?? []
    // A group with one condition becomes a plain filter.
    if (only && others.length === 0)
      controls.setConditions([...filters, only], withOne(groups, index, undefined))
    else controls.setConditions(filters, withOne(groups, index, only && group))
    close()
  }
  const editorOf = ({ kind, index, first }: Open) =>
    kind === 'filter' ? (
      <FilterEditor
        resource={resource}
        filter={filters[index]}
        onApply={(filter) => setFilter(index, filter)}
        onCancel={close}
        onGroup={index === filters.length ? (begun) => setOpen({ ...newGroup, first: begun }) : undefined}
      />
    ) : (
      <GroupEditor
        resource={resource}
        group={groups[index] ?? (first && { match: 'any', filters: [first] })}
        onApply={(group) => setGroup(index, group)}
        onCancel={close}
      />
    )
  const isOpen = (...some: Open[]) =>
    some.some(({ kind, index }) => open?.kind === kind && open.index === index)
  const popover = (first: Open, ...others: Open[]) => ({
    open: isOpen(first, ...others),
    onOpenChange: (next: boolean) => setOpen(next ? first : undefined),
    trigger: 'click' as const,
    placement: 'bottomLeft' as const,
    arrow: false,
    destroyOnHidden: true,
    content: (
      <Suspense
        fallback={
          <Stack gap={8} className="filter-editor" aria-busy>
            <DialogOpening />
          </Stack>
        }
      >
        {open && isOpen(first, ...others) ? editorOf(open) : null}
      </Suspense>
    ),
  })
  return {
    setFilter,
    setGroup,
    popover,
    popoverOfNew: popover(newFilter, newGroup),
    add: () => setOpen(newFilter),
  }
}

/** The search box, the filters as removable chips, and a button to add one. */
export function FilterBar(props: FilterBarProps) {
  const { label, resource, controls, searchRef, children } = props
  const { state, setMatch, clear } = controls
  const { filters, groups = [] } = state
  const { setFilter, setGroup, popover, popoverOfNew, add } = useFilterEditors(props)
  const canFilter = resource.list.filters.length > 0
  useAddFilter(label, canFilter, add)
  return (
    <search
      className="filter-bar row wrap gap-8 tight"
      aria-label={`Search and filter ${resource.list.searchHint ?? ''}`.trim()}
    >
      {resource.list.search ? (
        // Outside AfterFirstRender, since people use its shortcut as soon as there are rows.
        <SearchBox resource={resource} controls={controls} inputRef={searchRef} />
      ) : null}
      <AfterFirstRender>
        {filters.map((filter, index) => (
          <Chip
            key={`${filter.field} ${filter.op} ${filter.value.join(',')}`}
            popover={popover({ kind: 'filter', index })}
            removes={`the filter on ${resource.fields[filter.field]?.label ?? filter.field}`}
            onRemove={() => setFilter(index)}
          >
            <FilterText filter={filter} field={resource.fields[filter.field]} />
          </Chip>
        ))}
        {groups.map((group, index) => (
          <Chip
            key={JSON.stringify(group)}
            popover={popover({ kind: 'group', index })}
            removes="the group of conditions"
            onRemove={() => setGroup(index)}
            isGroup
          >
            <GroupText group={group} fields={resource.fields} />
          </Chip>
        ))}
        {filters.length + groups.length > 1 ? (
          <Button type="text" size="small" onClick={() => setMatch(state.match === 'all' ? 'any' : 'all')}>
            {state.match === 'all' ? 'All must hold' : 'Any may hold'}
          </Button>
        ) : null}
        {canFilter ? (
          <Popover {...popoverOfNew}>
            <Button type="text" icon={<FilterOutlined aria-hidden />}>
              Filter
            </Button>
          </Popover>
        ) : null}
        {filters.length + groups.length > 0 || state.search ? (
          <Button type="text" onClick={clear}>
            Clear
          </Button>
        ) : null}
        <Row as="span" gap={4} align="stretch" className="push">
          {children}
        </Row>
      </AfterFirstRender>
    </search>
  )
}

function withOne<T>(all: readonly T[], index: number, one: T | undefined): T[] {
  const next = [...all]
  if (one) next[index] = one
  else next.splice(index, 1)
  return next
}

function useAddFilter(label: string, canFilter: boolean, add: () => void): void {
  useShortcuts(canFilter ? [{ keys: 'f', label: 'Add a filter', group: label, run: add }] : [])
  const command = { key: 'filter', label: 'Add a filter…', group: label, shortcut: 'f', run: add }
  useCommands(canFilter ? [{ ...command, icon: <FilterOutlined /> }] : [])
}

interface ChipProps {
  popover: React.ComponentProps<typeof Popover>
  /** What the chip's remove button removes, for its label. */
  removes: string
  onRemove: () => void
  isGroup?: boolean
  children: ReactNode
}

/** A chip with a condition as text; it opens the filter's editor. */
function Chip({ popover, removes, onRemove, isGroup, children }: ChipProps) {
  return (
    <span className="filter-chip row inline pill hoverable" data-group={isGroup || undefined}>
      <Popover {...popover}>
        <button type="button" className="filter-chip-text small truncate">
          {children}
        </button>
      </Popover>
      <button
        type="button"
        className="filter-chip-remove quiet caret"
        aria-label={`Remove ${removes}`}
        onClick={onRemove}
      >
        <CloseOutlined />
      </button>
    </span>
  )
}
