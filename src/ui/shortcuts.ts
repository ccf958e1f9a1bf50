import { useEffect, useLayoutEffect, useMemo, useRef, useSyncExternalStore } from 'react'
import { isComposing } from './composition'

/** One keyboard shortcut: this declaration both binds it and lists it in the shortcut sheet. */
export interface Shortcut {
  /**
   * One key (`j`, `?`, `Escape`, `ArrowDown`), one with `mod+` (⌘ or Ctrl), `shift+` or `alt+`, or two in sequence (`g
   * l`). Characters that need Shift on some keyboards are written as the character itself: `?`, not `shift+/`.
   */
  keys: string
  label: string
  /** The heading that it is listed under. */
  group: string
  run: (event: KeyboardEvent) => void
  /** Also works while text is being typed. For `mod+` keys and Escape only. */
  whileTyping?: boolean
  /** Also works while a dialog is open. */
  inDialog?: boolean
  /** Bound, but not listed. */
  hidden?: boolean
}

type Live = { readonly current: readonly Shortcut[] }

// The last layer registered wins, so that the topmost page or dialog handles a key first.
let layers: readonly Live[] = []
let listed: readonly Shortcut[] = []
let pendingKey: string | undefined
let pendingTimer: ReturnType<typeof setTimeout> | undefined
const sequencePause = 1000
const listeners = new Set<() => void>()

function changed(next: readonly Live[]): void {
  layers = next
  const seen = new Set<string>()
  const top: Shortcut[] = []
  for (const layer of [...layers].reverse()) {
    for (const shortcut of layer.current) {
      if (seen.has(shortcut.keys)) continue
      seen.add(shortcut.keys)
      if (!shortcut.hidden) top.push(shortcut)
    }
  }
  listed = top
  for (const listener of listeners) listener()
}

function isTyping(event: KeyboardEvent): boolean {
  const target = event.composedPath()[0]
  if (!(target instanceof HTMLElement)) return false
  if (target.isContentEditable || target.getAttribute('contenteditable') === 'true') return true
  if (target instanceof HTMLInputElement)
    return !['checkbox', 'radio', 'button', 'submit'].includes(target.type)
  return target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement
}

/** Enter and Space belong to the button or link that has the focus. */
function isPressing(event: KeyboardEvent): boolean {
  const target = event.target
  return (
    (event.key === 'Enter' || event.key === ' ') &&
    target instanceof Element &&
    target.closest('a, button') !== null
  )
}

function dialogIsOpen(): boolean {
  // A dialog whose code is still loading counts as open: keys pressed meanwhile are meant for it.
  if (document.querySelector('[data-dialog-opening]')) return true
  // A drawer is beside its list and both stay usable; a modal blocks the page.
  for (const wrap of document.querySelectorAll<HTMLElement>('.ant-modal-wrap')) {
    if (wrap.style.display !== 'none') return true
  }
  return false
}

// An open popup, such as a menu or a popover, handles Escape itself and closes.
function popupIsOpen(): boolean {
  return (
    document.querySelector(
      '.ant-dropdown:not(.ant-dropdown-hidden), .ant-popover:not(.ant-popover-hidden), .ant-select-dropdown:not(.ant-select-dropdown-hidden)',
    ) !== null
  )
}

const isMac = typeof navigator !== 'undefined' && /Mac|iPhone|iPad/.test(navigator.platform)

/** The characters of keys that carry letters on non-Latin layouts. */
const signKeys: Readonly<Record<string, string>> = {
  Backquote: '`',
  Backslash: '\\',
  BracketLeft: '[',
  BracketRight: ']',
  Comma: ',',
  Equal: '=',
  Minus: '-',
  Period: '.',
  Quote: "'",
  Semicolon: ';',
  Slash: '/',
}

/**
 * The key that a press stands for. On a non-Latin layout (Cyrillic, Greek, Hebrew, Arabic …) it is the key at the same
 * position of an English keyboard; on Latin layouts it is the printed character, even where its position differs.
 */
function meantKey({ key, code = '', altKey }: Press): string {
  // One key of Arabic layouts produces two letters; on a Mac, Option turns letters into other characters.
  const isForeign = /^[\p{L}\p{M}\p{Nd}]{1,2}$/u.test(key) && !/^[\p{Script=Latin}\d]/u.test(key)
  const isMadeByOption = altKey && isMac && /^[^\x20-\x7E]$/u.test(key)
  if (!isForeign && !isMadeByOption) return key
  return /^(?:Key|Digit|Numpad)([A-Z\d])$/.exec(code)?.[1]?.toLowerCase() ?? signKeys[code] ?? key
}

type Press = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'> & { code?: string }

