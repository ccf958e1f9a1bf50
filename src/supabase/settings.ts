/** A sign-in that the embedded backend offers on the sign-in page. */
interface EmbeddedSignIn {
  role: string
  email: string
}

/** The address and key of the Supabase project. `embedded` is null on a hosted project. */
export interface Settings {
  url: string
  publishableKey: string
  embedded: { publishableKey: string; password: string; signIns: EmbeddedSignIn[] } | null
}

/** Why the console cannot start, worded for the person who set it up. */
export interface SettingsProblem {
  title: string
  detail: string
  remedy: string
}

const remedy =
  'Set VITE_SUPABASE_URL and VITE_SUPABASE_PUBLISHABLE_KEY when building, or fill the meta tags supabase-url and supabase-publishable-key in index.html. Both values are in the Supabase dashboard under Project settings, API keys.'

/**
 * Reads the settings from the page's meta tags `supabase-url`, `supabase-publishable-key` and
 * `supabase-embedded`. Returns a problem, never throws: the caller shows it as a page.
 */
export function readSettings(doc: Document): Settings | SettingsProblem {
  const embedded = content(doc, 'supabase-embedded')
  if (embedded) return readEmbedded(embedded, doc.location.origin)

  const url = content(doc, 'supabase-url')
  const publishableKey = content(doc, 'supabase-publishable-key')
  if (!url && !publishableKey) {
    return {
      title: 'The console is not connected to a project',
      detail: 'Neither the address of a Supabase project nor its publishable key is set.',
      remedy,
    }
  }
  if (!url) {
    return {
      title: 'The address of the Supabase project is missing',
      detail: 'A publishable key is set, but no address.',
      remedy,
    }
  }
  const parsed = parseUrl(url)
  if (!parsed) {
    return {
      title: 'The address of the Supabase project is not valid',
      detail: `“${url}” is not an address that starts with https:// or http://.`,
      remedy,
    }
  }
  return (
    keyProblem(publishableKey) ?? { url: parsed.href.replace(/\/+$/, ''), publishableKey, embedded: null }
  )
}

/** Whether all users of this page share one database connection: a long query of one person delays the others. */
export function sharesConnection(doc: Document): boolean {
  return content(doc, 'supabase-embedded') !== ''
}

function readEmbedded(text: string, origin: string): Settings | SettingsProblem {
  try {
    const value = JSON.parse(text) as Partial<NonNullable<Settings['embedded']>>
    const { publishableKey, password, signIns } = value
    if (typeof publishableKey === 'string' && typeof password === 'string' && Array.isArray(signIns)) {
      const problem = keyProblem(publishableKey)
      return problem ?? { url: origin, publishableKey, embedded: { publishableKey, password, signIns } }
    }
  } catch {
    // Handled below, like JSON of another shape.
  }
  return {
    title: 'The settings of the embedded backend cannot be read',
    detail: 'The meta tag supabase-embedded does not hold what the development server writes there.',
    remedy: 'Start the console with “npm run dev” or “npm run preview”, and reload this page.',
  }
}

function keyProblem(key: string): SettingsProblem | null {
  if (!key) {
    return {
      title: 'The publishable key is missing',
      detail: 'An address is set, but no publishable key.',
      remedy,
    }
  }
  if (isSecretKey(key)) {
    return {
      title: 'A secret key is set where the publishable key belongs',
      detail:
        'The key in the settings opens the whole database to everyone who loads this page, so the console does not use it.',
      remedy: `Revoke that key in the Supabase dashboard now: it has been published with this page. ${remedy}`,
    }
  }
  if (!/^[\x21-\x7e]+$/.test(key)) {
    return {
      title: 'The publishable key is not valid',
      detail: 'The key holds spaces or other characters that a key never has.',
      remedy,
    }
  }
  return null
}

/** Secret keys come in two generations: `sb_secret_…`, and a JWT whose role is `service_role`. */
function isSecretKey(key: string): boolean {
  if (key.startsWith('sb_secret_')) return true
  const payload = key.split('.')[1]
  if (!payload) return false
  try {
    const claims = JSON.parse(atob(payload.replace(/-/g, '+').replace(/_/g, '/'))) as { role?: string }
    return claims.role === 'service_role' || claims.role === 'supabase_admin'
  } catch {
    return false
  }
}

function parseUrl(text: string): URL | null {
  try {
    const url = new URL(text)
    return url.protocol === 'https:' || url.protocol === 'http:' ? url : null
  } catch {
    return null
  }
}

function content(doc: Document, name: string): string {
  return doc.querySelector(`meta[name="${name}"]`)?.getAttribute('content')?.trim() ?? ''
}
