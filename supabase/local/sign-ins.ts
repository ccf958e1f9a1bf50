/** The key the embedded backend accepts. It opens nothing by itself: row security decides. */
export const publishableKey = 'sb_publishable_local'

/** Password of every sample person in `supabase/seed.sql`. */
const password = 'introalignment'

const signIns = [
  { role: 'Admin', email: 'admin@introalignment.test' },
  { role: 'Moderator', email: 'moderator@introalignment.test' },
  { role: 'Growth', email: 'growth@introalignment.test' },
  { role: 'Finance', email: 'finance@introalignment.test' },
  { role: 'Member (no access)', email: 'member@introalignment.test' },
]

/** What the sign-in page shows of the sample people; reaches it through a meta tag, never through the bundle. */
export const embeddedSettings = { publishableKey, password, signIns }
