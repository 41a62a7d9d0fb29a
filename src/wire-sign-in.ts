import { randomSecrets } from './adapters/ids.ts';
import type { SignInServices } from './adapters/web/desk-services.ts';
import type { PersonId } from './core/ids.ts';
import { type Deps, loadScene } from './flows/scene.ts';
import { makeLink, openLink, personSignedIn, type SignInDeps, signOut } from './flows/sign-in.ts';
import type { SignIns } from './ports-sign-in.ts';
import { personaOf } from './wire-desk.ts';

/** What of an open bot signing in stands on. */
export interface SignInParts {
  readonly deps: Deps;
  readonly database: { readonly signIns: SignIns };
  readonly config: { readonly mode: 'demo' | 'live'; readonly publicUrl: string | null };
}

const depsOf = ({ deps, database }: Pick<SignInParts, 'deps' | 'database'>): SignInDeps => ({
  ...deps,
  signIns: database.signIns,
  secrets: randomSecrets,
});

/** How people come in to a live office's page. */
export function signInServices(bot: Pick<SignInParts, 'deps' | 'database'>): SignInServices {
  const deps = depsOf(bot);
  return {
    async open(link) {
      const session = await openLink(deps, link);
      deps.log.info({ opened: session !== null }, 'A link to the page was tried');
      return session;
    },
    async person(session, active) {
      const id = await personSignedIn(deps, session, active);
      return id === null ? null : (personaOf(await loadScene(deps), id, 'anywhere')[0] ?? null);
    },
    end: (session) => signOut(deps, session),
  };
}

/** The address that opens the page once for this person; null where there is no page, or for somebody without a role. */
export async function deskAddress(bot: SignInParts, by: PersonId): Promise<string | null> {
  const { mode, publicUrl } = bot.config;
  if (mode !== 'live' || publicUrl === null) return null;
  const secret = await makeLink(depsOf(bot), by);
  if (secret === null) return null;
  bot.deps.log.info({ personId: by }, 'A link to the page was made');
  // Behind #: it reaches no server and no log on its way.
  const address = new URL(publicUrl);
  address.hash = `link=${secret}`;
  return address.href;
}
