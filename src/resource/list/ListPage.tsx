import { PlusOutlined } from '@ant-design/icons'
import { Button, type InputRef } from 'antd'
import { lazy, Suspense, useRef, useState } from 'react'
import { AfterFirstRender } from '@/ui/AfterFirstRender'
import { useAppearance } from '@/ui/Appearance'
import { countText } from '@/ui/countText'
import { Page } from '@/ui/Page'
import { useIsPhone } from '@/ui/useIsPhone'
import type { Resource, ResourceEntry } from '../define'
import { useEntries } from '../entries'
import type { ListModel } from '../query/listModel'
import { ExportButton, ImportButton } from '../transfer/TransferButtons'
import ViewTabs from '../views/ViewTabs'
import { ColumnsButton } from './ColumnsButton'
import { FilterBar } from './FilterBar'
import { GroupByButton } from './GroupByButton'
import { ListBody } from './ListBody'
import { ListNotices } from './ListNotices'
import { NewRowsButton } from './NewRowsButton'
import { useListCommands } from './useListCommands'
import { useListModel } from './useListModel'
import { useRecordLinks } from './useRecordLinks'
import { useRowKeys } from './useRowKeys'
import './list.css'

const Groups = lazy(() => import('./Groups'))
const SelectionBar = lazy(() => import('./SelectionBar'))

interface ListPageProps {
  entry: ResourceEntry
  resource: Resource
  /** The record that is open over the list. */
  openId?: string
  /** The open record is being edited, so the list's keys do not move to another one. */
  isEditing?: boolean
}

/** The list page of any resource: search, filters, columns, rows, pages; its whole state is in the address. */
export function ListPage({ entry, resource, openId, isEditing }: ListPageProps) {
  const { may } = useEntries()
  const { list, page, live, density, setDensity } = useListModel(entry, resource)
  const { controls, selection, rows } = list
  const links = useRecordLinks(resource)
  const appearance = useAppearance()
  // On touch screens, where small checkboxes are hard to hit, selecting is a separate mode.
  const [isChoosing, setIsChoosing] = useState(false)
  const body = useRef<HTMLDivElement>(null)
  const searchRef = useRef<InputRef>(null)
  const isPhone = useIsPhone()
  const mayCreate = resource.form !== undefined && may(resource.may?.create)
  const mayEdit = resource.form !== undefined && may(resource.may?.edit)
  const accept = () => {
    live.accept()
    body.current?.querySelector('.record-scroller')?.scrollTo({ top: 0 })
  }

  const { next: after, prev: before } = live.cursor
  const { first, size } = controls.state
  useListCommands(list, {
    create: mayCreate ? links.create : undefined,
    search: resource.list.search ? () => searchRef.current?.focus({ cursor: 'all' }) : undefined,
    isCompact: (density ?? appearance.density) === 'compact',
    setDensity,
    nextPage: after ? () => controls.goToPage(after, 'next', first + rows.length) : undefined,
    previousPage: before ? () => controls.goToPage(before, 'previous', first - size) : undefined,
  })
  const rowKeys = useRowKeys({
    ...{ list, live, links, openId, isEditing, searchRef, accept },
    may: { create: mayCreate, edit: mayEdit },
  })
  const news = <NewRowsButton live={live} onAccept={accept} />
  return (
    <Page
      title={entry.label}
      count={
        page.isKnown ? (
          <>
            {countText(list.total, list.approximate)} {news}
          </>
        ) : undefined
      }
      tabs={<ViewTabs list={list} />}
      actions={<ListActions list={list} onCreate={mayCreate ? links.create : undefined} />}
    >
      <AfterFirstRender>
        <Above resource={resource} />
      </AfterFirstRender>
      <FilterBar label={entry.label} resource={resource} controls={controls} searchRef={searchRef}>
        {isPhone ? (
          <Button
            type="text"
            onClick={() => {
              if (isChoosing) selection.clear()
              setIsChoosing(!isChoosing)
            }}
          >
            {isChoosing ? 'Done' : 'Select'}
          </Button>
        ) : null}
        <GroupByButton resource={resource} controls={controls} />
        <ColumnsButton
          resource={resource}
          columns={list.columns}
          onChange={list.arrange}
          density={density}
          onDensity={setDensity}
        />
      </FilterBar>
      <ListNotices list={list} page={page} />
      {controls.state.by ? (
        <Suspense fallback={<div className="groups below-8" aria-busy />}>
          <Groups list={list} by={controls.state.by} />
        </Suspense>
      ) : null}
      <SelectionPlace list={list} />
      <ListBody
        {...{ list, page, live, links, rowKeys, openId, density, isChoosing, mayCreate, body, accept }}
      />
    </Page>
  )
}

/** The actions on the list as a whole. */
function ListActions({ list, onCreate }: { list: ListModel; onCreate?: () => void }) {
  return (
    <>
      {onCreate ? <ImportButton entry={list.entry} resource={list.resource} /> : null}
      <ExportButton list={list} />
      {onCreate ? (
        <Button type="primary" icon={<PlusOutlined aria-hidden />} onClick={onCreate}>
          Add {list.resource.one}
        </Button>
      ) : null}
    </>
  )
}

function Above({ resource }: { resource: Resource }) {
  const { above: Part } = resource.list
  if (!Part) return null
  return (
    <Suspense fallback={<div className="list-above" aria-busy />}>
      <div className="list-above">
        <Part />
      </div>
    </Suspense>
  )
}

function SelectionPlace({ list }: { list: ListModel }) {
  const { everything, rows } = list.selection
  // Once shown, the bar stays mounted: its dialog may outlive the selection.
  const [isSelecting, setSelecting] = useState(false)
  if (!isSelecting && (everything || rows.size > 0)) setSelecting(true)
  if (!isSelecting) return null
  return (
    <div className="selection-place">
      <Suspense fallback={null}>
        <SelectionBar list={list} />
      </Suspense>
    </div>
  )
}
