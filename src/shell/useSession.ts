import { useSyncExternalStore } from 'react'
import type { Session, SessionState } from '@/supabase/session'

/** The session state, kept current: the component renders again when a role is granted or revoked. */
export function useSession(session: Session): SessionState {
  return useSyncExternalStore(session.subscribe, session.getSnapshot)
}
