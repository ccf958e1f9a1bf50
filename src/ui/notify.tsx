import { CheckCircleFilled, CloseCircleFilled, LoadingOutlined, UndoOutlined } from '@ant-design/icons'
import type { NotificationProvider } from '@refinedev/core'
import { Button, notification as notes } from 'antd'
import { createContext, type ReactNode, use, useMemo, useRef } from 'react'
import { describeError } from './describeError'
import { useShortcuts } from './shortcuts'
import { useIsPhone } from './useIsPhone'

/** How long a note stays, in seconds; one that offers to undo stays longer, and an error until it is closed. */
const seconds = { success: 4, undo: 10, error: 0 }

interface Note {
  /** One note a key: a second one takes the place of the first. */
  key?: string
  message: string
  description?: string
  /** Offers to take the change back, by button and by the key U. */
  undo?: () => void
}

interface Notify {
  success: (note: Note) => void
  /** Something under way; stays until a note of the same key takes its place. */
  working: (note: { key: string; message: string }) => void
  /** Words for any error of a change; nothing for an aborted request, nor for an ended session, which has a dialog of its own. */
  error: (error: unknown, note?: { key?: string; title?: string; detail?: string }) => void
  close: (key: string) => void
}

let unnamed = 0

type Notifications = ReturnType<typeof notes.useNotification>[0]

const NotesContext = createContext<Notifications | null>(null)

/**
 * Where notes appear for everything below it. Ant Design's own place for them, `App`, brings its dialogs and
 * messages along, which the first page has no use for.
 */
export function NotificationHost({ children }: { children: ReactNode }) {
  // Where no form has its buttons: at a desk those are at the bottom right, on a phone all along the bottom.
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
      {/* There before any note is: what comes into the page together with its words is often not read out. */}
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

/** Small notes in a corner. Must be used below `Appearance`. */
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

/** The notes of Refine's own hooks, in the console's form. */
export function useNotificationProvider(): NotificationProvider {
  const notification = useNotifications()
  return useMemo(
    () => ({
      open: ({ key = `note-${++unnamed}`, type, message, description, cancelMutation }) => {
        notification.open({
          key,
          // Refine puts a sentence of its own first, with a status code; the database's words say more.
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
