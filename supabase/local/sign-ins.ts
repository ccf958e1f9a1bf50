/** The publishable key of the embedded backend. It grants nothing by itself: row security decides. */
export const publishableKey = 'sb_publishable_local'

/** The password of every sample person in `supabase/seed.sql`. */
const password = 'introalignment'

const signIns = [
  { role: 'Admin', email: 'admin@introalignment.test' },
  { role: 'Moderator', email: 'moderator@introalignment.test' },
  { role: 'Growth', email: 'growth@introalignment.test' },
  { role: 'Finance', email: 'finance@introalignment.test' },
  { role: 'Member (no access)', email: 'member@introalignment.test' },
]

/** The sample people shown on the sign-in page; passed through a meta tag, never in the bundle. */
export const embeddedSettings = { publishableKey, password, signIns }
