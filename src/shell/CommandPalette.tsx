import { SearchOutlined } from '@ant-design/icons'
import { Modal } from 'antd'
import { type KeyboardEvent, type RefObject, useEffect, useId, useMemo, useRef, useState } from 'react'
import { useNavigate } from 'react-router'
import { type Command, useActiveCommands } from '@/ui/commands'
import { isComposing } from '@/ui/composition'
import { fuzzyScore } from '@/ui/fuzzy'
import { Row, Truncate } from '@/ui/layout'
import { keyCaps } from '@/ui/shortcuts'
import { useReturnFocus } from '@/ui/useReturnFocus'
import type { MenuGroup } from './menu'
import './palette.css'

/** Searches records and returns commands that open them. Must stop when the signal is aborted. */
export type PaletteSource = (query: string, signal: AbortSignal) => Promise<readonly Command[]>

interface CommandPaletteProps {
  open: boolean
  onClose: () => void
  /** The pages on offer, already filtered by the person's roles. */
  menu: readonly MenuGroup[]
  sources?: readonly PaletteSource[]
  /** Recently opened records, listed first while the query is empty. */
  recent?: readonly Command[]
  /** The initial text of the input, read when it renders: it may have been typed before this code had loaded. */
  typed?: RefObject<string>
}

/** The command palette: finds pages, actions of the current page, and records by a few letters and Enter. */
export function CommandPalette({ open, onClose, menu, sources, recent, typed }: CommandPaletteProps) {
  return (
    <Modal
      open={open}
      onCancel={onClose}
      footer={null}
      closable={false}
      width={560}
      className="palette"
      style={{ top: '12vh', paddingBottom: 0 }}
      styles={{ container: { padding: 0, overflow: 'hidden' } }}
      wrapClassName="palette-wrap"
      title="Search or jump to"
      destroyOnHidden
    >
      <Finder onClose={onClose} menu={menu} sources={sources} recent={recent} typed={typed} />
    </Modal>
  )
}

const nothing: readonly Command[] = []
const sourcePause = 150
const minSourceLetters = 2

interface Findable {
  query: string
  menu: readonly MenuGroup[]
  recent: readonly Command[]
  /** The results of the sources. */
  records: readonly Command[]
}

/** The results of a query, by heading: actions of the current page, pages and records. */
function useFound({ query, menu, recent, records }: Findable) {
  const navigate = useNavigate()
  const actions = useActiveCommands()
  const pages = useMemo<Command[]>(
    () =>
      menu.flatMap((group) =>
        group.items.map((item) => ({
          key: `page-${item.key}`,
          label: item.label,
          group: 'Pages',
          icon: item.icon,
          detail: group.label,
          shortcut: item.shortcut,
          run: () => navigate(item.path),
        })),
      ),
    [menu, navigate],
  )
  const found = useMemo(() => {
    const near =
      query.trim() === ''
        ? // Commands with a shortcut, which are harmless, come first: a hasty Enter must not decide anything.
          [...recent, ...actions.toSorted((a, b) => Number(!a.shortcut) - Number(!b.shortcut)), ...pages]
        : ranked(query, [...actions, ...pages])
    // Pages that the current page offers itself are not listed twice.
    const keys = new Set(near.map(({ key }) => key))
    return [...near, ...records.filter(({ key }) => !keys.has(key))]
  }, [query, recent, actions, pages, records])
  return useMemo(() => grouped(found), [found])
}

function Finder({ onClose, menu, sources, recent = nothing, typed }: Omit<CommandPaletteProps, 'open'>) {
  useReturnFocus()
  const [query, setQuery] = useState(() => typed?.current ?? '')
  const [active, setActive] = useState(0)
  const records = useRecords(query, sources)
  const listId = useId()
  const input = useRef<HTMLInputElement>(null)

  const groups = useFound({ query, menu, recent, records: records.items })
  const ordered = useMemo(() => groups.flatMap(([, commands]) => commands), [groups])
  const at = Math.min(active, ordered.length - 1)

  // Runs after the dialog's own effects, which remember the element that gets the focus back.
  useEffect(
    () =>
      queueMicrotask(() => {
        input.current?.focus()
        input.current?.setSelectionRange(-1, -1)
      }),
    [],
  )

  const choose = (command: Command | undefined) => {
    if (!command) return
    onClose()
    command.run()
  }

  const onKeyDown = (event: KeyboardEvent) => {
    if (isComposing(event)) return
    const last = ordered.length - 1
    if (event.key === 'ArrowDown') setActive(at >= last ? 0 : at + 1)
    else if (event.key === 'ArrowUp') setActive(at <= 0 ? last : at - 1)
    else if (event.key === 'Home' && query === '') setActive(0)
    else if (event.key === 'End' && query === '') setActive(last)
    else if (event.key === 'Enter') choose(ordered[at])
    else return
    event.preventDefault()
  }

  return (
    <>
      <Row gap={8} className="palette-search pad-x-16 line-below large quiet" style={{ height: 48 }}>
        <SearchOutlined aria-hidden />
        <input
          ref={input}
          role="combobox"
          aria-label="Search or jump to"
          aria-expanded={ordered.length > 0}
          aria-controls={listId}
          aria-autocomplete="list"
          aria-activedescendant={ordered[at] ? `${listId}-${at}` : undefined}
          placeholder="Search or jump to…"
          autoComplete="off"
          spellCheck={false}
          value={query}
          onChange={(event) => {
            setQuery(event.target.value)
            setActive(0)
          }}
          onKeyDown={onKeyDown}
        />
        <kbd aria-hidden>Esc</kbd>
      </Row>
      <Results
        groups={groups}
        at={at}
        listId={listId}
        onPoint={(index) => {
          if (index !== at) setActive(index)
        }}
        onChoose={choose}
      />
      <div className="palette-note quiet small" role="status">
        {records.failed ? 'Records could not be searched. Pages and actions still work.' : null}
        {!records.failed && records.searching ? 'Searching records…' : null}
        {ordered.length === 0 && !records.searching && !records.failed
          ? `Nothing matches “${query.trim()}”.`
          : null}
      </div>
    </>
  )
}

