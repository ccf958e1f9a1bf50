import { CheckCircleFilled, CloseCircleFilled, LoadingOutlined, UndoOutlined } from '@ant-design/icons'
import type { NotificationProvider } from '@refinedev/core'
import { Button, notification as notes } from 'antd'
import { createContext, type ReactNode, use, useMemo, useRef } from 'react'
import { describeError } from './describeError'
import { useShortcuts } from './shortcuts'
import { useIsPhone } from './useIsPhone'

/**
 * How long a notification stays, in seconds; one with an undo button stays longer, and an error stays until it is
 * closed.
 */
const seconds = { success: 4, undo: 10, error: 0 }

interface Note {
  /** One notification per key: a second one replaces the first. */
  key?: string
  message: string
  description?: string
  /** Undoes the change, by button or by the key U. */
  undo?: () => void
}

interface Notify {
  success: (note: Note) => void
  /** Shows that something is in progress; stays until a notification with the same key replaces it. */
  working: (note: { key: string; message: string }) => void
  /**
   * Describes any error of a change. Shows nothing for an aborted request, nor for an expired session, which has a
   * dialog of its own.
   */
  error: (error: unknown, note?: { key?: string; title?: string; detail?: string }) => void
  close: (key: string) => void
}

let unnamed = 0

type Notifications = ReturnType<typeof notes.useNotification>[0]

const NotesContext = createContext<Notifications | null>(null)

/**
 * Renders the notifications for everything below it. Ant Design's own component for this, `App`, also loads dialogs and
 * messages, which the first page does not need.
 */
export function NotificationHost({ children }: { children: ReactNode }) {
  // The corner that form buttons do not use: on a desktop those are at the bottom right, on a phone along the whole
  // bottom.
  const placement = useIsPhone() ? 'top' : 'bottomLeft'
  const region = useRef<HTMLDivElement>(null)
  const [notification, place] = notes.useNotification({
    placement,
    maxCount: 4,
    bottom: 16,
    top: 8,
    getContainer: () => region.current ?? document.body,
  })
  return (
    <NotesContext value={notification}>
      {/* Always rendered: screen readers often skip a live region added together with its text. */}
      <div ref={region} role="log" aria-label="Notes" aria-live="polite" aria-relevant="additions text" />
      {place}
      {children}
    </NotesContext>
  )
}

function useNotifications(): Notifications {
  const notification = use(NotesContext)
  if (!notification) throw new Error('Notes need `Appearance` above them.')
  return notification
}

/** Shows small notifications in a corner. Must be used below `Appearance`. */
export function useNotify(): Notify {
  const notification = useNotifications()
  return useMemo<Notify>(
    () => ({
      success: ({ key = `note-${++unnamed}`, message, description, undo }) => {
        notification.open({
          key,
          title: message,
          description,
          role: 'status',
          icon: <CheckCircleFilled className="toned" data-tone="green" />,
          duration: undo ? seconds.undo : seconds.success,
          actions: undo ? (
            <UndoButton
              onUndo={() => {
                notification.destroy(key)
                undo()
              }}
            />
          ) : undefined,
        })
      },
      working: ({ key, message }) => {
        notification.open({ key, title: message, role: 'status', icon: <LoadingOutlined />, duration: 0 })
      },
      error: (error, { key = `note-${++unnamed}`, title, detail } = {}) => {
        const described = describeError(error, 'write')
        if (described.kind === 'aborted' || described.kind === 'expired') return
        notification.open({
          key,
          title: title ?? described.title,
          description: detail ?? described.detail,
          role: 'alert',
          icon: <CloseCircleFilled className="toned" data-tone="red" />,
          duration: seconds.error,
        })
      },
      close: (key) => notification.destroy(key),
    }),
    [notification],
  )
}

/** Shows the notifications of Refine's own hooks in the console's style. */
export function useNotificationProvider(): NotificationProvider {
  const notification = useNotifications()
  return useMemo(
    () => ({
      open: ({ key = `note-${++unnamed}`, type, message, description, cancelMutation }) => {
        notification.open({
          key,
          // Refine puts a generic sentence with a status code first; the database's message says more.
          title: type === 'error' && description ? description : message,
          description: type === 'progress' ? description : undefined,
          role: type === 'error' ? 'alert' : 'status',
          icon:
            type === 'success' ? (
              <CheckCircleFilled className="toned" data-tone="green" />
            ) : type === 'error' ? (
              <CloseCircleFilled className="toned" data-tone="red" />
            ) : (
              <LoadingOutlined />
            ),
          duration: type === 'success' ? seconds.success : seconds.error,
          actions: cancelMutation ? (
            <UndoButton
              onUndo={() => {
                notification.destroy(key)
                cancelMutation()
              }}
            />
          ) : undefined,
        })
      },
      close: (key) => notification.destroy(key),
    }),
    [notification],
  )
}

function UndoButton({ onUndo }: { onUndo: () => void }) {
  useShortcuts([{ keys: 'u', label: 'Undo the last change', group: 'Everywhere', run: onUndo }])
  return (
    <Button size="small" icon={<UndoOutlined aria-hidden />} onClick={onUndo}>
      Undo <kbd aria-hidden>U</kbd>
    </Button>
  )
}