/** A key press in the form in which shortcuts are declared: `j`, `mod+k`, `shift+ArrowDown`. */
export function pressOf(event: Press): string {
  const meant = meantKey(event)
  const key = meant === ' ' ? 'Space' : meant.length === 1 ? meant.toLowerCase() : meant
  const isSign = meant.length === 1 && meant.toLowerCase() === meant.toUpperCase()
  const parts = [key]
  // Ctrl and Alt together are AltGr, which is only used to type the character: `[` on a German keyboard.
  if (isSign && event.ctrlKey && event.altKey) return key
  if (event.shiftKey && !(isSign && meant !== ' ')) parts.unshift('shift')
  if (event.altKey) parts.unshift('alt')
  if (event.ctrlKey || event.metaKey) parts.unshift('mod')
  return parts.join('+')
}

function find(keys: string, typing: boolean, dialog: boolean): Shortcut | undefined {
  for (const layer of [...layers].reverse()) {
    for (const shortcut of layer.current) {
      if (shortcut.keys !== keys) continue
      if (typing && !shortcut.whileTyping) continue
      if (dialog && !shortcut.inDialog) continue
      return shortcut
    }
  }
  return undefined
}

function startsSequence(press: string): boolean {
  return layers.some((layer) => layer.current.some((shortcut) => shortcut.keys.startsWith(`${press} `)))
}

let singleKeys = true

/**
 * Switches shortcuts of letters, digits and punctuation on or off. People who dictate to the computer, or who press
 * keys by accident, switch them off (WCAG 2.1.4); keys with Ctrl, Alt or ⌘, and keys that type no character, keep
 * working.
 */
export function setSingleKeys(on: boolean): void {
  singleKeys = on
  for (const listener of listeners) listener()
}

/** Whether a shortcut consists of letters, digits or punctuation only. */
export function isSingleKey(keys: string): boolean {
  return /^(shift\+)?.( (shift\+)?.)?$/u.test(keys)
}

function forget(): void {
  pendingKey = undefined
  clearTimeout(pendingTimer)
}

function onKeyDown(event: KeyboardEvent): void {
  if (event.defaultPrevented || isComposing(event) || isPressing(event)) return
  if (['Shift', 'Control', 'Alt', 'Meta'].includes(event.key)) return
  const press = pressOf(event)
  if (press === 'Escape' && popupIsOpen()) return
  if (!singleKeys && isSingleKey(press)) {
    forget()
    return
  }
  const typing = isTyping(event)
  const dialog = dialogIsOpen()
  const first = pendingKey
  forget()
  const match = (first && find(`${first} ${press}`, typing, dialog)) || find(press, typing, dialog)
  if (match) {
    event.preventDefault()
    // A key held down repeats movements only; every other shortcut runs once.
    if (event.repeat && !/^(shift\+)?(j|k|Arrow\w+|Page\w+)$/.test(press)) return
    match.run(event)
    return
  }
  if (!typing && !dialog && startsSequence(press)) {
    pendingKey = press
    pendingTimer = setTimeout(forget, sequencePause)
  }
}

/**
 * Binds keyboard shortcuts while the caller is mounted and lists them in the shortcut sheet. They are inactive while
 * text is being typed and while a dialog is open, unless a shortcut says otherwise.
 */
export function useShortcuts(shortcuts: readonly Shortcut[]): void {
  const latest = useRef(shortcuts)
  // Handlers change with every render; the listed shortcuts change only when keys or labels change.
  const listing = shortcuts.map((s) => [s.keys, s.label, s.group, s.hidden].join('\n')).join('\n\n')
  // Before the paint, so that a key always acts on what the person sees.
  useLayoutEffect(() => {
    latest.current = shortcuts
  })
  // biome-ignore lint/correctness/useExhaustiveDependencies: the listing changes with the shortcuts
  useEffect(() => {
    if (layers.length === 0) window.addEventListener('keydown', onKeyDown)
    changed([...layers, latest])
    return () => {
      changed(layers.filter((layer) => layer !== latest))
      if (layers.length === 0) {
        forget()
        window.removeEventListener('keydown', onKeyDown)
      }
    }
  }, [listing])
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** The shortcuts active on the current page, by group; those of the topmost layer come first. */
export function useActiveShortcuts(): ReadonlyMap<string, readonly Shortcut[]> {
  const all = useSyncExternalStore(subscribe, () => listed)
  return useMemo(() => {
    const groups = new Map<string, Shortcut[]>()
    for (const shortcut of all) groups.set(shortcut.group, [...(groups.get(shortcut.group) ?? []), shortcut])
    return groups
  }, [all])
}

const keyNames: Record<string, string> = {
  mod: isMac ? '⌘' : 'Ctrl',
  shift: isMac ? '⇧' : 'Shift',
  alt: isMac ? '⌥' : 'Alt',
  Enter: '↵',
  Escape: 'Esc',
  ArrowUp: '↑',
  ArrowDown: '↓',
  ArrowLeft: '←',
  ArrowRight: '→',
}

/** The keys as they are displayed, one entry per key cap: `mod+k` → ["⌘", "K"], `g l` → ["G", "L"]. */
export function keyCaps(keys: string): string[] {
  return keys
    .split(' ')
    .flatMap((press) => (press === '+' ? [press] : press.split('+')))
    .map((key) => keyNames[key] ?? (key.length === 1 ? key.toUpperCase() : key))
}
