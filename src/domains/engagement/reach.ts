/** Where what was reached has its record, and where the rows lie that are counted. */
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
