/** The record of what was reached, and the list of the counted rows. */
export const places = {
  game: {
    path: '/games',
    table: 'user_game_sessions',
    rowsAt: (id: string, moments: string) => `/user-game-sessions?game_id=any:${id}&started_at=${moments}`,
  },
  article: {
    path: '/content-articles',
    table: 'user_content_interactions',
    rowsAt: (id: string, moments: string) =>
      `/user-content-interactions?article_id=any:${id}&created_at=${moments}`,
  },
} as const
