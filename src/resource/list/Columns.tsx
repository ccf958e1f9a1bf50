import { HolderOutlined, PushpinFilled, PushpinOutlined } from '@ant-design/icons'
import {
  closestCenter,
  DndContext,
  type DragEndEvent,
  KeyboardSensor,
  PointerSensor,
  type UniqueIdentifier,
  useSensor,
  useSensors,
} from '@dnd-kit/core'
import {
  arrayMove,
  SortableContext,
  sortableKeyboardCoordinates,
  useSortable,
  verticalListSortingStrategy,
} from '@dnd-kit/sortable'
import { Checkbox, Input, Radio } from 'antd'
import { useState } from 'react'
import { useAppearance } from '@/ui/Appearance'
import { Row, Stack } from '@/ui/layout'
import { howToMove, moveAnnouncements } from '@/ui/moveAnnouncements'
import type { Density } from '@/ui/theme'
import type { Resource } from '../define'
import type { ColumnSetting } from '../query/listUrl'
import { identityOf, shownColumns } from '../table/columns'
import './columns.css'

/** The props of the column panel. */
export interface ColumnsProps {
  resource: Resource
  columns: readonly ColumnSetting[]
  /** Called without columns to restore the default ones. */
  onChange: (columns: readonly ColumnSetting[] | undefined) => void
  density?: Density
  onDensity: (density: Density | undefined) => void
  onClose: () => void
}

/** From this number of columns on, the panel has a search box. */
const many = 12

/** The current arrangement of the columns, and functions to change it. */
function useArrangement({ resource, columns: given, onChange }: ColumnsProps) {
  // The address is updated a moment later, so the latest arrangement is kept here; the next change starts from it.
  const [columns, setColumns] = useState(given)
  const identity = identityOf(resource)
  const shown = shownColumns(resource, columns).map(({ name }) => name)
  const settingOf = (name: string) => columns.find((column) => column.name === name) ?? { name }
  /** The first column's width is stored among the columns and is kept. */
  const set = (next: readonly ColumnSetting[]) => {
    const all = [...columns.filter(({ name }) => name === identity), ...next]
    setColumns(all)
    onChange(all)
  }
  return {
    shown,
    offered: Object.keys(resource.fields).filter(
      (name) => name !== identity && !resource.fields[name]?.heavy,
    ),
    isPinned: (name: string) => settingOf(name).pinned === true,
    setNames: (names: readonly string[]) => set(names.map(settingOf)),
    togglePin: (name: string) =>
      set(
        shown.map(settingOf).map((column) => {
          if (column.name !== name) return column
          const { pinned, ...rest } = column
          return pinned ? rest : { ...rest, pinned: true }
        }),
      ),
    reset: () => {
      setColumns(resource.list.columns.map((name) => ({ name })))
      onChange(undefined)
    },
  }
}

type Arrangement = ReturnType<typeof useArrangement>

/** Chooses the columns of a list, their order, which are pinned, and the row height. */
export default function Columns(props: ColumnsProps) {
  const { resource, density, onDensity, onClose } = props
  const arrangement = useArrangement(props)
  const { shown, offered, setNames, reset } = arrangement
  const [wanted, setWanted] = useState('')
  const [isDragging, setIsDragging] = useState(false)
  const labelOf = (name: UniqueIdentifier) => resource.fields[name]?.label ?? String(name)
  const matches = (name: string) => labelOf(name).toLowerCase().includes(wanted.trim().toLowerCase())
  const hidden = offered.filter((name) => !shown.includes(name) && matches(name))
  return (
    <section
      className="stack gap-8"
      style={{ width: 264 }}
      aria-label="Columns"
      onKeyDown={(event) => {
        // While a column is being dragged, Escape cancels the drag instead of closing the panel.
        if (event.key === 'Escape' && !isDragging) onClose()
      }}
    >
      {offered.length >= many ? (
        <Input
          size="small"
          aria-label="Find a column"
          placeholder="Find a column"
          value={wanted}
          onChange={(event) => setWanted(event.target.value)}
          allowClear
          autoFocus
        />
      ) : null}
      <div className="columns-lists">
        <ShownColumns
          arrangement={arrangement}
          labelOf={labelOf}
          matches={matches}
          onDragging={setIsDragging}
        />
        {hidden.length > 0 ? (
          <ul aria-label="Not shown">
            {hidden.map((name) => (
              <Row key={name} as="li" gap={2} className="columns-item hoverable">
                <Checkbox className="grow" checked={false} onChange={() => setNames([...shown, name])}>
                  {labelOf(name)}
                </Checkbox>
              </Row>
            ))}
          </ul>
        ) : null}
        {offered.some(matches) ? null : <p className="quiet">No column is called that.</p>}
      </div>
      <Stack gap={8} align="start" className="line-above" style={{ paddingTop: 8 }}>
        <RowHeight density={density} onDensity={onDensity} />
        <button type="button" className="link-button" onClick={reset}>
          Show the usual columns
        </button>
      </Stack>
    </section>
  )
}

