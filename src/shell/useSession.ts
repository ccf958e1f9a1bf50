import { useSyncExternalStore } from 'react'
import type { Session, SessionState } from '@/supabase/session'

/** Who is signed in, kept current: the component renders again at once when a role is given or revoked. */
export function useSession(session: Session): SessionState {
  return useSyncExternalStore(session.subscribe, session.getSnapshot)
}