interface ResultsProps {
  groups: readonly (readonly [string, readonly Command[]])[]
  /** The index of the selected result. */
  at: number
  listId: string
  onPoint: (index: number) => void
  onChoose: (command: Command) => void
}

/** The results, by heading; the input above handles the keys. */
function Results({ groups, at, listId, onPoint, onChoose }: ResultsProps) {
  const list = useRef<HTMLDivElement>(null)
  useEffect(() => {
    list.current?.querySelector(`[data-index="${at}"]`)?.scrollIntoView?.({ block: 'nearest' })
  }, [at])

  let index = -1
  return (
    <div ref={list} id={listId} className="palette-list" role="listbox" aria-label="Results">
      {groups.map(([group, commands]) => (
        // biome-ignore lint/a11y/useSemanticElements: options of a listbox are grouped by role
        <div key={group} role="group" aria-label={group}>
          <div className="pane-head palette-group quiet tiny medium" aria-hidden>
            {group}
          </div>
          {commands.map((command) => {
            const own = ++index
            return (
              <Row
                key={command.key}
                id={`${listId}-${own}`}
                data-index={own}
                gap={12}
                className="choice pad-x-12"
                style={{ height: 36 }}
                role="option"
                aria-selected={own === at}
                onMouseMove={() => onPoint(own)}
                onClick={() => onChoose(command)}
              >
                <Row as="span" align="stretch" className="palette-icon fixed quiet large" aria-hidden>
                  {command.icon}
                </Row>
                <Truncate className="palette-label">{command.label}</Truncate>
                {command.detail ? <Truncate className="grow quiet small">{command.detail}</Truncate> : null}
                {command.shortcut ? (
                  <span className="row gap-4 fixed push" aria-hidden>
                    {keyCaps(command.shortcut).map((cap, index) => (
                      // biome-ignore lint/suspicious/noArrayIndexKey: the same key may come twice, as in "g g"
                      <kbd key={index}>{cap}</kbd>
                    ))}
                  </span>
                ) : null}
              </Row>
            )
          })}
        </div>
      ))}
    </div>
  )
}

function ranked(query: string, commands: readonly Command[]): Command[] {
  if (query.trim() === '') return [...commands]
  const scored: { command: Command; score: number }[] = []
  for (const command of commands) {
    const byLabel = fuzzyScore(query, command.label)
    const byOthers = command.keywords ? fuzzyScore(query, command.keywords) : undefined
    // Keywords help to find a command, but a match of its own name counts more.
    const score = byLabel ?? (byOthers === undefined ? undefined : byOthers - 500)
    if (score !== undefined) scored.push({ command, score })
  }
  return scored.sort((a, b) => b.score - a.score).map(({ command }) => command)
}

/** Groups commands by heading; headings are in the order of their best command. */
function grouped(commands: readonly Command[]): [string, Command[]][] {
  const groups = new Map<string, Command[]>()
  for (const command of commands) groups.set(command.group, [...(groups.get(command.group) ?? []), command])
  return [...groups]
}

interface Records {
  items: readonly Command[]
  searching: boolean
  failed: boolean
}

const noRecords: Records = { items: [], searching: false, failed: false }

function useRecords(query: string, sources: readonly PaletteSource[] | undefined): Records {
  const [records, setRecords] = useState(noRecords)
  const wanted = query.trim()
  useEffect(() => {
    if (!sources?.length || wanted.length < minSourceLetters) {
      setRecords(noRecords)
      return
    }
    const stop = new AbortController()
    setRecords((before) => ({ ...before, searching: true, failed: false }))
    const timer = setTimeout(async () => {
      const answers = await Promise.allSettled(sources.map((source) => source(wanted, stop.signal)))
      if (stop.signal.aborted) return
      setRecords({
        items: answers.flatMap((answer) => (answer.status === 'fulfilled' ? answer.value : [])),
        searching: false,
        failed: answers.every((answer) => answer.status === 'rejected'),
      })
    }, sourcePause)
    return () => {
      clearTimeout(timer)
      stop.abort()
    }
  }, [wanted, sources])
  return records
}