function RowHeight({ density, onDensity }: Pick<ColumnsProps, 'density' | 'onDensity'>) {
  const appearance = useAppearance()
  return (
    <Radio.Group
      size="small"
      optionType="button"
      aria-label="Height of the rows"
      value={density ?? appearance.density}
      onChange={(event) => {
        const next = event.target.value as Density
        onDensity(next === appearance.density ? undefined : next)
      }}
      options={[
        { value: 'comfortable', label: 'Comfortable' },
        { value: 'compact', label: 'Compact' },
      ]}
    />
  )
}

interface ShownColumnsProps {
  arrangement: Arrangement
  labelOf: (name: UniqueIdentifier) => string
  /** Whether a column matches the panel's search. */
  matches: (name: string) => boolean
  onDragging: (isDragging: boolean) => void
}

/** The visible columns in their order, which can be changed by dragging. */
function ShownColumns({ arrangement, labelOf, matches, onDragging }: ShownColumnsProps) {
  const { shown, isPinned, setNames, togglePin } = arrangement
  const sensors = useSensors(
    useSensor(PointerSensor, { activationConstraint: { distance: 3 } }),
    useSensor(KeyboardSensor, { coordinateGetter: sortableKeyboardCoordinates }),
  )
  const drop = ({ active, over }: DragEndEvent) => {
    onDragging(false)
    if (!over || active.id === over.id) return
    setNames(arrayMove([...shown], shown.indexOf(String(active.id)), shown.indexOf(String(over.id))))
  }
  const placeOf = (name: UniqueIdentifier) => `place ${shown.indexOf(String(name)) + 1} of ${shown.length}`
  return (
    <DndContext
      sensors={sensors}
      collisionDetection={closestCenter}
      onDragStart={() => onDragging(true)}
      onDragCancel={() => onDragging(false)}
      onDragEnd={drop}
      accessibility={{
        announcements: moveAnnouncements(labelOf, placeOf),
        screenReaderInstructions: { draggable: howToMove('a column') },
      }}
    >
      <SortableContext items={shown} strategy={verticalListSortingStrategy}>
        <ul aria-label="Shown">
          {shown.filter(matches).map((name) => (
            <ShownItem
              key={name}
              name={name}
              label={labelOf(name)}
              pinned={isPinned(name)}
              onHide={() => setNames(shown.filter((other) => other !== name))}
              onPin={() => togglePin(name)}
            />
          ))}
        </ul>
      </SortableContext>
    </DndContext>
  )
}

interface ShownItemProps {
  name: string
  label: string
  pinned: boolean
  onHide: () => void
  onPin: () => void
}

function ShownItem({ name, label, pinned, onHide, onPin }: ShownItemProps) {
  const { setNodeRef, setActivatorNodeRef, attributes, listeners, transform, transition, isDragging } =
    useSortable({ id: name })
  return (
    <Row
      ref={setNodeRef}
      as="li"
      gap={2}
      className="columns-item hoverable"
      data-dragging={isDragging || undefined}
      style={{ transform: transform ? `translateY(${transform.y}px)` : undefined, transition }}
    >
      <Checkbox className="grow" checked onChange={onHide}>
        {label}
      </Checkbox>
      <button
        type="button"
        className="icon-button quiet body columns-pin"
        aria-label={`Keep ${label} in sight`}
        title="Keep in sight when scrolling sideways"
        aria-pressed={pinned}
        onClick={onPin}
      >
        {pinned ? <PushpinFilled aria-hidden /> : <PushpinOutlined aria-hidden />}
      </button>
      <button
        type="button"
        ref={setActivatorNodeRef}
        {...attributes}
        {...listeners}
        className="icon-button quiet body handle"
        aria-label={`Move ${label}`}
      >
        <HolderOutlined aria-hidden />
      </button>
    </Row>
  )
}
