import {
  CheckSquareOutlined,
  ClearOutlined,
  ColumnHeightOutlined,
  LeftOutlined,
  PlusOutlined,
  RightOutlined,
  SearchOutlined,
} from '@ant-design/icons'
import { type Command, useCommands } from '@/ui/commands'
import { countText } from '@/ui/countText'
import { type Shortcut, useShortcuts } from '@/ui/shortcuts'
import type { Density } from '@/ui/theme'
import type { ListModel } from '../query/listModel'

interface ListActions {
  /** Set if the person may add a record. */
  create?: () => void
  search?: () => void
  isCompact: boolean
  setDensity: (density: Density) => void
  nextPage?: () => void
  previousPage?: () => void
}

/** The list's commands for the command palette and its keyboard shortcuts. */
export function useListCommands(
  { entry, resource, controls, selection, rows, total, approximate }: ListModel,
  { create, search, isCompact, setDensity, nextPage, previousPage }: ListActions,
): void {
  const { label } = entry
  const group = label
  const { state } = controls
  const selected = selection.countOf(total) > 0
  const all: (Command | false | undefined)[] = [
    create && {
      key: 'add',
      label: `Add ${resource.one}`,
      group,
      icon: <PlusOutlined />,
      shortcut: 'c',
      run: create,
    },
    search && {
      key: 'search',
      label: `Search ${label.toLowerCase()}`,
      group,
      icon: <SearchOutlined />,
      shortcut: '/',
      run: search,
    },
    (state.filters.length > 0 || state.groups !== undefined || state.search !== '') && {
      key: 'clear',
      label: 'Clear search and filters',
      group,
      icon: <ClearOutlined />,
      run: controls.clear,
    },
    rows.length > 0 &&
      !(selection.everything && selection.except.size === 0) && {
        key: 'select-all',
        label: `Select all ${countText(total, approximate)} that match`,
        group,
        icon: <CheckSquareOutlined />,
        run: selection.selectEverything,
      },
    selected && {
      key: 'select-none',
      label: 'Select nothing',
      group,
      icon: <CheckSquareOutlined />,
      run: selection.clear,
    },
    {
      key: 'density',
      label: isCompact ? 'Comfortable rows' : 'Compact rows',
      group,
      icon: <ColumnHeightOutlined />,
      keywords: 'density height',
      run: () => setDensity(isCompact ? 'comfortable' : 'compact'),
    },
    nextPage && {
      key: 'next-page',
      label: 'Next page',
      group,
      icon: <RightOutlined />,
      shortcut: 'shift+j',
      run: nextPage,
    },
    previousPage && {
      key: 'previous-page',
      label: 'Previous page',
      group,
      icon: <LeftOutlined />,
      shortcut: 'shift+k',
      run: previousPage,
    },
  ]
  useCommands(all.filter((command) => command !== false && command !== undefined))

  // Always the same shortcuts, so that a dialog or drawer opened later stays above them and handles keys first.
  const keys: Shortcut[] = [
    { keys: 'shift+j', label: 'Next page', group, run: () => nextPage?.() },
    { keys: 'shift+k', label: 'Previous page', group, run: () => previousPage?.() },
    { keys: 'Escape', label: 'Select nothing', group, run: selection.clear },
  ]
  useShortcuts(keys)
}
