// What signing in to the page needs from outside.
import type { SignIn } from './core/sign-in.ts';

/** New secrets that nobody can guess, as text that may stand in a link. */
export interface Secrets {
  next(): string;
}

/** Links to the page and sessions on it, by the hash of their secret: whoever reads the rows cannot sign in. */
export interface SignIns {
  keep(hash: string, signIn: SignIn): Promise<void>;
  /** Takes it away and gives it: of two that ask at once, one gets it. */
  take(hash: string): Promise<SignIn | null>;
  find(hash: string): Promise<SignIn | null>;
  seen(hash: string, at: Date): Promise<void>;
  /** Forgets what was opened before that instant. */
  dropOlder(than: Date): Promise<void>;
}
