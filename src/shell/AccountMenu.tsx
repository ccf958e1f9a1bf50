import { LogoutOutlined, QuestionCircleOutlined } from '@ant-design/icons'
import { Popover } from 'antd'
import { lazy, Suspense, useRef, useState } from 'react'
import type { Role, Staff } from '@/supabase/session'
import { initials } from '@/ui/initials'
import { Stack } from '@/ui/layout'
import { ErrorBoundary } from './ErrorBoundary'
import './account.css'

const AppearanceChoices = lazy(() => import('./AppearanceChoices'))

const roleNames: Record<Role, string> = {
  admin: 'Admin',
  moderator: 'Moderator',
  growth: 'Growth',
  finance: 'Finance',
}

interface AccountMenuProps {
  staff: Staff
  onOpenShortcuts: () => void
  onSignOut: () => void
}

/** The avatar menu in the header: who is signed in, with which roles, the appearance settings, and sign-out. */
export function AccountMenu({ staff, onOpenShortcuts, onSignOut }: AccountMenuProps) {
  const [open, setOpen] = useState(false)
  const trigger = useRef<HTMLButtonElement>(null)
  const panel = useRef<HTMLDivElement>(null)
  const name = staff.name || staff.email

  const close = () => {
    setOpen(false)
    trigger.current?.focus()
  }

  return (
    <Popover
      open={open}
      onOpenChange={setOpen}
      afterOpenChange={(shown) => {
        if (shown) panel.current?.focus()
      }}
      trigger="click"
      placement="bottomRight"
      arrow={false}
      styles={{ container: { padding: 0 } }}
      content={
        <div
          ref={panel}
          className="account"
          role="dialog"
          aria-label="Account"
          tabIndex={-1}
          onKeyDown={(event) => {
            if (event.key === 'Escape') close()
          }}
        >
          <Stack className="pad-x-16 pad-y-12 anywhere">
            <strong className="bold">{name}</strong>
            <span className="quiet small">{staff.email}</span>
            <span className="quiet small">
              {staff.roles.length > 0 ? staff.roles.map((role) => roleNames[role]).join(', ') : 'No role yet'}
            </span>
          </Stack>
          <div className="account-choice small">
            <ErrorBoundary keepsPage>
              <Suspense fallback={null}>
                <AppearanceChoices person={staff.userId} />
              </Suspense>
            </ErrorBoundary>
          </div>
          <div className="account-links">
            <button
              type="button"
              className="choice row gap-8 full"
              onClick={() => {
                close()
                onOpenShortcuts()
              }}
            >
              <QuestionCircleOutlined aria-hidden /> Keyboard shortcuts{' '}
              <kbd className="push" aria-hidden>
                ?
              </kbd>
            </button>
            <button type="button" className="choice row gap-8 full" onClick={onSignOut}>
              <LogoutOutlined aria-hidden /> Sign out
            </button>
          </div>
        </div>
      }
    >
      <button
        ref={trigger}
        type="button"
        className="disc avatar fixed medium"
        aria-label={`Account: ${name}`}
        aria-expanded={open}
        data-initials={initials(name)}
      />
    </Popover>
  )
}
