import { useMedia } from './useMedia'

/** Whether the window is as narrow as a phone: below this width the side bar becomes a drawer. */
export function useIsPhone(): boolean {
  return useMedia('(width < 768px)')
}
